"""Whether a picture may be shown: diffusers' own `StableDiffusionSafetyChecker`. Knows no task and no latents."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
from numpy.typing import NDArray
from transformers import CLIPImageProcessorPil

from pipeline.errors import ModelError
from pipeline.weights import Weights


class SafetyChecker:
    """The checker with the weights in `weights`, on its device. Raises ModelError if they do not fit it."""

    def __init__(self, weights: Weights, device: torch.device) -> None:
        try:
            loaded: Any = StableDiffusionSafetyChecker.from_pretrained(
                weights.path, local_files_only=True, use_safetensors=True, output_loading_info=True
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(f"{weights.path} could not be loaded as a safety checker: {error}") from error
        model, told = loaded
        if missing := sorted(told["missing_keys"]):
            raise ModelError(
                f"{weights.path} is no safety checker: it lacks {len(missing)} tensors, such as {missing[0]}."
            )
        self._model = model.requires_grad_(False).eval().to(device)
        self._device = device
        side = model.config.vision_config.image_size
        self._processor = CLIPImageProcessorPil(size={"shortest_edge": side}, crop_size={"height": side, "width": side})

    @torch.inference_mode()
    def flags(self, pictures: Sequence[NDArray[np.uint8]]) -> list[bool]:
        """Whether each of the pictures (h, w, 3) is unsafe in any of the squares that cover it."""
        squares = [(place, square) for place, pixels in enumerate(pictures) for square in _squares(pixels)]
        read = self._processor([square for _, square in squares], return_tensors="pt").pixel_values
        # Of the two ways to ask it the one that does not black pictures out, nor says so.
        _, unsafe = self._model.forward_onnx(read.to(self._device), torch.zeros(len(squares), device=self._device))
        flagged = {place for (place, _), is_unsafe in zip(squares, unsafe.tolist(), strict=True) if is_unsafe}
        return [place in flagged for place in range(len(pictures))]


def _squares(pixels: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """Squares that cover the picture: the checker sees squares only, and would cut the ends of a long picture off."""
    height, width = pixels.shape[:2]
    side = min(height, width)
    count = math.ceil(max(height, width) / side)
    starts = [round((max(height, width) - side) * place / max(count - 1, 1)) for place in range(count)]
    return [pixels[:, at : at + side] if width > height else pixels[at : at + side] for at in starts]
