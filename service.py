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
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import anyio
import bentoml
from anyio.to_thread import run_sync
from fastapi import FastAPI, Query, Request
from starlette.responses import RedirectResponse, Response

import pipeline
import prompt_builder
import storage
import supervisor
from api import routes
from api.connection import BACKLOG, bound_connections
from api.docs import ERRORS, PICTURES, document, json_paths
from api.events import EVENTS, KEEP_ALIVE, event, stream
from api.exposition import exposition
from api.memory import few_pools, hand_back
from api.middleware import PAGE
from api.middleware.bodies import Bodies
from api.middleware.hosts import TrustedHosts
from api.middleware.methods import Methods
from api.middleware.request_log import RequestLog
from api.middleware.root_path import RootPath, StripRootPath, published
from api.middleware.security_headers import SecurityHeaders
from api.negotiation import preferred
from api.pictures import in_form, picture_answer
from api.problems import answer, answer_problems, envelope
from api.validation import JsonRoute, Posted
from brand import KitError, choose, load_kits
from dispatch import (
    A_DAY,
    ONE_CONNECTION,
    PICKLED,
    Door,
    glance,
    hide_paths,
    on_stop,
    open_batcher,
    open_road,
    outlive_callers,
    reach,
)
from errors import Busy, PaintingFailed, ServiceError, TimedOut
from fleet import Fleet
from generation import metrics
from generation.generation import ROUNDS, Order, brand, chosen, failure
from generation.idempotency import KEY, KEYED, Once, key_of, whole
from locales import Language
from pipeline import Engine, Job, Painting, Progress
from schemas import Brand, GenerateRequest, Picture, PromptPreview
from settings import Settings
from storage import Store, Ticket

log = logging.getLogger(__name__)

supervisor.close_ports()
# Spans that nobody collects would be a third of the CPU of a small picture.
os.environ.setdefault("OTEL_SDK_DISABLED", "true")
settings = Settings.from_env(os.environ)
bound_connections(settings.connection_limit)
try:
    kits = load_kits(Path(__file__).parent / settings.brands)
    tokenizer = pipeline.tokenizer_files(settings)
except (KitError, pipeline.ModelError) as error:
    # Here, and not in a worker: the process that opens the port imports this too, and stops.
    raise SystemExit(str(error)) from None

# BentoML gives up first only when our own limit has failed to.
TRAFFIC = {"timeout": settings.request_timeout + 30}
HTTP = {"port": settings.port}
LOGGING = {"access": {"enabled": False}}
BLOCKING_CALLS = 64
"""Threads for calls of the store: they wait for a disk or a database, seldom for a core."""
STORAGE = storage.Options(
    timeout=settings.mongodb_timeout,
    blobs=settings.blobs,
    spool_max_bytes=settings.spool_max_bytes,
    retention_days=settings.retention_days,
)
READING = anyio.CapacityLimiter(2)
"""Who reads words at a time: that holds the interpreter, so more of them would only delay all others."""
PREVIEWING = anyio.CapacityLimiter(1)
"""The same for who only looks at a prompt: pictures do not wait behind them."""
SWITCH_SECONDS = 0.0005
"""After which a thread that draws hands the interpreter on: 5 ms, Python's own, at every call of a socket are many."""
LOOK_SECONDS = 0.1
"""Between two looks at the progress of a picture that somebody watches."""
GONE_SECONDS = 1.0
"""Between two looks whether a client that only waits is still there."""
SILENT_SECONDS = 15.0
READY_SECONDS = 5


@bentoml.service(name="runner", workers=1, traffic=TRAFFIC, runner_connection=ONE_CONNECTION, logging=LOGGING)
class Runner:
    """The adaptive-batching runner: owns the painter, and with it the device."""

    def __init__(self) -> None:
        log_our_rooms()
        few_pools()
        sys.setswitchinterval(SWITCH_SECONDS)
        open_batcher()
        outlive_callers()
        self.engine = Engine(pipeline.open_painter(settings), settings.max_batch_size)

    @bentoml.api(batchable=True, max_batch_size=64, max_latency_ms=A_DAY)  # type: ignore[untyped-decorator]
    async def paint(self, jobs: list[Job]) -> Annotated[list[Painting], PICKLED]:
        """Join the engine's batch: one painting a job, in the same order."""
        futures = [asyncio.wrap_future(self.engine.submit(job)) for job in jobs]
        results = await asyncio.gather(*futures, return_exceptions=True)
        return [
            result if isinstance(result, Painting) else Painting(id=job.id, error="The picture was cancelled.")
            for job, result in zip(jobs, results, strict=True)
        ]

    @bentoml.api  # type: ignore[untyped-decorator]
    async def progress(self, job_id: str) -> Annotated[Progress | None, PICKLED]:
        """How far a job is; None when it is not open."""
        return self.engine.progress(job_id)

    @bentoml.api  # type: ignore[untyped-decorator]
    async def cancel(self, job_id: str) -> Annotated[bool, PICKLED]:
        """Drop a job before its next step."""
        return self.engine.cancel(job_id)

    @bentoml.api  # type: ignore[untyped-decorator]
    async def figures(self) -> Annotated[dict[str, float], PICKLED]:
        """What the engine has done and is doing."""
        now, ever = ("queued", "running"), asdict(self.engine.stats())
        return {name if name in now else f"{name}_total": ever[name] for name in ever} | self.engine.gauges()

    @bentoml.on_shutdown  # type: ignore[untyped-decorator]
    def close(self) -> None:
        self.engine.close()


