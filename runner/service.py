"""The adaptive-batching runner as a BentoML service: owns the painter, and with it the device."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

import bentoml
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

import pipeline
from pipeline import PaintTask
from runner.memory import few_pools
from runner.metrics import forget_dead, registry
from runner.stopping import instead_of_stopping
from runner.streams import Streams
from settings import Settings

settings = Settings.from_env(os.environ)
TRAFFIC = {"timeout": settings.request_timeout + 30}
"""Of both services: BentoML gives up first only when our own limit has failed to."""

LOOK_SECONDS, QUIET = 0.1, 20
"""Between two looks whether anything is being painted, and looks in a row without after which nothing will come."""
SWITCH_SECONDS = 0.0005
"""After which a thread that draws hands the interpreter on: 5 ms, Python's own, at every call of a socket are many."""


def metrics(_: Request) -> Response:
    return Response(generate_latest(registry()), media_type=CONTENT_TYPE_LATEST)


@bentoml.service(
    name="runner",
    workers=1,
    traffic=TRAFFIC,
    logging={"access": {"enabled": False}},
    metrics={"enabled": False},
)
@bentoml.asgi_app(Starlette(routes=[Route("/metrics", metrics)]), path="/")
class Runner:
    """Paints whatever comes, in one batch that tasks join and leave between steps."""

    def __init__(self) -> None:
        few_pools()
        sys.setswitchinterval(SWITCH_SECONDS)
        forget_dead()
        self.stopping = False
        self.streams = Streams(pipeline.open_painter(settings), settings.max_batch_size)
        instead_of_stopping(self._finish_first)

    @bentoml.api  # type: ignore[untyped-decorator]
    async def paint(self, job: PaintTask, watched: bool = False) -> AsyncGenerator[bytes, None]:
        """What `Streams.paint` gives."""
        async with aclosing(self.streams.paint(job, watched)) as frames:
            async for frame in frames:
                yield frame

    @bentoml.on_shutdown  # type: ignore[untyped-decorator]
    def close(self) -> None:
        self.streams.close()

    async def __is_ready__(self) -> bool:
        """Not any more once it is told to stop, so that a balancer sends no more tasks."""
        return not self.stopping

    def _finish_first(self, stop: Callable[[], None]) -> None:
        """Stop when nothing was painted for a while: the public service is told to stop at once with this, and what
        it was asked for until then still has to be painted."""
        self.stopping = True
        self._look(stop, QUIET)

    def _look(self, stop: Callable[[], None], left: int) -> None:
        left = QUIET if self.streams.open else left - 1
        if left:
            asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look, stop, left)
        else:
            stop()


class OnlyJson:
    """ASGI middleware: BentoML would unpickle what is sent as a pickle, and fetch what a form names."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if scope["type"] == "http" and scope["method"] == "POST":
            media = Headers(scope=scope).get("content-type", "")
            if media != "application/json":
                app = JSONResponse({"error": f"The body should be application/json, not {media!r}."}, 415)
        await app(scope, receive, send)


Runner.add_asgi_middleware(OnlyJson)  # type: ignore[attr-defined]
