"""Contrast by WCAG 2's own text, measured without anything of ours but where the letters stand."""

from collections.abc import Iterator
from math import ceil, floor
from typing import Any

import numpy as np


def independent_contrast(pixels: Any, colour: str) -> float:
    """WCAG 2's formula as its text has it, of pixels (n, 3) and one colour: what 95 % of them have."""

    def light(rgb: Any) -> Any:
        share = np.asarray(rgb, float) / 255
        return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4) @ (0.2126, 0.7152, 0.0722)

    ink = light([int(colour[place : place + 2], 16) for place in (1, 3, 5)])
    ground = light(pixels)
    ratios = np.sort((np.maximum(ground, ink) + 0.05) / (np.minimum(ground, ink) + 0.05))
    return float(ratios[int(0.05 * len(ratios))])


def independent_windows(ad: Any, word: Any, text: Any) -> Iterator[Any]:
    """The pixels beside the ink in each window of one em along the lines of a text, half an em after one another."""
    free = (ad.pixels == ad.ground).all(axis=2)
    up, down = word.lines[0].baseline - text.box[1], text.box[3] - word.lines[-1].baseline
    for line in word.lines:
        air = word.size / 10
        top, bottom = floor(line.baseline - up - air), ceil(line.baseline + down + air)
        left, right = max(0, floor(line.x - air)), min(ad.pixels.shape[1], ceil(line.x + line.width + air))
        top, em = max(0, top), max(1, min(round(word.size), right - left))
        for start in {*range(left, right - em, max(1, em // 2)), right - em}:
            part = np.s_[top:bottom, start : start + em]
            yield ad.pixels[part][free[part]]


def measured(ad: Any) -> Iterator[tuple[Any, float]]:
    """Each text of a composed advertisement, and the contrast of its worst window."""
    for word, text in zip(ad.artboard.words, ad.certificate.texts, strict=True):
        yield (
            text,
            min(independent_contrast(one, text.colour) for one in independent_windows(ad, word, text) if len(one)),
        )
