"""Tells systems what became of jobs, as Standard Webhooks: signed, again and again until they have heard it."""

import asyncio
import http.client
import logging
import random
import socket
import ssl
import threading
from asyncio import to_thread
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from standardwebhooks import Webhook

from errors import InvalidRequest, ServiceError
from jobs.addresses import PORTS, Allowed
from storage.mongo.webhooks import Message, Webhooks

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
ATTEMPT_SECONDS = 15.0
"""Longest that one attempt may take, all of it."""
AT_ONCE, EACH = 16, 4
"""Messages that a process sends together, and how many of them of one user; none of them to the same webhook."""
WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1800, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
"""Before each attempt but the first, as the specification has them."""
JITTER = 0.1
GONE = 410
THROTTLED = (429, 502, 504)
LONGEST_ERROR = 300


class Messenger:
    """One per process; a message is sent by one process at a time, and by another where that one dies."""

    def __init__(self, webhooks: Webhooks, allowed: Allowed) -> None:
        self._webhooks, self.allowed = webhooks, allowed
        self._working: list[asyncio.Task[None]] = []
        self._sending: dict[asyncio.Task[None], Message] = {}
        self._threads = ThreadPoolExecutor(AT_ONCE, "webhooks")
        self._woken, self._last = asyncio.Event(), ""

    def start(self) -> None:
        self._working = [asyncio.create_task(self._go_on(work)) for work in (self._tell, self._send)]

    async def close(self) -> None:
        """Let go of what is being sent; it is sent again when its lease is over."""
        if tasks := (*self._working, *self._sending):
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _go_on(self, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await work()
            except ServiceError as error:
                log.warning("webhooks wait: %s", error)
                await asyncio.sleep(LOOK_SECONDS)
            except Exception:
                log.exception("webhooks wait")
                await asyncio.sleep(LOOK_SECONDS)

    async def _tell(self) -> None:
        if await to_thread(self._webhooks.tell):
            self._woken.set()
        else:
            await asyncio.sleep(LOOK_SECONDS)

    async def _send(self) -> None:
        """Fill the places that are free; wait until another is, or for a while, since messages fall due, too."""
        self._woken.clear()
        while len(self._sending) < AT_ONCE and (message := await to_thread(self._next)):
            self._last = message.owner
            task = asyncio.create_task(self._attempted(message))
            self._sending[task] = message
            task.add_done_callback(self._sent)
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):  # `wait_for` of Python 3.11 may lose a cancellation
                await self._woken.wait()

    def _next(self) -> Message | None:
        """The next user's, of those that are due."""
        sending = list(self._sending.values())
        shares = Counter(message.owner for message in sending)
        full = [owner for owner, share in shares.items() if share >= EACH]
        return self._webhooks.claim(self._last, [message.webhook for message in sending], full)

    def _sent(self, task: asyncio.Task[None]) -> None:
        del self._sending[task]
        self._woken.set()

    async def _attempted(self, message: Message) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, self._attempt, message)
        except ServiceError as error:
            log.warning("message %s waits: %s", message.id, error)
        except Exception:
            log.exception("message %s waits", message.id)

    def _attempt(self, message: Message) -> None:
        status, error = None, None
        try:
            status = post(message, self.allowed)
        except InvalidRequest as refused:  # the operator allows it no more
            error = refused.message
        except (OSError, http.client.HTTPException, ValueError) as failure:
            error = f"{type(failure).__name__}: {failure}"[:LONGEST_ERROR]
        if status is not None and status // 100 == 2:
            self._webhooks.settle(message.id, "delivered", status, None)
        elif status == GONE:
            self._webhooks.settle(message.id, "failed", status, "the webhook says that it is gone")
            self._webhooks.disable(message.webhook, "it answered 410")
        elif message.attempts < len(WAITS):
            wait = WAITS[message.attempts] * random.uniform(1, 1 + JITTER)
            if status in THROTTLED:
                wait *= 2
            self._webhooks.settle(message.id, "waiting", status, error, datetime.now(UTC) + wait)
        else:
            self._webhooks.settle(message.id, "failed", status, error)


class _Pinned(http.client.HTTPConnection):
    """To the address that was checked, whatever its name says by now."""

    def __init__(self, host: str, port: int, number: str, tls: bool) -> None:
        super().__init__(host, port, timeout=ATTEMPT_SECONDS)
        self._number, self._tls = number, tls

    def connect(self) -> None:
        self.sock = socket.create_connection((self._number, self.port), self.timeout)
        if self._tls:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host.rstrip("."))

    def hang_up(self) -> None:
        """From any thread."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def post(message: Message, allowed: Allowed) -> int:
    """Send a message once; the status of the answer, of which nothing else is read, and which is never followed.

    Raises InvalidRequest and NotAllowed where it may not be sent, OSError and HTTPException where there is no answer.
    """
    parts = allowed.checked(message.url)
    port = parts.port or PORTS[parts.scheme]
    connection = _Pinned(str(parts.hostname), port, allowed.resolved(parts), parts.scheme == "https")
    watch = threading.Timer(ATTEMPT_SECONDS, connection.hang_up)
    watch.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, message.body.encode(), headers(message))
        return connection.getresponse().status
    finally:
        watch.cancel()
        connection.close()


def headers(message: Message) -> dict[str, str]:
    """What the specification asks for, signed with every secret that is good now."""
    now = datetime.now(UTC)
    signed = [Webhook(secret).sign(message.id, now, message.body) for secret in message.secrets]
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "logo-generation-webhooks",
        "webhook-id": message.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signed),
    }
