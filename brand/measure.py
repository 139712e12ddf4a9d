"""How true a picture is to a kit, in a few numbers. Knows nothing of putting it right.

    score = 50 · (1 + presence) · (1 - off_hue)⁴ · (1 - 0.3 · (1 - complete))

    presence = min(1, brand / (1 - neutral tolerance))
    complete = Σ weight · min(1, share / (weight / 10))

`brand` is the share of the picture in any brand colour, and each colour's own share is that of the coloured part. A
colour is there once it has a tenth of what its weight asks for; a colour of weight 0.3 that is missing costs 9 points.
So a picture in all brand colours scores 100; turning pixels off brand never raises the score; 1 % off brand costs 4
points, 10 % costs 34; and a picture with nothing wrong in it but nothing of the brand either has 35.

This is formula 2. Formula 1, of certificates that name none, did not ask which of the brand's colours were there:
`complete` was 1. A certificate keeps the score that it was given.
"""

import numpy as np

from brand.classify import NEUTRAL, OFF, SKIN, classify, distinct, kinds, parts, small, target
from brand.kit import Kit
from brand.palette import StrictModel
from brand.space import Bytes, Floats, cielab, delta_e, oklab

FORMULA = 2
ENOUGH = 0.1
"""Of the share that its weight asks for, what makes a colour present."""
MISSING = 0.3
"""What it would cost, as a part of the marks, if no colour were there."""


class Measure(StrictModel):
    """What was found in one picture. Shares are of the whole picture, 0 to 1, and sum to 1."""

    coverage: tuple[float, ...]
    """Share of each colour, in the order of the kit."""
    off_hue: float
    """Share of pixels with a hue that is near no brand colour; skin is not among them."""
    neutral: float
    skin: float
    balance: float
    """1 where the colours cover the picture in the proportion of their weights, 0 where they could not be further."""
    mean_delta_e: float
    """Mean CIEDE2000 difference of all pixels from the brand colour nearest to each."""
    score: float
    """0 to 100, by the formula above."""


def measure(pixels: Bytes, kit: Kit) -> Measure:
    """Measure a picture, uint8 (height, width, 3); the same picture gives the same numbers at any size, nearly.

    Raises:
        ValueError: `pixels` are of another shape or type.
    """
    sample = small(pixels)
    colours, places = distinct(sample)
    looks = [(kinds(oklab(light), kit), _nearest(cielab(light), kit)) for light in parts(colours)]
    found, distances = (np.concatenate(side)[places] for side in zip(*looks, strict=True))
    found = classify(sample, found).ravel()
    shares = np.bincount(found - OFF, minlength=len(kit.colours) - OFF) / len(found)
    coverage = shares[-OFF:]
    off_hue = float(shares[0])
    return Measure(
        coverage=tuple(coverage.round(5).tolist()),
        off_hue=round(off_hue, 5),
        neutral=round(float(shares[NEUTRAL - OFF]), 5),
        skin=round(float(shares[SKIN - OFF]), 5),
        balance=round(_balance(coverage, kit), 3),
        mean_delta_e=round(float(distances.mean()), 2),
        score=round(_score(coverage, off_hue, kit), 1),
    )


def _score(coverage: Floats, off_hue: float, kit: Kit) -> float:
    brand = float(coverage.sum())
    wanted = 1 - kit.tolerances.neutral
    # Of hardly any colour no share is told; this also keeps a share from growing faster than pixels can go off brand.
    coloured = max(brand, wanted, MISSING / 4)
    weights = np.asarray(kit.weights)
    there = np.minimum(1, coverage / coloured / (ENOUGH * weights))
    missing = MISSING * (1 - float(there @ weights))
    return 50 * (1 + min(1.0, brand / wanted)) * (1 - off_hue) ** 4 * (1 - missing)


def _balance(coverage: Floats, kit: Kit) -> float:
    total = float(coverage.sum())
    return 1 - float(abs(coverage / total - kit.weights).sum()) / 2 if total else 0.0


def _nearest(lab: Floats, kit: Kit) -> Floats:
    distances = (delta_e(lab, colour) for colour in target(kit).cielab.T)
    nearest = next(distances)
    for distance in distances:
        np.minimum(nearest, distance, out=nearest)
    return nearest
