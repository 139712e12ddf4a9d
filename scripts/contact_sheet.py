"""Draw docs/ads.webp: every layout in the formats that it fits, in two brands and two languages.

Run it as `PYTHONPATH=. .venv/bin/python scripts/contact_sheet.py`; what is not ok is told.
"""

import argparse
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

import prompt_builder
from ads import Commission, Studio
from brand import Kit, Zone, correct, load_kits
from pipeline.illustration import Illustration
from pipeline.painter import PaintTask
from schemas import Copy, Metadata

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT, GAP, SEED = 2000, 168, 10, 7
FORMATS = ("post", "story", "banner", "email", "card", "1200x628", "leaderboard")
WORDS = {"ru": "молодая семья у нового дома", "de": "couple in front of a country house"}
SAID = {
    "ru": Copy(
        headline="Ипотека для всей семьи от 6 %",
        subline="Первый взнос от 15 %, решение за один день — без визита в банк",
        cta="Рассчитать платёж",
        country="RU",
    ),
    "de": Copy(
        headline="Immobilienfinanzierung ohne Umwege",
        subline="Zusage in 24 Stunden, Zinsen fest bis 2041",
        cta="Jetzt berechnen",
        language="de",
        country="DE",
    ),
}
KITS = load_kits(ROOT / "brands")


@cache
def picture(brand: str, language: str, size: tuple[int, int], zone: Zone | None) -> Image.Image:
    """A picture as the service paints it."""
    kit: Kit = KITS[brand]
    metadata = Metadata(product="house", custom_prompt=WORDS[language], width=size[0], height=size[1])
    reader = prompt_builder.Reader(prompt_builder.estimate, "illustration")
    made = prompt_builder.build(metadata, SEED, kit, reader, zone)
    task = PaintTask(
        id="0", prompt=made.prompt, negative_prompt=made.negative_prompt, scene=made.scene, kit=kit,
        width=size[0], height=size[1], seed=SEED, text_zone=zone,
    )  # fmt: skip
    return Image.fromarray(correct(Illustration().paint([task])[0].pixels, kit, "snap")[0])


def advertisements(studio: Studio, brand: str, language: str) -> Iterator[Image.Image]:
    """Every layout in every format that it fits."""
    for layout in studio.layouts:
        for wanted in FORMATS:
            frame = studio.frame(wanted)
            arrangement = studio.layouts[layout].arranged(frame.width, frame.height)
            if arrangement is None:
                continue
            left, top, right, bottom = (round(edge) for edge in frame.in_pixels(arrangement.picture))
            painted = picture(brand, language, (right - left, bottom - top), arrangement.zone)
            copy = SAID[language].model_copy(update={"layout": layout})
            ad = studio.compose(np.asarray(painted), Commission(copy, brand, KITS[brand], "house"), wanted)
            for fault in ad.certificate.faults:
                sys.stdout.write(f"{brand} {language} {layout} {wanted}: {fault.message}\n")
            yield Image.fromarray(ad.pixels)


def sheet(made: list[Image.Image]) -> Image.Image:
    """All of them in rows of one height."""
    rows: list[list[Image.Image]] = [[]]
    for one in made:
        small = one.resize((round(one.width * HEIGHT / one.height), HEIGHT), Image.Resampling.LANCZOS)
        if small.width > WIDTH // 3:
            small = one.resize((WIDTH // 3, round(one.height * WIDTH / 3 / one.width)), Image.Resampling.LANCZOS)
        if sum(other.width + GAP for other in rows[-1]) + small.width > WIDTH:
            rows.append([])
        rows[-1].append(small)
    drawn = Image.new("RGB", (WIDTH, GAP + sum(HEIGHT + GAP for _ in rows)), "#DDDFE3")
    for number, row in enumerate(rows):
        left = GAP
        for one in row:
            drawn.paste(one, (left, GAP + number * (HEIGHT + GAP) + (HEIGHT - one.height) // 2))
            left += one.width + GAP
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=ROOT / "docs" / "ads.webp")
    options = parser.parse_args()
    studio = Studio.open(KITS, ROOT / "brands", ROOT / "layouts")
    made = [one for brand in KITS for language in SAID for one in advertisements(studio, brand, language)]
    sheet(made).save(options.out, quality=80, method=6)


main()
