"""What advertisements looked like when somebody looked at them: where things stand, and their colours in the large.

`.venv/bin/python -m tests.goldens` holds all of them against what is kept, and with `write` keeps what there is now:
look at docs/ads.webp, drawn anew by `scripts/contact_sheet.py`, before that is committed.
"""

import itertools
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ads import Ad, Commission, Studio
from schemas import Copy
from tests.kits import KITS

ROOT = Path(__file__).parent.parent
FILE = Path(__file__).with_suffix(".json")
STUDIO = Studio.open(KITS, ROOT / "brands", ROOT / "layouts")
FORMATS = ["post", "story", "banner", "email", "card", "1200x628", "leaderboard", "portrait"]
FITTING = [(name, one) for one in FORMATS for name in STUDIO.fitting(STUDIO.frame(one))]
SAID = {
    "ru": {
        "headline": "Ипотека для всей семьи от 6 %", "subline": "Решение за один день", "cta": "Рассчитать платёж",
        "legal": "ПАО «Банк». Лицензия № 1. Оценивайте свои финансовые возможности и риски",
    },
    "de": {
        "headline": "Immobilienfinanzierung ohne Umwege", "subline": "Zusage in 24 Stunden", "cta": "Jetzt berechnen",
        "legal": "Achtung! Kreditaufnahme kostet Geld.",
    },
}  # fmt: skip
COARSE = (8, 6)
"""Columns and rows of colours that are kept of an advertisement."""
MOVED, PALER, OTHER = 2, 3, 30
"""Pixels by which a box may move, and steps of 255 by which colours may change: on average, and one of them."""
KEPT: dict[str, Any] = json.loads(FILE.read_text()) if FILE.exists() else {}


def noise(width: int = 540, height: int = 540, seed: int = 0, scale: int = 40) -> Any:
    """A lively picture: patches of all colours."""
    small = np.random.default_rng(seed).integers(0, 256, (height // scale + 1, width // scale + 1, 3), np.uint8)
    return np.ascontiguousarray(small.repeat(scale, 0).repeat(scale, 1)[:height, :width])


def name(layout: str, wanted: str, brand: str, language: str) -> str:
    return f"{layout} {wanted} {brand} {language}"


def composed(layout: str, wanted: str, brand: str, language: str) -> Ad:
    copy = Copy(**SAID[language], layout=layout, language=language)
    return STUDIO.compose(noise(), Commission(copy, brand, KITS[brand]), wanted)


def summary(ad: Ad) -> dict[str, Any]:
    """What is kept of one."""
    found = ad.certificate
    boxes = {one.role: [round(edge) for edge in one.box] for one in found.texts}
    if found.logo:
        boxes["logo"] = [round(edge) for edge in found.logo.box]
    small = np.asarray(Image.fromarray(ad.pixels).resize(COARSE, Image.Resampling.BOX))
    return {"boxes": boxes, "colours": small.tobytes().hex()}


def differing(ad: Ad, kept: dict[str, Any]) -> list[str]:
    """What of an advertisement is not as it was kept."""
    now = summary(ad)
    if now["boxes"].keys() != kept["boxes"].keys():
        return ["what there is"]
    wrong = [
        f"{role} stands at {box}, and stood at {kept['boxes'][role]}"
        for role, box in now["boxes"].items()
        if max(abs(one - other) for one, other in zip(box, kept["boxes"][role], strict=True)) > MOVED
    ]
    one, other = (np.frombuffer(bytes.fromhex(said["colours"]), np.uint8).astype(int) for said in (now, kept))
    apart = np.abs(one - other)
    return wrong + (["its colours"] if apart.mean() > PALER or apart.max() > OTHER else [])


def main() -> None:
    every = [(*pair, *who) for pair, who in itertools.product(FITTING, itertools.product(KITS, SAID))]
    made = {name(*one): composed(*one) for one in every}
    if sys.argv[1:] == ["write"]:
        lines = (f"{json.dumps(one)}: {json.dumps(summary(ad))}" for one, ad in made.items())
        FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")
        return
    wrong = {one: differing(ad, KEPT[one]) for one, ad in made.items()}
    bad = [f"{one}: {', '.join(said)}\n" for one, said in wrong.items() if said]
    sys.stdout.write("".join(bad) or f"all {len(made)} are as they were\n")
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()
