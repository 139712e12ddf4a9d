"""Hair cuts as shapes around a head of half-height 1 whose centre is the origin. Knows no inks and no people."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from ..brush import Path, blob, box, merged, mirrored, oval, ovals

_LEFT = ((-0.9, 0.06), (-0.97, -0.32), (-0.86, -0.78), (-0.42, -1.16))
_RIGHT = ((0.16, -1.22), (0.68, -1.0), (0.95, -0.42), (0.9, 0.06))


@dataclass(frozen=True, slots=True)
class Cut:
    """One hair cut: what lies behind the head and what in front; either may be missing."""

    front: Path | None
    back: Path | None = None
    shows_ears: bool = True


def _cap(*hairline: tuple[float, float]) -> Path:
    return blob(*_LEFT, *_RIGHT, (0.9, 0.06), *hairline, (-0.9, 0.06))


def _side_part() -> Cut:
    return Cut(
        _cap(
            (0.82, 0.02), (0.79, -0.3), (0.6, -0.5), (0.1, -0.5), (-0.4, -0.72), (-0.4, -0.72), (-0.68, -0.42),
            (-0.81, 0.0),
        ),
    )  # fmt: skip


def _quiff() -> Cut:
    front = blob(
        (-0.88, 0.06), (-0.95, -0.32), (-0.9, -0.72), (-0.62, -1.2), (0.0, -1.46), (0.66, -1.36), (0.98, -1.0),
        (0.92, -0.4), (0.88, 0.06), (0.88, 0.06), (0.81, 0.0), (0.77, -0.36), (0.5, -0.66), (-0.1, -0.62),
        (-0.6, -0.58), (-0.77, -0.34), (-0.81, 0.0), (-0.88, 0.06),
    )  # fmt: skip
    return Cut(front)


def _slick() -> Cut:
    return Cut(
        _cap((0.82, 0.0), (0.77, -0.4), (0.42, -0.7), (-0.1, -0.76), (-0.55, -0.62), (-0.78, -0.34), (-0.82, 0.0))
    )


def _buzz() -> Cut:
    front = mirrored(
        (0.0, -1.08), (0.55, -0.96), (0.87, -0.46), (0.87, -0.02), (0.87, -0.02), (0.79, -0.08), (0.72, -0.46),
        (0.4, -0.66), (0.0, -0.68),
    )  # fmt: skip
    return Cut(front)


def _bowl() -> Cut:
    return Cut(
        _cap(
            (0.84, 0.05), (0.78, -0.2), (0.45, -0.3), (0.2, -0.22), (-0.1, -0.34), (-0.42, -0.22), (-0.78, -0.22),
            (-0.84, 0.05),
        ),
    )  # fmt: skip


def _tousled() -> Cut:
    front = blob(
        (-0.92, 0.1), (-1.04, -0.36), (-0.98, -0.82), (-0.98, -0.82), (-0.74, -1.0), (-0.62, -1.32), (-0.62, -1.32),
        (-0.28, -1.2), (0.06, -1.44), (0.06, -1.44), (0.32, -1.2), (0.74, -1.26), (0.74, -1.26), (0.84, -0.9),
        (1.06, -0.62), (1.06, -0.62), (0.95, -0.3), (0.92, 0.08), (0.92, 0.08), (0.8, -0.14), (0.62, -0.42),
        (0.5, -0.2), (0.5, -0.2), (0.24, -0.5), (0.02, -0.24), (0.02, -0.24), (-0.2, -0.52), (-0.5, -0.26),
        (-0.5, -0.26), (-0.66, -0.48), (-0.82, -0.06), (-0.92, 0.1),
    )  # fmt: skip
    return Cut(front)


def _curls(reach: float, count: int, size: float) -> list[tuple[float, float, float]]:
    """Circles along the arc of the crown, `reach` radians to each side of its top."""
    angles = [-math.pi / 2 - reach + 2 * reach * i / (count - 1) for i in range(count)]
    return [
        (0.84 * math.cos(a), 0.98 * math.sin(a) - 0.02, size * (1 + 0.14 * math.sin(i * 2.3)))
        for i, a in enumerate(angles)
    ]


def _curly() -> Cut:
    fringe = [(-0.5, -0.68, 0.26), (-0.16, -0.74, 0.25), (0.18, -0.72, 0.27), (0.5, -0.66, 0.25)]
    return Cut(ovals(_curls(1.2, 9, 0.3) + fringe))


def _afro() -> Cut:
    ring = [
        (1.06 * math.cos(a), 1.1 * math.sin(a) - 0.22, 0.44) for a in (math.pi * (0.86 + i * 0.128) for i in range(11))
    ]
    fringe = [(-0.62, -0.58, 0.27), (-0.26, -0.72, 0.27), (0.12, -0.74, 0.28), (0.48, -0.66, 0.27), (0.72, -0.44, 0.22)]
    return Cut(ovals(fringe + _curls(1.2, 7, 0.34)), merged(ovals(ring), oval((0, -0.34), 1.1, 1.02)), False)


def _balding() -> Cut:
    tufts = [(-0.9, -0.02, 0.19), (-0.94, -0.22, 0.17), (-0.88, 0.16, 0.15)]
    return Cut(ovals([(sign * x, y, r) for x, y, r in tufts for sign in (1, -1)]))


def _bald() -> Cut:
    return Cut(None)


def _curtains() -> Path:
    return blob(
        (-0.95, 0.42), (-1.04, -0.3), (-0.84, -0.86), (-0.38, -1.2), (0.0, -1.24), (0.38, -1.2), (0.84, -0.86),
        (1.04, -0.3), (0.95, 0.42), (0.95, 0.42), (0.82, 0.06), (0.62, -0.36), (0.3, -0.62), (0.0, -0.86), (0.0, -0.86),
        (-0.3, -0.62), (-0.62, -0.36), (-0.82, 0.06), (-0.95, 0.42),
    )  # fmt: skip


def _swept() -> Path:
    return blob(
        (-0.95, 0.3), (-1.02, -0.3), (-0.86, -0.84), (-0.42, -1.2), (0.16, -1.27), (0.74, -1.0), (1.04, -0.36),
        (0.97, 0.5), (0.97, 0.5), (0.84, 0.1), (0.66, -0.2), (0.2, -0.46), (-0.3, -0.7), (-0.44, -0.9), (-0.44, -0.9),
        (-0.6, -0.52), (-0.8, -0.14), (-0.95, 0.3),
    )  # fmt: skip


def _fringe() -> Path:
    return blob(
        (-0.95, 0.36), (-1.04, -0.3), (-0.86, -0.86), (-0.4, -1.2), (0.16, -1.24), (0.72, -1.0), (1.04, -0.34),
        (0.95, 0.36), (0.95, 0.36), (0.8, 0.0), (0.74, -0.2), (0.4, -0.27), (0.0, -0.3), (-0.4, -0.27), (-0.74, -0.2),
        (-0.8, 0.0), (-0.95, 0.36),
    )  # fmt: skip


_LONG = ((0.0, -1.2), (0.72, -1.02), (1.06, -0.36), (1.13, 0.5), (1.2, 1.3), (1.12, 2.0), (0.72, 2.3), (0.0, 2.2))
_WAVY = (
    (0.0, -1.22), (0.74, -1.04), (1.12, -0.4), (1.12, 0.3), (1.34, 0.78), (1.2, 1.24), (1.36, 1.66), (1.06, 2.1),
    (0.5, 2.16), (0.0, 2.0),
)  # fmt: skip
_BOB = ((0.0, -1.2), (0.74, -1.02), (1.08, -0.36), (1.16, 0.4), (1.2, 0.92), (1.2, 0.92), (0.9, 1.1), (0.0, 1.0))


def _long() -> Cut:
    return Cut(_curtains(), mirrored(*_LONG), False)


def _long_swept() -> Cut:
    return Cut(_swept(), mirrored(*_LONG), False)


def _long_fringe() -> Cut:
    return Cut(_fringe(), mirrored(*_LONG), False)


def _wavy() -> Cut:
    return Cut(_swept(), mirrored(*_WAVY), False)


def _bob() -> Cut:
    return Cut(_swept(), mirrored(*_BOB), False)


def _bob_fringe() -> Cut:
    return Cut(_fringe(), mirrored(*_BOB), False)


def _ponytail() -> Cut:
    tail = blob(
        (0.3, -1.0), (0.86, -1.24), (1.4, -0.9), (1.62, -0.1), (1.5, 0.8), (1.24, 1.36), (1.24, 1.36), (1.16, 0.7),
        (1.0, 0.0), (0.6, -0.6),
    )  # fmt: skip
    return Cut(_swept_back(), tail)


def _swept_back() -> Path:
    return _cap((0.84, 0.06), (0.76, -0.28), (0.46, -0.56), (-0.06, -0.7), (-0.5, -0.62), (-0.76, -0.28), (-0.84, 0.06))


def _bun() -> Cut:
    return Cut(_swept_back(), oval((0.0, -1.4), 0.44, 0.4))


def _low_bun() -> Cut:
    return Cut(_swept(), oval((0.86, 0.72), 0.4, 0.38))


def _pigtails() -> Cut:
    tail = [(0.8, -0.5), (1.2, -0.62), (1.52, -0.2), (1.5, 0.5), (1.24, 0.98), (1.24, 0.98), (1.12, 0.5), (1.0, 0.0)]
    return Cut(_fringe(), merged(blob(*tail), blob(*[(-x, y) for x, y in tail])))


def _plaits() -> Cut:
    """Two plaits that fall over the shoulders to the breast."""
    strands = [(side * (0.98 + 0.05 * (i % 2)), 0.05 + i * 0.3, 0.27 - 0.015 * i) for side in (-1, 1) for i in range(8)]
    return Cut(_fringe(), ovals(strands))


def _two_buns() -> Cut:
    return Cut(_fringe(), ovals([(-0.78, -1.08, 0.4), (0.78, -1.08, 0.4)]))


def _waves_short() -> Cut:
    """A soft set of curls that frames the face, as older ladies like it."""
    sides = [
        (sign * x, y, r) for x, y, r in ((1.0, -0.3, 0.27), (1.06, 0.06, 0.24), (0.98, 0.36, 0.2)) for sign in (1, -1)
    ]
    fringe = [(-0.52, -0.66, 0.28), (-0.14, -0.76, 0.27), (0.24, -0.74, 0.28), (0.58, -0.6, 0.26)]
    return Cut(ovals(_curls(1.2, 8, 0.32) + fringe + sides), oval((0, -0.3), 1.0, 0.98), False)


def _pixie() -> Cut:
    hairline = ((0.84, 0.2), (0.78, -0.06), (0.5, -0.3), (0.0, -0.34), (-0.36, -0.62), (-0.36, -0.62), (-0.66, -0.3))
    return Cut(_cap(*hairline, (-0.84, 0.2)))


def _long_curls() -> Cut:
    """Curls that fall to the shoulders."""
    spots = ((1.0, -0.5, 0.34), (1.14, -0.1, 0.36), (1.16, 0.34, 0.38), (1.1, 0.78, 0.38), (0.96, 1.16, 0.34))
    sides = [(sign * x, y, r) for x, y, r in spots for sign in (1, -1)]
    fringe = [(-0.56, -0.68, 0.27), (-0.2, -0.8, 0.27), (0.18, -0.8, 0.28), (0.54, -0.68, 0.27)]
    return Cut(ovals(_curls(1.15, 9, 0.32) + fringe), merged(ovals(sides), box(-1.0, -0.7, 2.0, 1.9, 0.5)), False)


CUTS: dict[str, Callable[[], Cut]] = {
    "side part": _side_part,
    "quiff": _quiff,
    "slick": _slick,
    "buzz": _buzz,
    "bowl": _bowl,
    "tousled": _tousled,
    "curly": _curly,
    "afro": _afro,
    "balding": _balding,
    "bald": _bald,
    "long": _long,
    "long swept": _long_swept,
    "long fringe": _long_fringe,
    "wavy": _wavy,
    "bob": _bob,
    "bob fringe": _bob_fringe,
    "ponytail": _ponytail,
    "bun": _bun,
    "low bun": _low_bun,
    "pigtails": _pigtails,
    "plaits": _plaits,
    "two buns": _two_buns,
    "short waves": _waves_short,
    "pixie": _pixie,
    "long curls": _long_curls,
}
