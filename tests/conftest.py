"""What the tests share: one real service with the illustration painter and an embedded MongoDB."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import settings

from storage.mongo.embedded import Embedded
from tests.serving import Server, serve

pytest_plugins = ["tests.stores", "tests.browsing"]

TIGHT = {
    "QUEUE_LIMIT": "2",
    "REQUEST_TIMEOUT": "6",
    "RETENTION_DAYS": "7",
    "SPOOL_MAX_BYTES": str(2**20),
    "MAX_BATCH_SIZE": "1",
    "ALLOWED_HOSTS": "*.bank.example",
}

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="session")
def tight(mongo: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One whose every limit is soon reached."""
    folder = tmp_path_factory.mktemp("tight")
    with serve(folder, MONGODB_URI=f"{mongo.uri}tight", BLOBS=str(folder / "pictures"), **TIGHT) as running:
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
def root() -> Path:
    return Path(__file__).parent.parent
