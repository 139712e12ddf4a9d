"""Trains the decoder: from slightly noisy latents back to the teacher's picture in full size."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from pipeline.illustration import Illustration
from training.codec import CELL, Codec
from training.loop import Loop, Plan
from training.pictures import SHRINK, Bytes, shrunk
from training.recipe import example, kit, size_of

CROP = 12
"""Cells along the side of what is learned from: 192 pixels."""
TRIES = 6
"""Crops that are looked at for each that is kept: flat sky teaches little."""
KEPT = 2
"""Crops from one picture."""
NOISE = 0.15
"""Most noise on the latents: the denoiser's are not clean either."""
EDGES = 0.5
"""Weight of the error in differences between neighbouring pixels, which keeps edges sharp."""
TESTS = 10_000_000
"""Number of the first example that is never learned from."""


class Decoding:
    """One training run of a decoder in a folder."""

    def __init__(self, vae: Any, codec: Codec, folder: Path, plan: Plan, device: str = "cpu") -> None:
        self.vae, self.codec, self.folder, self.plan, self.device = vae.to(device), codec, folder, plan, device
        self.loop = Loop(self.vae.decoder, folder, plan)
        self._tests: list[tuple[Bytes, torch.Tensor]] = []

    def run(self) -> None:
        """Train to the end of the plan."""
        self.loop.run(self.loss, self._report)

    def loss(self, step: int) -> torch.Tensor:
        """How far the step's crops are from the teacher's."""
        crops = [
            crop for i in range(self.plan.batch // KEPT) for crop in self._crops(step * self.plan.batch // KEPT + i)
        ]
        pixels = _levels(np.stack([pixels for pixels, _ in crops])).to(self.device)
        clean = torch.stack([latents for _, latents in crops])
        chance = torch.Generator().manual_seed(step)
        level = NOISE * torch.rand(len(crops), 1, 1, 1, generator=chance)
        noisy = clean + level * torch.randn(clean.shape, generator=chance)
        with torch.autocast(self.device, torch.bfloat16):
            made = self.vae.decode(noisy.to(self.device), return_dict=False)[0]
        return _distance(made.float(), pixels)

    def _crops(self, number: int) -> Iterator[tuple[Bytes, torch.Tensor]]:
        pixels, latents = self._picture(number, size_of(number))
        dice = np.random.default_rng((9, number))
        found = []
        for _ in range(TRIES * KEPT):
            y, x = (int(dice.integers(side - CROP + 1)) if side > CROP else 0 for side in latents.shape[1:])
            crop = pixels[y * CELL : (y + CROP) * CELL, x * CELL : (x + CROP) * CELL]
            found.append((float(np.abs(np.diff(crop.astype(np.int16), axis=1)).mean()), y, x, crop))
        for _, y, x, crop in sorted(found, key=lambda one: -one[0])[:KEPT]:
            yield crop, latents[:, y : y + CROP, x : x + CROP]

    def _picture(self, number: int, size: tuple[int, int]) -> tuple[Bytes, torch.Tensor]:
        pixels = Illustration().draw(example(number, size).scene, kit(), *size)
        return pixels, self.codec.encode(shrunk(pixels, SHRINK)[None])[0]

    def _report(self) -> dict[str, Any]:
        self._tests = self._tests or [self._picture(TESTS + i, (512, 512)) for i in range(8)]
        made = [self._decoded(latents) for _, latents in self._tests]
        errors = [float(((a.astype(np.float64) - b) ** 2).mean()) for a, (b, _) in zip(made, self._tests, strict=True)]
        if self.loop.step % (self.plan.report * 5) == 0:
            rows = [np.concatenate([b for b, _ in self._tests[:4]], 1), np.concatenate(made[:4], 1)]
            Image.fromarray(np.concatenate(rows)).save(self.folder / f"samples-{self.loop.step:06}.png")
        return {"decibels": float(np.mean([10 * np.log10(255**2 / error) for error in errors]))}

    def _decoded(self, latents: torch.Tensor) -> Bytes:
        with torch.autocast(self.device, torch.bfloat16):
            image = self.vae.decode(latents[None].to(self.device), return_dict=False)[0][0]
        levels = (image.float() * 127.5 + 127.5).clamp(0, 255).round().byte()
        pixels: Bytes = levels.permute(1, 2, 0).cpu().numpy()
        return pixels


def _levels(pixels: Bytes) -> torch.Tensor:
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).float() / 127.5 - 1


def _distance(made: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    error = made - wanted
    edges = error.diff(dim=-1).abs().mean() + error.diff(dim=-2).abs().mean()
    return error.abs().mean() + error.square().mean() + EDGES * edges
