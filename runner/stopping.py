"""What a process does when it is told to stop, before its server stops listening."""

import asyncio
import signal
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

Act = Callable[[], None]


def instead_of_stopping(act: Callable[[Act], None]) -> None:
    """At a signal to stop call `act` in this event loop, with what stops then.

    The server's own hooks come too late: it stops accepting first, and waits for open answers to end. Raises
    ValueError outside the main thread.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        handler: Any = signal.getsignal(number)

        def told(number: int, frame: FrameType | None, handler: Any = handler) -> None:
            loop.call_soon_threadsafe(act, partial(handler, number, frame))

        signal.signal(number, told)


def before_stopping(act: Act) -> None:
    """The same for what takes no time."""

    def both(stop: Act) -> None:
        act()
        stop()

    instead_of_stopping(both)
