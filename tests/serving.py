"""A real `bentoml serve` on a free loopback port, with a data folder of its own, for tests and benchmarks."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.waiting import wait_until

ROOT = Path(__file__).parent.parent
START_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Server:
    """A running service: where it is, which process leads it, where it logs and keeps its data."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path
    data: Path


def free_port() -> int:
    """A port that nobody listens on; past those that systems give to clients, which would take it meanwhile."""
    draw = random.SystemRandom()  # the seed of the tests' order would send two runs to the same ports
    while True:
        port = draw.randrange(10_000, 32_768)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextlib.contextmanager
def serve(
    folder: Path, target: str | Path = "service:LogoGeneration", grace: int = 5, files: int = 0, **env: str
) -> Iterator[Server]:
    """Serve the working tree, or the bento at `target`, until the block ends, then stop everything and wait for it.

    `files` is how many descriptors each of its processes may have, where that matters.
    """
    port = free_port()
    log = folder / "serve.log"
    command = ["prlimit", f"--nofile={files}"] if files else []
    command += [sys.executable, "-m", "bentoml", "serve", str(target), "--host", "127.0.0.1"]
    settings = {
        "PORT": str(port),
        "DATA_DIR": str(folder / "data"),
        "BENTOML_HOME": str(folder / "bentoml"),
        "BENTOML_DO_NOT_TRACK": "True",
    }
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--timeout-graceful-shutdown", str(grace)],
            cwd=ROOT if isinstance(target, str) else folder,
            env=os.environ | settings | env,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", process, log, folder / "data")
    try:
        wait_ready(server)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def wait_ready(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            break
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{server.url}/readyz", timeout=10).status_code == 200:
                return
        time.sleep(0.2)
    raise RuntimeError(f"the service did not start:\n{server.log.read_text()[-5000:]}")


def metrics(url: str) -> str:
    """What the service tells of itself and of its runner: a runner that is too busy to answer is left out at first."""
    return wait_until(
        lambda: text if "painter_steps_total" in (text := httpx.get(f"{url}/metrics", timeout=60).text) else ""
    )
