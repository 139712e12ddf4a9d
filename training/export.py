"""Checkpoints of a run to the folder that is served: averaged weights in float16, with a model card."""

import json
from pathlib import Path
from typing import Any

import torch

from training.parts import Denoiser, save

CARD = """---
license: other
license_name: the licence of this repository
pipeline_tag: text-to-image
library_name: diffusers
---

# sketch

A text-to-image model of {millions:.1f} million parameters that paints flat advertising pictures in the three colours
of the bank. It has the layout of SDXL: `StableDiffusionXLPipeline` loads it. The weights are ours, made from nothing.

- **Data.** Pictures of this project's own illustration painter with prompts by its own prompt builder, nothing else.
- **Training.** UNet and text encoders: {denoiser}. Decoder: {decoder}. `make sketch` does it again.
- **Latents.** 12 channels at 1/16 of the size: principal components of patches of a thumbnail. Only the decoder is
  learned, so pictures cannot be encoded: no image-to-image.
- **Use.** 6 to 8 Euler steps, guidance 1 to 2, about 512×512 pixels at aspects from 1:4 to 4:1, float32 or bfloat16.
- **Limits.** It knows the prompt builder's words, the default brand kit and one drawing style; no letters, no photos.
"""


def export(run: Path, folder: Path, denoiser: Denoiser, vae: Any) -> None:
    """Write what the run in a folder has learned so far. `denoiser` and `vae` are of the run's sizes.

    Raises FileNotFoundError before the first checkpoints.
    """
    denoiser.load_state_dict(_averaged(run / "denoiser"))
    vae.decoder.load_state_dict(_averaged(run / "decoder"))
    save(denoiser, vae, folder)
    millions = sum(parameter.numel() for part in (denoiser, vae) for parameter in part.parameters()) / 1e6
    text = CARD.format(millions=millions, denoiser=_told(run / "denoiser"), decoder=_told(run / "decoder"))
    (folder / "README.md").write_text(text)


def _averaged(folder: Path) -> Any:
    state = torch.load(folder / "checkpoint.pt", weights_only=True, map_location="cpu")
    return state["network"] | state["average"]


def _told(folder: Path) -> str:
    last = json.loads((folder / "log.jsonl").read_text().splitlines()[-1])
    return f"{last['samples']:,} samples in {last['seconds'] / 60:.0f} minutes".replace(",", " ")
