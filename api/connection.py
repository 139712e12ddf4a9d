"""One client's connection: how large a head may be, how long each part may take, and how many there may be at once.

uvicorn has no limit on a head or on the time that head, body and answer take; past its `limit_concurrency` it answers
requests, and keeps the connections that ask nothing. BentoML hands none of its options on. What it does offer is its
table of protocols by name, where this one takes the place of the default.
"""

import asyncio
import resource
from http import HTTPStatus
from typing import Any, ClassVar

import h11
from uvicorn.config import HTTP_PROTOCOLS
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.middleware.forwarded import Peer
from api.middleware.security_headers import protective
from api.problems import answer
from errors import HeadTooLarge, MalformedRequest, ServiceError, TooSlow, Unavailable

MAX_HEAD = 64 * 1024
MAX_FIELDS = 128
LOOK_SECONDS = 1.0
"""Between two looks at a connection. What is late is counted in looks: a process that was held up saw nothing."""
PATIENCE = {"head": 10, "body": 10, "reader": 30, "leaving": 2}
"""Looks that a client has for a whole head, for a whole body, for taking anything of an answer, and for going."""
KEPT_FILES = 320
"""Descriptors that are not for clients: of the database, the outbox, the runner, and of refused connections."""
REFUSED = 64
"""Connections beyond the limit that are told so at once; further ones are dropped without a word."""

BACKLOG = 128
"""Connections that may wait to be accepted: all of them are at once, before any can be refused."""


def bound_connections(limit: int) -> None:
    """Let uvicorn serve with `Connection`, and with no more than `limit` of them, or than there are descriptors for."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files != resource.RLIM_INFINITY:
        limit = min(limit, files - min(KEPT_FILES, files * 5 // 8))
    Connection.limit = limit
    HTTP_PROTOCOLS["auto"] = Connection  # type: ignore[assignment]


class _Reader(h11.Connection):
    """h11's own, with a strict limit on a head, and which remembers what was wrong."""

    fault = HTTPStatus.BAD_REQUEST.value

    def next_event(self) -> Any:
        try:
            event = super().next_event()
            if isinstance(event, h11.Request) and _too_large(event):
                raise h11.RemoteProtocolError("head too large", error_status_hint=431)
        except h11.RemoteProtocolError as error:
            self.fault = error.error_status_hint
            raise
        return event


def _too_large(head: h11.Request) -> bool:
    size = len(head.method) + len(head.target) + sum(len(name) + len(value) + 4 for name, value in head.headers)
    return size > MAX_HEAD or len(head.headers) > MAX_FIELDS


def _whole(problem: ServiceError, scheme: str) -> bytes:
    """An answer with its head, as it goes out."""
    response, status = answer(problem), HTTPStatus(problem.status)
    fields = [*response.raw_headers, *protective("", scheme), (b"connection", b"close")]
    lines = [b"HTTP/1.1 %d %b" % (status, status.phrase.encode()), *(b"%b: %b" % field for field in fields)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + bytes(response.body)


class Connection(H11Protocol):
    """uvicorn's protocol, which looks at itself once a second and lets go of a client that keeps it waiting."""

    limit: ClassVar[int]
    crowded = leaving = False
    looks = left = 0
    phase: tuple[str, object] = ("head", None)
    timer: asyncio.TimerHandle | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.app = Peer(self.app)
        self.conn: _Reader = _Reader(h11.SERVER, MAX_HEAD)
        self.made = self.loop.time()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.timer = self.loop.call_later(LOOK_SECONDS, self._look)
        if self.client and len(self.connections) > self.limit:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        if self.crowded:
            self._refuse(Unavailable("All connections are taken; try again in a moment.", retry_after=2))
        elif not self.leaving:
            super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.timer:
            self.timer.cancel()
        super().connection_lost(exc)

    def resume_writing(self) -> None:
        self.looks = 0
        super().resume_writing()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        if self.timer:
            self.timer.cancel()
        super().handle_websocket_upgrade(event)

    def shutdown(self) -> None:
        if self.is_going():
            self.transport.abort()
        else:
            super().shutdown()

    def send_400_response(self, _msg: str) -> None:
        """What uvicorn calls when the parser gives up."""
        if self.conn.fault == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE:
            limits = f"at most {MAX_HEAD} bytes and {MAX_FIELDS} fields"
            self._refuse(HeadTooLarge(f"What comes before and after the body should be {limits}."))
        else:
            self._refuse(MalformedRequest("This is not a valid HTTP request."))

    def _look(self) -> None:
        self.timer = self.loop.call_later(LOOK_SECONDS, self._look)
        left = self.transport.get_write_buffer_size()
        phase = self._phase(left)
        moved = phase != self.phase or (phase[0] == "reader" and left < self.left)
        self.phase, self.left, self.looks = phase, left, 0 if moved else self.looks + 1
        if phase[0] and self.looks >= PATIENCE[phase[0]]:
            self._lose_patience(phase[0])

    def _phase(self, left: int) -> tuple[str, object]:
        """What this connection waits for its client to do, and about which request; nothing while it is our turn."""
        if self.is_going():
            return "leaving", None
        if left:
            return "reader", self.cycle
        if self.conn.their_state is h11.SEND_BODY:
            return "body", self.cycle
        if self.conn.their_state is h11.IDLE and self.timeout_keep_alive_task is None:
            return "head", self.cycle
        return "", None

    def _lose_patience(self, waited_for: str) -> None:
        begun = bool(self.conn.trailing_data[0])
        if waited_for in ("reader", "leaving"):
            self.transport.abort()
        elif waited_for == "head" and not begun:
            self.transport.close()
        else:
            self._refuse(TooSlow(f"The {waited_for} of the request took more than {PATIENCE[waited_for]} s to come."))

    def _make_room(self) -> None:
        """Let go of whoever has been asking nothing for longest, else of this one; of those that go, few may linger."""
        others = [one for one in self.connections if isinstance(one, Connection) and one is not self]
        if idle := [one for one in others if one.is_idle()]:
            longest = max(idle, key=Connection.idleness)
            if longest.cycle is None:
                longest._refuse(Unavailable("Closed without a request to make room for others.", retry_after=2))
            else:
                longest.transport.close()
        else:
            self.crowded = True
        going = [one for one in (*others, self) if one.is_going() and not one.transport.is_closing()]
        if len(going) > REFUSED:
            max(going, key=Connection.idleness).transport.abort()

    def is_going(self) -> bool:
        return self.leaving or self.crowded

    def is_idle(self) -> bool:
        """Whether no request is under way here; one whose head has not come whole is none."""
        return not (self.is_going() or self.transport.is_closing()) and self.conn.their_state is h11.IDLE

    def idleness(self) -> tuple[int, float]:
        """More for who has been without a request for longer."""
        return self.looks, -self.made

    def _refuse(self, problem: ServiceError) -> None:
        """Say what is wrong where nothing was said yet, and let go."""
        said = self.conn.our_state
        if self.timeout_keep_alive_task:
            self.timeout_keep_alive_task.cancel()
        self.conn.send_failed()
        if self.cycle and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.crowded, self.leaving, self.looks = False, True, 0
        self.flow.resume_reading()
        if said in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(_whole(problem, self.scheme or "http"))
        if said is h11.SEND_BODY:
            self.transport.abort()  # an end would pass for the end of the answer
        elif self.transport.can_write_eof():
            self.transport.write_eof()
        else:
            self.transport.close()
