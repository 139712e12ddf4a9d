"""The systems that are compared, each a real server on loopback. Knows no workload."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).parent.parent
START_SECONDS = 240
STOP_SECONDS = 15


@dataclass(frozen=True, slots=True)
class System:
    """How a system is called in the tables, and how it is started; `{port}` stands for its port."""

    name: str
    about: str
    command: tuple[str, ...]
    product: bool = False
    """Whether it speaks the product's API."""


def module(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"benchmarks.systems.{name}", "{port}", *arguments)


def bento(target: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "bentoml", "serve", target, "--host", "127.0.0.1", "--port", "{port}")


SYSTEMS = (
    System("A", "FastAPI and a lock", module("loop")),
    System("B", "BentoML, one picture a call", bento("benchmarks.systems.naive:Service")),
    System("B'", "BentoML batchable, tuned", bento("benchmarks.systems.batchable:Service")),
    System("C", "LitServe, batches of 8", module("lit")),
    System("D", "this service", bento("service:LogoGeneration"), product=True),
)
PARTS = ("", "buckets", "batching", "joining", "pace", "ragged", "cache")
VARIANTS = tuple(
    System(f"engine without {part}" if part else "engine", "ours behind FastAPI", module("ours", *filter(None, [part])))
    for part in PARTS
)


@dataclass(frozen=True, slots=True)
class Server:
    """A running system."""

    system: System
    url: str
    process: subprocess.Popen[bytes]

    def cpu_seconds(self) -> float:
        """Processor time that the server and its children have used."""
        with contextlib.suppress(psutil.NoSuchProcess):
            leader = psutil.Process(self.process.pid)
            return sum(_spent(process) for process in [leader, *leader.children(recursive=True)])
        return 0.0


def _spent(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0


@contextlib.contextmanager
def running(system: System, folder: Path, env: dict[str, str]) -> Iterator[Server]:
    """The system, started and ready; stopped with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    home = folder / system.name.replace("'", "-tuned").replace(" ", "-")
    home.mkdir(parents=True)
    own = {
        "PORT": port,
        "DATA_DIR": str(home / "data"),
        "BENTOML_HOME": str(home / "bentoml"),
        "BENTOML_DO_NOT_TRACK": "True",
        "PYTHONPATH": str(ROOT),
    }
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [part.format(port=port) for part in system.command],
            cwd=ROOT,
            env=os.environ | own | env,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    server = Server(system, f"http://127.0.0.1:{port}", process)
    try:
        _wait_ready(server, home / "log")
        yield server
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and every process it has started, by force if it does not go by itself."""
    if process.poll() is not None:
        return
    leader = psutil.Process(process.pid)
    family = [leader, *leader.children(recursive=True)]
    process.send_signal(signal.SIGINT)
    _, left = psutil.wait_procs(family, timeout=STOP_SECONDS)
    for member in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            member.kill()
    process.wait()


def _wait_ready(server: Server, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{server.url}/readyz", timeout=10).status_code == 200:
                return
        time.sleep(0.2)
    raise RuntimeError(f"{server.system.name} did not start:\n{log.read_text()[-3000:]}")
