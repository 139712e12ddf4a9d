"""What the routes are given: what the tenant of whoever asks has, and who is asked about."""

from typing import Annotated, Any

from fastapi import Depends, Path, Request

from access import Visit
from access.roles import Scope
from api.middleware.access import visit_of
from api.openai.links import Links
from api.tenants import TENANT, Tenant, Tenants
from generation import Advertiser, Generator
from generation.kits import Kits
from jobs import Messenger, Worker
from schemas import UserText
from storage import Store


def tenant_of(request: Request) -> Tenant:
    """What the tenant of whoever asks has. Raises KeyError where a request came past no door."""
    tenant: Tenant = request.scope[TENANT]
    return tenant


def opened(request: Request) -> Store:
    """Their log."""
    return tenant_of(request).store


def known(request: Request) -> Kits:
    """The kits that they may use."""
    return tenant_of(request).kits


def made_by(request: Request) -> Generator:
    """What makes their pictures."""
    return tenant_of(request).generator


def advertised_by(request: Request) -> Advertiser:
    """What sets their advertisements."""
    return tenant_of(request).advertiser


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
    """What paints their jobs."""
    return tenant_of(request).worker


def sent_by(request: Request) -> Messenger:
    """What tells their webhooks."""
    return tenant_of(request).messenger


def together(request: Request) -> Tenants:
    """All tenants of this process: for what is of none, or says itself of which it is."""
    tenants: Tenants = request.app.state.tenants
    return tenants


def linking(request: Request) -> Links:
    """What makes addresses that need no key."""
    links: Links = request.app.state.links
    return links


Advertising = Annotated[Advertiser, Depends(advertised_by)]
Brands = Annotated[Kits, Depends(known)]
Everybody = Annotated[Tenants, Depends(together)]
Log = Annotated[Store, Depends(opened)]
Messages = Annotated[Messenger, Depends(sent_by)]
Pictures = Annotated[Generator, Depends(made_by)]
Signed = Annotated[Links, Depends(linking)]
Visitor = Annotated[Visit, Depends(visiting)]
Work = Annotated[Worker, Depends(worked_on)]
