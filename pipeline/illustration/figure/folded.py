"""Arms folded over the breast: a forearm over the other, told from it by its edges, a hand on either arm."""

import math
from collections.abc import Sequence

from ..brush import Brush, Point, between, lines
from .body import Body
from .clothes import Outfit, sleeve, sleeve_ink
from .hands import hand

_DARK = 0.36
"""How light cloth is at most whose edges are lighter."""
_UNDER = -0.03
"""How much darker the arm is that is under the other."""
_OUT = 2.0
"""How far beyond its wrist the hand is that lies over a sleeve, in centimetres."""


def draw(brush: Brush, body: Body, wear: Outfit, arms: Sequence[tuple[tuple[Point, ...], float]], size: float) -> None:
    """Two arms, the one that is under the other first: shoulder, elbow and wrist of each, and the angle of its hand."""
    for shade, (joints, aim) in zip((_UNDER, 0.0), arms, strict=True):
        _hand(brush, wear, joints[2], aim, size)
        sleeve(brush, body, wear, joints, shade)
        _edges(brush, body, wear, joints)
    (_, _, (x, y)), aim = arms[0]
    along = math.radians(aim)
    _hand(brush, wear, (x + _OUT * math.sin(along), y - _OUT * math.cos(along)), aim, size)


def _hand(brush: Brush, wear: Outfit, wrist: Point, aim: float, size: float) -> None:
    with brush.at(wrist, size, aim, flip=aim > 0):
        hand(brush, "relaxed", wear.hands)


def _edges(brush: Brush, body: Body, wear: Outfit, joints: tuple[Point, ...]) -> None:
    """Both edges of a forearm, or of what a sleeve leaves of it."""
    ink = sleeve_ink(wear) if wear.sleeve == "long" else wear.skin
    edge = ink.shade(0.1 if ink.lightness < _DARK else -0.13)
    _, (x, y), (to_x, to_y) = joints
    long = math.dist(*joints[1:])
    nx, ny = (y - to_y) / long, (to_x - x) / long
    first, last = (body.limb * share for share in ((0.86, 0.72) if wear.sleeve == "long" else (0.68, 0.52)))
    begin = between(joints[1], joints[2], 0.4 if wear.sleeve == "rolled" else 0.16)
    end = between(joints[1], joints[2], 0.92)
    for side in (-1, 1):
        ends = ((px + nx * half * side, py + ny * half * side) for (px, py), half in ((begin, first), (end, last)))
        brush.line(lines(*ends), edge, 0.9)
