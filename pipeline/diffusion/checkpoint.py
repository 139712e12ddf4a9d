"""Weights on the disk to a pipeline on the device, in the dtype that the hardware computes in. Knows no task."""

import os
import shutil
from pathlib import Path
from typing import Any

import diffusers
import torch
from diffusers import StableDiffusionXLPipeline
from transformers import CLIPTokenizer

from pipeline import buckets, threads
from pipeline.errors import ModelError
from pipeline.weights import PARTS, Weights
from settings import ModelSettings

SDXL = Path(__file__).parent / "sdxl"
"""The configuration of every component of a full-size SDXL, for single files that come without."""


def device_of(config: ModelSettings) -> torch.device:
    """The device to compute on; raises ModelError if what is configured needs a GPU or a compiler that is not there."""
    if config.acceleration == "compile" and not (os.environ.get("CC") or shutil.which("gcc") or shutil.which("clang")):
        raise ModelError("ACCELERATION=compile needs a C compiler: gcc, clang or what CC names. `graphs` needs none.")
    usable = torch.cuda.is_available()
    device = torch.device(config.device or ("cuda" if usable else "cpu"))
    if device.type == "cuda" and not usable:
        raise ModelError(f"DEVICE={device}, but this machine has no GPU that torch can use.")
    if config.offload != "none" and device.type == "cpu":
        raise ModelError(f"OFFLOAD={config.offload} needs a GPU to load the model to.")
    if config.acceleration != "none" and device.type == "cpu":
        raise ModelError(f"ACCELERATION={config.acceleration} needs a GPU to speed the UNet up on.")
    return device


def dtype_of(config: ModelSettings, device: torch.device) -> torch.dtype:
    """bfloat16 where the device computes in it; else float16 on a GPU and float32 on a CPU, unless configured."""
    if config.dtype:
        return getattr(torch, config.dtype)  # type: ignore[no-any-return]
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    known = torch.cpu.get_capabilities()
    return torch.bfloat16 if known.get("avx512_bf16") or known.get("amx_bf16") or known.get("bf16") else torch.float32


def load(weights: Weights, config: ModelSettings) -> Any:
    """The StableDiffusionXLPipeline on its device, ready to compute. Raises ModelError if the weights do not fit it."""
    return settled(_read(weights, dtype_of(config, device_of(config))), config)


def budget(pipe: Any, device: torch.device) -> int:
    """Pixels that the checkpoint was trained to paint; on a CPU at most a quarter of SDXL's."""
    native = int(pipe.unet.config.sample_size * pipe.vae_scale_factor) ** 2
    return min(native, buckets.NATIVE if device.type == "cuda" else buckets.NATIVE // 4)


def convert(weights: Weights, folder: Path) -> list[Path]:
    """Write the checkpoint in bfloat16 and diffusers' layout to `folder`; its weight files, sorted."""
    _read(weights, torch.bfloat16).save_pretrained(folder)
    return [file for part in PARTS for file in sorted((folder / part).glob("*.safetensors"))]


def _read(weights: Weights, dtype: torch.dtype) -> Any:
    diffusers.utils.logging.disable_progress_bar()
    try:
        pipe = _folder(weights, dtype) if weights.path.is_dir() else _single_file(weights, dtype)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(f"{weights.path} could not be loaded as SDXL: {error}") from error
    if not isinstance(pipe, StableDiffusionXLPipeline):
        raise ModelError(f"{weights.path} is a {type(pipe).__name__}, not SDXL.")
    empty = [name for part in PARTS for name, tensor in getattr(pipe, part).named_parameters() if tensor.is_meta]
    if empty:
        raise ModelError(f"{weights.path} lacks {len(empty)} tensors of SDXL, such as {empty[0]}.")
    return pipe


def _folder(weights: Weights, dtype: torch.dtype) -> Any:
    return StableDiffusionXLPipeline.from_pretrained(  # type: ignore[no-untyped-call]
        weights.path, dtype=dtype, use_safetensors=True, local_files_only=True, add_watermarker=False
    )


def _single_file(weights: Weights, dtype: torch.dtype) -> Any:
    beside = weights.path.parent
    return StableDiffusionXLPipeline.from_single_file(
        str(weights.path),
        config=str(beside if (beside / "unet" / "config.json").is_file() else SDXL),
        tokenizer=_tokenizer(weights.tokenizers / "tokenizer"),
        tokenizer_2=_tokenizer(weights.tokenizers / "tokenizer_2"),
        dtype=dtype,
        local_files_only=True,
        add_watermarker=False,
    )


def _tokenizer(folder: Path) -> Any:
    return CLIPTokenizer.from_pretrained(folder, local_files_only=True)


def settled(pipe: Any, config: ModelSettings) -> Any:
    """The pipeline on its device, in the memory layout that its convolutions are fastest in, not to be trained."""
    device = device_of(config)
    threads.bound()
    for part in filter(None, (pipe.unet, pipe.vae, pipe.text_encoder, pipe.text_encoder_2)):
        part.requires_grad_(False).eval()
    if pipe.unet.dtype == torch.float16 and pipe.vae.config.force_upcast:
        pipe.vae.to(torch.float32)
    # Buckets repeat, so it pays to let cuDNN time its algorithms once for each.
    torch.backends.cudnn.benchmark = device.type == "cuda"
    pipe.unet.to(memory_format=torch.channels_last)
    pipe.vae.to(memory_format=torch.channels_last)
    if config.offload == "model":
        pipe.enable_model_cpu_offload(device=device)
    else:
        pipe.to(device)
    return pipe