app = FastAPI(
    title="logo-generation",
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


@bentoml.service(name="logo-generation", workers=1, traffic=TRAFFIC, http=HTTP, logging=LOGGING, backlog=BACKLOG)
@bentoml.asgi_app(app, path="/")
class LogoGeneration:
    """The public service: the API, the page, and the record of everything."""

    runner = bentoml.depends(Runner)

    def __init__(self) -> None:
        import ui  # gradio takes seconds to import, and this is the one process that needs it

        log_our_rooms()
        hand_back()
        sys.setswitchinterval(SWITCH_SECONDS)
        hide_paths()
        open_road()
        if settings.runners:
            self.runner = Fleet(Runner, settings.runners)
        on_stop(ui.mount(app, path=PAGE))
        self.room = ui.FOLDER
        self.store = app.state.store = Store.open(settings.mongodb_uri, settings.data_dir, STORAGE)
        self.door = Door(settings.queue_limit)
        self.once = Once(self.store, settings.request_timeout)
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(BLOCKING_CALLS, "blocking"))
        count = prompt_builder.clip_counter(*tokenizer) if tokenizer else prompt_builder.estimate
        self.reader = prompt_builder.Reader(count, pipeline.medium(settings))

    @bentoml.on_deployment  # type: ignore[untyped-decorator]
    def check() -> None:
        """In the process that opens the port, before it does: what no restart of a worker would mend stops it."""
        try:
            storage.preflight(settings.mongodb_uri, settings.data_dir, STORAGE)
        except ServiceError as error:
            raise SystemExit(str(error)) from None

    @bentoml.on_shutdown  # type: ignore[untyped-decorator]
    def close(self) -> None:
        self.store.close()
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
        order = await self._take(request)
        making = asyncio.create_task(self._make_once(order, key))
        await asyncio.wait({making}, timeout=LOOK_SECONDS)
        if making.done():
            making.result()  # what is refused at once is answered with its own status
        return stream(self._watch(order, making, connection))

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

    @app.get("/", include_in_schema=False)
    async def home(self, request: Request) -> Response:
        return RedirectResponse(f"{request.scope['root_path']}{PAGE}/")

    async def __is_ready__(self) -> bool:
        try:
            await asyncio.to_thread(self.store.ping)
        except ServiceError as error:
            log.warning("not ready: %s", error)
            return False
        try:
            return not isinstance(self.runner, Fleet) or await self.runner.is_ready(READY_SECONDS)
        except Exception:  # an error raised here would hang the probe
            log.exception("not ready")
            return False

    async def __metrics__(self, content: str) -> str:
        figures = await glance(self.runner.to_async.figures()) or {}
        waiting = await asyncio.to_thread(self._waiting)
        service = exposition("service", {"in_flight": self.door.inside})
        return content + exposition("painter", figures) + exposition("spool", waiting) + service

    def _waiting(self) -> dict[str, float]:
        try:
            return {
                "depth": self.store.spool_depth(),
                "oldest_seconds": self.store.spool_oldest_seconds(),
                "dead": self.store.spool_dead(),
            }
        except ServiceError:
            return {}
        except Exception:  # an error raised here would hang the scrape
            log.exception("no figures from the spool")
            return {}

    async def _answer(self, request: GenerateRequest, connection: Request) -> Response:
        key = key_of(connection.headers.getlist(KEY))
        request, itself = in_form(request, connection.headers)
        order = await self._take(request)
        making = asyncio.create_task(self._make_once(order, key))
        try:
            while not making.done() and not await connection.is_disconnected():
                await asyncio.wait({making}, timeout=GONE_SECONDS)
        finally:
            if not making.done():
                making.cancel()
        picture, content = await making
        return picture_answer(published(picture, "image_path", connection.scope), content, itself)

    async def _take(self, request: GenerateRequest) -> Order:
        ticket = await asyncio.to_thread(self.store.ticket)
        try:
            return await run_sync(Order.take, request, kits, self.reader, ticket, limiter=READING)
        except ServiceError as error:
            await self._log_failure(request, error, ticket)
            raise

    async def _make_once(self, order: Order, key: str | None) -> tuple[Picture, bytes]:
        """Whoever waits for somebody else's picture of the same key has a place at the door, too."""
        try:
            with self.door.enter():
                return await self.once.made(key, order.request, lambda: self._make(order))
        except Busy as error:
            await self._log_failure(order.request, error, order.ticket)
            raise

    async def _make(self, order: Order) -> tuple[Picture, bytes]:
        """Paint and record: both are done, or neither is answered."""
        try:
            await asyncio.to_thread(self.store.admit, order.largest)
            order, painting = await self._best(order)
        except ServiceError as error:
            await self._log_failure(order.request, error, order.ticket)
            raise
        interaction = order.interaction(painting)
        await whole(asyncio.to_thread(self.store.record, interaction, painting.image, painting.mime, order.ticket))
        picture = order.picture(painting, interaction)
        metrics.picture(picture)
        return picture, painting.image

    async def _log_failure(self, request: GenerateRequest, error: ServiceError, ticket: Ticket) -> None:
        """Keep what went wrong, but for what only says that too much was asked: that is counted."""
        kept = False
        try:
            if not isinstance(error, Busy):
                kept = await asyncio.to_thread(self.store.record_failure, failure(request, error), ticket)
        except ServiceError as full:
            log.warning("a failed request (%s) could not be logged: %s", error.code, full)
        metrics.failure(error.code, kept)

    async def _best(self, order: Order) -> tuple[Order, Painting]:
        """The order with its painting; of several seeds the best, tried again while none is on brand."""
        tried: list[tuple[Order, Painting]] = []
        try:
            async with asyncio.timeout(order.started + settings.request_timeout - time.monotonic()):
                for number in range(ROUNDS):
                    orders = await run_sync(order.candidates, number, self.reader, limiter=READING)
                    tried += zip(orders, await self._paint([one.job for one in orders]), strict=True)
                    best, painting = _chosen(tried)
                    if order.job.palette_mode != "strict" or (painting.certificate and painting.certificate.ok):
                        break
        except TimeoutError:
            raise TimedOut(f"The picture was not ready within {settings.request_timeout} s.") from None
        return best, painting

    async def _paint(self, jobs: list[Job]) -> list[Painting]:
        """A painting a job, all in one call so that they share a batch; cancelling this cancels them."""
        try:
            paintings: list[Painting] = await reach(lambda: self.runner.to_async.paint(jobs))
        except asyncio.CancelledError:
            await asyncio.gather(*(glance(self.runner.to_async.cancel(job.id)) for job in jobs))
            raise
        if [painting.id for painting in paintings] != [job.id for job in jobs]:
            raise PaintingFailed("The painter mixed up its pictures; nothing was recorded.")
        return paintings

    async def _watch(
        self, order: Order, making: asyncio.Task[tuple[Picture, bytes]], connection: Request
    ) -> AsyncIterator[str]:
        told: Progress | None = None
        silent_since = time.monotonic()
        try:
            while not making.done() and not await connection.is_disconnected():
                progress = await glance(self.runner.to_async.progress(order.job.id))
                if progress and progress != told:
                    told, silent_since = progress, time.monotonic()
                    yield _step(progress)
                elif time.monotonic() - silent_since > SILENT_SECONDS:
                    silent_since = time.monotonic()
                    yield KEEP_ALIVE
                await asyncio.wait({making}, timeout=LOOK_SECONDS)
            if making.done():
                yield _end(making, connection)
        finally:
            making.cancel()


