"""One client can neither fill the memory nor take all the connections, and is told why it is let go."""

import asyncio
import contextlib
import json
import socket
import time

import httpx
import pytest
from uvicorn import Config, Server

from api import connection
from api.connection import Connection
from tests.conftest import FILES
from tests.listening import worker
from tests.serving import free_port
from tests.waiting import run, wait_until

pytestmark = pytest.mark.slow
PICTURE = {"user_id": "patient", "metadata": {"width": 64, "height": 64}}
MANY = FILES + 88
"""More connections than the service under test has descriptors for."""


@pytest.fixture(scope="module", autouse=True)
def warm(server):
    paint(server)  # the first picture takes memory that stays


def paint(server):
    with httpx.Client(base_url=server.url, timeout=60) as client:
        return client.post("/generate", json=PICTURE).raise_for_status()


def memory(server):
    return worker(server).memory_info().rss


def open_to(server, *parts):
    """A connection on which so much was sent."""
    url = httpx.URL(server.url)
    connection = socket.create_connection((url.host, url.port), 60)
    for part in parts:
        connection.sendall(part)
    return connection


def heard(connection):
    """Everything that is answered until the connection is closed."""
    with connection:
        return b"".join(iter(lambda: connection.recv(65536), b""))


def problem(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-type: application/json" in head
    assert b"connection: close" in head.lower()
    return int(head.split()[1]), json.loads(body)["error"]["code"]


def pour(server, *parts, megabytes=20):
    """What is answered to a client that sends `parts`, the last one again and again up to so much."""
    connection = open_to(server, *parts[:-1])
    block = parts[-1] * (65536 // len(parts[-1]) + 1)
    with contextlib.suppress(OSError):  # it hangs up under us, which is its right
        for _ in range(megabytes * 2**20 // len(block)):
            connection.sendall(block)
    return heard(connection)


POST = b"POST /generate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
ENDLESS = {
    "small fields": [b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"x1: y\r\n"],
    "one field": [b"GET / HTTP/1.1\r\nHost: localhost\r\nx: ", b"y"],
    "a field's name": [b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"y"],
    "folded field": [b"GET / HTTP/1.1\r\nHost: localhost\r\nx: y\r\n", b" y\r\n"],
    "address": [b"GET /", b"y"],
    "query": [b"GET /?", b"y=y&"],
    "method": [b"G", b"E"],
    "blank lines": [b"\r\n"],
    "zeros": [b"\0"],
    "chunk's extension": [CHUNKED + b"1;", b"y"],
    "chunk's length": [CHUNKED, b"0"],
    "trailers": [CHUNKED + b"0\r\n", b"x1: y\r\n"],
    "one trailer": [CHUNKED + b"0\r\nx: ", b"y"],
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_endless_head_is_refused_and_kept_nowhere(server, kind):
    before = memory(server)
    status, code = problem(pour(server, *ENDLESS[kind]))
    assert (status, code) in [(431, "head_too_large"), (400, "malformed_request")]
    assert memory(server) - before < 8 * 2**20


@pytest.mark.parametrize(
    "head",
    [
        {f"x{number}": "y" * 1000 for number in range(80)},
        {f"x{number}": "y" for number in range(200)},
    ],
    ids=["bytes", "fields"],
)
def test_whole_head_that_is_too_large_is_refused(server, head):
    answer = httpx.get(f"{server.url}/livez", headers=head)
    assert answer.status_code == 431
    assert answer.json()["error"]["code"] == "head_too_large"


def test_head_of_60_kilobytes_is_read(server):
    assert httpx.get(f"{server.url}/livez", headers={"Cookie": "y" * 60_000}).status_code == 200


def test_pipelined_requests_are_answered_in_order_and_kept_nowhere(server):
    ask = b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"
    before = memory(server)
    connection = open_to(server, ask * 200, ask.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    assert heard(connection).count(b"HTTP/1.1 200 OK") == 201
    assert memory(server) - before < 8 * 2**20


SLOW = {
    "head": [b"GET /livez HTTP/1.1\r\nHost: loc"],
    "body": [POST + b"Content-Length: 100\r\n\r\n{"],
    "chunked body": [CHUNKED + b"1\r\n{\r\n"],
    "whole document in an open body": [
        CHUNKED + b"80\r\n" + json.dumps(PICTURE | {"user_id": "nobody"}).encode().ljust(128) + b"\r\n"
    ],
    "page's body": [b"POST /ui/en/gradio_api/run/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"],
    "body that nobody reads": [b"GET /api/brands HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999\r\n\r\n{"],
}


def test_whoever_keeps_us_waiting_is_told_and_let_go(server):
    """All at once: each takes the time that a client is given."""
    connections = {kind: open_to(server, *parts) for kind, parts in SLOW.items()}
    silent = open_to(server)
    trickling = open_to(server, *SLOW["head"])
    deadline = time.monotonic() + 60
    with contextlib.suppress(OSError):
        while time.monotonic() < deadline:
            trickling.sendall(b"a")
            time.sleep(0.2)
    assert time.monotonic() < deadline
    assert heard(silent) == b""
    told = {kind: heard(connection) for kind, connection in connections.items()}
    assert told.pop("body that nobody reads").startswith(b"HTTP/1.1 200")
    assert {kind: problem(answer) for kind, answer in told.items()} == dict.fromkeys(told, (408, "too_slow"))
    assert httpx.get(f"{server.url}/api/interactions/nobody").json() == []


@contextlib.contextmanager
def crowd(server, *parts):
    """As many connections as there are descriptors, and more, on each of which `parts` were sent."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(open_to(server, *parts)) for _ in range(MANY)]


@pytest.mark.parametrize("parts", [[], SLOW["head"]], ids=["silent", "half a head"])
def test_connections_without_a_request_make_room(server, parts):
    with crowd(server, *parts):
        assert paint(server).status_code == 200
        assert worker(server).num_fds() < 400


def test_requests_that_are_too_many_are_told_so(server):
    with crowd(server, *SLOW["body"]):
        answer = httpx.get(f"{server.url}/api/brands", timeout=60)
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")
        assert answer.headers["Retry-After"] == "2"
        assert worker(server).num_fds() < 400
    assert wait_until(lambda: httpx.get(f"{server.url}/api/brands", timeout=60).status_code == 200)
    paint(server)


def test_reader_that_never_reads_is_let_go(monkeypatch):
    monkeypatch.setattr(connection, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(Connection, "limit", 10, raising=False)

    async def answer(_, receive, send):
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(1024):
            await send({"type": "http.response.body", "body": bytes(2**16), "more_body": True})
        await send({"type": "http.response.body"})

    async def visit():
        port = free_port()
        server = Server(Config(answer, port=port, http=Connection, log_level="error", lifespan="off"))
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        ask = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        for reads in (False, True):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**12)
            writer.write(ask)
            if reads:  # slowly, and yet all of it
                taken = [len(await reader.read(2**18)) for _ in range(64) if not await asyncio.sleep(0.03)]
                assert sum(taken) > 2**21
            else:
                while not server.server_state.connections:
                    await asyncio.sleep(0.01)
                while server.server_state.connections:
                    await asyncio.sleep(0.01)
            writer.transport.abort()
        server.should_exit = True
        await serving

    run(visit())
