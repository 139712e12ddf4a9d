"""What a runner says while it paints, on the wire: frames of a head, a document in JSON, and bytes as they are."""

import struct
from collections.abc import AsyncIterable, AsyncIterator

import orjson

from pipeline import Painting, Progress

HEAD = struct.Struct(">cII")
"""The kind of a frame, and the bytes of its document and of what goes with it."""
PROGRESS, PAINTING = b"s", b"p"
HEARTBEAT = HEAD.pack(b"h", 0, 0)
"""Says nothing but that the runner is there."""


def encode(told: Progress | Painting) -> bytes:
    """One frame."""
    if isinstance(told, Progress):
        document = orjson.dumps({"position": told.position, "step": told.step, "steps": told.steps})
        return HEAD.pack(PROGRESS, len(document), len(told.preview)) + document + told.preview
    document = told.model_dump_json(exclude={"image"}).encode()
    return b"".join((HEAD.pack(PAINTING, len(document), len(told.image)), document, told.image))


async def decode(chunks: AsyncIterable[bytes]) -> AsyncIterator[Progress | Painting]:
    """What the frames say that arrive in `chunks`, which begin and end anywhere; heartbeats are passed over."""
    buffer = bytearray()
    async for chunk in chunks:
        buffer += chunk
        while len(buffer) >= HEAD.size:
            kind, length, more = HEAD.unpack_from(buffer)
            middle, end = HEAD.size + length, HEAD.size + length + more
            if len(buffer) < end:
                break
            with memoryview(buffer) as view:
                document, content = bytes(view[HEAD.size : middle]), bytes(view[middle:end])
            del buffer[:end]
            if kind == PROGRESS:
                yield Progress(**orjson.loads(document), preview=content)
            elif kind == PAINTING:
                yield Painting.model_validate_json(document).model_copy(update={"image": content})
