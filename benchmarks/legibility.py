"""Whether a certificate says what another tool measures: `.venv/bin/python -m benchmarks.legibility --ads 500`.

Random texts, pictures, layouts, formats and kits are set; the contrast of every text is measured again by WCAG's own
formula on the pixels, and of those that are certified as ok none may fall short.
"""

import argparse
import random
import sys
from collections import Counter
from typing import Any

import numpy as np
from PIL import Image

from ads import Commission
from errors import InvalidRequest
from schemas import Copy
from tests.contrast import measured
from tests.goldens import FITTING, STUDIO, noise
from tests.kits import KITS

WORDS = {
    "ru": "кредит ипотека семья дом вклад ставка под залог недвижимости быстро решение онлайн карта рефинансирование",
    "de": "Kredit Haus Familie Immobilienfinanzierung Zinsen fest Zusage in Stunden Karte Konto ohne Umwege günstig",
    "en": "loan home family savings card cashback rate in a day online no paperwork refinancing for your first house",
}
NEAR = 0.02
"""By which two measures of one contrast may differ."""


def picture(draw: random.Random) -> Any:
    """Patches of all colours, a slope from one colour to another, or one with a dark or light bar in it."""
    kind = draw.randrange(3)
    if kind == 0:
        return noise(seed=draw.randrange(2**31), scale=draw.choice((5, 12, 40, 120, 260)))
    ends = np.array([[draw.randrange(256) for _ in range(3)] for _ in range(2)], float)
    share = np.linspace(0, 1, 540)[None, :, None]
    slope = (ends[0] * (1 - share) + ends[1] * share).repeat(540, 0).astype(np.uint8)
    if kind == 2:
        left = draw.randrange(480)
        slope[:, left : left + draw.randrange(4, 60)] = draw.choice((0, 255))
    return np.asarray(Image.fromarray(slope).rotate(90 * draw.randrange(4)))


def ad(draw: random.Random) -> Any:
    """One random advertisement; None where its texts cannot be set."""
    layout, wanted = draw.choice(FITTING)
    language = draw.choice(sorted(WORDS))

    def said(most: int) -> str:
        return " ".join(draw.choices(WORDS[language].split(), k=draw.randint(1, most)))

    copy = Copy(headline=said(7), subline=said(10), cta=said(2)[:40], legal=said(14), layout=layout, language=language)
    brand = draw.choice(sorted(KITS))
    try:
        return STUDIO.compose(picture(draw), Commission(copy, brand, KITS[brand]), wanted)
    except InvalidRequest:
        return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw, counts, worst = random.Random(options.seed), Counter[str](), 0.0
    while counts["set"] < options.ads:
        made = ad(draw)
        if made is None:
            counts["without room"] += 1
            continue
        counts["set"] += 1
        counts["ok"] += made.certificate.ok
        for text, found in measured(made):
            counts["texts"] += 1
            worst = max(worst, abs(found - text.contrast))
            counts["differ"] += abs(found - text.contrast) > NEAR
            counts["ok and short"] += made.certificate.ok and found < text.wanted - 0.005
    sys.stdout.write(f"{dict(counts)}, largest difference {worst:.3f}\n")
    raise SystemExit(bool(counts["ok and short"] or counts["differ"]))


if __name__ == "__main__":
    main()
