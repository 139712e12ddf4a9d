"""What the tests share: one real service with the illustration painter and an embedded MongoDB."""

import faulthandler
import gc
import os
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import settings

from tests.serving import Server, free_port, serve

pytest_plugins = ["tests.stores", "tests.browsing"]

HOOK_PORT = free_port()
"""Of this machine, where the service may send webhooks."""
FILES = 512
"""Descriptors that each process of the service may have: fewer than a test opens connections."""
TEARDOWN_SECONDS = 120
"""For what a failed test leaves to be stopped."""

os.environ.setdefault("SSL_CERT_DIR", str(Path(__file__).parent))  # trust nobody: all CAs are 50 ms of CPU a client
os.environ.setdefault("OMP_NUM_THREADS", "1")  # of this and of what is started: more would spin while others work

gc.disable()  # until all tests are known: what is imported by then stays

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of slow tests, so that no process is left alone with one of them in the end; each in its order."""
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    place = {item.path: number for number, item in enumerate(items)}
    items.sort(key=lambda item: (-slow[item.path], place[item.path], item.get_closest_marker("last") is not None))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    gc.freeze()
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_exception_interact(node: pytest.Item | pytest.Collector) -> None:
    """Bound what comes after a failure: pytest and its plugins have just taken back the bounds of the test."""
    if isinstance(node, pytest.Item):
        faulthandler.dump_traceback_later(TEARDOWN_SECONDS, exit=True, file=sys.__stderr__)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service as it is, whose folder for temporary files is its own."""
    folder = tmp_path_factory.mktemp("service")
    (folder / "tmp").mkdir()
    hooks = {"WEBHOOK_HOSTS": f"localhost:{HOOK_PORT}", "WEBHOOK_NETWORKS": "127.0.0.0/8, ::1/128"}
    with serve(folder, files=FILES, TMPDIR=str(folder / "tmp"), **hooks) as running:
        yield running


@pytest.fixture(scope="session")
def service_url(server: Server) -> str:
    return server.url


@pytest.fixture(scope="session")
def api(service_url: str) -> Iterator[httpx.Client]:
    # The server closes what was silent for 5 s: a request must not meet that.
    with httpx.Client(base_url=service_url, timeout=60, limits=httpx.Limits(keepalive_expiry=2)) as client:
        yield client


@pytest.fixture
def user() -> str:
    """Somebody of whom there is nothing yet."""
    return f"user-{uuid.uuid4().hex}"


@pytest.fixture
def root() -> Path:
    return Path(__file__).parent.parent
