"""By hand, `python -m tests.fullsize FOLDER`: a full-size SDXL of random weights as one file, loaded and painted with.

Needs 8 GB on the disk and 16 GB of memory. Says how long each part takes and how much memory it peaks at.
"""

import json
import resource
import shutil
import sys
import time
from pathlib import Path

import diffusers
import torch
import transformers
from accelerate import init_empty_weights
from safetensors.torch import save_file

from pipeline import open_painter
from pipeline.diffusion.checkpoint import SDXL
from settings import ModelSettings
from tests.checkpoints import original_layout, tokenizer
from tests.scenes import task

SCALE = 0.02
"""Of the random weights: small enough that nothing overflows on its way through 70 blocks."""


def build(folder: Path) -> Path:
    """Random normal weights in float16, in the original layout."""
    shutil.copytree(SDXL, folder)
    for part in ("text_encoder", "text_encoder_2"):
        config = json.loads((folder / part / "config.json").read_text())
        config |= {"bos_token_id": 512, "eos_token_id": 513}
        (folder / part / "config.json").write_text(json.dumps(config))
    for part in ("tokenizer", "tokenizer_2"):
        tokenizer().save_pretrained(folder / part)
    file = folder / "fullsize.safetensors"
    save_file({name: filled(tensor) for name, tensor in original_layout(skeleton(folder)).items()}, file)
    return file


def skeleton(folder: Path) -> diffusers.StableDiffusionXLPipeline:
    """The pipeline with tensors that have a shape and no content."""
    with init_empty_weights():
        unet = diffusers.UNet2DConditionModel.from_config(folder / "unet")
        vae = diffusers.AutoencoderKL.from_config(folder / "vae")
        first = transformers.CLIPTextModel(transformers.CLIPTextConfig.from_pretrained(folder / "text_encoder"))
        second = transformers.CLIPTextModelWithProjection(
            transformers.CLIPTextConfig.from_pretrained(folder / "text_encoder_2")
        )
    parts = {"unet": unet, "vae": vae, "text_encoder": first, "text_encoder_2": second}
    return diffusers.StableDiffusionXLPipeline(
        **parts, tokenizer=None, tokenizer_2=None, scheduler=None, add_watermarker=False
    )


def filled(tensor: torch.Tensor) -> torch.Tensor:
    return torch.empty(tensor.shape).normal_(0, SCALE).half()


def main(folder: Path) -> None:
    started = time.monotonic()

    def say(what: str) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        sys.stdout.write(f"{what}: {time.monotonic() - started:.1f} s since the start, peak memory {peak:.1f} GiB\n")
        sys.stdout.flush()

    file = folder / "fullsize.safetensors"
    if not file.exists():
        build(folder)
        say(f"made {file.stat().st_size} bytes; run again to load them in a fresh process")
        return
    painter = open_painter(ModelSettings(model=str(file), model_cache=folder / "cache", safety_checker="off"))
    say(f"loaded {painter.model} in {painter.pipe.unet.dtype}")
    for steps in (1, 2):
        [canvas] = painter.paint([task(width=512, height=512, num_inference_steps=steps)])
        say(f"painted {canvas.pixels.shape} in {steps} steps")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
