"""SDXL step by step: pictures at different steps, with and without guidance, share one call of the UNet."""

import logging
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from pipeline import buckets
from pipeline.diffusion import checkpoint, sampler
from pipeline.diffusion.adapters import Adapters, Style
from pipeline.diffusion.autoencoder import Autoencoder
from pipeline.diffusion.graphs import Graphs
from pipeline.diffusion.prompt_encoder import PromptEmbeddings, PromptEncoder
from pipeline.diffusion.safety_checker import SafetyChecker
from pipeline.encoder import decode, fit
from pipeline.errors import ModelError
from pipeline.loras import load_loras
from pipeline.painter import Canvas, Defect, PaintTask
from pipeline.sample import TASK
from pipeline.weights import locate, locate_checker
from settings import ModelSettings

log = logging.getLogger(__name__)

PREVIEW = 4
"""How much smaller a preview is than its picture."""
DECODE = 4
"""Pictures that the VAE decodes at once on a GPU. On a CPU one by one is faster: they stay in its caches."""

EMPTY, THINNED = 2.0, 8
"""Standard deviation of the channels, of 255, below which there is nothing to see; every how many pixels is looked."""

HOT = ((1024, 1024), (1344, 768), (768, 1344))
"""Sizes that a GPU is warmed up for; others are slower once."""


@dataclass(slots=True, eq=False)
class Run:
    """A picture on its way after `done` calls of the UNet: `latents` (1, channels, height / factor, width / factor).

    They are float32; `factor` is the checkpoint's `vae_scale_factor`. What each step needs besides lies on the device
    from the start, so that a step copies nothing there but fresh noise: `table` (calls, 6), `frame` (1, 6).
    """

    task: PaintTask
    size: tuple[int, int]
    guidance: float
    schedule: sampler.Schedule
    table: torch.Tensor
    frame: torch.Tensor
    generator: torch.Generator
    latents: torch.Tensor
    past: torch.Tensor
    prompt: PromptEmbeddings
    negative: PromptEmbeddings | None
    done: int = 0
    estimate: torch.Tensor | None = None
    """The picture that its last step saw behind the noise, at the VAE's scale, for a task that wants previews."""

    @property
    def steps(self) -> int:
        """Calls of the UNet from noise to picture."""
        return len(self.schedule.calls)

    @property
    def rows(self) -> int:
        """One, and one more for what to avoid."""
        return 1 if self.negative is None else 2


