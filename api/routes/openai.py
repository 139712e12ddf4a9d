"""OpenAI's image API, for the clients that people already have."""

from asyncio import to_thread

import orjson
from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import Response

from api.dependencies import Everybody, Pictures, Signed, Visitor
from api.events import begun, stream, watched
from api.idempotency_key import KEYED, key_of
from api.middleware.root_path import published
from api.openai.answers import answer, planned
from api.openai.events import Events
from api.pictures import JSON
from api.presence import while_present
from api.problems import invalid
from api.validation import JsonRoute
from errors import Forbidden, NotFound
from runner import Latest
from schemas.openai import ALIASES, MODEL, ImagesAnswer, ImagesRequest, Model, ModelList
from storage import NO_IMAGE

router = APIRouter(route_class=JsonRoute, prefix="/v1")


@router.get("/models")
async def models() -> ModelList:
    """The one model that there is."""
    return ModelList()


@router.get("/models/{name}")
async def model(name: str) -> Model:
    """What a name stands for."""
    return Model(id=_known(name))


@router.post("/images/generations", response_model=ImagesAnswer, openapi_extra=KEYED)
async def generations(
    request: ImagesRequest, connection: Request, pictures: Pictures, visit: Visitor, links: Signed
) -> Response:
    """Make `n` pictures, each of its own seed; with `stream` one, and word of how far it is.

    Facts about the client and all else that `/api/generate` takes may stand beside OpenAI's own fields.
    """
    _known(request.model or MODEL)
    key = key_of(connection.headers)
    try:
        asked = request.requests(visit.principal.subject)
    except ValidationError as error:  # of fields that do not go together
        raise invalid(error.errors(include_url=False)) from None
    visit.act("generate", asked[0].user_id)
    if request.dry_run:
        return _json(planned(request, asked, await pictures.preview(asked[0])))
    plans = [await pictures.plan(one, visit.principal.account) for one in asked]
    tokens = sum(plan.prompt.tokens for plan in plans)
    if request.stream:
        progress = Latest()
        making = await begun(pictures.make(plans[0], key, progress, spend=visit.account.spending))
        return stream(watched(making, progress, connection, Events(connection, request, tokens)))

    def link(name: str) -> str:
        return str(connection.url_for("file", token=links.token(name, visit.principal.tenant)))

    made = await while_present(pictures.make_all(plans, key, spend=visit.account.spending), connection)
    found = [(published(picture, "image_path", connection.scope), content) for picture, content in made]
    return _json(answer(request, found, tokens, link if request.response_format == "url" else None))


@router.get("/files/{token}", response_class=Response)
async def file(token: str, tenants: Everybody, links: Signed) -> Response:
    """The picture that an answer has named by `url`, for an hour; whoever has the address needs no key."""
    tenant, name = links.picture(token)
    try:
        store = (await tenants.of(tenant)).store
    except Forbidden:  # of a tenant that was removed
        raise NotFound(NO_IMAGE) from None
    content, mime = await to_thread(store.image, name)
    return Response(content, media_type=mime, headers={"Cache-Control": "private, no-store"})


def _known(name: str) -> str:
    if name not in (MODEL, *ALIASES):
        limit = f"`{MODEL}`, or one of {', '.join(ALIASES)}, which mean the same"
        raise NotFound.of_field("model", name, limit)
    return name


def _json(told: ImagesAnswer) -> Response:
    return Response(orjson.dumps(told.model_dump(exclude_none=told.dry_run is None)), media_type=JSON)
