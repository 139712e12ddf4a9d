"""Trains the UNet and the text encoders: velocity prediction on noisy latents, a tenth of them without a prompt."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch.nn.attention import SDPBackend, sdpa_kernel

from pipeline.diffusion import sampler
from training.codec import Codec
from training.loop import Loop, Plan
from training.parts import Denoiser, scheduler, tokens
from training.pictures import Bytes, Pictures

SHARDS = 400
"""Shards that are learned from: about 100 000 pictures."""
HELD_OUT = 100_000
"""Number of a square shard that is never learned from, and of those after it."""
SILENT = 0.1
"""Share of samples that are learned without a prompt, so that guidance is possible."""
STEPS = 8
LOOK = 5
"""Every so many reports a grid of samples is painted."""
GRID = 16
FAST = (SDPBackend.FLASH_ATTENTION, SDPBackend.EFFICIENT_ATTENTION, SDPBackend.MATH)


class Denoising:
    """One training run of a denoiser in a folder."""

    def __init__(self, denoiser: Denoiser, pictures: Pictures, folder: Path, plan: Plan, device: str = "cpu") -> None:
        self.network = denoiser.to(device)
        self.pictures, self.folder, self.plan, self.device = pictures, folder, plan, device
        self.loop = Loop(self.network, folder, plan)
        self.codec = codec(pictures, folder)
        levels = scheduler().alphas_cumprod.to(device)
        self.signal, self.noise = levels.sqrt(), (1 - levels).sqrt()
        self.sampler = sampler.Noise(levels.cpu().numpy())
        # On a CPU the flash kernel's way back takes a fifth of a step; plain products are far quicker at these sizes.
        self._attention = [SDPBackend.MATH] if device == "cpu" else list(FAST)
        self._ids: dict[int, torch.Tensor] = {}

    def run(self) -> None:
        """Train to the end of the plan."""
        self.loop.run(self.loss, self._report)

    def loss(self, step: int) -> torch.Tensor:
        """The mean squared error of the velocity of a step's batch."""
        known = min(SHARDS, 4 + step * self.plan.batch // self.pictures.each)
        dice = np.random.default_rng((7, step))
        return self._error(
            int(dice.integers(known)), dice.choice(self.pictures.each, self.plan.batch, replace=False), step, SILENT
        )

    def _error(self, number: int, rows: Any, seed: int, silent: float) -> torch.Tensor:
        shard = self.pictures.shard(number)
        clean = self.codec.encode(_turned(shard.thumbnails[rows], seed)).to(self.device)
        chance = torch.Generator().manual_seed(seed)
        noise = torch.randn(clean.shape, generator=chance).to(self.device)
        even = (torch.arange(len(rows)) + torch.rand(1, generator=chance)) / len(rows)
        times = (even * len(self.signal)).long().to(self.device)
        heard = (torch.rand(len(rows), generator=chance) >= silent).float().to(self.device)
        signal, level = self.signal[times].view(-1, 1, 1, 1), self.noise[times].view(-1, 1, 1, 1)
        with torch.autocast(self.device, torch.bfloat16), sdpa_kernel(self._attention):
            words, gist = self.network.read(self._tokens(number)[rows].to(self.device))
            meaning = words * heard.view(-1, 1, 1), gist * heard.view(-1, 1)
            velocity = self.network(signal * clean + level * noise, times, meaning)
        error: torch.Tensor = velocity.float() - (signal * noise - level * clean)
        return error.square().mean()

    def _tokens(self, number: int) -> torch.Tensor:
        if number not in self._ids:
            self._ids[number] = tokens(list(self.pictures.shard(number).prompts))
        return self._ids[number]

    def _report(self) -> dict[str, Any]:
        rows = np.arange(min(64, self.pictures.each))
        held_out = self._error(HELD_OUT, rows, 0, 0.0).item()
        if self.loop.step // self.plan.report % LOOK == 0:
            self.glance(self.folder / f"samples-{self.loop.step:06}.png")
        return {"held_out": held_out}

    def glance(self, file: Path) -> None:
        """Paint the first held-out prompts, each below what the teacher made of it."""
        shard = self.pictures.shard(HELD_OUT)
        painted = self.codec.thumbnails(self.sample(self._tokens(HELD_OUT)[:GRID], shard.size))
        rows = [shard.thumbnails[:8], painted[:8], shard.thumbnails[8:GRID], painted[8:]]
        Image.fromarray(np.concatenate([np.concatenate(list(row), 1) for row in rows])).resize(
            (8 * 192, 4 * 192), Image.Resampling.BICUBIC
        ).save(file)

    @torch.inference_mode()
    def sample(self, ids: torch.Tensor, size: tuple[int, int], steps: int = STEPS) -> torch.Tensor:
        """Latents of prompts (n, 77), made by Euler's method from seed 0."""
        plan = sampler.plan("euler", steps, self.sampler)
        shape = self.codec.encode(np.zeros((len(ids), size[1] // 8, size[0] // 8, 3), np.uint8)).shape
        x = torch.randn(shape, generator=torch.Generator().manual_seed(0)).to(self.device) * plan.start
        with torch.autocast(self.device, torch.bfloat16):
            meaning = self.network.read(ids.to(self.device))
            for timestep, scale, keep, move, _, _ in sampler.table(plan.calls).tolist():
                times = torch.full((len(ids),), int(timestep), device=self.device)
                velocity = self.network(x * scale, times, meaning).float()
                x = keep * x + move * (scale * velocity + x * scale * (1 - scale**2) ** 0.5)
        return x.cpu()


def codec(pictures: Pictures, folder: Path) -> Codec:
    """The codec of a run: fitted to the first shard, then kept."""
    file = folder / "codec.safetensors"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        Codec.fit(pictures.shard(0).thumbnails).save(file)
    return Codec.load(file)


def _turned(thumbnails: Bytes, seed: int) -> Bytes:
    """Half of them mirrored: nothing in the teacher's pictures says left or right."""
    mirrored = np.random.default_rng((8, seed)).random(len(thumbnails)) < 0.5
    return np.where(mirrored[:, None, None, None], thumbnails[:, :, ::-1], thumbnails)
