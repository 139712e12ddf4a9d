"""Pictures to latents without learning anything: thumbnails, cut into patches and turned into principal components."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from training.pictures import SHRINK, Bytes

PATCH = 2
"""Pixels of a thumbnail along the side of one cell of latents."""
CELL = PATCH * SHRINK
"""Pixels of the picture along that side: the VAE's scale factor."""
CHANNELS = 3 * PATCH * PATCH
LOUDEST = 1.25
"""Standard deviation of the first channel. The decoder of AutoencoderTiny bends what is far beyond 3."""
EQUAL = 0.6
"""0 leaves channels as loud as they are in pixels, 1 makes all equally loud.

Between the two, coarse shapes come out of the noise before fine detail, as in pixels, and detail is still heard.
"""
FLOOR = 0.03
"""Least standard deviation, relative to the first channel's, that a channel is taken to have."""


@dataclass(frozen=True, slots=True)
class Codec:
    """`mean` (12,) and `basis` (12 channels, 12 values of a patch), orthogonal but for each channel's loudness."""

    mean: torch.Tensor
    basis: torch.Tensor
    inverse: torch.Tensor

    @classmethod
    def fit(cls, thumbnails: Bytes) -> Self:
        """Principal components of all patches of some thumbnails (n, height, width, 3)."""
        patches = _cut(_levels(thumbnails)).movedim(1, -1).reshape(-1, CHANNELS).double()
        mean = patches.mean(0)
        variances, vectors = torch.linalg.eigh(torch.cov((patches - mean).T))
        spread = variances.flip(0).clamp_min(0).sqrt()
        vectors = vectors.flip(1).T
        vectors *= vectors.gather(1, vectors.abs().argmax(1, keepdim=True)).sign()
        relative = (spread / spread[0]).clamp_min(FLOOR)
        gain = LOUDEST / spread[0] * relative**-EQUAL
        return cls(mean.float(), (gain[:, None] * vectors).float(), (vectors.T / gain).float())

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read what `save` wrote."""
        return cls(**load_file(file))

    def save(self, file: Path) -> None:
        """Write it as safetensors."""
        save_file({"mean": self.mean, "basis": self.basis.contiguous(), "inverse": self.inverse.contiguous()}, file)

    def encode(self, thumbnails: Bytes) -> torch.Tensor:
        """Thumbnails uint8 (n, height, width, 3) to latents float32 (n, 12, height / 2, width / 2)."""
        patches = _cut(_levels(thumbnails))
        return torch.einsum("cp,nphw->nchw", self.basis, patches - self.mean.view(1, -1, 1, 1))

    def thumbnails(self, latents: torch.Tensor) -> Bytes:
        """The way back, without any decoder: uint8 (n, height, width, 3)."""
        patches = torch.einsum("pc,nchw->nphw", self.inverse, latents.float()) + self.mean.view(1, -1, 1, 1)
        images = torch.nn.functional.pixel_shuffle(patches, PATCH)
        return np.ascontiguousarray((images * 127.5 + 127.5).clamp(0, 255).round().byte().permute(0, 2, 3, 1).numpy())


def _levels(thumbnails: Bytes) -> torch.Tensor:
    return torch.from_numpy(thumbnails).permute(0, 3, 1, 2).float() / 127.5 - 1


def _cut(images: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.pixel_unshuffle(images, PATCH)
