"""Tasks that arrive at random in this process, and what paints them besides our engine. Knows no server."""

import queue
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Protocol

import numpy as np
import torch

from benchmarks.workloads import PRODUCT_SIZES, arrivals
from pipeline import PaintTask, encoder
from pipeline.diffusion import Diffusion
from pipeline.diffusion.prompt_encoder import PromptEmbeddings
from pipeline.sample import TASK

TOKENS = 77
STEPS = 6
SETTLE = 30.0
"""Seconds after the last arrival in which what is still open may end."""


class Painter(Protocol):
    """What tasks are given to."""

    def submit(self, task: PaintTask) -> Future[Any]: ...

    def close(self) -> None: ...


class Embeddings:
    """Random ones in the place of text encoders: what is read out of a prompt does not change how long a step takes."""

    hits = misses = 0

    def __init__(self, unet: Any, device: torch.device, dtype: torch.dtype) -> None:
        known = unet.config
        self._wide = known.cross_attention_dim
        self._pooled = known.projection_class_embeddings_input_dim - 6 * known.addition_time_embed_dim
        self._to = {"device": device, "dtype": dtype}

    def encode(self, prompts: Sequence[str], _: object = ()) -> list[PromptEmbeddings]:
        """Embeddings of each prompt, the same for the same."""
        return [self._drawn(prompt) for prompt in prompts]

    def unconditional(self, like: PromptEmbeddings, _: object = ()) -> PromptEmbeddings:
        """Of no prompt."""
        return PromptEmbeddings(torch.zeros_like(like.embeds), torch.zeros_like(like.pooled))

    def _drawn(self, prompt: str) -> PromptEmbeddings:
        generator = torch.Generator().manual_seed(len(prompt))
        embeds, pooled = torch.Size((1, TOKENS, self._wide)), torch.Size((1, self._pooled))
        return PromptEmbeddings(*(torch.randn(size, generator=generator).to(**self._to) for size in (embeds, pooled)))


class Rival:
    """diffusers' own pipeline in one thread, at the size asked for; up to `at_once` waiting tasks of one size."""

    def __init__(self, painter: Diffusion, at_once: int = 1) -> None:
        self._pipe, self._text, self._at_once = painter.pipe, painter.text, at_once
        self._waiting: queue.Queue[tuple[PaintTask, Future[Any]] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def submit(self, task: PaintTask) -> Future[bytes]:
        """The task's PNG."""
        future: Future[bytes] = Future()
        self._waiting.put((task, future))
        return future

    def close(self) -> None:
        """Wait for what is there."""
        self._waiting.put(None)
        self._thread.join()

    def latents(self, tasks: Sequence[PaintTask]) -> torch.Tensor:
        """What the pipeline makes of tasks of one size, before its decoder."""
        return self._call(tasks, "latent")  # type: ignore[no-any-return]

    def _call(self, tasks: Sequence[PaintTask], output: str) -> Any:
        first, prompts = tasks[0], self._text.encode([task.prompt for task in tasks])
        return self._pipe(
            prompt_embeds=torch.cat([one.embeds for one in prompts]),
            pooled_prompt_embeds=torch.cat([one.pooled for one in prompts]),
            width=-(-first.width // 8) * 8,
            height=-(-first.height // 8) * 8,
            num_inference_steps=first.num_inference_steps or STEPS,
            guidance_scale=first.guidance_scale or 1.0,
            generator=[torch.Generator("cpu").manual_seed(task.seed) for task in tasks],
            output_type=output,
        ).images

    def _work(self) -> None:
        while taken := self._next():
            try:
                pictures = (self._call([task for task, _ in taken], "np") * 255).round().astype(np.uint8)
                for (_, future), pixels in zip(taken, pictures, strict=True):
                    future.set_result(encoder.encode(pixels, "png"))
            except RuntimeError as error:
                for _, future in taken:
                    future.set_exception(error)

    def _next(self) -> list[tuple[PaintTask, Future[Any]]]:
        first = self._waiting.get()
        if first is None:
            return []
        batch, others = [first], []
        while len(batch) < self._at_once:
            try:
                one = self._waiting.get_nowait()
            except queue.Empty:
                break
            same = one and (one[0].width, one[0].height) == (first[0].width, first[0].height)
            (batch if same else others).append(one)  # type: ignore[arg-type]
        for one in others:
            self._waiting.put(one)
        return batch


def product_mix(count: int = 200, seed: int = 1) -> list[PaintTask]:
    """Tasks of the sizes that banners, posts and stories are ordered in."""
    rng = random.Random(seed)
    asked = {"num_inference_steps": STEPS, "guidance_scale": 1.0, "palette_mode": "off"}
    return [
        TASK.model_copy(update=asked | {"id": str(n), "seed": n, "width": width, "height": height})
        for n, (width, height) in enumerate(rng.choice(PRODUCT_SIZES) for _ in range(count))
    ]


def capacity(painter: Painter, tasks: Sequence[PaintTask]) -> float:
    """Pictures a second, one after another; the first, which pays for kernels, does not count."""
    painter.submit(tasks[0]).result()
    started = time.monotonic()
    for task in tasks[1:]:
        painter.submit(task).result()
    painter.close()
    return (len(tasks) - 1) / (time.monotonic() - started)


def open_loop(
    system: Callable[[], Painter], tasks: Sequence[PaintTask], rate: float, period: float
) -> dict[str, float]:
    """Latencies in seconds of tasks that arrive at `rate` a second for `period` seconds, whoever still waits."""
    painter, moments = system(), arrivals(rate, period, seed=1) or [0.0]
    taken: list[float] = []
    futures, started = [], time.monotonic()
    for number, moment in enumerate(moments):
        time.sleep(max(0.0, started + moment - time.monotonic()))
        asked = time.monotonic()
        future = painter.submit(tasks[number % len(tasks)].model_copy(update={"id": str(number)}))
        future.add_done_callback(lambda _, asked=asked: taken.append(time.monotonic() - asked))
        futures.append(future)
    failed = sum(_failed(future, started + period + SETTLE) for future in futures)
    whole = time.monotonic() - started
    painter.close()
    found = sorted(taken) or [float("nan")]
    return {
        "requests": len(futures),
        "failed": failed,
        "mean_s": sum(found) / len(found),
        "p50_s": float(np.quantile(found, 0.5)),
        "p99_s": float(np.quantile(found, 0.99)),
        "per_s": len(futures) / whole,
    }


def _failed(future: Future[Any], deadline: float) -> bool:
    try:
        painting = future.result(max(0.0, deadline - time.monotonic()))
    except (RuntimeError, TimeoutError):
        return True
    return bool(getattr(painting, "error", None))
