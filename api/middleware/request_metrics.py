"""What operators watch of HTTP: requests by route. Knows no route by name."""

import itertools
import re
import time
from collections.abc import Sequence

from prometheus_client import Counter, Gauge, Histogram
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRAPED = "/metrics"
CONVERTOR = re.compile(r":\w+(?=})")
"""Of a pattern: how a part of the path is read."""
LABELS = ("endpoint", "service_name")
TOTAL = Counter("bentoml_service_request_total", "Requests answered", (*LABELS, "http_response_code"))
SECONDS = Histogram(
    "bentoml_service_request_duration_seconds",
    "From the head of a request to the end of its answer",
    (*LABELS, "http_response_code"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60, 180),
)
OPEN = Gauge("bentoml_service_request_in_progress", "Requests in progress", LABELS, multiprocess_mode="livesum")


class RequestMetrics:
    """ASGI middleware: counts requests by the pattern of their route.

    BentoML's own labels them with the whole path: personal data for whoever scrapes, and a series a user.
    """

    def __init__(self, app: ASGIApp, service: str, routes: Sequence[Sequence[BaseRoute]], known: Sequence[str]) -> None:
        """`routes` may still grow; `known` are paths that none of them has."""
        self.app = app
        self.service = service
        self.routes = routes
        self.known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] == SCRAPED:
            await self.app(scope, receive, send)
            return
        started, status = time.monotonic(), 0

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        names = (self._pattern(scope), self.service)
        try:
            with OPEN.labels(*names).track_inprogress():
                await self.app(scope, receive, watch)
        finally:
            if status:
                TOTAL.labels(*names, status).inc()
                SECONDS.labels(*names, status).observe(time.monotonic() - started)

    def _pattern(self, scope: Scope) -> str:
        if scope["path"] in self.known:
            return str(scope["path"])
        for route in itertools.chain(*self.routes):
            pattern = getattr(route, "path", None)  # a router within the application has none
            if pattern and route.matches(scope)[0] is not Match.NONE:
                return CONVERTOR.sub("", pattern)
        return "*"
