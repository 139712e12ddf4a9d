"""The whole product on one page: facts about a client come in, a prompt is built, painted, recorded and answered.

Two BentoML services: `Runner` paints in batches, `LogoGeneration` is what the world talks to. This is the
composition root: the only file that reads the environment, and the only one that knows all the parts.
"""

import asyncio
import base64
import logging
import os
import secrets
import time
import uuid
from datetime import UTC, datetime
from typing import Annotated

import bentoml
from fastapi import FastAPI, Query
from starlette.responses import RedirectResponse, Response

import pipeline
import prompt_builder
import ui
from dispatch import ONE_CONNECTION, Door, never_wait_idle, reach
from errors import PaintingFailed, TimedOut
from pipeline import Job, Painting
from schemas import (
    MAX_PAGE,
    MAX_SEED,
    GenerateRequest,
    Interaction,
    Mark,
    MarkRequest,
    Picture,
    RecordedMetadata,
)
from settings import Settings
from storage import Store
from web import Gate, answer, answer_problems, document
from web.docs import ERRORS

settings = Settings.from_env(os.environ)

# BentoML gives up first only when our own limit has failed to.
TRAFFIC = {"timeout": settings.request_timeout + 30}
LOGGING = {"access": {"enabled": False}}


@bentoml.service(
    name="runner", workers=1, threads=1, traffic=TRAFFIC, runner_connection=ONE_CONNECTION, logging=LOGGING
)
class Runner:
    """The adaptive-batching runner: owns the painter, and with it the device."""

    def __init__(self) -> None:
        _log_our_rooms()
        never_wait_idle()
        self.painter = pipeline.open_painter(settings)

    @bentoml.api(  # type: ignore[untyped-decorator]
        batchable=True, max_batch_size=settings.max_batch_size, max_latency_ms=(settings.request_timeout + 30) * 1000
    )
    def paint(self, jobs: list[Job]) -> list[Painting]:
        """Paint whatever has gathered: one painting a job, in the same order."""
        return pipeline.paint_all(self.painter, jobs, settings.max_batch_size)


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
        _log_our_rooms()
        self.store = Store.open(settings.mongodb_uri, settings.data_dir)
        self.door = Door(settings.queue_limit)
        tokenizer = pipeline.tokenizer_files(settings)
        self.count = prompt_builder.clip_counter(*tokenizer) if tokenizer else prompt_builder.estimate

    @bentoml.api(route="/generate")  # type: ignore[untyped-decorator]
    async def generate(self, request: GenerateRequest, /) -> Picture:
        """Make one picture."""
        try:
            return await self._answer(request)  # type: ignore[return-value]
        except Exception as error:  # noqa: BLE001 - past this edge BentoML would answer in its own shape
            return answer(error)  # type: ignore[return-value]

    @app.post("/api/generate", response_model=Picture)
    async def api_generate(self, request: GenerateRequest) -> Response:
        """Make one picture: the same as `/generate`."""
        return await self._answer(request)

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
            logging.getLogger(__name__).exception("not ready")
            return False
        return True

    async def _answer(self, request: GenerateRequest) -> Response:
        picture = await self._make(request)
        return Response(picture.model_dump_json(), media_type="application/json")

    async def _make(self, request: GenerateRequest) -> Picture:
        """Request → prompt → picture → record → answer."""
        started = time.monotonic()
        seed = secrets.randbelow(MAX_SEED + 1) if request.seed is None else request.seed
        prompt = prompt_builder.build(request.metadata, seed, self.count)
        job = _job(request, prompt, seed)
        with self.door.enter():
            painting = await self._paint(job)
        interaction = _interaction(request, prompt, painting, seed)
        await asyncio.to_thread(self.store.record, interaction, painting.image, painting.mime)
        return _picture(interaction, painting, prompt, round((time.monotonic() - started) * 1000))

    async def _paint(self, job: Job) -> Painting:
        try:
            async with asyncio.timeout(settings.request_timeout):
                painting: Painting = (await reach(lambda: self.runner.to_async.paint([job])))[0]
        except TimeoutError:
            raise TimedOut(f"The picture was not ready within {settings.request_timeout} s.") from None
        if painting.id != job.id:
            raise PaintingFailed("The painter mixed up its pictures; nothing was recorded.")
        if painting.error:
            raise PaintingFailed(painting.error)
        return painting


LogoGeneration.add_asgi_middleware(  # type: ignore[attr-defined]
    Gate, bodies={"/generate": GenerateRequest, "/api/generate": GenerateRequest, "/api/marks": MarkRequest}
)


def _log_our_rooms() -> None:
    """BentoML sets up the handlers, and leaves everything but its own log at WARNING."""
    for room in ("web", "dispatch", "pipeline", "storage"):
        logging.getLogger(room).setLevel(logging.INFO)


def _job(request: GenerateRequest, prompt: prompt_builder.Prompt, seed: int) -> Job:
    return Job(
        id=uuid.uuid4().hex,
        prompt=prompt.prompt,
        negative_prompt=prompt.negative_prompt,
        scene=prompt.scene,
        width=request.metadata.width,
        height=request.metadata.height,
        seed=seed,
        num_inference_steps=request.num_inference_steps,
        guidance_scale=request.guidance_scale,
        output_format=request.output_format,
    )


def _interaction(request: GenerateRequest, prompt: prompt_builder.Prompt, painting: Painting, seed: int) -> Interaction:
    extension = "jpg" if request.output_format == "jpeg" else request.output_format
    return Interaction(
        id=painting.id,
        user_id=request.user_id,
        image_url=f"/api/images/{painting.id}.{extension}",
        metadata=RecordedMetadata(
            **request.metadata.model_dump(),
            prompt=prompt.prompt,
            negative_prompt=prompt.negative_prompt,
            seed=seed,
            num_inference_steps=painting.num_inference_steps,
            guidance_scale=painting.guidance_scale,
            model=painting.model,
        ),
        created_at=datetime.now(UTC),
    )


def _picture(interaction: Interaction, painting: Painting, prompt: prompt_builder.Prompt, spent: int) -> Picture:
    made = interaction.metadata
    return Picture(
        id=interaction.id,
        user_id=interaction.user_id,
        image_path=interaction.image_url,
        image=base64.b64encode(painting.image).decode(),
        mime=painting.mime,
        painted_width=painting.painted_width,
        painted_height=painting.painted_height,
        duration_ms=spent,
        dropped=prompt.dropped,
        undrawn=painting.undrawn,
        **made.model_dump(exclude={"sex", "age", "product", "custom_prompt"}),
    )
