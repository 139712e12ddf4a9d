"""The whole product on one page: facts about a client come in, a prompt is built, painted, recorded and answered.

Two BentoML services: `Runner` owns the painter, `LogoGeneration` is what the world talks to. This is the composition
root: the only file that reads the environment, and the only one that knows all the parts.
"""

import asyncio
import base64
import logging
import os
import sys
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated

import anyio
import bentoml
from anyio.to_thread import run_sync
from fastapi import FastAPI, Query, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import RedirectResponse, Response

import pipeline
import prompt_builder
import storage
import supervisor
from api import routes
from api.connection import BACKLOG, bound_connections
from api.docs import ERRORS, PICTURES, document, json_paths
from api.events import EVENTS, KEEP_ALIVE, event, stream
from api.memory import hand_back
from api.middleware import PAGE
from api.middleware.bodies import Bodies
from api.middleware.hosts import TrustedHosts
from api.middleware.methods import Methods
from api.middleware.request_log import RequestLog
from api.middleware.request_metrics import RequestMetrics
from api.middleware.root_path import RootPath, StripRootPath, published
from api.middleware.security_headers import SecurityHeaders
from api.negotiation import preferred
from api.pictures import in_form, picture_answer
from api.problems import answer, answer_problems, envelope
from api.validation import JsonRoute, Posted
from brand import KitError, load_kits
from errors import ServiceError
from generation.generation import brand, chosen
from generation.generator import Generator
from generation.idempotency import KEY, KEYED, Made, key_of
from generation.metrics import Spool
from locales import Language
from pipeline import Progress
from runner import Client, Latest, Limiter, Remote
from runner.metrics import forget_dead, registry
from runner.service import SWITCH_SECONDS, Runner
from runner.stopping import before_stopping
from schemas import Brand, GenerateRequest, Picture, PromptPreview
from settings import Settings
from storage import Store

log = logging.getLogger(__name__)

supervisor.close_ports()
# Spans that nobody collects would be a third of the CPU of a small picture.
os.environ.setdefault("OTEL_SDK_DISABLED", "true")
for room in ("service", "api", "generation", "runner", "pipeline", "storage"):
    logging.getLogger(room).setLevel(logging.INFO)  # BentoML leaves all logs but its own at WARNING
settings = Settings.from_env(os.environ)
bound_connections(settings.connection_limit)
try:
    kits = load_kits(Path(__file__).parent / settings.brands)
    tokenizer = pipeline.tokenizer_files(settings)
except (KitError, pipeline.ModelError) as error:
    # Here, and not in a worker: the process that opens the port imports this too, and stops.
    raise SystemExit(str(error)) from None

NAME = "logo-generation"
BLOCKING_CALLS = 64
"""Threads for calls of the store: they wait for a disk or a database, seldom for a core."""
STORAGE = storage.Options(
    timeout=settings.mongodb_timeout,
    blobs=settings.blobs,
    spool_max_bytes=settings.spool_max_bytes,
    retention_days=settings.retention_days,
)
PREVIEWING = anyio.CapacityLimiter(1)
"""Who only looks at a prompt at a time: pictures do not wait behind them."""
REFUSED_SECONDS = 0.1
"""How long a stream waits before it begins, for a refusal that gets a status of its own."""
GONE_SECONDS = 1.0
"""Between two looks whether a client is still there."""
SILENT_SECONDS = 15.0


app = FastAPI(
    title=NAME,
    description="On-brand advertising pictures from a few facts about a bank's client or product.",
    version="0.1.0",
    docs_url=None,
    redoc_url=None,
    responses=ERRORS,
)
app.router.route_class = JsonRoute
answer_problems(app)
document(app, twins={"/generate": "/api/generate"})
app.include_router(routes.router)
app.state.kits = kits


