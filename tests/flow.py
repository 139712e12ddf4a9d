"""The public service in this process: its own routes and middlewares, a real store, and a real engine as its runner."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import httpx

import service
from api.openai.links import Links
from api.tenants import Tenant, Tenants
from generation import Advertiser
from generation.generator import Generator
from generation.kits import permitted
from jobs import Allowed, Messenger, Pace, Worker
from prompt_builder import Medium, Reader, estimate
from runner import Client, Limiter
from runner.streams import Streams
from storage import Store
from tests.kits import KITS

SMALL = {"height": 64, "width": 64}


class Idle(Tenant):
    """One whose jobs and webhooks wait until a test works on them."""

    def start(self) -> None:
        pass


class Flow:
    """`app` is the service as ASGI, all but the page and BentoML's own `/generate`; `streams` paints for it."""

    def __init__(self, store: Store, streams: Streams, places: int, medium: Medium) -> None:
        self.streams, self.engine, self.store = streams, streams.engine, store
        self.reader, self.paint, self.limiter = Reader(estimate, medium), Client(streams.paint), Limiter(places)
        self.pace = Pace(self.limiter, 2)
        self.tenants = Tenants(self._opened)
        self.generator = self.tenants.begin(self._opened("default")).generator
        self.service = object.__new__(service.LogoGeneration.inner)
        self.service.store, self.service.remote = store, None
        self.app: Any = service.app
        for middleware, options in reversed(service.LogoGeneration.middlewares):
            self.app = middleware(self.app, **options)

    def _opened(self, name: str) -> Tenant:
        store, kits = self.store.of(name), permitted(KITS, name)
        patience, advertiser = service.settings.request_timeout, Advertiser(store, service.studio.of(kits))
        generator = Generator(store, self.paint, self.reader, kits, self.limiter, advertiser, patience)
        worker, messenger = Worker(store, generator, self.pace), Messenger(store.webhooks, Allowed.of(None, None))
        return Idle(store, kits, generator, advertiser, worker, messenger)

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=60) as client:
            yield client

    async def left(
        self, path: str, body: dict[str, Any], gone: asyncio.Event, sent: list[Any] | None = None, **headers: str
    ) -> None:
        """Put what is `sent` to a client that posts `body` and hangs up at `gone`."""
        sent = [] if sent is None else sent
        parts = iter([{"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}])

        async def receive() -> dict[str, Any]:
            for part in parts:
                return part
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        given = {"host": "localhost", "content-type": "application/json"} | headers
        fields = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "path": path, "scheme": "http",
            "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": fields, "server": ("localhost", 80),
        }  # fmt: skip
        await self.app(scope, receive, send)


@contextmanager
def flowing(store: Store, painter: Any, places: int = 64, medium: Medium = "illustration") -> Iterator[Flow]:
    """A Flow with so many pictures in flight at most."""
    streams = Streams(painter, 4)
    flow = Flow(store, streams, places, medium)
    state = dict(service.app.state._state)
    service.app.state.store, service.app.state.tenants = store, flow.tenants
    service.app.state.links = Links(b"of a test")
    try:
        yield flow
    finally:
        service.app.state._state = state
        streams.close()


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Its status, and the code of what is wrong."""
    return answer.status_code, answer.json()["error"]["code"]


async def until(condition: Any, seconds: float = 60) -> None:
    """Wait until `condition` gives something true."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


def alone(store: Store, kits: Any) -> Tenants:
    """One tenant, for routes that make nothing."""
    return Tenants(lambda name: Idle(store.of(name), kits, *[None] * 4))
