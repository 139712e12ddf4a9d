"""One picture, please: the picture or the JSON that carries it, at once or with word of how far it is."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.dependencies import Pictures
from api.docs import PICTURES
from api.events import EVENTS, begun, stream, watched
from api.idempotency_key import KEYED, key_of
from api.middleware.access import visit_of
from api.middleware.root_path import published
from api.negotiation import preferred
from api.pictures import in_form, picture_answer
from api.presence import while_present
from api.validation import JsonRoute
from generation import Generator
from runner import Latest
from schemas import GenerateRequest, Picture

router = APIRouter(route_class=JsonRoute)


async def answered(request: GenerateRequest, connection: Request, pictures: Generator) -> Response:
    """Make one picture, unless the client goes meanwhile."""
    visit = visit_of(connection.scope)
    visit.act("generate", request.user_id)
    key = key_of(connection.headers)
    request, itself = in_form(request, connection.headers)
    plans = await pictures.plan_all(request, visit.principal.account, key)
    making = pictures.make_one(request, plans, key, spend=visit.account.spending)
    picture, content = await while_present(making, connection)
    return picture_answer(published(picture, "image_path", connection.scope), content, itself)


@router.post("/api/generate", response_model=Picture, responses=PICTURES, openapi_extra=KEYED)
async def api_generate(request: GenerateRequest, connection: Request, pictures: Pictures) -> Response:
    """Make one picture: the same as `/generate`; with `Accept: image/*` the answer is the picture itself.

    Of the formats that `Accept` lets through the picture has the one of `output_format`, or where the request
    names none the one that is liked best; where none is let through, 406 and nothing is painted.
    """
    return await answered(request, connection, pictures)


@router.post("/generate/stream", response_class=Response, openapi_extra=KEYED)
async def generate_stream(request: GenerateRequest, connection: Request, pictures: Pictures) -> Response:
    """Make one picture and tell how far it is as server-sent events; closing the connection cancels it.

    Events: `queued` (position), `step` (step, steps, and with `preview` a small picture in b64_json), then
    `completed` (the answer of `/generate`) or `error` (the error answer). Where `Accept` lets through no
    `text/event-stream`, 406 and nothing is painted.
    """
    visit = visit_of(connection.scope)
    visit.act("generate", request.user_id)
    preferred(connection.headers, [EVENTS])
    key = key_of(connection.headers)
    plans, progress = await pictures.plan_all(request, visit.principal.account, key), Latest()
    making = await begun(pictures.make_one(request, plans, key, progress, spend=visit.account.spending))
    return stream(watched(making, progress, connection))
