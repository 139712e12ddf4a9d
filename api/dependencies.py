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


def _theirs(name: str) -> Any:
    """One part of that."""

    async def given(request: Request) -> Any:
        return getattr(tenant_of(request), name)

    return Depends(given)


async def visiting(request: Request) -> Visit:
    """Who asks, and about whom."""
    return visit_of(request.scope)


def person(scope: Scope) -> Any:
    """The user id of a path, for whoever may do this for them; to all others there is no such user."""

    async def reached(user_id: Annotated[UserText, Path(description="As in the request")], visit: Visitor) -> str:
        visit.see(user_id, "There is no such user.", scope)
        return user_id

    return Depends(reached)


async def together(request: Request) -> Tenants:
    """All tenants of this process: for what is of none, or says itself of which it is."""
    tenants: Tenants = request.app.state.tenants
    return tenants


async def linking(request: Request) -> Links:
    """What makes addresses that need no key."""
    links: Links = request.app.state.links
    return links


Advertising = Annotated[Advertiser, _theirs("advertiser")]
Brands = Annotated[Kits, _theirs("kits")]
Everybody = Annotated[Tenants, Depends(together)]
Log = Annotated[Store, _theirs("store")]
Messages = Annotated[Messenger, _theirs("messenger")]
Pictures = Annotated[Generator, _theirs("generator")]
Signed = Annotated[Links, Depends(linking)]
Visitor = Annotated[Visit, Depends(visiting)]
Work = Annotated[Worker, _theirs("worker")]
