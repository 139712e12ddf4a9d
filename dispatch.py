"""The road from the public service to the runner, and what BentoML's adaptive batcher needs changed on it.

Leans on private names of BentoML, as `supervisor.py` does; tests/test_dispatch.py fails when one of them moves.
"""

import asyncio
import logging
import signal
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any, TypeVar
from urllib.parse import unquote

import aiohttp
from _bentoml_impl.client.proxy2 import SessionManager  # type: ignore[import-untyped]
from bentoml._internal.marshal.dispatcher import CorkDispatcher, NonBlockSema, Optimizer
from bentoml._internal.server.http.instruments import RunnerTrafficMetricsMiddleware
from bentoml.exceptions import BentoMLException
from bentoml.validators import ContentType

from errors import Busy, Unavailable

log = logging.getLogger(__name__)

T = TypeVar("T")

ONE_CONNECTION = {"max_requests": 2**31, "max_age": 3.2e8}
"""For `runner_connection`: BentoML's default closes the connection under the calls in flight every 101 requests."""

ROOMS = {"", "api", "ui", "generate", "docs", "openapi.json", "metrics", "readyz", "livez", "healthz", "static_content"}
API_ROOMS = {"generate", "prompts", "marks", "interactions", "images", "users", "brand"}

PICKLED = ContentType("application/vnd.bentoml+pickle")
"""For the answers of a runner: left to find out what they are, BentoML writes their JSON schema anew for each, 4 ms."""

A_DAY = 24 * 3600 * 1000
"""For `max_latency_ms`: past it the batcher refuses the oldest request; ours are refused at the door, the newest."""

GLANCE_SECONDS = 2.0

LOOK_SECONDS, ALONE = 0.1, 10
"""Between two looks whether a caller is still connected, and looks in a row without one after which none will come."""

RESTART_SECONDS = 10.0
"""How long a call waits for a runner that is being restarted."""

CONNECT_SECONDS = 5.0
"""How long a runner may take to accept a connection."""

IDLE_SECONDS = 2.0
"""How long a connection is kept for the next call; a runner closes it after 5 s, under a call that comes just then."""

PULSE = {socket.TCP_KEEPIDLE: 5, socket.TCP_KEEPINTVL: 2, socket.TCP_KEEPCNT: 3}
"""How a vanished machine is noticed under a call in flight: nothing heard for 5 s, then three questions, 2 s apart."""


def open_batcher() -> None:
    """Make the batcher of this process hand over each request at once; the engine behind it does the batching.

    Left alone, BentoML lets one batch at a time into the method, so that nothing can join a batch between two steps,
    and answers all of a batch with its slowest; holds a lone request for as long as requests waited in the last
    burst; and holds the first few of every process to learn how long they take.
    """
    Optimizer.wait = property(lambda _: 0.0, lambda *_: None)  # type: ignore[assignment]
    NonBlockSema.acquire = lambda _: True  # type: ignore[method-assign]
    NonBlockSema.is_locked = lambda _: False  # type: ignore[method-assign]
    CorkDispatcher._get_inputs = lambda self, _=None: iter([self._queue.popleft()])  # type: ignore[method-assign, assignment]
    CorkDispatcher.train_optimizer = _learn_nothing  # type: ignore[method-assign, assignment]


async def _learn_nothing(*_: object) -> None:
    return None


def open_road() -> None:
    """Let any number of calls of this process reach a runner at once; how many may wait is for the door to say.

    BentoML's clients have 100 connections, behind which a cancel would wait for pictures; they would also wait for a
    machine that has vanished as long as for a picture.
    """
    SessionManager._make_client = _session


def _session(manager: Any) -> aiohttp.ClientSession:
    url = manager._parsed_url
    beside = url.scheme == "file"
    return aiohttp.ClientSession(
        "http://runner" if beside else url.geturl(),
        headers=manager._headers,
        timeout=aiohttp.ClientTimeout(total=manager._timeout.total, sock_connect=CONNECT_SECONDS),
        connector=aiohttp.UnixConnector(unquote(url.path), limit=0, keepalive_timeout=IDLE_SECONDS)
        if beside
        else aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS, socket_factory=_watched),
    )


def _watched(address: aiohttp.AddrInfoType) -> socket.socket:
    family, kind, protocol, *_ = address
    watched = socket.socket(family, kind, protocol)
    watched.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in PULSE.items():
        watched.setsockopt(socket.IPPROTO_TCP, option, value)
    return watched