@bentoml.service(
    name=NAME,
    workers=1,
    traffic={"timeout": settings.request_timeout + 30},  # BentoML gives up first only when our own limit has failed to
    http={"port": settings.port},
    logging={"access": {"enabled": False}},
    backlog=BACKLOG,
    metrics={"enabled": False},  # labelled by whole paths
    runner_probe={"enabled": False},  # an error of it would hang the probe
)
@bentoml.asgi_app(app, path="/")
class LogoGeneration:
    """The public service: the API, the page, and the record of everything."""

    runner = bentoml.depends(Runner, url=settings.runners and f"http://{settings.runners}")

    def __init__(self) -> None:
        import ui  # gradio takes seconds to import, and this is the one process that needs it

        hand_back()
        forget_dead()
        sys.setswitchinterval(SWITCH_SECONDS)
        before_stopping(ui.mount(app, path=PAGE))
        self.room = ui.FOLDER
        self.store = app.state.store = Store.open(settings.mongodb_uri, settings.data_dir, STORAGE)
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(BLOCKING_CALLS, "blocking"))
        count = prompt_builder.clip_counter(*tokenizer) if tokenizer else prompt_builder.estimate
        self.reader = prompt_builder.Reader(count, pipeline.medium(settings))
        address = settings.runners or Runner.url  # type: ignore[attr-defined]
        self.remote = Remote(address) if address else None  # with `bentoml serve --development` it is in this process
        client = Client(self.remote.paint if self.remote else self.runner.paint)
        limiter = Limiter(settings.queue_limit)
        self.generator = Generator(self.store, client, self.reader, kits, limiter, settings.request_timeout)

    @bentoml.on_deployment  # type: ignore[untyped-decorator]
    def check() -> None:
        """In the process that opens the port, before it does: what no restart of a worker would mend stops it."""
        try:
            storage.preflight(settings.mongodb_uri, settings.data_dir, STORAGE)
        except ServiceError as error:
            raise SystemExit(str(error)) from None

    @bentoml.on_shutdown  # type: ignore[untyped-decorator]
    async def close(self) -> None:
        self.store.close()
        if self.remote:
            await self.remote.close()
        self.room.cleanup()

    @bentoml.api(route="/generate")  # type: ignore[untyped-decorator]
    async def generate(self, request: Posted, /, context: bentoml.Context) -> Picture:
        """Make one picture."""
        try:
            if isinstance(request, ServiceError):
                raise request
            response = await self._answer(request, context.request)
        except Exception as error:  # noqa: BLE001 - past this edge BentoML would answer in its own shape
            response = answer(error)
        context.response.status_code = response.status_code  # else BentoML makes it 200
        return response  # type: ignore[return-value]

    @app.post("/api/generate", response_model=Picture, responses=PICTURES, openapi_extra=KEYED)
    async def api_generate(self, request: GenerateRequest, connection: Request) -> Response:
        """Make one picture: the same as `/generate`; with `Accept: image/*` the answer is the picture itself.

        Of the formats that `Accept` lets through the picture has the one of `output_format`, or where the request
        names none the one that is liked best; where none is let through, 406 and nothing is painted.
        """
        return await self._answer(request, connection)

    @app.post("/generate/stream", response_class=Response, openapi_extra=KEYED)
    async def generate_stream(self, request: GenerateRequest, connection: Request) -> Response:
        """Make one picture and tell how far it is as server-sent events; closing the connection cancels it.

        Events: `queued` (position), `step` (step, steps, and with `preview` a small picture in b64_json), then
        `completed` (the answer of `/generate`) or `error` (the error answer). Where `Accept` lets through no
        `text/event-stream`, 406 and nothing is painted.
        """
        preferred(connection.headers, [EVENTS])
        key = key_of(connection.headers.getlist(KEY))
        order, progress = await self.generator.take(request), Latest()
        making = asyncio.create_task(self.generator.make(order, key, progress))
        await asyncio.wait({making}, timeout=REFUSED_SECONDS)
        if making.done():
            making.result()  # what is refused at once is answered with its own status
        return stream(_watch(progress, making, connection))

    @app.get("/api/brands")
    def brands(
        self, lang: Annotated[Language, Query(description="What they and their colours are called in")] = "en"
    ) -> list[Brand]:
        """The brand kits that a request may name."""
        return [brand(name, kit, lang) for name, kit in kits.items()]

    @app.post("/api/prompts/preview")
    async def preview(self, request: GenerateRequest) -> PromptPreview:
        """The prompt that a request would be painted from; no picture is made."""
        facts = request.metadata, request.seed or 0, chosen(kits, request), self.reader, request.text_zone
        prompt = await run_sync(prompt_builder.build, *facts, limiter=PREVIEWING)
        return PromptPreview(
            prompt=prompt.prompt,
            negative_prompt=prompt.negative_prompt,
            tokens=prompt.tokens,
            room=prompt_builder.ROOM,
            dropped=prompt.dropped,
            undrawn=prompt.scene.unknown_words if self.reader.medium == "illustration" else None,
        )

    @app.get("/metrics", include_in_schema=False)
    async def metrics(self) -> Response:
        """What every process of this service counts, and what waits in the spool."""
        told = [await asyncio.to_thread(generate_latest, one) for one in (registry(), Spool(self.store))]
        return Response(b"".join(told), media_type=CONTENT_TYPE_LATEST)

    @app.get("/", include_in_schema=False)
    async def home(self, request: Request) -> Response:
        return RedirectResponse(f"{request.scope['root_path']}{PAGE}/")

    async def __is_ready__(self) -> bool:
        try:
            await asyncio.to_thread(self.store.ping)
        except ServiceError as error:
            log.warning("not ready: %s", error)
            return False
        return self.remote is None or await self.remote.is_ready()

    async def _answer(self, request: GenerateRequest, connection: Request) -> Response:
        key = key_of(connection.headers.getlist(KEY))
        request, itself = in_form(request, connection.headers)
        making = asyncio.create_task(self.generator.make(await self.generator.take(request), key))
        try:
            while not making.done() and not await connection.is_disconnected():
                await asyncio.wait({making}, timeout=GONE_SECONDS)
        finally:
            if not making.done():
                making.cancel()
        picture, content = await making
        return picture_answer(published(picture, "image_path", connection.scope), content, itself)


