"""One container of the image under test, by podman: the one file here that knows the engine."""

import contextlib
import json
import os
import shutil
import subprocess
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.serving import free_port

IMAGE = os.environ.get("IMAGE", "localhost/logo-generation:0.1.0")
RUNTIME = ["podman", "--runtime", "runc"]
LIMITS = ["--ulimit", "nofile=20000:20000", "--ulimit", "nproc=10000:10000"]
"""Given as numbers: without the capability to raise limits, podman's own would be refused."""


def podman(*arguments: str, check: bool = True) -> str:
    command = [*RUNTIME, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout.strip()


@dataclass(frozen=True, slots=True)
class Container:
    """A container that was started; `process` is podman in the foreground, which ends with it."""

    name: str
    port: int
    volume: str
    process: subprocess.Popen[bytes]
    log: Path
    seconds_to_ready: float

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *command: str) -> str:
        return podman("exec", self.name, *command)

    def processes(self) -> list[psutil.Process]:
        leader = psutil.Process(int(podman("inspect", "--format", "{{.State.Pid}}", self.name)))
        return [leader, *leader.children(recursive=True)]

    def end(self, seconds: float, signal: str = "TERM") -> tuple[int, float]:
        """Send the signal and wait; the exit status and the seconds it took."""
        started = time.monotonic()
        podman("kill", "--signal", signal, self.name)
        return self.process.wait(seconds), time.monotonic() - started


@contextlib.contextmanager
def container(folder: Path, volume: str | None = None, weights: Path | None = None, **env: str) -> Iterator[Container]:
    """Start one as an operator would, with a read-only root; at the end of the block it is gone.

    `weights` is a checkpoint that lies at /weights inside.
    """
    name = f"logo-generation-{uuid.uuid4().hex[:8]}"
    port = free_port()
    log = folder / f"{name}.log"
    settings = [
        part
        for key, value in ({"PORT": str(port), "BIND": "127.0.0.1"} | env).items()
        for part in ("--env", f"{key}={value}")
    ]
    mounts = ["--read-only", "--tmpfs", "/tmp", "--volume", f"{volume or name}:/data"]
    if weights:
        mounts += ["--volume", f"{weights}:/weights:ro"]
    command = [*RUNTIME, "run", "--rm", "--name", name, "--network", "host", *LIMITS, *mounts, *settings, IMAGE]
    started = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_ready(f"http://127.0.0.1:{port}", process, log)
        yield Container(name, port, volume or name, process, log, time.monotonic() - started)
    finally:
        podman("rm", "--force", "--time", "5", name, check=False)
        process.wait(30)
        shutil.copy(log, Path("dist"))
        if volume is None:
            podman("volume", "rm", "--force", name, check=False)


def wait_ready(url: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{url}/readyz", timeout=10).status_code == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the container did not get ready:\n{log.read_text()[-5000:]}")


def image() -> dict[str, Any]:
    """What the image says of itself."""
    facts: dict[str, Any] = json.loads(podman("image", "inspect", IMAGE))[0]
    return facts


def packets_outside() -> int:
    """Packets that anything in this network namespace has sent to another host."""
    [line] = [line for line in Path("/proc/net/dev").read_text().splitlines() if line.strip().startswith("outside:")]
    return int(line.split(":")[1].split()[9])