class Diffusion:
    """Paints with an SDXL checkpoint. The same task gives the same picture alone, in a batch, on any device."""

    def __init__(self, config: ModelSettings, pipe: Any = None) -> None:
        """Loads what `config` names, unless there is a `pipe` already: a StableDiffusionXLPipeline on its device."""
        checker = locate_checker(config)
        self.config = config
        if pipe is None:
            weights, self.loras = locate(config), load_loras(config)
            self.pipe, self.model = checkpoint.load(weights, config), weights.title
        else:
            self.pipe, self.model, self.loras = checkpoint.settled(pipe, config), config.model, {}
        self.device = checkpoint.device_of(config)
        self.dtype: torch.dtype = self.pipe.unet.dtype
        self.budget = config.pixel_budget or checkpoint.budget(self.pipe, self.device)
        self.text = PromptEncoder(self.pipe, self.device)
        self.noise = sampler.Noise(self.pipe.scheduler.alphas_cumprod.numpy())
        self.predicts_velocity = self.pipe.scheduler.config.prediction_type == "v_prediction"
        self.adapters = Adapters(self.pipe, self.loras)
        self.autoencoder = Autoencoder(self.pipe.vae, self.device)
        self.checker = checker and SafetyChecker(checker, self.device)
        self.checked_by = checker.title if checker else "off"
        if not checker:
            log.warning("SAFETY_CHECKER=off: nobody looks at a photograph before it is shown")
        self._call = self._accelerated()
        if self.device.type == "cuda":
            self._warm()

    def key(self, task: PaintTask) -> Hashable:
        """Pictures of one size and with the same LoRAs share calls, whatever their steps and guidance."""
        return self.size(task), _style(task)

    def places(self, task: PaintTask) -> int:
        """Steps, and with guidance twice as many; of a picture that starts from another, those that are left."""
        steps = self._steps(task)
        left = sampler.left(steps, task.strength) if task.init_image else steps
        return left * 2 if self._guidance(task) > 1 else left

    def size(self, task: PaintTask) -> tuple[int, int]:
        """Width and height that the task is painted at."""
        return buckets.bucket(task.width, task.height, self.budget)

    def paint(self, tasks: Sequence[PaintTask]) -> list[Canvas]:
        """Paint tasks of one bucket from noise to pixels."""
        runs = self.begin(tasks)
        while active := [run for run in runs if run.done < run.steps]:
            self.step(active)
        return self.finish(runs)

    @torch.inference_mode()
    def begin(self, tasks: Sequence[PaintTask]) -> list[Run]:
        """Read the prompts and draw each picture's first noise from its own seed, over what it starts from, if any."""
        style = _style(tasks[0])
        self._check(tasks[0])
        self.adapters.activate(style)
        prompts = self.text.encode([task.prompt for task in tasks], style)
        return [self._begin(task, prompt) for task, prompt in zip(tasks, prompts, strict=True)]

    def _begin(self, task: PaintTask, prompt: PromptEmbeddings) -> Run:
        style = _style(task)
        guidance = self._guidance(task)
        negative = None
        if guidance > 1:
            negative = (
                self.text.encode([task.negative_prompt], style)[0]
                if task.negative_prompt
                else self.text.unconditional(prompt, style)
            )
        schedule = sampler.plan(self.config.scheduler, self._steps(task), self.noise)
        width, height = size = self.size(task)
        factor = self.pipe.vae_scale_factor
        shape = (1, self.pipe.unet.config.in_channels, height // factor, width // factor)
        generator = torch.Generator("cpu").manual_seed(task.seed)
        original: torch.Tensor | float = 0.0
        if task.init_image:
            schedule = schedule.since(task.strength)
            pixels = fit(decode(task.init_image), width, height)
            original = self.autoencoder.latents(pixels, self._draw(shape, generator))
        latents = original + self._draw(shape, generator) * schedule.start
        table = torch.from_numpy(sampler.table(schedule.calls)).float().to(self.device)
        frame = torch.tensor([[height, width, 0, 0, height, width]], device=self.device, dtype=self.dtype)
        return Run(task, size, guidance, schedule, table, frame, generator, latents, latents, prompt, negative)

    def _check(self, task: PaintTask) -> None:
        for one in task.loras:
            known = self.loras.get(one.name)
            if known is None or known.fused or known.sha256 != one.sha256:
                raise ModelError(f"this runner has no LoRA {one.name} with SHA-256 {one.sha256}")

    def _draw(self, shape: Sequence[int], generator: torch.Generator) -> torch.Tensor:
        """Noise made on the CPU, because every device has other random numbers for one seed."""
        return torch.randn(tuple(shape), generator=generator, dtype=torch.float32).to(self.device)

    def _guidance(self, task: PaintTask) -> float:
        return self.config.guidance_scale if task.guidance_scale is None else task.guidance_scale

    def _steps(self, task: PaintTask) -> int:
        return task.num_inference_steps or self.config.num_inference_steps

    @torch.inference_mode()
    def step(self, runs: Sequence[Run]) -> None:
        """Bring each run, all of one key, one call further."""
        self.adapters.activate(_style(runs[0].task))
        calls = [run.schedule.calls[run.done] for run in runs]
        table = torch.stack([run.table[run.done] for run in runs])
        timestep, scale, keep, move, past, fresh = (column.view(-1, 1, 1, 1) for column in table.unbind(1))
        latents = torch.cat([run.latents for run in runs])
        noise = self._predict(runs, latents * scale, timestep.flatten())
        if self.predicts_velocity:
            noise = scale * noise + latents * scale * (1 - scale**2).sqrt()
        moved = keep * latents + move * noise
        if any(call.past for call in calls):
            moved += past * torch.cat([run.past for run in runs])
        for run, call, was, now, amount in zip(runs, calls, latents[:, None], moved[:, None], fresh, strict=True):
            run.past = was
            run.latents = now + amount * self._draw(now.shape, run.generator) if call.fresh else now
            run.done += 1
        self._estimate(runs, calls, latents, noise)
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)

    def _estimate(
        self, runs: Sequence[Run], calls: Sequence[sampler.Coefficients], latents: torch.Tensor, noise: torch.Tensor
    ) -> None:
        for i, (run, call) in enumerate(zip(runs, calls, strict=True)):
            if run.task.preview:
                run.estimate = latents[i : i + 1] - call.sigma * noise[i : i + 1]

    @torch.inference_mode()
    def preview(self, run: Run) -> NDArray[np.uint8] | None:
        """A picture of a quarter of the bucket's width and height, at a sixteenth of the VAE's time; None if unsafe."""
        if run.estimate is None:
            raise AssertionError(f"task {run.task.id} has taken no step, or wants no previews")
        [pixels] = self.autoencoder.pixels(torch.nn.functional.avg_pool2d(run.estimate, PREVIEW))
        return None if self.checker and any(self.checker.flags([pixels])) else pixels

    def _predict(self, runs: Sequence[Run], sample: torch.Tensor, timestep: torch.Tensor) -> torch.Tensor:
        """The noise in each run's latents. Only runs with guidance have a second row, steered by what to avoid."""
        guided = [i for i, run in enumerate(runs) if run.negative is not None]
        encoded = [run.prompt for run in runs] + [run.negative for run in runs if run.negative is not None]
        call = self._unet if runs[0].task.loras else self._call
        predicted = call(
            _again(sample, guided).to(self.dtype, memory_format=torch.channels_last),
            _again(timestep, guided),
            torch.cat([one.embeds for one in encoded]),
            torch.cat([one.pooled for one in encoded]),
            runs[0].frame.repeat(len(encoded), 1),
        ).to(torch.float32, copy=True)
        noise = predicted[: len(runs)]
        for i, avoided in zip(guided, predicted[len(runs) :], strict=True):
            noise[i] = avoided + runs[i].guidance * (noise[i] - avoided)
        return noise

    def _unet(
        self,
        sample: torch.Tensor,
        timestep: torch.Tensor,
        embeds: torch.Tensor,
        pooled: torch.Tensor,
        frame: torch.Tensor,
    ) -> torch.Tensor:
        conditions = {"text_embeds": pooled, "time_ids": frame}
        [noise] = self.pipe.unet(sample, timestep, embeds, added_cond_kwargs=conditions, return_dict=False)
        return noise  # type: ignore[no-any-return]

    def _accelerated(self) -> Callable[..., torch.Tensor]:
        if self.device.type == "cuda" and self.config.acceleration == "graphs":
            return Graphs(self._unet)
        if self.device.type == "cuda" and self.config.acceleration == "compile":
            if any(not lora.fused for lora in self.loras.values()):
                log.warning("ACCELERATION=compile: not with LoRAs that come and go; the UNet is not compiled")
                return self._unet
            self.pipe.unet.compile_repeated_blocks(fullgraph=True, dynamic=True)
        return self._unet

    def _warm(self) -> None:
        """Let the GPU choose, compile and capture what the commonest pictures need before anybody waits for them."""
        sizes = {1 << i for i in range(self.config.max_batch_size.bit_length())} | {self.config.max_batch_size}
        for width, height in HOT:
            task = TASK.model_copy(update={"width": width, "height": height, "num_inference_steps": 1})
            for size in sizes:
                self.paint([task] * size)

    def gauges(self) -> dict[str, float]:
        """What an operator may want to see of the painter now."""
        gauges: dict[str, float] = {"prompt_cache_hits": self.text.hits, "prompt_cache_misses": self.text.misses}
        if self.device.type == "cuda":
            gauges["gpu_memory_bytes"] = torch.cuda.memory_allocated(self.device)
        return gauges

    @torch.inference_mode()
    def finish(self, runs: Sequence[Run]) -> list[Canvas]:
        """The pictures of runs that have taken all their steps."""
        canvases = []
        at_once = DECODE if self.device.type == "cuda" else 1
        for start in range(0, len(runs), at_once):
            group = runs[start : start + at_once]
            latents = torch.cat([run.latents * run.schedule.end for run in group])
            pictures = self.autoencoder.pixels(latents)
            for run, pixels, defect in zip(group, pictures, self._defects(pictures), strict=True):
                steps = self._steps(run.task)
                canvases.append(Canvas(pixels, steps, run.guidance, defect=defect, safety_checker=self.checked_by))
        return canvases

    def _defects(self, pictures: Sequence[NDArray[np.uint8]]) -> list[Defect | None]:
        unsafe = self.checker.flags(pictures) if self.checker else [False] * len(pictures)
        return [
            "empty" if _is_empty(one) else "unsafe" if flag else None
            for one, flag in zip(pictures, unsafe, strict=True)
        ]


def _again(rows: torch.Tensor, which: Sequence[int]) -> torch.Tensor:
    """All rows, and after them some once more, by slices: a list of indices would be copied to the device."""
    return torch.cat([rows, *(rows[i : i + 1] for i in which)]) if which else rows


def _style(task: PaintTask) -> Style:
    return tuple(sorted((one.name, one.weight) for one in task.loras))


def _is_empty(pixels: NDArray[np.uint8]) -> bool:
    return bool(pixels[::THINNED, ::THINNED].std((0, 1)).max() < EMPTY)
