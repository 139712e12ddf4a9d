"""Hair cuts as shapes around a head of half-height 1 whose centre is the origin. Knows no inks and no people."""

import math
from dataclasses import dataclass, replace

from ..brush import Path, Point, blob, box, merged, mirrored, oval, ovals

_LEFT = ((-0.9, 0.06), (-0.97, -0.32), (-0.86, -0.78), (-0.42, -1.16))
_RIGHT = ((0.16, -1.22), (0.68, -1.0), (0.95, -0.42), (0.9, 0.06))
_Circle = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Cut:
    """One hair cut: what lies behind the head and what in front; either may be missing."""

    front: Path | None
    back: Path | None = None
    shows_ears: bool = True
    ties: tuple[Point, ...] = ((0.5, -1.06),)
    """Where bows are tied into it."""
    locks: Path | None = None
    """What falls over the shoulders, before the body."""
    plaits: tuple[tuple[Point, ...], ...] = ()
    """Which strands of what does are plaited: each from its top to its end."""


def _cap(*hairline: tuple[float, float]) -> Path:
    return blob(*_LEFT, *_RIGHT, (0.9, 0.06), *hairline, (-0.9, 0.06))


def _curls(reach: float, count: int, size: float) -> list[_Circle]:
    """Circles along the arc of the crown, `reach` radians to each side of its top."""
    angles = [-math.pi / 2 - reach + 2 * reach * i / (count - 1) for i in range(count)]
    return [
        (0.84 * math.cos(a), 0.98 * math.sin(a) - 0.02, size * (1 + 0.14 * math.sin(i * 2.3)))
        for i, a in enumerate(angles)
    ]


def _both(*circles: _Circle) -> list[_Circle]:
    """Circles on the right side, and the same on the left."""
    return [(side * x, y, radius) for x, y, radius in circles for side in (1, -1)]


_CURTAINS = blob(
    (-0.95, 0.42), (-1.04, -0.3), (-0.84, -0.86), (-0.38, -1.2), (0.0, -1.24), (0.38, -1.2), (0.84, -0.86),
    (1.04, -0.3), (0.95, 0.42), (0.95, 0.42), (0.82, 0.06), (0.62, -0.36), (0.3, -0.62), (0.0, -0.86), (0.0, -0.86),
    (-0.3, -0.62), (-0.62, -0.36), (-0.82, 0.06), (-0.95, 0.42),
)  # fmt: skip
_SWEPT = blob(
    (-0.95, 0.3), (-1.02, -0.3), (-0.86, -0.84), (-0.42, -1.2), (0.16, -1.27), (0.74, -1.0), (1.04, -0.36),
    (0.97, 0.5), (0.97, 0.5), (0.84, 0.1), (0.66, -0.2), (0.2, -0.46), (-0.3, -0.7), (-0.44, -0.9), (-0.44, -0.9),
    (-0.6, -0.52), (-0.8, -0.14), (-0.95, 0.3),
)  # fmt: skip
_FRINGE = blob(
    (-0.95, 0.36), (-1.04, -0.3), (-0.86, -0.86), (-0.4, -1.2), (0.16, -1.24), (0.72, -1.0), (1.04, -0.34),
    (0.95, 0.36), (0.95, 0.36), (0.8, 0.0), (0.74, -0.2), (0.4, -0.27), (0.0, -0.3), (-0.4, -0.27), (-0.74, -0.2),
    (-0.8, 0.0), (-0.95, 0.36),
)  # fmt: skip
_SWEPT_BACK = _cap(
    (0.84, 0.06), (0.76, -0.28), (0.46, -0.56), (-0.06, -0.7), (-0.5, -0.62), (-0.76, -0.28), (-0.84, 0.06)
)
_LONG = mirrored(
    (0.0, -1.2), (0.72, -1.02), (1.06, -0.36), (1.13, 0.5), (1.2, 1.3), (1.12, 2.0), (0.72, 2.3), (0.0, 2.2)
)
_WAVY = mirrored(
    (0.0, -1.22), (0.74, -1.04), (1.12, -0.4), (1.12, 0.3), (1.34, 0.78), (1.2, 1.24), (1.36, 1.66), (1.06, 2.1),
    (0.5, 2.16), (0.0, 2.0),
)  # fmt: skip
_BOB = mirrored(
    (0.0, -1.2), (0.74, -1.02), (1.08, -0.36), (1.16, 0.4), (1.2, 0.92), (1.2, 0.92), (0.9, 1.1), (0.0, 1.0)
)
_MANE = mirrored((0.0, -1.18), (0.7, -1.0), (1.02, -0.4), (1.0, 0.3), (1.14, 0.9), (1.2, 1.5), (0.86, 1.72), (0.0, 1.5))
_PONYTAIL = blob(
    (0.3, -1.0), (0.86, -1.24), (1.4, -0.9), (1.62, -0.1), (1.5, 0.8), (1.24, 1.36), (1.24, 1.36), (1.16, 0.7),
    (1.0, 0.0), (0.6, -0.6),
)  # fmt: skip
_TAIL = blob(
    (0.5, 0.3), (0.94, 0.16), (1.24, 0.4), (1.3, 0.96), (1.12, 1.5), (0.98, 1.74), (0.98, 1.74), (0.84, 1.3),
    (0.74, 0.8),
)  # fmt: skip
_PIGTAIL = [(0.8, -0.5), (1.2, -0.62), (1.52, -0.2), (1.5, 0.5), (1.24, 0.98), (1.24, 0.98), (1.12, 0.5), (1.0, 0.0)]
_PLAITS = tuple(tuple((side * (1.0 - 0.05 * i), 0.2 + i * 0.26) for i in range(9)) for side in (-1, 1))
"""Two that fall over the shoulders to the breast."""
_PLAIT = (tuple((0.98 - 0.05 * i, 0.3 + i * 0.27) for i in range(13)),)
"""A long one over one shoulder."""
_LOCK = ((0.86, -0.4), (1.04, 0.3), (1.1, 1.0), (1.08, 2.0), (1.02, 3.0), (0.84, 3.8), (0.5, 3.92), (0.36, 3.0),
         (0.36, 2.0), (0.5, 1.2), (0.8, 0.6))  # fmt: skip
