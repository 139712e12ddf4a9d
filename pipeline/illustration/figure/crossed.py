"""The legs of who sits on the ground, seen from the front: crossed, knees to both sides; a toddler's straight ahead."""

from ..brush import Brush, between, bow, capsule, limb, mirrored, oval
from .body import Body
from .clothes import ROBES, Outfit, shoe

_THIGH, _OUT = 0.31, 0.5
"""How far to the side knees are from the hips, in lengths of the leg, and the joints of these, in their half-widths."""
_FOOT = 1.05
"""How far beyond the middle each ankle is, in half-widths of the hips."""
_ANKLE, _DARK = 5.0, 0.35
"""How high they are, in centimetres, and how dark cloth is on which edges are lighter."""

_TODDLER, _SPREAD, _PALE = 100.0, 1.2, 0.5
"""Until which stature, in centimetres, legs are too short to cross, how far out their knees are, in hips, and how light
shoes are whose soles are darker."""


def reach(body: Body) -> float:
    """How far from the middle a knee goes."""
    return body.hip * _SPREAD + 6.0 if _is_small(body) else _knee(body) + body.hip * 0.45


def draw(brush: Brush, body: Body, wear: Outfit) -> None:
    """Thighs over the hem of what is worn above, a shin over the other, both feet below the knees; a skirt over all."""
    for part in (_skirt, _ahead) if _is_small(body) else (_crossed, _skirt):
        part(brush, body, wear)


def _skirt(brush: Brush, body: Body, wear: Outfit) -> None:
    if not (wear.skirted or wear.bottom in ROBES):
        return
    ink, wide, thick, hem = wear.skirt, reach(body), body.hip * 0.5, -body.leg * 0.42
    cloth = mirrored((0, -body.leg - 9.0), (body.hip * 0.98, -body.leg - 8.0), (wide * 0.8, -thick * 2.1),
                     (wide, -thick), (wide * 0.8, hem), (0, hem + 1.5))  # fmt: skip
    brush.fill(cloth, ink.shade(0.02))
    for side in (-1, 1):
        start, middle = (side * body.hip * 0.4, -body.leg - 2.0), (side * wide * 0.5, -thick * 1.6)
        brush.line(bow(start, middle, (side * wide * 0.8, hem)), ink.shade(-0.06), 0.9)


def _ahead(brush: Brush, body: Body, wear: Outfit) -> None:
    """The short legs of a toddler, spread and towards the viewer, the soles of both shoes before them."""
    thick, foot = body.hip * 0.46, body.hip * 0.96
    for side in (-1, 1):
        skin, cloth = (ink.shade(-0.02 - 0.045 * (side > 0)) for ink in (wear.skin, wear.lower))
        hip, knee = (side * body.hip * 0.45, -body.leg * 0.9), (side * body.hip * _SPREAD, -thick * 1.3)
        shape = limb((hip, knee, (side * foot, -6.0)), (thick, thick * 0.94, thick * 0.94, thick * 0.82))
        brush.fill(shape, skin if wear.bare else cloth)
        if wear.bottom == "shorts":
            brush.fill(capsule(hip, between(hip, knee, 0.7), thick * 1.06, thick * 1.06), cloth)
        with brush.at((side * foot, -6.6), angle=side * 14.0):
            brush.fill(oval((0, 0), 5.0, 6.6), wear.shoe)
            brush.fill(oval((0, 0), 3.7, 5.2), wear.shoe.shade(-0.1 if wear.shoe.lightness > _PALE else 0.2))


def _crossed(brush: Brush, body: Body, wear: Outfit) -> None:
    thick = body.hip * 0.5
    for side in (-1, 1):
        hip, knee = (side * body.hip * _OUT, -body.leg + 1.0), (side * _knee(body), -thick * 1.35)
        brush.fill(limb((hip, between(hip, knee, 0.5), knee), (thick, thick * 0.94, thick * 0.9, thick * 0.84)),
                   wear.lower.shade(-0.02))  # fmt: skip
    for side in (-1, 1):
        knee, ankle = (side * _knee(body), -thick * 1.2), (-side * body.hip * _FOOT, -_ANKLE)
        ink = (wear.skin if wear.bare else wear.lower).shade(-0.075 if side < 0 else -0.045)
        slim = 0.62 if wear.bare else 0.78
        shin = capsule(knee, ankle, thick * slim, thick * slim * 0.72)
        brush.fill(shin, ink)
        brush.line(shin, ink.shade(0.07 if ink.lightness < _DARK else -0.05), 0.8)
        if wear.bare:
            brush.fill(capsule(between(ankle, knee, 0.1), ankle, thick * 0.47, thick * 0.45), wear.under)
    for side in (-1, 1):
        with brush.at((side * body.hip * _FOOT, -_ANKLE), max(body.hip / 20.0, 1.0) * 0.94, side * -6.0):
            shoe(brush, wear, side)


def _is_small(body: Body) -> bool:
    return body.stature < _TODDLER


def _knee(body: Body) -> float:
    return body.hip * _OUT + (body.leg + body.lowered) * _THIGH
