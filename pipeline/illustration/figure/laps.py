"""Legs that are over something else: thighs towards the viewer, and those of who sits on shoulders."""

from ..brush import Brush, Point, between, blob, box, capsule, curve, mirrored, oval
from ..geometry import Area
from .body import SEAT, Body
from .clothes import KNEE, ROBES, Outfit, shoe

_DARK = 0.45
"""How dark cloth is on which folds are lighter."""


def lap(brush: Brush, body: Body, wear: Outfit) -> None:
    """The thighs of who sits, that come towards the viewer over the hem of what is worn above, to the knees."""
    if not body.knees_ahead or wear.bottom in ("romper", *ROBES):
        return
    half, high, knees = body.hip, -SEAT - 9.0, body.knees - 1.0
    if wear.skirted:
        ink = wear.skirt.shade(0.02)
        cloth = mirrored((0, -SEAT - 11.0), (half, -SEAT - 9.0), (half * 1.17, knees - 4.0), (half * 1.13, knees + 2.0),
                         (half * 0.56, knees + 5.0), (0, knees + 2.0))  # fmt: skip
        brush.fill(cloth, ink)
        if wear.top == "dress":
            with brush.inside(cloth):
                wear.printed(brush, Area(-half * 1.1, -SEAT - 11.0, half * 1.1, knees + 5.0))
        return
    brush.fill(box(-half * 0.3, high, half * 0.6, knees - high + 1.0), wear.lower.shade(-0.1))
    for side in (-1, 1):
        x, ink = side * half * KNEE, wear.lower.shade(0.01 - 0.045 * (side > 0))
        hip, edge, inner = side * half * 1.02, side * half * 1.1, side * half * 0.1
        brush.fill(
            blob((0, high), (0, high), (hip, high), (hip, high), (edge, knees), (x + side * half * 0.33, knees + 6.5),
                 (x - side * half * 0.26, knees + 6.5), (inner, knees), (0, -SEAT - 6.0), (0, -SEAT - 6.0)), ink,
        )  # fmt: skip
        if wear.bottom == "shorts":
            brush.fill(oval((x, knees + 5.0), half * 0.36, half * 0.34), wear.skin.shade(-0.02))


def ankle(carrier: Body, body: Body, side: int) -> Point:
    """Where an ankle of a child on the shoulders is, from the foot of who carries."""
    return side * (carrier.neck + body.hip * 0.56), carrier.collar + 10.0 + body.leg * 0.62


def astride(brush: Brush, carrier: Body, body: Body, wear: Outfit) -> None:
    """The legs of who sits on shoulders, over them and down before the breast, from the foot of who carries."""
    thick = body.hip * 0.56
    for side in (-1, 1):
        low = ankle(carrier, body, side)
        knee = (side * (carrier.neck + thick * 1.5), carrier.collar + 9.0)
        hip = (side * (carrier.neck + thick * 0.9), carrier.collar - 2.0)
        skin, cloth = (ink.shade(-0.04 * (side > 0)) for ink in (wear.skin, wear.lower))
        with brush.at(low, 1.0, side * 40.0):
            shoe(brush, wear, side)
        brush.fill(capsule(knee, low, thick * 0.7, thick * 0.46), (skin if wear.bare else cloth).shade(-0.05))
        brush.fill(capsule(between(low, knee, 0.16), low, thick * 0.5, thick * 0.5), wear.under)
        fold, around = cloth.shade(0.14 if cloth.lightness < _DARK else -0.08), thick * 0.7
        brush.fill(capsule(hip, knee, thick * 1.06, thick), cloth.shade(0.05))
        if wear.bare:
            brush.fill(oval((knee[0], knee[1] + thick * 0.4), thick * 0.78, thick * 0.66), skin)
        else:
            bend = (knee[0] - around, knee[1] + 1.0), (knee[0], knee[1] + around), (knee[0] + around, knee[1] + 1.0)
            brush.line(curve(*bend), fold, 0.8)
