"""How far a picture is, as server-sent events."""

import asyncio
import base64
import time
from collections.abc import AsyncIterator
from typing import Any

import orjson
from fastapi import Request
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.responses import StreamingResponse

from api.middleware.root_path import published
from api.problems import envelope
from generation import Made
from pipeline import Progress
from runner import Latest

EVENTS = "text/event-stream"
LOOK_SECONDS = 1.0
"""Between two looks whether the client is still there."""
SILENT_SECONDS = 15.0
"""After which a comment is sent, for proxies that close what is silent for long."""


def stream(events: AsyncIterator[bytes]) -> StreamingResponse:
    """The answer that sends `events` as they come, past any proxy that would rather gather them."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type=EVENTS, headers=headers)


async def watched(making: asyncio.Task[Made], progress: Latest, connection: Request) -> AsyncIterator[bytes]:
    """How far a picture is, and at last it or what went wrong, until its client has gone."""
    silent_since = time.monotonic()
    making.add_done_callback(lambda _: progress.wake())
    try:
        while not making.done() and not await connection.is_disconnected():
            told = await progress.next(min(LOOK_SECONDS, SILENT_SECONDS))
            if told:
                yield _step(told)
            elif time.monotonic() - silent_since > SILENT_SECONDS:
                yield KEEPALIVE_COMMENT
            else:
                continue
            silent_since = time.monotonic()
        if making.done():
            yield _end(making, connection)
    finally:
        making.cancel()


def _event(name: str, data: dict[str, Any]) -> bytes:
    """One event; `type` in its data is the name in the family of OpenAI's image streaming."""
    told = orjson.dumps({"type": f"image_generation.{name}"} | data).decode()
    return format_sse_event(event=name, data_str=told)


def _step(progress: Progress) -> bytes:
    if progress.position:
        return _event("queued", {"position": progress.position})
    told: dict[str, int | str] = {"step": progress.step, "steps": progress.steps}
    if progress.preview:
        told |= {"partial_image_index": progress.step, "b64_json": base64.b64encode(progress.preview).decode()}
    return _event("step", told)


def _end(making: asyncio.Task[Made], connection: Request) -> bytes:
    try:
        picture, content = making.result()
    except Exception as error:  # noqa: BLE001 - the answer has begun: all errors are told the same way
        return _event("error", envelope(error))
    return _event("completed", published(picture, "image_path", connection.scope).carrying(content))
