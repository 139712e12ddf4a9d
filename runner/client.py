"""Asks a runner, or the balancer in front of several, for pictures: once more when a stream breaks or falls silent."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import aiohttp

from errors import PaintingFailed, Unavailable
from pipeline import Painting, PaintTask, Progress
from runner.frames import decode

log = logging.getLogger(__name__)

RESTART_SECONDS = 10.0
"""How long a picture waits for a runner that is being restarted."""
SILENT_SECONDS = 10.0
"""How long a runner may say nothing, which sends a heartbeat every 2 s: longer, and its machine has vanished."""
CONNECT_SECONDS = 5.0
"""How long a runner may take to accept a connection."""
IDLE_SECONDS = 2.0
"""How long a connection is kept for the next picture; a runner closes it after 5 s, under whoever asks just then."""
PAUSE_SECONDS = 0.1
"""Between two tries to reach a runner."""
ABSENT = (502, 503, 504)
"""What a balancer says that reaches no runner."""


class Absent(Exception):
    """There is no runner just now."""


class Broken(Exception):
    """A stream ended before its painting."""


class Stream(Protocol):
    """`Runner.paint`, here or far away."""

    def __call__(self, task: PaintTask, watched: bool = False) -> AsyncGenerator[bytes, None]: ...


class Remote:
    """A runner at `address`, which is `host:port`, a URL, or the `file:` URL of a Unix socket; bodies are JSON.

    Not BentoML's own client: that one has 100 connections, behind which the next picture would wait unseen, and hears
    no silence.
    """

    def __init__(self, address: str) -> None:
        url = urlsplit(address if "://" in address else f"http://{address}")
        beside = url.scheme == "file"
        pool: Any = {"limit": 0, "keepalive_timeout": IDLE_SECONDS}
        self._session = aiohttp.ClientSession(
            "http://runner" if beside else f"http://{url.netloc}",
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=SILENT_SECONDS),
            connector=aiohttp.UnixConnector(unquote(url.path), **pool) if beside else aiohttp.TCPConnector(**pool),
        )

    async def paint(self, task: PaintTask, watched: bool = False) -> AsyncGenerator[bytes, None]:
        """The frames of a task as they come, in chunks; closing this closes the connection, which cancels the task.

        Raises Absent when no runner answers and Broken when one stops to.
        """
        body = b'{"job":%b,"watched":%b}' % (task.model_dump_json().encode(), b"true" if watched else b"false")
        try:
            async with self._session.post("/paint", data=body, headers={"Content-Type": "application/json"}) as answer:
                if answer.status in ABSENT:
                    raise Absent(f"status {answer.status}")
                if answer.status != 200:
                    raise Broken(f"status {answer.status}: {(await answer.text())[:500]}")
                async for chunk in answer.content.iter_any():
                    yield chunk
        except aiohttp.ClientConnectorError as error:
            raise Absent(str(error)) from error
        except aiohttp.ClientError as error:
            raise Broken(f"{type(error).__name__}: {error}") from error

    async def is_ready(self) -> bool:
        """Whether a runner could take a task now."""
        try:
            async with self._session.get("/readyz", timeout=aiohttp.ClientTimeout(CONNECT_SECONDS)) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("no runner is ready: %s", type(error).__name__)
            return False

    async def close(self) -> None:
        await self._session.close()


def ignore(_: Progress) -> None:
    """For pictures that nobody watches."""


class Latest:
    """Hears how far a picture is, for somebody who looks when he can: what is overtaken meanwhile is left out."""

    def __init__(self) -> None:
        self._told: Progress | None = None
        self._news = asyncio.Event()

    def __call__(self, progress: Progress) -> None:
        self._told = progress
        self._news.set()

    def wake(self) -> None:
        """Let go of who waits for more, since there will be none."""
        self._news.set()

    async def next(self, seconds: float) -> Progress | None:
        """What is new, as soon as something is; None after so many seconds without."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        self._news.clear()
        told, self._told = self._told, None
        return told


class Client:
    """Has pictures painted by whatever stands behind `stream`."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    async def paint(self, task: PaintTask, told: Callable[[Progress], None] = ignore) -> Painting:
        """The painting of a task; `told` hears how far it is. Cancelling this cancels the task.

        A task whose stream breaks is asked for once more: painting has no side effects.

        Raises:
            Unavailable: no runner answered for RESTART_SECONDS, or two streams broke.
            PaintingFailed: the runner gave another task's painting.
        """
        deadline, broken = None, 0
        while True:
            try:
                return await self._once(task, told)
            except Absent as error:
                lost: Exception = error
                deadline = deadline or time.monotonic() + RESTART_SECONDS
            except Broken as error:
                lost, broken, deadline = error, broken + 1, None
            if broken > 1 or (deadline and time.monotonic() > deadline):
                raise Unavailable("The painter is being restarted; try again in a moment.", retry_after=2) from lost
            log.warning("a runner is lost, trying again: %s", lost)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _once(self, task: PaintTask, told: Callable[[Progress], None]) -> Painting:
        async with aclosing(self._stream(task, told is not ignore)) as chunks:
            async for frame in decode(chunks):
                if isinstance(frame, Progress):
                    told(frame)
                elif frame.id == task.id:
                    with suppress(Broken):  # the painting is whole
                        async for _ in chunks:  # to the end: a connection that is closed before it serves nobody else
                            pass
                    return frame
                else:
                    raise PaintingFailed("The painter mixed up its pictures; nothing was recorded.")
        raise Broken("the stream ended without a painting")
