"""The processes of a running service, and the ports and sockets that they listen on."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from tests.serving import Server


def family(pid: int) -> list[psutil.Process]:
    """A process and all that it started."""
    leader = psutil.Process(pid)
    return [leader, *leader.children(recursive=True)]


def worker(server: Server) -> psutil.Process:
    """The process that answers for a service."""
    [found] = [one for one in family(server.process.pid) if "logo-generation" in one.cmdline()]
    return found


@contextlib.contextmanager
def frozen_runner(server: Server) -> Iterator[Callable[[], object]]:
    """Its painter neither paints nor answers meanwhile, or until what is given is called."""
    runners = [one for one in family(server.process.pid) if "--service-name runner" in " ".join(one.cmdline())]
    assert runners
    for one in runners:
        one.send_signal(signal.SIGSTOP)
    try:
        yield lambda: [one.send_signal(signal.SIGCONT) for one in runners]
    finally:
        for one in runners:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGCONT)


def ports(processes: list[psutil.Process]) -> set[int]:
    """The TCP ports that they listen on."""
    return {c.laddr.port for p in processes for c in p.net_connections("tcp") if c.status == psutil.CONN_LISTEN}


def control_room(pid: int) -> Path:
    """The folder of the sockets through which a process manager is commanded."""
    return _room(pid, "circus-")


def workers_room(pid: int) -> Path:
    """The folder of the sockets between the workers."""
    return _room(pid, "bentoml-uds-")


def _room(pid: int, prefix: str) -> Path:
    [room] = {Path(c.laddr).parent for c in psutil.Process(pid).net_connections("unix") if f"/{prefix}" in str(c.laddr)}
    return room