_LOCKS = merged(blob(*_LOCK), blob(*((-x, y) for x, y in _LOCK)))
_WAVES = ((0.86, -0.4), (1.12, 0.3), (1.06, 0.8), (1.22, 1.3), (1.08, 1.9), (1.2, 2.5), (1.0, 3.1), (1.02, 3.6),
          (0.6, 3.92), (0.3, 3.3), (0.42, 2.7), (0.28, 2.1), (0.46, 1.3), (0.76, 0.6))  # fmt: skip
_WAVY_LOCKS = merged(blob(*_WAVES), blob(*((-x, y) for x, y in _WAVES)))
_HALO = [
    (1.06 * math.cos(a), 1.1 * math.sin(a) - 0.22, 0.44) for a in (math.pi * (0.86 + i * 0.128) for i in range(11))
]

CUTS: dict[str, Cut] = {
    "side part": Cut(_cap(
        (0.82, 0.02), (0.79, -0.3), (0.6, -0.5), (0.1, -0.5), (-0.4, -0.72), (-0.4, -0.72), (-0.68, -0.42),
        (-0.81, 0.0),
    )),
    "quiff": Cut(blob(
        (-0.88, 0.06), (-0.95, -0.32), (-0.9, -0.72), (-0.62, -1.2), (0.0, -1.46), (0.66, -1.36), (0.98, -1.0),
        (0.92, -0.4), (0.88, 0.06), (0.88, 0.06), (0.81, 0.0), (0.77, -0.36), (0.5, -0.66), (-0.1, -0.62),
        (-0.6, -0.58), (-0.77, -0.34), (-0.81, 0.0), (-0.88, 0.06),
    )),
    "slick": Cut(_cap(
        (0.82, 0.0), (0.77, -0.4), (0.42, -0.7), (-0.1, -0.76), (-0.55, -0.62), (-0.78, -0.34), (-0.82, 0.0),
    )),
    "receding": Cut(mirrored(
        (0.0, -1.24), (0.5, -1.15), (0.94, -0.6), (0.9, 0.06), (0.9, 0.06), (0.81, 0.0), (0.78, -0.4), (0.62, -0.82),
        (0.56, -0.86), (0.3, -0.72), (0.0, -0.66),
    )),
    "buzz": Cut(mirrored(
        (0.0, -1.08), (0.55, -0.96), (0.87, -0.46), (0.87, -0.02), (0.87, -0.02), (0.79, -0.08), (0.72, -0.46),
        (0.4, -0.66), (0.0, -0.68),
    )),
    "bowl": Cut(_cap(
        (0.84, 0.05), (0.78, -0.2), (0.45, -0.3), (0.2, -0.22), (-0.1, -0.34), (-0.42, -0.22), (-0.78, -0.22),
        (-0.84, 0.05),
    )),
    "tousled": Cut(blob(
        (-0.92, 0.1), (-1.04, -0.36), (-0.98, -0.82), (-0.98, -0.82), (-0.74, -1.0), (-0.62, -1.32), (-0.62, -1.32),
        (-0.28, -1.2), (0.06, -1.44), (0.06, -1.44), (0.32, -1.2), (0.74, -1.26), (0.74, -1.26), (0.84, -0.9),
        (1.06, -0.62), (1.06, -0.62), (0.95, -0.3), (0.92, 0.08), (0.92, 0.08), (0.8, -0.14), (0.62, -0.42),
        (0.5, -0.2), (0.5, -0.2), (0.24, -0.5), (0.02, -0.24), (0.02, -0.24), (-0.2, -0.52), (-0.5, -0.26),
        (-0.5, -0.26), (-0.66, -0.48), (-0.82, -0.06), (-0.92, 0.1),
    )),
    "curly": Cut(ovals(
        [*_curls(1.2, 9, 0.3), (-0.5, -0.68, 0.26), (-0.16, -0.74, 0.25), (0.18, -0.72, 0.27), (0.5, -0.66, 0.25)]
    )),
    "afro": Cut(ovals(
        [(-0.62, -0.58, 0.27), (-0.26, -0.72, 0.27), (0.12, -0.74, 0.28), (0.48, -0.66, 0.27), (0.72, -0.44, 0.22),
         *_curls(1.2, 7, 0.34)]
    ), merged(ovals(_HALO), oval((0, -0.34), 1.1, 1.02)), False),
    "balding": Cut(ovals(_both((-0.9, -0.02, 0.19), (-0.94, -0.22, 0.17), (-0.88, 0.16, 0.15)))),
    "bald": Cut(None),
    "long": Cut(_CURTAINS, _LONG, False),
    "long swept": Cut(_SWEPT, _LONG, False),
    "long fringe": Cut(_FRINGE, _LONG, False),
    "to the shoulders": Cut(_SWEPT, _MANE, False),
    "wavy": Cut(_SWEPT, _WAVY, False),
    "bob": Cut(_SWEPT, _BOB, False),
    "bob fringe": Cut(_FRINGE, _BOB, False),
    "ponytail": Cut(_SWEPT_BACK, _PONYTAIL, ties=((0.66, -0.98),)),
    "tail": Cut(_SWEPT_BACK, _TAIL),
    "bun": Cut(_SWEPT_BACK, oval((0.0, -1.4), 0.44, 0.4)),
    "low bun": Cut(_SWEPT, oval((0.86, 0.72), 0.4, 0.38)),
    "pigtails": Cut(_FRINGE, merged(blob(*_PIGTAIL), blob(*((-x, y) for x, y in _PIGTAIL))),
                    ties=((-0.98, -0.46), (0.98, -0.46))),
    "plaits": Cut(_FRINGE, ties=((-0.62, 2.2), (0.62, 2.2)), plaits=_PLAITS),
    "braid": Cut(_SWEPT, oval((0.0, -0.1), 1.02, 1.06), False, ties=((0.4, 3.4),), plaits=_PLAIT),
    "two buns": Cut(_FRINGE, ovals([(-0.78, -1.08, 0.4), (0.78, -1.08, 0.4)]),
                     ties=((-0.66, -0.86), (0.66, -0.86))),
    "short waves": Cut(ovals(
        [*_curls(1.2, 8, 0.32), (-0.52, -0.66, 0.28), (-0.14, -0.76, 0.27), (0.24, -0.74, 0.28), (0.58, -0.6, 0.26),
         *_both((1.0, -0.3, 0.27), (1.06, 0.06, 0.24), (0.98, 0.36, 0.2))]
    ), oval((0, -0.3), 1.0, 0.98), False),
    "pixie": Cut(_cap(
        (0.84, 0.2), (0.78, -0.06), (0.5, -0.3), (0.0, -0.34), (-0.36, -0.62), (-0.36, -0.62), (-0.66, -0.3),
        (-0.84, 0.2),
    )),
    "mane": Cut(_SWEPT_BACK, _MANE),
    "long curls": Cut(ovals(
        [*_curls(1.15, 9, 0.32), (-0.56, -0.68, 0.27), (-0.2, -0.8, 0.27), (0.18, -0.8, 0.28), (0.54, -0.68, 0.27)]
    ), merged(ovals(_both((1.0, -0.5, 0.34), (1.14, -0.1, 0.36), (1.16, 0.34, 0.38), (1.1, 0.78, 0.38),
                          (0.96, 1.16, 0.34))), box(-1.0, -0.7, 2.0, 1.9, 0.5)), False),
}  # fmt: skip


def fringed(cut: Cut) -> Cut:
    """The cut with a fringe; a bob where it may have none."""
    if cut in (CUTS["pixie"], CUTS["pigtails"], CUTS["plaits"], CUTS["two buns"]):
        return cut
    return replace(cut, front=_FRINGE) if cut.front in (_SWEPT, _CURTAINS, _SWEPT_BACK) else CUTS["bob fringe"]


def to_the_waist(cut: Cut) -> Cut:
    """The cut with hair that falls to the waist over the shoulders: straight, or in waves as it curls."""
    curls = cut.back in (CUTS["wavy"].back, CUTS["long curls"].back)
    long = cut if curls or cut.back == _LONG else CUTS["long"]
    return replace(long, locks=_WAVY_LOCKS if curls else _LOCKS)
