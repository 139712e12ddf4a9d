"""Pictures that were made, small copies of them and their brand certificates."""

from asyncio import to_thread
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.conditional import partial_content, unchanged, validators
from api.dependencies import Brands, Log, Visitor
from api.pictures import attachment
from api.renditions import Renditions, certificate_picture, thumbnail
from locales import SOURCE, Language
from schemas import DEFAULT_BRAND, Interaction, PictureQuery, address, name_at
from storage import NO_IMAGE, file_name

router = APIRouter()
ADDRESS = address("{name}")
thumbnails, certificates = Renditions(), Renditions(at_once=1)
ASKED_AGAIN = "private, no-cache"
"""Kept, and asked about before each use: what was erased is not shown again from a browser's cache."""


async def seen(name: str, log: Log, visit: Visitor) -> Interaction:
    """The line of a picture, for whoever may see it; to all others there is none."""
    line = await to_thread(log.interaction, name)
    visit.see(line.user_id, NO_IMAGE, "read")
    return line


Line = Annotated[Interaction, Depends(seen)]


@router.get(ADDRESS, response_class=Response)
async def image(
    name: str, line: Line, log: Log, wanted: Annotated[PictureQuery, Query()], request: Request
) -> Response:
    """The bytes of a picture as they were answered, whole or in part; with `thumb` a small copy.

    `If-None-Match` and `If-Modified-Since` spare what the client has already; `Range` and `If-Range` get a part.
    """
    thumb = wanted.thumb
    headers = validators(f'"{name}-{thumb}"' if thumb else f'"{name}"', line.created_at)
    headers |= {"Cache-Control": ASKED_AGAIN, "Accept-Ranges": "none" if thumb else "bytes"}
    if wanted.download and not thumb:
        headers["Content-Disposition"] = attachment(file_name(line))
    if unchanged(request.headers, headers):
        return Response(status_code=304, headers=headers)
    if thumb:
        small = await thumbnails.get((log.tenant, name, thumb), lambda: thumbnail(log.image(name)[0], thumb))
        return Response(small, media_type="image/webp", headers=headers)
    content, mime = await to_thread(log.image, name)
    return partial_content(content, mime, headers, request.headers)


@router.get(f"{ADDRESS}/palette.png", response_class=Response)
async def palette(
    line: Line,
    log: Log,
    kits: Brands,
    request: Request,
    lang: Annotated[Language, Query(description="What it is written in")] = SOURCE,
) -> Response:
    """The picture's brand certificate drawn for people; a picture from before there were any is measured now."""
    name, made = name_at(line.image_url), line.metadata
    headers = validators(f'"{name}-palette-{lang}"') | {"Cache-Control": ASKED_AGAIN}
    if unchanged(request.headers, headers):
        return Response(status_code=304, headers=headers)
    kit = kits.get(made.brand or DEFAULT_BRAND, kits[DEFAULT_BRAND])

    def draw() -> bytes:
        return certificate_picture(log.image(name)[0], made.certificate, kit, lang)

    drawn = await certificates.get((log.tenant, name, lang), draw)
    return Response(drawn, media_type="image/png", headers=headers)
