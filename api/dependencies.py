"""What the routes are given: parts of the service that were opened at its start, and who is asked about."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Path, Request

from access import Visit
from access.roles import Scope
from api.middleware.access import visit_of
from api.openai.links import Links
from brand import Kit
from generation import Advertiser, Generator
from jobs import Worker
from schemas import UserText
from storage import Store


def opened(request: Request) -> Store:
    """The store that this process opened at start."""
    store: Store = request.app.state.store
    return store


def known(request: Request) -> Mapping[str, Kit]:
    """The kits that this process loaded at start."""
    kits: Mapping[str, Kit] = request.app.state.kits
    return kits


def made_by(request: Request) -> Generator:
    """What makes pictures in this process."""
    generator: Generator = request.app.state.generator
    return generator


def advertised_by(request: Request) -> Advertiser:
    """What sets advertisements in this process."""
    advertiser: Advertiser = request.app.state.advertiser
    return advertiser


def visiting(request: Request) -> Visit:
    """Who asks, and about whom."""
    return visit_of(request.scope)


def person(scope: Scope) -> Any:
    """The user id of a path, for whoever may do this for them; to all others there is no such user."""

    def reached(user_id: Annotated[UserText, Path(description="As in the request")], visit: Visitor) -> str:
        visit.see(scope, user_id, "There is no such user.")
        return user_id

    return Depends(reached)


def worked_on(request: Request) -> Worker:
    """What paints jobs in this process."""
    worker: Worker = request.app.state.worker
    return worker


def linking(request: Request) -> Links:
    """What makes addresses that need no key."""
    links: Links = request.app.state.links
    return links


Advertising = Annotated[Advertiser, Depends(advertised_by)]
Kits = Annotated[Mapping[str, Kit], Depends(known)]
Log = Annotated[Store, Depends(opened)]
Pictures = Annotated[Generator, Depends(made_by)]
Signed = Annotated[Links, Depends(linking)]
Visitor = Annotated[Visit, Depends(visiting)]
Work = Annotated[Worker, Depends(worked_on)]
