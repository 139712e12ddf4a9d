"""How far a picture is, as server-sent events."""

import asyncio
import base64
import time
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import orjson
from fastapi import Request
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.responses import StreamingResponse

from api.middleware.root_path import published
from api.presence import LOOK_SECONDS
from api.problems import envelope
from generation import Made
from pipeline import Progress
from runner import Latest

EVENTS = "text/event-stream"
REFUSED_SECONDS = 0.1
"""How long a stream waits before it begins, for a refusal that gets a status of its own."""
SILENT_SECONDS = 15.0
"""After which a comment is sent, for proxies that close what is silent for long."""


class Dialect:
    """What the events of a stream say: ours. `type` in the data is the name in the family of OpenAI's."""

    def __init__(self, connection: Request) -> None:
        self.connection = connection

    def step(self, progress: Progress) -> bytes:
        """The event of a step; nothing where there is nothing to tell."""
        if progress.position:
            return event("queued", {"position": progress.position})
        told: dict[str, int | str] = {"step": progress.step, "steps": progress.steps}
        if progress.preview:
            told |= {"partial_image_index": progress.step, "b64_json": base64.b64encode(progress.preview).decode()}
        return event("step", told)

    def end(self, making: asyncio.Task[Made]) -> bytes:
        """The last event, of work that is done."""
        try:
            picture, content = making.result()
        except Exception as error:  # noqa: BLE001 - the answer has begun: all errors are told the same way
            return event("error", envelope(error))
        return event("completed", published(picture, "image_path", self.connection.scope).carrying(content))


def event(name: str, data: dict[str, Any]) -> bytes:
    """One event, as it is sent."""
    told = orjson.dumps({"type": f"image_generation.{name}"} | data).decode()
    return format_sse_event(event=name, data_str=told)


def stream(events: AsyncIterator[bytes]) -> StreamingResponse:
    """The answer that sends `events` as they come, past any proxy that would rather gather them."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type=EVENTS, headers=headers)


async def begun(work: Coroutine[Any, Any, Made]) -> asyncio.Task[Made]:
    """The work under way; raises what it is refused with at once, before a stream about it begins."""
    making = asyncio.create_task(work)
    await asyncio.wait({making}, timeout=REFUSED_SECONDS)
    if making.done():
        making.result()
    return making


async def watched(
    making: asyncio.Task[Made], progress: Latest, connection: Request, dialect: Dialect | None = None
) -> AsyncIterator[bytes]:
    """How far a picture is, and at last it or what went wrong, until its client has gone."""
    dialect = dialect or Dialect(connection)
    silent_since = time.monotonic()
    making.add_done_callback(lambda _: progress.wake())
    try:
        while not making.done() and not await connection.is_disconnected():
            told = await progress.next(min(LOOK_SECONDS, SILENT_SECONDS))
            if told and (event := dialect.step(told)):
                yield event
            elif time.monotonic() - silent_since > SILENT_SECONDS:
                yield KEEPALIVE_COMMENT
            else:
                continue
            silent_since = time.monotonic()
        if making.done():
            yield dialect.end(making)
    finally:
        making.cancel()
