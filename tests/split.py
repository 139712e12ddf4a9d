"""The split mode on one machine: the public service, runners on addresses of their own, their balancer, and a replica set of MongoDB."""

import contextlib
import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pymongo

from tests.serving import ROOT, Server, free_port, wait_ready
from tests.stores import servers
from tests.waiting import wait_until

CONFIG = ROOT / "deploy" / "runners" / "haproxy.cfg"
A, IN = 1, 1
"""Type and class of an address, in DNS."""


@contextlib.contextmanager
def runner(folder: Path, port: int, host: str = "127.0.0.1", **env: str) -> Iterator[subprocess.Popen[bytes]]:
    """A runner alone, started as deploy/kubernetes/base/runner.yaml does, ready; gone at the end."""
    with _service(folder, "service:Runner", host, port, {"OMP_NUM_THREADS": "1"} | env) as server:
        yield server.process


@contextlib.contextmanager
def public(folder: Path, runners: str, uri: str, **env: str) -> Iterator[Server]:
    """The public service over the runners behind a balancer."""
    settings = {"RUNNERS": runners, "MONGODB_URI": uri, "DATA_DIR": str(folder / "data")}
    with _service(folder, "service:LogoGeneration", "127.0.0.1", free_port(), settings | env) as server:
        yield server


class Names:
    """A name server on `port`: whatever is asked for has these addresses, which may come and go."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)
        self._socket = socket.socket(type=socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            asked, client = self._socket.recvfrom(4096)
            question = asked[12 : asked.index(0, 12) + 5]
            found = self.addresses if struct.unpack(">H", question[-4:-2]) == (A,) else []
            answers = b"".join(b"\xc0\x0c" + struct.pack(">HHIH", A, IN, 1, 4) + socket.inet_aton(one) for one in found)
            head = asked[:2] + struct.pack(">HHHHH", 0x8180, 1, len(found), 0, 0)
            self._socket.sendto(head + question + answers, client)


@contextlib.contextmanager
def balancer(folder: Path, names: Names, port: int) -> Iterator[str]:
    """deploy/runners/haproxy.cfg before runners on `port` of every address, asking this name server; where it listens."""
    here = f"127.0.0.1:{free_port()}"
    text = CONFIG.read_text()
    for given, ours in ((":5001", here), ("parse-resolv-conf", f"nameserver ours 127.0.0.1:{names.port}")):
        assert text.count(given) == 1
        text = text.replace(given, ours)
    path = folder / "runners.cfg"
    path.write_text(text)
    process = subprocess.Popen(
        ["haproxy", "-W", "-db", "-f", path], env=os.environ | {"RUNNER": f"runners.test:{port}"}
    )
    try:
        yield here
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def _service(folder: Path, name: str, host: str, port: int, env: dict[str, str]) -> Iterator[Server]:
    command = [sys.executable, "-m", "bentoml", "serve", name, "--host", host, "--port", str(port)]
    home = {"BENTOML_HOME": str(folder / f"bentoml-{host}-{port}"), "BENTOML_DO_NOT_TRACK": "True"}
    with (folder / f"{host}-{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--timeout-graceful-shutdown", "5"],
            cwd=ROOT,
            env=os.environ | home | env,
            stdout=log,
            stderr=log,
        )
    server = Server(f"http://{host}:{port}", process, Path(log.name), folder / "data")
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
            wait_until(lambda: client.admin.command("hello")["isWritablePrimary"])
        yield f"{member.uri}logo-generation?replicaSet=rs"
