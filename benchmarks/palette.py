"""`OMP_NUM_THREADS=1 python -m benchmarks.palette`: measure and correction against the CIEDE2000 of scikit-image."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import skimage.data
from PIL import Image
from skimage.color import deltaE_ciede2000, rgb2lab

from brand import Kit, contrast, correct, draw, load_kits, measure
from brand.classify import small
from brand.hue_shift import lookup_table
from brand.space import Bytes, swatches

ROOT = Path(__file__).parent.parent
SIDE, ROUNDS = 1024, 15


def main() -> None:
    """Time everything on one photograph with each kit."""
    with Image.open(Path(skimage.data.__file__).parent / "astronaut.png") as image:
        pixels = np.asarray(image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS))
    write = sys.stdout.write
    threads = os.environ.get("OMP_NUM_THREADS", "any number of")
    write(f"\nOne photograph of {SIDE}x{SIDE}, {threads} thread, median of {ROUNDS} rounds. {machine()}\n\n")
    write("| what | kit | wall, ms | processor, ms | to scikit-image |\n|---|---|---:|---:|---:|\n")
    for kit in load_kits(ROOT / "brands").values():
        base = 0.0
        for label, work in jobs(pixels, kit):
            wall, processor = timed(work)
            base = base or processor
            write(f"| {label} | {kit.name} | {wall:.1f} | {processor:.1f} | {processor / base:.2f} |\n")


def jobs(pixels: Bytes, kit: Kit) -> list[tuple[str, Callable[[], object]]]:
    """What is timed; the first is what the others are compared with."""
    snapped, certificate = correct(pixels, kit, "snap")
    return [
        ("scikit-image: CIEDE2000 to each colour, all pixels", lambda: theirs(pixels, kit)),
        ("scikit-image: the same on 256x256", lambda: theirs(small(pixels), kit)),
        ("measure: the whole of it", lambda: measure(pixels, kit)),
        ("snap, first time: measure, pull, measure", lambda: afresh(pixels, kit)),
        ("snap, table at hand", lambda: correct(pixels, kit, "snap")),
        ("poster", lambda: correct(pixels, kit, "poster")),
        ("contrast of the text colours on a zone", lambda: contrast(pixels, kit, "left")),
        ("certificate drawn", lambda: draw(snapped, certificate, kit)),
    ]


def afresh(pixels: Bytes, kit: Kit) -> None:
    """Snap with every table still to be made."""
    lookup_table.cache_clear()
    correct(pixels, kit, "snap")


def theirs(pixels: Bytes, kit: Kit) -> float:
    """Mean CIEDE2000 difference from the nearest colour, by scikit-image."""
    lab = rgb2lab(pixels)
    brand = rgb2lab(swatches(*(colour.hex for colour in kit.colours)) / 255)
    each = [deltaE_ciede2000(lab, np.broadcast_to(one, lab.shape)) for one in brand]  # type: ignore[no-untyped-call]
    return float(np.min(each, axis=0).mean())


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Median wall and processor time of one round, in milliseconds."""
    work()
    rounds = []
    for _ in range(ROUNDS):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        rounds.append((time.perf_counter() - wall, time.process_time() - processor))
    walls, processors = zip(*rounds, strict=True)
    return statistics.median(walls) * 1e3, statistics.median(processors) * 1e3


def machine() -> str:
    """Processor, cores, Python and numpy, commit."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    processor = names[0].partition(": ")[2] if names else platform.processor()
    versions = f"Python {platform.python_version()}, numpy {np.__version__}"
    return f"{processor}, {os.cpu_count()} cores; {versions}; commit {commit.stdout.strip()}."


if __name__ == "__main__":
    main()
