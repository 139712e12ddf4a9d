"""Tests wait for conditions, not for times: a busy machine is slow, not wrong."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")
BOUND = 240
"""Seconds that a thread of a test may take; the whole test has the `timeout` of pyproject.toml."""


def wait_until(condition: Callable[[], T], seconds: float = 60) -> T:
    """What `condition` gives once that is true; fails when it is not within so many seconds."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return found


def apart(function: Callable[..., T], *arguments: Any, **named: Any) -> T:
    """What `function` gives in a thread of its own, which has no event loop: the browser of other tests has one here.

    Nobody waits for a thread that is stuck, as a pool does: the test fails and the next one begins.
    """
    outcome: Future[T] = Future()

    def work() -> None:
        try:
            outcome.set_result(function(*arguments, **named))
        except BaseException as error:  # noqa: BLE001 - it is raised where it is asked for
            outcome.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return outcome.result(BOUND)


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """`asyncio.run`, apart."""
    return apart(asyncio.run, coroutine)
