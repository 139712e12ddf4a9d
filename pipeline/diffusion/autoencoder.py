"""Latents to pixels and back. Knows no task and no schedule."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray


class Autoencoder:
    """The VAE of one checkpoint."""

    def __init__(self, vae: Any, device: torch.device) -> None:
        self.vae = vae
        mean, std = vae.config.get("latents_mean"), vae.config.get("latents_std")
        self._shift = torch.tensor(mean or [0.0], device=device).view(1, -1, 1, 1)
        self._scale = torch.tensor(std or [1.0], device=device).view(1, -1, 1, 1) / vae.config.scaling_factor

    def pixels(self, latents: torch.Tensor) -> list[NDArray[np.uint8]]:
        """The picture (height, width, 3) of each of the latents (n, channels, height / factor, width / factor).

        One with a number that is none is black. They become bytes on the device: that is a quarter of what would
        else be copied from it.
        """
        scaled = latents * self._scale + self._shift
        image = self.vae.decode(scaled.to(self.vae.dtype, memory_format=torch.channels_last), return_dict=False)[0]
        whole = image.isfinite().all((1, 2, 3), keepdim=True)
        image = torch.where(whole, image, -1.0)
        pixels = (image.float() * 127.5 + 127.5).clamp_(0, 255).round_().to(torch.uint8)
        return list(pixels.permute(0, 2, 3, 1).contiguous().cpu().numpy())

    def latents(self, pixels: NDArray[np.uint8], noise: torch.Tensor) -> torch.Tensor:
        """The latents of a picture (height, width, 3), float32, like `noise` in shape, which is unit noise.

        The encoder gives a mean and a spread for every number, and `noise` says where in it.
        """
        image = torch.from_numpy(pixels.copy()).to(self._scale.device).permute(2, 0, 1)[None].float() / 127.5 - 1
        encoded = self.vae.encode(image.to(self.vae.dtype, memory_format=torch.channels_last)).latent_dist
        latents: torch.Tensor = (encoded.mean.float() + encoded.std.float() * noise - self._shift) / self._scale
        return latents
