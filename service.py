"""The whole product on one page: facts about a client come in, a prompt is built, painted, recorded and answered.

Two BentoML services: `Runner` owns the painter, `LogoGeneration` is what the world talks to. This is the composition
root: the only file that reads the environment, and the only one that knows all the parts.
"""

import asyncio
import base64
import logging
import os
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated

import bentoml
from fastapi import FastAPI, Header, Query, Request
from starlette.responses import RedirectResponse, Response

import pipeline
import prompt_builder
import ui
from dispatch import A_DAY, ONE_CONNECTION, Door, open_batcher, reach
from errors import PaintingFailed, TimedOut
from order import Order
from pipeline import Engine, Job, Painting, Progress
from schemas import MAX_PAGE, GenerateRequest, Interaction, Mark, MarkRequest, Picture
from settings import Settings
from storage import Store
from web import Gate, answer, answer_problems, document, envelope, event, exposition, stream
from web.docs import ERRORS

log = logging.getLogger(__name__)

settings = Settings.from_env(os.environ)

# BentoML gives up first only when our own limit has failed to.
TRAFFIC = {"timeout": settings.request_timeout + 30}
LOGGING = {"access": {"enabled": False}}
LOOK_SECONDS = 0.1
"""Between two looks at the progress of a picture that somebody watches."""


@bentoml.service(name="runner", workers=1, traffic=TRAFFIC, runner_connection=ONE_CONNECTION, logging=LOGGING)
class Runner:
    """The adaptive-batching runner: owns the painter, and with it the device."""

    def __init__(self) -> None:
        log_our_rooms()
        open_batcher()
        self.engine = Engine(pipeline.open_painter(settings), settings.max_batch_size)

    @bentoml.api(batchable=True, max_batch_size=64, max_latency_ms=A_DAY)  # type: ignore[untyped-decorator]
    async def paint(self, jobs: list[Job]) -> list[Painting]:
        """Join the engine's batch: one painting a job, in the same order."""
        futures = [asyncio.wrap_future(self.engine.submit(job)) for job in jobs]
        results = await asyncio.gather(*futures, return_exceptions=True)
        return [
            result if isinstance(result, Painting) else Painting(id=job.id, error="The picture was cancelled.")
            for job, result in zip(jobs, results, strict=True)
        ]

    @bentoml.api  # type: ignore[untyped-decorator]
    async def progress(self, job_id: str) -> Progress | None:
        """How far a job is; None when it is not open."""
        return self.engine.progress(job_id)

    @bentoml.api  # type: ignore[untyped-decorator]
    async def cancel(self, job_id: str) -> bool:
        """Drop a job before its next step."""
        return self.engine.cancel(job_id)

    @bentoml.api  # type: ignore[untyped-decorator]
    async def figures(self) -> dict[str, float]:
        """What the engine has done and is doing."""
        return asdict(self.engine.stats()) | self.engine.gauges()

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
answer_problems(app)
document(app, twins={"/generate": "/api/generate"})
ui.mount(app, path="/ui")


