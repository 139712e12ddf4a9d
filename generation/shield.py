"""Work that is finished once it is begun."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def shielded(doing: Awaitable[T]) -> T:
    """Its result, also when whoever waits is cancelled meanwhile: what a thread has begun cannot be called back."""
    task = asyncio.ensure_future(doing)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if task.cancelled():
            raise
        return await task
