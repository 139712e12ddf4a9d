"""What content credentials cost a picture: CPU of signing, bytes, and how many files equal pictures share.

.venv/bin/python -m benchmarks.credentials --side 1080
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from brand import load_kits
from pipeline import open_painter
from pipeline.encoder import complete
from prompt_builder import Reader, build, estimate
from provenance import Origin
from provenance.signer import open_signer
from schemas import DEFAULT_BRAND, OUTPUT_FORMATS, Metadata, media_type
from settings import Settings
from tests.scenes import task

ORIGIN = (
    Origin("algorithmicMedia", "illustration", facts={"model": "illustration"})
    .corrected()
    .with_copy("0" * 64, layout={"name": "bottom band", "sha256": "0" * 64})
)
"""As much as is ever said."""


def cpu(work: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU, the median."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return statistics.median(spent) * 1e3


def main() -> None:
    write = sys.stdout.write
    parser = argparse.ArgumentParser()
    parser.add_argument("--side", type=int, default=1080, help="pixels")
    parser.add_argument("--times", type=int, default=30)
    wanted = parser.parse_args()
    kit = load_kits(Path("brands"))[DEFAULT_BRAND]
    asked = Metadata(custom_prompt="a family in front of their new house", width=wanted.side, height=wanted.side)
    prompt = build(asked, 7, kit, Reader(estimate, "illustration"), None)
    wish = task(
        kit=kit, scene=prompt.scene, width=wanted.side, height=wanted.side, prompt=prompt.prompt, palette_mode="snap"
    )
    painter = open_painter(Settings.from_env({}))
    write(f"{wanted.side}x{wanted.side}, CPU ms\n")
    write("| format | whole picture without | signing | more bytes | of |\n|---|---:|---:|---:|---:|\n")
    with TemporaryDirectory() as folder:
        signer = open_signer(Settings.from_env({"DATA_DIR": folder}), "benchmark", "0")
        assert signer
        for form in OUTPUT_FORMATS:
            one = wish.model_copy(update={"output_format": form})
            plain = complete(painter.model, one, painter.paint([one])[0]).image
            without = cpu(lambda one=one: complete(painter.model, one, painter.paint([one])[0]), 5)
            mime = media_type(form)
            signing = cpu(lambda plain=plain, mime=mime: signer.signed(plain, mime, ORIGIN), wanted.times)
            files = {signer.signed(plain, mime, ORIGIN) for _ in range(10)}
            more = len(files.pop()) - len(plain)
            assert not files, "equal pictures should be equal files"
            write(f"| {form} | {without:.0f} | {signing:.2f} | {more} | {len(plain)} |\n")


if __name__ == "__main__":
    main()
