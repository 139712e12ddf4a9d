"""Nobody but the service's own user may command the process that starts its workers; starting them goes on as before."""

import contextlib
import json
from urllib.parse import urlsplit

import httpx
import pytest
import zmq

from tests.listening import control_room, family, ports

pytestmark = pytest.mark.slow
BACK_IN_STEP = [b"\x01" * length + b"\x01\x00" for length in (400, 401)]
"""Brings a reader of ZMTP/1.0 back into step that took the head of an HTTP request, of even or odd length, for frames."""


def command(proof):
    """What would have the process manager run a program that leaves `proof`."""
    options = {"name": "x", "cmd": "/bin/sh", "args": ["-c", f"id > {proof}; sleep 9"], "start": True}
    return json.dumps({"command": "add", "properties": options, "id": "1"}).encode()


def as_program(port, proof):
    with zmq.Context() as context, context.socket(zmq.DEALER) as attacker:
        attacker.linger = 0
        attacker.connect(f"tcp://127.0.0.1:{port}")
        attacker.send(command(proof))
        attacker.poll(1000)


def as_page(port, proof):
    told = command(proof)
    for step in BACK_IN_STEP:
        frames = step + b"\xff" + (len(told) + 1).to_bytes(8, "big") + b"\x00" + told
        with contextlib.suppress(httpx.TransportError):  # what is there need not speak HTTP
            httpx.post(f"http://127.0.0.1:{port}/", content=frames, timeout=2)


def attack(processes, proof):
    """Try to have a program run through every port there is; whether one did."""
    for port in ports(processes):
        as_program(port, proof)
        as_page(port, proof)
    return proof.exists()


def test_service_has_one_port(server, tmp_path):
    processes = family(server.process.pid)
    assert ports(processes) == {urlsplit(server.url).port}
    assert control_room(server.process.pid).stat().st_mode & 0o777 == 0o700
    assert not attack(processes, tmp_path / "proof")