@bentoml.service(name="logo-generation", workers=1, traffic=TRAFFIC, http={"port": settings.port}, logging=LOGGING)
@bentoml.asgi_app(app, path="/")
class LogoGeneration:
    """The public service: the API, the page, and the record of everything."""

    runner = bentoml.depends(Runner)

    def __init__(self) -> None:
        log_our_rooms()
        self.store = Store.open(settings.mongodb_uri, settings.data_dir)
        self.door = Door(settings.queue_limit)
        tokenizer = pipeline.tokenizer_files(settings)
        self.count = prompt_builder.clip_counter(*tokenizer) if tokenizer else prompt_builder.estimate

    @bentoml.api(route="/generate")  # type: ignore[untyped-decorator]
    async def generate(self, request: GenerateRequest, /) -> Picture:
        """Make one picture."""
        try:
            return await self._answer(request, "")  # type: ignore[return-value]
        except Exception as error:  # noqa: BLE001 - past this edge BentoML would answer in its own shape
            return answer(error)  # type: ignore[return-value]

    @app.post("/api/generate", response_model=Picture)
    async def api_generate(self, request: GenerateRequest, accept: Annotated[str, Header()] = "*/*") -> Response:
        """Make one picture: the same as `/generate`; with `Accept: image/*` the answer is the picture itself."""
        return await self._answer(request, accept)

    @app.post("/generate/stream", response_class=Response)
    async def generate_stream(self, request: GenerateRequest, connection: Request) -> Response:
        """Make one picture and tell how far it is as server-sent events; closing the connection cancels it.

        Events: `queued` (position), `step` (step, steps, and with `preview` a small picture in b64_json), then
        `completed` (the answer of `/generate`) or `error` (the error answer).
        """
        return stream(self._watch(Order.take(request, self.count), connection))

    @app.post("/api/marks")
    async def mark(self, request: MarkRequest) -> Mark:
        """Mark one of your pictures good or bad; the last mark counts."""
        return await asyncio.to_thread(self.store.mark, request.user_id, request.image_path, request.result)

    @app.get("/api/interactions/{user_id:path}")
    async def interactions(
        self,
        user_id: str,
        limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 50,
        before: Annotated[str | None, Query(max_length=64, description="Id of the last interaction you have")] = None,
    ) -> list[Interaction]:
        """A user's history, newest first."""
        return await asyncio.to_thread(self.store.history, user_id, limit, before)

    @app.get("/api/images/{name}", response_class=Response)
    async def image(self, name: str) -> Response:
        """The bytes of a picture as they were answered."""
        data, mime = await asyncio.to_thread(self.store.image, name)
        return Response(data, media_type=mime, headers={"Cache-Control": "private, max-age=31536000, immutable"})

    @app.get("/", include_in_schema=False)
    async def home(self) -> Response:
        return RedirectResponse("/ui/")

    async def __is_ready__(self) -> bool:
        try:
            await asyncio.to_thread(self.store.ping)
        except Exception:  # an error raised here would hang the probe
            log.exception("not ready")
            return False
        return True

    async def __metrics__(self, content: str) -> str:
        try:
            figures = await reach(self.runner.to_async.figures)
        except Exception:  # an error raised here would hang the scrape
            log.exception("no figures from the runner")
            figures = {}
        return content + exposition("painter", figures) + exposition("service", {"in_flight": self.door.inside})

    async def _answer(self, request: GenerateRequest, accept: str) -> Response:
        order = Order.take(request, self.count)
        painting, interaction = await self._make(order)
        if accept.startswith("image/"):
            headers = {"Content-Location": interaction.image_url, "X-Seed": str(order.job.seed)}
            return Response(painting.image, media_type=painting.mime, headers=headers)
        return Response(order.picture(painting, interaction).model_dump_json(), media_type="application/json")

    async def _make(self, order: Order) -> tuple[Painting, Interaction]:
        """Paint and record: both are done, or neither is answered."""
        with self.door.enter():
            painting = await self._paint(order.job)
        interaction = order.interaction(painting)
        await asyncio.to_thread(self.store.record, interaction, painting.image, painting.mime)
        return painting, interaction

    async def _paint(self, job: Job) -> Painting:
        try:
            async with asyncio.timeout(settings.request_timeout):
                painting: Painting = (await reach(lambda: self.runner.to_async.paint([job])))[0]
        except TimeoutError:
            await self.runner.to_async.cancel(job.id)
            raise TimedOut(f"The picture was not ready within {settings.request_timeout} s.") from None
        if painting.id != job.id:
            raise PaintingFailed("The painter mixed up its pictures; nothing was recorded.")
        if painting.error:
            raise PaintingFailed(painting.error)
        return painting

    async def _watch(self, order: Order, connection: Request) -> AsyncIterator[str]:
        making = asyncio.create_task(self._make(order))
        told: Progress | None = None
        try:
            while not making.done() and not await connection.is_disconnected():
                await asyncio.wait({making}, timeout=LOOK_SECONDS)
                progress: Progress | None = await self.runner.to_async.progress(order.job.id)
                if progress and progress != told:
                    told = progress
                    yield _step(progress)
            if making.done():
                yield _end(order, making)
        finally:
            if not making.done():
                making.cancel()
                await asyncio.shield(self.runner.to_async.cancel(order.job.id))


LogoGeneration.add_asgi_middleware(  # type: ignore[attr-defined]
    Gate,
    bodies={
        "/generate": GenerateRequest,
        "/api/generate": GenerateRequest,
        "/generate/stream": GenerateRequest,
        "/api/marks": MarkRequest,
    },
)


def _step(progress: Progress) -> str:
    if progress.position:
        return event("queued", {"position": progress.position})
    told: dict[str, int | str] = {"step": progress.step, "steps": progress.steps}
    if progress.preview:
        told |= {"partial_image_index": progress.step, "b64_json": base64.b64encode(progress.preview).decode()}
    return event("step", told)


def _end(order: Order, making: asyncio.Task[tuple[Painting, Interaction]]) -> str:
    try:
        painting, interaction = making.result()
    except Exception as error:  # noqa: BLE001 - the answer has begun: all errors are told the same way
        return event("error", envelope(error))
    return event("completed", order.picture(painting, interaction).model_dump(mode="json"))


def log_our_rooms() -> None:
    """BentoML sets up the handlers, and leaves everything but its own log at WARNING."""
    for room in ("service", "web", "dispatch", "pipeline", "storage"):
        logging.getLogger(room).setLevel(logging.INFO)
