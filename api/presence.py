"""Work that goes on only while whoever asked for it is there."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import Request

T = TypeVar("T")

LOOK_SECONDS = 1.0
"""Between two looks whether a client is still there."""


async def while_present(work: Coroutine[Any, Any, T], connection: Request) -> T:
    """What `work` gives; cancels it when its client goes, or whoever waits here does."""
    making = asyncio.create_task(work)
    try:
        while not making.done() and not await connection.is_disconnected():
            await asyncio.wait({making}, timeout=LOOK_SECONDS)
    finally:
        if not making.done():
            making.cancel()
    return await making