LogoGeneration.add_asgi_middleware(StripRootPath, prefix=settings.root_path or "")  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(  # type: ignore[attr-defined]
    RequestMetrics, service=NAME, routes=app.routes, known=("/generate", "/livez", "/readyz", "/healthz")
)
LogoGeneration.add_asgi_middleware(SecurityHeaders)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(TrustedHosts, allowed=settings.allowed_hosts)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(RequestLog)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(Bodies, json=json_paths(app))  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(Methods)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(RootPath, prefix=settings.root_path or "")  # type: ignore[attr-defined]


async def _watch(progress: Latest, making: asyncio.Task[Made], connection: Request) -> AsyncIterator[str]:
    """How far a picture is, and at last it or what went wrong, until its client has gone."""
    silent_since = time.monotonic()
    making.add_done_callback(lambda _: progress.wake())
    try:
        while not making.done() and not await connection.is_disconnected():
            told = await progress.next(min(GONE_SECONDS, SILENT_SECONDS))
            if told:
                yield _step(told)
            elif time.monotonic() - silent_since > SILENT_SECONDS:
                yield KEEP_ALIVE
            else:
                continue
            silent_since = time.monotonic()
        if making.done():
            yield _end(making, connection)
    finally:
        making.cancel()


def _step(progress: Progress) -> str:
    if progress.position:
        return event("queued", {"position": progress.position})
    told: dict[str, int | str] = {"step": progress.step, "steps": progress.steps}
    if progress.preview:
        told |= {"partial_image_index": progress.step, "b64_json": base64.b64encode(progress.preview).decode()}
    return event("step", told)


def _end(making: asyncio.Task[Made], connection: Request) -> str:
    try:
        picture, content = making.result()
    except Exception as error:  # noqa: BLE001 - the answer has begun: all errors are told the same way
        return event("error", envelope(error))
    return event("completed", published(picture, "image_path", connection.scope).carrying(content))
