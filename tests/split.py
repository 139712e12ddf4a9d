"""The split mode on one machine: the public service, runners and a replica set of MongoDB, each a process group of its own."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil
import pymongo

from tests.serving import ROOT, Server, free_port, wait_ready
from tests.stores import servers


@contextlib.contextmanager
def runner(folder: Path, port: int, **env: str) -> Iterator[subprocess.Popen[bytes]]:
    """A runner alone on a port, ready; gone at the end."""
    with _service(folder, "runner", port, [], {"OMP_NUM_THREADS": "1"} | env) as server:
        yield server.process


@contextlib.contextmanager
def public(folder: Path, ports: Sequence[int], uri: str, **env: str) -> Iterator[Server]:
    """The public service over runners on these ports, started as deploy/kubernetes/base/public.yaml does."""
    port = free_port()
    settings = {"RUNNERS": ",".join(f"127.0.0.1:{one}" for one in ports), "MONGODB_URI": uri}
    settings |= {"DATA_DIR": str(folder / "data")}
    depends = ["--depends", f"runner=http://127.0.0.1:{ports[0]}"]
    with _service(folder, "logo-generation", port, depends, settings | env) as server:
        yield server


@contextlib.contextmanager
def _service(folder: Path, name: str, port: int, more: Sequence[str], env: dict[str, str]) -> Iterator[Server]:
    command = [sys.executable, "-m", "bentoml_cli._internal.start", "start-http-server", "service:LogoGeneration"]
    where = ["--service-name", name, "--host", "127.0.0.1", "--port", str(port), *more]
    home = {"BENTOML_HOME": str(folder / f"bentoml-{port}"), "BENTOML_DO_NOT_TRACK": "True"}
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *where, "--timeout-graceful-shutdown", "5"],
            cwd=ROOT,
            env=os.environ | home | env,
            stdout=log,
            stderr=log,
        )
    server = Server(f"http://127.0.0.1:{port}", process, Path(log.name), folder / "data")
    try:
        wait_ready(server)
        yield server
    finally:
        kill(process)


def kill(service: subprocess.Popen[bytes]) -> None:
    """All of its processes at once, as when its machine is gone."""
    with contextlib.suppress(psutil.NoSuchProcess):
        leader = psutil.Process(service.pid)
        for process in [leader, *leader.children(recursive=True)]:
            process.kill()
    service.wait(30)


@contextlib.contextmanager
def replica_set(folder: Path) -> Iterator[str]:
    """A replica set of one member that takes writes; its address with a database."""
    with servers(folder, 1, "--replSet", "rs") as [member]:
        with pymongo.MongoClient(member.uri, directConnection=True) as client:
            only = {"_id": 0, "host": f"127.0.0.1:{member.port}"}
            client.admin.command("replSetInitiate", {"_id": "rs", "members": [only]})
            while not client.admin.command("hello")["isWritablePrimary"]:
                time.sleep(0.1)
        yield f"{member.uri}logo-generation?replicaSet=rs"
