"""Legs that are over something else: thighs towards the viewer, and those of who sits on shoulders."""

from ..brush import Brush, between, bow, capsule, mirrored
from .body import SEAT, Body
from .clothes import ROBES, Outfit, shoe, skirt_ink


def lap(brush: Brush, body: Body, wear: Outfit) -> None:
    """The thighs of who sits, that come towards the viewer over the hem of what is worn above."""
    if body.seat in ("", "chair aside") or wear.bottom in ("romper", *ROBES):
        return
    if wear.bottom in ("skirt", "dress"):
        ink, half = skirt_ink(wear), body.hip * 1.22
        cloth = mirrored((0, -SEAT - 11.0), (body.hip, -SEAT - 9.0), (half, -SEAT + 2.0), (half * 0.94, -SEAT + 9.0),
                         (0, -SEAT + 7.5))  # fmt: skip
        brush.fill(cloth, ink.shade(0.025))
        for side in (-1, 1):
            x, y = side * body.hip * 0.62, -SEAT + 6.0
            brush.line(bow((x - 5.0, y - 2.5), (x, y), (x + 5.0, y - 2.5)), ink.shade(-0.06), 0.9)
        return
    between_thighs = mirrored((0, -SEAT - 10.0), (body.hip * 0.5, -SEAT - 9.0), (body.hip * 0.5, -SEAT + 2.0),
                              (0.3, -SEAT + 6.0))  # fmt: skip
    brush.fill(between_thighs, wear.lower.shade(-0.03))
    for side in (-1, 1):
        thigh = (side * body.hip * 0.5, -SEAT - 5.0), (side * body.hip * 0.66, -SEAT + 7.0)
        ink, (x, y) = wear.lower.shade(-0.045 * (side > 0)), thigh[1]
        brush.fill(capsule(*thigh, body.hip * 0.5, body.hip * 0.47), ink)
        brush.line(bow((x - 4.5, y + 3.5), (x, y + 6.5), (x + 4.5, y + 3.5)), ink.shade(-0.06), 0.9)


def astride(brush: Brush, carrier: Body, body: Body, wear: Outfit) -> None:
    """The legs of who sits on shoulders, over them and down before the breast, from the foot of who carries."""
    bare, thick = wear.bottom in ("skirt", "dress", "shorts"), body.hip * 0.44
    for side in (-1, 1):
        hip = (side * (carrier.neck + thick), carrier.collar + 1.5)
        knee = (side * (carrier.neck + thick * 1.35), carrier.collar + 9.0)
        ankle = (side * (carrier.neck + thick), knee[1] + body.leg * 0.58)
        skin, cloth = (ink.shade(-0.04 * (side > 0)) for ink in (wear.skin, wear.lower))
        brush.fill(capsule(hip, knee, thick, thick * 0.86), cloth)
        brush.fill(capsule(knee, ankle, thick * 0.74, thick * 0.5), skin if bare else cloth)
        if bare:
            brush.fill(capsule(hip, between(knee, ankle, 0.12), thick, thick * 0.88), cloth)
            brush.fill(capsule((ankle[0], ankle[1] - 4.0), ankle, thick * 0.56, thick * 0.54), wear.under)
        with brush.at(ankle, angle=side * 58.0):
            shoe(brush, wear, side)
