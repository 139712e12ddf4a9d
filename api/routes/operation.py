"""What operators and browsers ask besides: figures, and where the page is."""

from asyncio import to_thread

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import RedirectResponse, Response

from api.dependencies import Everybody
from api.middleware import PAGE
from generation.metrics import OutboxFigures
from runner.metrics import registry

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def metrics(tenants: Everybody) -> Response:
    """What every process of this service counts, and what waits in the spools of all tenants."""
    spools = OutboxFigures([one.store for one in tenants.open()])
    told = [await to_thread(generate_latest, one) for one in (registry(), spools)]
    return Response(b"".join(told), media_type=CONTENT_TYPE_LATEST)


@router.get("/")
async def home(request: Request) -> Response:
    return RedirectResponse(f"{request.scope['root_path']}{PAGE}/")
