"""deploy/proxy/haproxy.cfg, run by a real HAProxy in front of the service."""

import contextlib
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.serving import free_port
from tests.waiting import wait_until

CONFIG = Path(__file__).parent.parent / "deploy" / "proxy" / "haproxy.cfg"
CLIENTS = 8
DEADLINE = 2
"""Seconds for a head and a body, in the place of the file's own."""


@dataclass(frozen=True, slots=True)
class Proxy:
    port: int
    figures: int

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)


@pytest.fixture(scope="module")
def proxy(service_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """The file as it is, but for where it listens and how long a head may take."""
    port, figures = free_port(), free_port()
    text = CONFIG.read_text()
    for here, there in (
        (":8080", f"127.0.0.1:{port}"),
        (":9100", f"127.0.0.1:{figures}"),
        ("http-request 10s", f"http-request {DEADLINE}s"),
    ):
        assert text.count(here) == 1
        text = text.replace(here, there)
    path = tmp_path_factory.mktemp("proxy") / "haproxy.cfg"
    path.write_text(text)
    env = os.environ | {"SERVER": service_url.removeprefix("http://"), "CLIENTS": str(CLIENTS)}
    process = subprocess.Popen(["haproxy", "-W", "-db", "-f", str(path)], env=env)
    running = Proxy(port, figures)
    try:
        wait_until(lambda: answers(running))
        yield running
    finally:
        process.terminate()
        process.wait(30)


def answers(proxy: Proxy) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(proxy.url("/livez"), timeout=10).status_code == 200
    return False


def said(connection: socket.socket) -> bytes:
    """All that the other side says until it hangs up."""
    received = b""
    with contextlib.suppress(ConnectionError):
        while chunk := connection.recv(65536):
            received += chunk
    return received


def test_file_is_valid_as_it_is():
    env = os.environ | {"SERVER": "127.0.0.1:5000", "CLIENTS": "64"}
    done = subprocess.run(["haproxy", "-c", "-f", str(CONFIG)], env=env, capture_output=True, text=True, check=True)
    assert "warning" not in (done.stdout + done.stderr).lower()


def test_page_picture_and_stream_pass(proxy: Proxy):
    assert "gradio" in httpx.get(proxy.url("/"), follow_redirects=True, timeout=60).text
    facts = {"user_id": "proxied", "metadata": {"width": 64, "height": 64}}
    made = httpx.post(proxy.url("/api/generate"), json=facts, timeout=60).raise_for_status().json()
    assert httpx.get(proxy.url(made["image_path"]), timeout=60).headers["content-type"] == "image/png"
    with httpx.stream("POST", proxy.url("/generate/stream"), json=facts, timeout=60) as stream:
        assert "event: completed" in stream.read().decode()


def test_figures_are_on_a_port_of_their_own_and_nothing_else_is(proxy: Proxy):
    for path in ("/metrics", "/metrics/", "//metrics", "/metrics?x=1", "/%6detrics", "/%6Detric%73"):
        answer = httpx.get(proxy.url(path), timeout=60)
        assert answer.status_code == 404, path
        assert "service_in_flight" not in answer.text
    figures = f"http://127.0.0.1:{proxy.figures}"
    assert "service_in_flight" in httpx.get(f"{figures}/metrics", timeout=60).text
    for path in ("/", "/ui/en/", "/api/brands", "/docs", "/metrics/../api/brands"):
        assert httpx.get(f"{figures}{path}", timeout=60).status_code == 404, path


def test_half_a_head_is_not_waited_for(proxy: Proxy):
    with proxy.connect() as connection:
        connection.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert b" 408 " in said(connection).splitlines()[0]


def test_head_that_never_ends_is_not_waited_for_though_it_goes_on(proxy: Proxy):
    with proxy.connect() as connection:
        started = time.monotonic()
        with contextlib.suppress(ConnectionError):
            connection.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n")
            while time.monotonic() - started < 20:
                connection.sendall(b"X: y\r\n")
                time.sleep(0.2)
        assert time.monotonic() - started < 20


def test_trickled_body_is_not_waited_for(proxy: Proxy):
    head = b"POST /api/generate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
    with proxy.connect() as connection:
        connection.sendall(head + b"{")
        assert b" 408 " in said(connection).splitlines()[0]


@pytest.mark.parametrize("lines", [1, 100])
def test_head_beyond_the_limit_is_refused(proxy: Proxy, lines: int):
    line = b"a" * (200_000 // lines)
    head = b"GET /livez HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X%d: %s\r\n" % (n, line) for n in range(lines))
    with proxy.connect() as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(head + b"\r\n")
        answer = said(connection)
    assert not answer or re.match(rb"HTTP/1.1 4(00|31) ", answer)  # who still sends may get a reset instead
    assert answers(proxy)


def test_one_address_gets_so_many_connections(proxy: Proxy):
    wait_until(lambda: answers(proxy))
    with contextlib.ExitStack() as held:
        streams = [held.enter_context(proxy.connect()) for _ in range(CLIENTS + 4)]
        for stream in streams:
            stream.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
        statuses = [stream.recv(12).split()[1] for stream in streams]
    assert 4 <= statuses.count(b"429") <= 5  # the last test's connection may still be counted
    assert statuses.count(b"200") == CLIENTS + 4 - statuses.count(b"429")
    wait_until(lambda: answers(proxy))
