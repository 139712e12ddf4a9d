"""Finished advertisements: a picture of the history with texts and the brand's logo, and how they can be set."""

import io
import zipfile
from asyncio import to_thread
from collections.abc import Iterator, Sequence
from typing import Annotated

import orjson
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

import likeness
from api.dependencies import Advertising, Log, Visitor
from api.middleware.root_path import published
from api.negotiation import VARIES, preferred
from api.pictures import JSON, attachment
from api.places import Places
from api.presence import while_present
from api.renditions import Renditions, thumbnail
from api.routes.images import ADDRESS, ASKED_AGAIN, Line, seen
from api.validation import JsonRoute
from errors import NotFound
from generation.advertising import Advertisement, mime
from locales import SOURCE, Language
from schemas import AdQuery, AdRequest, Ads, Interaction, Layouts, ad_address
from storage import slug

router = APIRouter(route_class=JsonRoute)
ZIP = "application/zip"
drawn = Renditions(max_bytes=2**25, at_once=1)
"""Small copies, and whole files after what they look like in so many digits: each time that one is given out counts."""
DIGITS = 2 * likeness.BYTES
TYPESETTING = Places(at_once=2, most=34, each=8, what="advertisements are being set")
"""Each takes a core, and tens of megabytes."""
SHOWING = Places(at_once=1, most=384, each=96, what="small copies of advertisements are being drawn")
"""Many, for a page of the history asks for all that it shows at once: they hold next to nothing while they wait."""


@router.get("/api/layouts")
def layouts(
    advertiser: Advertising, lang: Annotated[Language, Query(description="What they are called in")] = SOURCE
) -> Layouts:
    """The layouts and formats that an advertisement may name."""
    return advertiser.layouts(lang)


@router.post(
    "/api/ads",
    response_model=Ads,
    responses={200: {"content": {one: {"schema": {"type": "string", "format": "binary"}} for one in (ZIP, "image/*")}}},
)
async def ads(wanted: AdRequest, advertiser: Advertising, log: Log, visit: Visitor, request: Request) -> Response:
    """A picture of the history as finished advertisements, one a format, each with its certificate; paints nothing.

    With `Accept: application/zip` the files and their texts as one ZIP, with `Accept: image/*` or that of the one file
    its bytes alone. With `keep` the history has it, too. What cannot be set legibly is answered with `ok: false` and
    why; what cannot be set whole, 422.
    """
    media = mime(wanted.output_format)
    offers = [JSON, ZIP, *([media] if len(wanted.ad.formats) == 1 else [])]
    form = preferred(request.headers, offers)
    line = await seen(wanted.image, log, visit)
    who, ticket = visit.principal.account, await to_thread(log.ticket)
    if wanted.keep:
        visit.act("generate", line.user_id)
    with TYPESETTING.place(who):
        files = await while_present(_all(advertiser.set(wanted, line), who), request)
    if wanted.keep:
        line = await to_thread(advertiser.keep, wanted, line, files, ticket)
    if form == media:
        headers = {"Content-Disposition": attachment(files[0].name), "X-Ad-Ok": str(files[0].certificate.ok).lower()}
        return Response(files[0].content, media_type=media, headers=headers | VARIES)
    said = published(_said(wanted, line, files, carrying=form == JSON), "image_path", request.scope)
    if form == JSON:
        return Response(orjson.dumps(said.model_dump(mode="json")), media_type=JSON, headers=VARIES)
    content = await to_thread(_zipped, said, files)
    name = f"{slug(wanted.ad.headline) or 'ad'}.zip"
    return Response(content, media_type=ZIP, headers={"Content-Disposition": attachment(name)} | VARIES)


async def _all(files: Iterator[Advertisement], who: str) -> list[Advertisement]:
    return [one async for one in TYPESETTING.in_turn(who, files)]


@router.get(ad_address(ADDRESS, "{wanted}"), response_class=Response)
async def made_with(
    wanted: Annotated[str, Path(description="One of its formats")],
    line: Line,
    visit: Visitor,
    advertiser: Advertising,
    asked: Annotated[AdQuery, Query()],
) -> Response:
    """A format of the advertisement that a picture was made with, in the picture's own type or another; with `thumb`
    a small copy."""
    kept = advertiser.kept(line)
    if kept is None or wanted not in kept.ad.formats:
        raise NotFound("This picture has no such advertisement")
    if asked.output_format and not asked.thumb:
        kept = kept.model_copy(update={"output_format": asked.output_format})
    key = advertiser.store.tenant, kept.image, wanted, kept.output_format, asked.thumb

    def draw() -> bytes:
        made = next(advertiser.set(kept, line, wanted, looked_at=bool(asked.thumb)))
        return thumbnail(made.content, asked.thumb) if asked.thumb else made.looks.encode() + made.content

    content = drawn.find(key)
    if content is None:
        who, places = visit.principal.account, SHOWING if asked.thumb else TYPESETTING
        with places.place(who):
            async with places.turn(who):
                content = await drawn.get(key, draw)
    elif not asked.thumb:
        await to_thread(advertiser.give, line, content[:DIGITS].decode(), await to_thread(advertiser.store.ticket))
    content = content if asked.thumb else content[DIGITS:]
    media = "image/webp" if asked.thumb else mime(kept.output_format)
    return Response(content, media_type=media, headers={"Cache-Control": ASKED_AGAIN})


def _said(wanted: AdRequest, line: Interaction, files: Sequence[Advertisement], carrying: bool) -> Ads:
    return Ads(
        image_path=line.image_url,
        alt_text=line.metadata.alt_text,
        ad=wanted.ad,
        ok=all(one.certificate.ok for one in files),
        files=tuple(one.told(carrying) for one in files),
    )


def _zipped(said: Ads, files: Sequence[Advertisement]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for one in files:
            archive.writestr(one.name, one.content)
        archive.writestr("ads.json", orjson.dumps(said.model_dump(mode="json"), option=orjson.OPT_INDENT_2))
    return out.getvalue()
