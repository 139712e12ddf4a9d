"""Tests wait for conditions, not for times: a busy machine is slow, not wrong."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def wait_until(condition: Callable[[], T], seconds: float = 60) -> T:
    """What `condition` gives once that is true; fails when it is not within so many seconds."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return found


def apart(function: Callable[..., T], *arguments: Any, **named: Any) -> T:
    """What `function` gives in a thread of its own, which has no event loop: the browser of other tests has one here."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments, **named).result()


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """`asyncio.run`, apart."""
    return apart(asyncio.run, coroutine)
