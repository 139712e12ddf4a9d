"""Whether a file is ours: what its content credentials say, and which picture of the log it is."""

from asyncio import to_thread
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from access import Visit
from api.dependencies import Log, Pictures, Visitor
from api.middleware.root_path import published
from api.places import Places
from errors import InvalidRequest, MalformedRequest, NotFound, TooLarge
from likeness import APART, Sample, nearest
from provenance.inspection import inspected
from schemas import Interaction
from schemas.verification import MAX_FILE_BYTES, Credentials, Match, Ours, Verification
from storage import Store

router = APIRouter()

OVERHEAD = 64 * 1024
"""Bytes of a form around its file."""
LARGE = {"/verify": MAX_FILE_BYTES + OVERHEAD}
"""Bytes that bodies may have, by path."""
VERIFYING = Places(at_once=1, most=9, each=3, what="files are being verified")
"""Each that is read takes a process."""
BINARY = {"type": "string", "format": "binary"}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": {"type": "object", "required": ["file"], "properties": {"file": BINARY}}},
            "application/octet-stream": {"schema": BINARY},
        },
    }
}


@router.post("/verify", openapi_extra=BODY)
async def verify(request: Request, log: Log, visit: Visitor, pictures: Pictures) -> Verification:
    """What a PNG, JPEG or WebP says of itself, whether that holds, and which of the pictures that you may see it is.

    The file is the field `file` of a form, or the body itself.
    """
    content = await _file(request)
    chain, who = pictures.signer.chain if pictures.signer else None, visit.principal.account
    with VERIFYING.place(who):
        async with VERIFYING.turn(who):
            found = await inspected(content, chain.anchor if chain else None)
    ours = await to_thread(_ours, log, visit, content, found)
    credentials = Credentials.model_validate(found["credentials"])
    credentials = credentials.model_copy(update={"trial": bool(chain and chain.trial and credentials.trusted)})
    return Verification(
        credentials=credentials,
        ours=ours and published(ours, "image_path", request.scope),
    )


async def _file(request: Request) -> bytes:
    """Raises MalformedRequest, InvalidRequest and TooLarge."""
    content = await request.body()
    if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        try:
            async with request.form(max_files=1, max_fields=1) as form:
                file = form.get("file")
                content = await file.read() if isinstance(file, UploadFile) else b""
        except HTTPException as error:
            raise MalformedRequest(f"The form cannot be read: {error.detail}") from None
    if not content:
        raise InvalidRequest.of_field("file", None, "a file", "file is required: the picture")
    if len(content) > MAX_FILE_BYTES:
        raise TooLarge(f"The file should be at most {MAX_FILE_BYTES} bytes.")
    return content


def _ours(log: Store, visit: Visit, content: bytes, found: Mapping[str, Any]) -> Ours | None:
    """The picture among those that whoever asks may see: nobody learns that somebody else has one."""
    principal = visit.principal
    owner = None if principal.may("read") else principal.subject
    match: Match = "exact"
    line, distance = log.by_content(sha256(content).hexdigest(), owner), 0
    if line is None and found["clean"]:
        match, line = "advertisement", log.by_content(found["clean"], owner)
    if line is None and (alike := resembling(log, owner, bytes.fromhex(found["sought"]))):
        match, line, distance = alike
    if line is None or not principal.may("read", line.user_id):
        return None
    visit.about = line.user_id
    return Ours(
        match=match,
        distance=distance,
        image_path=line.image_url,
        user_id=line.user_id,
        created_at=line.created_at,
        model=line.metadata.model,
    )


def resembling(log: Store, owner: str | None, sought: Sample) -> tuple[Match, Interaction, int] | None:
    """What a file of such a sample looks like, and how far that is.

    One that looks hardly more like an advertisement than like the picture under it is told as the picture.
    """
    ids, looks = log.likenesses(owner)
    best = nearest(sought, looks)
    line = best and log.by_id(ids[best[0]])
    if not (best and line):
        return None
    under = _under(log, line)
    own = under and under.metadata.perceptual_hash
    bare = nearest(sought, [bytes.fromhex(own)]) if own else None
    if under and bare and bare[1] <= best[1] + APART:
        return "similar", under, bare[1]
    return "advertisement", line, best[1]


def _under(log: Store, line: Interaction) -> Interaction | None:
    """The line of the picture that an advertisement was set over, unless it is gone."""
    if line.metadata.set_over is None:
        return line
    with suppress(NotFound):
        return log.interaction(line.metadata.set_over)
    return None
