"""How legs go: where knees and ankles are in each gait, in lengths of the leg. Data, and the joints that follow."""

import itertools
from typing import Literal, NamedTuple

from ..brush import Point
from ..geometry import Area
from .body import Body

Gait = Literal[
    "", "walk", "run", "kick", "astride", "dance", "ski", "cycle", "tree", "jump", "crouch", "perch", "climb",
    "lean", "aside", "stroll",
]  # fmt: skip
"""Nothing: as people stand."""


class Step(NamedTuple):
    """One leg: its knee and ankle, from the middle between the feet, and where the foot points."""

    knee: Point
    ankle: Point
    toes: int = 1
    """The side of the picture to which the toes point."""
    angle: float = 0.0
    """By how many degrees, clockwise, the foot is turned."""


GAITS: dict[Gait, tuple[Step, Step]] = {
    "walk": (Step((-0.09, -0.5), (-0.31, -0.13), angle=34.0), Step((0.17, -0.52), (0.27, -0.07), angle=-14.0)),
    "stroll": (Step((-0.05, -0.5), (-0.2, -0.1), angle=26.0), Step((0.12, -0.52), (0.17, -0.065), angle=-10.0)),
    "ski": (Step((0.12, -0.5), (-0.1, -0.08)), Step((0.3, -0.5), (0.12, -0.06))),
    "run": (Step((-0.2, -0.48), (-0.56, -0.26), angle=58.0), Step((0.33, -0.57), (0.28, -0.07), angle=-8.0)),
    "kick": (Step((-0.16, -0.5), (-0.18, -0.06)), Step((0.26, -0.56), (0.56, -0.22), angle=-38.0)),
    "astride": (Step((-0.25, -0.5), (-0.38, -0.06), toes=-1), Step((0.25, -0.5), (0.38, -0.06))),
    "cycle": (Step((0.42, -0.78), (0.24, -0.5), angle=-8.0), Step((0.26, -0.56), (0.12, -0.22), angle=14.0)),
    "tree": (Step((-0.04, -0.5), (-0.04, -0.06), toes=-1), Step((0.4, -0.64), (0.07, -0.52), angle=100.0)),
    "jump": (Step((-0.22, -0.54), (-0.46, -0.27), angle=42.0), Step((0.26, -0.56), (0.22, -0.19), angle=22.0)),
    "crouch": (Step((0.22, -0.17), (-0.74, -0.2), angle=58.0), Step((0.97, -0.97), (0.84, -0.11))),
    "perch": (Step((-0.36, -0.64), (-0.24, -0.22), -1, -58.0), Step((0.36, -0.64), (0.25, -0.22), 1, 58.0)),
    "climb": (Step((-0.08, -0.69), (-0.09, -0.413), toes=-1), Step((0.22, -0.775), (0.09, -0.592))),
    "lean": (Step((-0.02, -0.5), (0.13, -0.09), angle=30.0), Step((0.06, -0.5), (-0.05, -0.06), toes=-1)),
    "aside": (Step((0.72, -0.84), (0.6, -0.1)), Step((0.84, -0.84), (0.82, -0.1))),
    "dance": (Step((-0.1, -0.51), (-0.12, -0.06), toes=-1), Step((0.22, -0.53), (0.37, -0.17), angle=24.0)),
}
"""The leg on the picture's left, then that on its right."""
WALKS: tuple[Gait, ...] = ("walk", "stroll")
"""In long steps, and in short ones where others are near."""
ONWARD: tuple[Gait, ...] = (*WALKS, "run", "kick", "ski", "cycle")
"""In which people go to one side, and all to the same."""
_FLIES, _THICK = ("jump", "run", "kick", "dance"), 0.3
"""In which a skirt is as wide as the legs are apart, and how far these go beyond their bones, in hips."""
AT_FOOT: dict[Gait, float] = {"kick": 0.9, "ski": 0.0, "cycle": 0.24, "climb": 0.0, "tree": 0.0}
"""How far to the right what a foot plays with lies."""
_UNDER: dict[Gait, Point] = {"ski": (0.68, 0.14), "cycle": (1.1, 1.2), "climb": (0.345, 1.32)}
"""How far to either side and how high what carries somebody goes there, in lengths of the leg."""


def under(gait: Gait, leg: float) -> Area | None:
    """What skis, a bicycle or a ladder take under a leg of that length."""
    if gait not in _UNDER:
        return None
    (half, high), x = _UNDER[gait], AT_FOOT[gait]
    return Area((x - half) * leg, -high * leg, (x + half) * leg, 2.0)


def rail(leg: float, y: float) -> float:
    """How far from the middle the rails of the ladder under a leg of that length are at a height."""
    return (0.224 + 0.8 * y / leg * 0.134) * leg


def reach(gait: Gait, leg: float) -> float:
    """How far from the middle a leg of that length goes to a side, with its foot."""
    return max((abs(step.ankle[0]) for step in GAITS[gait]), default=0.0) * leg + 11.0 if gait in GAITS else 0.0


def breadth(body: Body, gait: Gait, y: float) -> float:
    """How far from the middle legs go at a height or above it, where a skirt flies."""
    if gait not in _FLIES:
        return 0.0
    found = [0.0]
    for (x, high), (to_x, low) in (part for side in (-1, 1) for part in itertools.pairwise(joints(body, gait, side))):
        share = min(max((y - high) / max(low - high, 1.0), 0.0), 1.0)
        found.append(abs(x + (to_x - x) * share))
    return max(found) + body.hip * _THICK


def joints(body: Body, gait: Gait, side: int) -> tuple[Point, Point, Point]:
    """Hip, knee and ankle of one leg."""
    step = GAITS[gait][side > 0]
    knee, ankle = ((x * body.leg, y * body.leg) for x, y in (step.knee, step.ankle))
    return (side * body.hip * 0.5, -body.leg + body.hip * 0.5), knee, ankle