def on_stop(act: Callable[[], None]) -> None:
    """Call `act` in this event loop as soon as this process is told to stop.

    The server stops accepting then and waits for open responses to end, up to its limit; its own hooks come only
    afterwards. Raises ValueError outside the main thread.
    """

    def both(_: Any, stop: Callable[[], None]) -> None:
        act()
        stop()

    _at_signal(both)


def outlive_callers() -> None:
    """Let a runner beside the public service, on a Unix socket, stop only when nobody has been connected for a second.

    Both are told to stop at once, and what was asked for until then still has to be painted.
    """
    loop = asyncio.get_running_loop()

    def look(server: Any, stop: Callable[[], None], alone: int = 0) -> None:
        beside = any(one.family == socket.AF_UNIX for listener in server.servers for one in listener.sockets)
        alone = 0 if server.server_state.connections else alone + 1
        if beside and alone < ALONE:
            loop.call_later(LOOK_SECONDS, look, server, stop, alone)
        else:
            stop()

    _at_signal(look)


def _at_signal(act: Callable[[Any, Callable[[], None]], None]) -> None:
    """At a signal to stop give `act` uvicorn's server and its way to stop, in this event loop, instead of stopping."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        handler: Any = signal.getsignal(number)

        def stop(number: int, frame: FrameType | None, handler: Any = handler) -> None:
            loop.call_soon_threadsafe(act, handler.__self__, partial(handler, number, frame))

        signal.signal(number, stop)


def hide_paths() -> None:
    """Keep user ids and picture names out of the labels of this process's request metrics.

    BentoML labels them with the whole path: personal data for whoever scrapes, and a series a user. It does so for a
    websocket that is refused, too.
    """
    count = RunnerTrafficMetricsMiddleware.__call__

    async def count_by_route(self: Any, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] not in ("http", "websocket"):
            await count(self, scope, receive, send)
            return
        if not isinstance(self.app, _Whole):
            self.app = _Whole(self.app)
        await count(self, scope | {"path": route(scope["path"]), "whole_path": scope["path"]}, receive, send)

    RunnerTrafficMetricsMiddleware.__call__ = count_by_route  # type: ignore[method-assign]


class _Whole:
    """Gives the app behind it the path that `hide_paths` took from the metrics."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if "whole_path" in scope:
            scope = scope | {"path": scope["whole_path"]}
        await self.app(scope, receive, send)


def route(path: str) -> str:
    """One of the few words that stand for all paths there are."""
    parts = path.split("/")[1:] or [path]  # of `OPTIONS *`
    known = parts[:2] if parts[0] == "api" and len(parts) > 1 else parts[:1]
    if known[0] == "api" and (len(known) == 1 or known[1] not in API_ROOMS):
        return "/api/*"
    if known[0] not in ROOMS:
        return "/*"
    return "/" + "/".join(known) + ("/*" if len(parts) > len(known) else "")


class Door:
    """Counts the requests in flight and refuses at the door what would wait too long: new ones, never old ones."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.inside = 0
        self._seconds = 1.0

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Hold a place.

        Raises:
            Busy: all places are taken; `retry_after` is what one request took lately.
        """
        if self.inside >= self.limit:
            wait = max(1, round(self._seconds))
            raise Busy(f"{self.limit} requests are in the queue already; try again in {wait} s.", retry_after=wait)
        self.inside += 1
        started = time.monotonic()
        try:
            yield
            self._seconds += (time.monotonic() - started - self._seconds) / 8
        finally:
            self.inside -= 1


async def reach(call: Callable[[], Awaitable[T]]) -> T:
    """Await `call` on the runner, again when the connection broke: painting has no side effects.

    Raises:
        Unavailable: the runner did not answer for RESTART_SECONDS.
    """
    deadline = time.monotonic() + RESTART_SECONDS
    broken = 0
    while True:
        try:
            return await call()
        except aiohttp.ClientConnectorError as error:
            lost: Exception = error
        except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError) as error:
            lost, broken = error, broken + 1
        except BentoMLException as error:
            raise Unavailable("The painter does not answer; try again in a moment.", retry_after=2) from error
        if broken > 1 or time.monotonic() > deadline:
            raise Unavailable("The painter is being restarted; try again in a moment.", retry_after=2) from lost
        log.warning("connection to the runner lost, trying again: %s", type(lost).__name__)
        await asyncio.sleep(0.1)


async def glance(call: Awaitable[T]) -> T | None:
    """Await `call` on the runner for a moment; None when it gives no answer. For what may as well be left out."""
    try:
        async with asyncio.timeout(GLANCE_SECONDS):
            return await call
    except (aiohttp.ClientError, BentoMLException, TimeoutError) as error:
        log.warning("no answer from the runner: %s", type(error).__name__)
        return None