LogoGeneration.add_asgi_middleware(StripRootPath, prefix=settings.root_path or "")  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(SecurityHeaders)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(TrustedHosts, allowed=settings.allowed_hosts)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(RequestLog)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(Bodies, json=json_paths(app))  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(Methods)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(RootPath, prefix=settings.root_path or "")  # type: ignore[attr-defined]


def _chosen(tried: list[tuple[Order, Painting]]) -> tuple[Order, Painting]:
    """The best of what was painted. Raises PaintingFailed when nothing was."""
    painted = [(order, painting, painting.certificate) for order, painting in tried if painting.certificate]
    if not painted:
        raise PaintingFailed(tried[0][1].error or "The picture could not be painted.")
    order, painting, _ = painted[choose([certificate for _, _, certificate in painted])]
    return order, painting


def _step(progress: Progress) -> str:
    if progress.position:
        return event("queued", {"position": progress.position})
    told: dict[str, int | str] = {"step": progress.step, "steps": progress.steps}
    if progress.preview:
        told |= {"partial_image_index": progress.step, "b64_json": base64.b64encode(progress.preview).decode()}
    return event("step", told)


def _end(making: asyncio.Task[tuple[Picture, bytes]], connection: Request) -> str:
    try:
        picture, content = making.result()
    except Exception as error:  # noqa: BLE001 - the answer has begun: all errors are told the same way
        return event("error", envelope(error))
    return event("completed", published(picture, "image_path", connection.scope).carrying(content))


def log_our_rooms() -> None:
    """BentoML sets up the handlers, and leaves everything but its own log at WARNING."""
    for room in ("service", "api", "generation", "dispatch", "pipeline", "storage"):
        logging.getLogger(room).setLevel(logging.INFO)
