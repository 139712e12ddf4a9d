"""Legs that are over something else: thighs towards the viewer, and those of who sits on shoulders."""

from ..brush import Brush, between, blob, box, capsule, mirrored, oval
from ..geometry import Area
from .body import SEAT, Body
from .clothes import KNEE, ROBES, Outfit, shoe


def lap(brush: Brush, body: Body, wear: Outfit) -> None:
    """The thighs of who sits, that come towards the viewer over the hem of what is worn above, to the knees."""
    if not body.knees_ahead or wear.bottom in ("romper", *ROBES):
        return
    half, high, knees = body.hip, -SEAT - 9.0, -SEAT + 5.0
    if wear.skirted:
        ink = wear.skirt.shade(0.02)
        cloth = mirrored((0, -SEAT - 11.0), (half, -SEAT - 9.0), (half * 1.07, knees - 4.0), (half * 1.04, knees + 2.0),
                         (half * 0.56, knees + 5.0), (0, knees + 2.0))  # fmt: skip
        brush.fill(cloth, ink)
        if wear.top == "dress":
            with brush.inside(cloth):
                wear.printed(brush, Area(-half * 1.1, -SEAT - 11.0, half * 1.1, knees + 5.0))
        return
    brush.fill(box(-half * 0.3, high, half * 0.6, knees - high + 1.0), wear.lower.shade(-0.1))
    for side in (-1, 1):
        x, ink = side * half * KNEE, wear.lower.shade(0.01 - 0.045 * (side > 0))
        hip, edge, inner = side * half * 1.02, side * half * 1.04, side * half * 0.1
        brush.fill(
            blob((0, high), (0, high), (hip, high), (hip, high), (edge, knees), (x + side * half * 0.33, knees + 6.5),
                 (x - side * half * 0.26, knees + 6.5), (inner, knees), (0, -SEAT - 6.0), (0, -SEAT - 6.0)), ink,
        )  # fmt: skip
        if wear.bottom == "shorts":
            brush.fill(oval((x, knees + 5.0), half * 0.36, half * 0.34), wear.skin.shade(-0.02))


def astride(brush: Brush, carrier: Body, body: Body, wear: Outfit) -> None:
    """The legs of who sits on shoulders, over them and down before the breast, from the foot of who carries."""
    thick = body.hip * 0.44
    for side in (-1, 1):
        hip = (side * (carrier.neck + thick), carrier.collar + 1.5)
        knee = (side * (carrier.neck + thick * 1.35), carrier.collar + 9.0)
        ankle = (side * (carrier.neck + thick), knee[1] + body.leg * 0.58)
        skin, cloth = (ink.shade(-0.04 * (side > 0)) for ink in (wear.skin, wear.lower))
        brush.fill(capsule(hip, knee, thick, thick * 0.86), cloth)
        brush.fill(capsule(knee, ankle, thick * 0.74, thick * 0.5), skin if wear.bare else cloth)
        if wear.bare:
            brush.fill(capsule(hip, between(knee, ankle, 0.12), thick, thick * 0.88), cloth)
            brush.fill(capsule((ankle[0], ankle[1] - 4.0), ankle, thick * 0.56, thick * 0.54), wear.under)
        with brush.at(ankle, angle=side * 58.0):
            shoe(brush, wear, side)
