"""Server-sent events: how they look on the wire. Knows nothing of what they tell."""

from collections.abc import AsyncIterator
from typing import Any

import orjson
from starlette.responses import StreamingResponse

EVENTS = "text/event-stream"
KEEP_ALIVE = ": still here\n\n"
"""A comment that clients pass over, for proxies that close what is silent for long."""


def event(name: str, data: dict[str, Any]) -> str:
    """One event; `type` in its data is the name in the family of OpenAI's image streaming."""
    body = orjson.dumps({"type": f"image_generation.{name}"} | data).decode()
    return f"event: {name}\ndata: {body}\n\n"


def stream(events: AsyncIterator[str]) -> StreamingResponse:
    """The answer that sends `events` as they come, past any proxy that would rather gather them."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type=EVENTS, headers=headers)
