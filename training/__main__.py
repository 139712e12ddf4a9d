"""`python -m training FOLDER [PART ...]`: train sketch in a folder, from nothing or from where it stopped.

Parts are `pictures`, `denoiser`, `decoder` and `export`; all of them, one after the other, where none is named. They
may also run as processes beside each other: who needs a picture that is not painted yet paints it.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from pipeline.catalog import SKETCH
from pipeline.weights import OWN
from training.decode import Decoding
from training.denoise import HELD_OUT, SHARDS, Denoising, codec
from training.export import export
from training.loop import Plan
from training.parts import Denoiser, autoencoder
from training.pictures import Pictures

PARTS = ("pictures", "denoiser", "decoder", "export")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the parts that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("folder", type=Path, help="where pictures, checkpoints, logs and the result are kept")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--into", type=Path, default=OWN / SKETCH, help="where the result is written to be served")
    parser.add_argument("--steps", type=int, help="steps of the denoiser or the decoder, counted from nothing")
    parser.add_argument("--batch", type=int, help="samples a step of the denoiser")
    parser.add_argument("--rate", type=float, default=5e-4, help="learning rate of the denoiser at its height")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"unknown parts: {', '.join(sorted(unknown))}")
    torch.manual_seed(0)
    torch.set_flush_denormal(True)
    for part in options.parts or PARTS:
        _train(part, options)


def _train(part: str, options: argparse.Namespace) -> None:
    pictures = Pictures(options.folder / "pictures")
    large = options.device != "cpu"
    if part == "pictures":
        pictures.prepare([0, HELD_OUT, *range(1, SHARDS)])
    elif part == "denoiser":
        plan = Plan(options.steps or 20_000, options.batch or (256 if large else 24), options.rate)
        Denoising(Denoiser(), pictures, options.folder / "denoiser", plan, options.device).run()
    elif part == "decoder":
        plan = Plan(options.steps or (10_000 if large else 3_000), options.batch or (64 if large else 8), 1e-3)
        known = codec(pictures, options.folder / "denoiser")
        Decoding(autoencoder(), known, options.folder / "decoder", plan, options.device).run()
    else:
        export(options.folder, options.into, Denoiser(), autoencoder())


if __name__ == "__main__":
    main(sys.argv[1:])
