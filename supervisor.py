"""The process that starts and restarts the workers, and who may command it: nobody but this user.

Leans on a private part of BentoML 1.4 (`bentoml._internal.utils.circus`), alone here: `create_standalone_arbiter` opens
circus' two ZeroMQ endpoints, commands and events, on TCP ports of the loopback address and asks nobody who they are. A
command starts any program, and an HTTP POST from a page in somebody's browser passes for one, since ZeroMQ reads past
what it does not understand. `Arbiter.stop` removes the sockets between the workers while these still work.
tests/test_supervisor.py and tests/test_restarts.py fail when a private name moves.
"""

import socket
import tempfile
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from bentoml._internal.utils.circus import Arbiter

_checks: list[Callable[[str], None]] = []


def check_addresses(check: Callable[[str], None]) -> None:
    """Have every address that this process opens be checked first, by what raises SystemExit."""
    _checks.append(check)


def close_ports() -> None:
    """Make the process manager that this process may start listen in a folder of its own, 0700 and gone at exit."""
    opened = Arbiter.__init__

    @wraps(opened)
    def listen_privately(self: Arbiter, *args: Any, **options: Any) -> None:
        check_ports(options.get("sockets") or ())
        self.room = tempfile.TemporaryDirectory(prefix="circus-")
        places = {"endpoint": "control", "pubsub_endpoint": "events"}
        private = {option: f"ipc://{self.room.name}/{name}" for option, name in places.items()}
        opened(self, *args, **options | private)

    Arbiter.__init__ = listen_privately  # type: ignore[method-assign]


def keep_sockets() -> None:
    """Make it remove the sockets between the workers when these have stopped.

    BentoML's `Arbiter.stop` removes them first: a picture that was asked for just then finds no runner any more.
    """
    start = Arbiter.start

    @wraps(start)
    def start_and_clear(self: Arbiter, *args: Any, **options: Any) -> None:
        with self.exit_stack:
            start(self, *args, **options)

    Arbiter.start = start_and_clear  # type: ignore[method-assign]
    del Arbiter.stop  # so that circus' own stands again


def check_ports(wanted: Iterable[Any]) -> None:
    """Raises SystemExit, in a sentence, when a port that is to be opened is another program's, or not for us."""
    for one in wanted:
        if one.is_unix:
            continue
        for check in _checks:
            check(one.host)
        with socket.socket(one.family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((one.host, one.port))
            except OSError as error:
                raise SystemExit(f"port {one.port} of {one.host} cannot be opened: {error.strerror}") from None
