"""The soak counts every request that goes wrong, of whatever kind."""

import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from benchmarks.servers import SYSTEMS, Server
from benchmarks.soak import Soak
from tests.waiting import run


class HangsUp(BaseHTTPRequestHandler):
    asked = 0

    def do_POST(self):
        type(self).asked += 1


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), HangsUp) as rude, subprocess.Popen(["sleep", "60"]) as process:
        Thread(target=rude.serve_forever, daemon=True).start()
        yield Server(SYSTEMS[-1], f"http://127.0.0.1:{rude.server_port}", process)
        process.kill()
        rude.shutdown()


def test_every_broken_request_is_counted(server):
    soak = Soak(server, rate=100)
    run(soak.run(1))
    assert HangsUp.asked > 50
    assert soak.seen.total() >= HangsUp.asked
    assert soak.seen["lost: ServerDisconnectedError"] > 0.9 * HangsUp.asked
