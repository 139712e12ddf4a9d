"""The clothed trunk with its neck. Knows no arms, faces or scenes."""

from collections.abc import Callable
from typing import NamedTuple

from ..brush import Brush, blob, box, oval
from ..inks import Ink
from . import collars, jackets, shirts, uniforms
from .body import Body
from .clothes import Outfit, sleeve_ink, torso


def top(brush: Brush, body: Body, wear: Outfit) -> None:
    """The clothed trunk with the neck: neckline, collar and what is special to the garment."""
    trunk, garment = torso(body), _GARMENTS.get(wear.top, _Garment())
    base = wear.under if garment.shows else wear.main
    brush.fill(trunk, wear.main)
    with brush.inside(trunk):
        if garment.shows:  # short of the edges, where it would shine through what is over it
            half = body.shoulder * 0.8 if sleeve_ink(wear) == wear.main else body.shoulder * 2
            brush.fill(box(-half, body.collar - 6.0, half * 2, 10.0 - body.leg - body.collar), base)
        if garment.pattern:
            garment.pattern(brush, body, wear)
        elif base == wear.main:
            shirts.light(brush, body, wear)
    neck(brush, body, wear.skin, garment.deep)
    if garment.collar:
        garment.collar(brush, body, wear)
    if worn := _EXTRAS.get(wear.extra):
        worn(brush, body, wear)


def neck(brush: Brush, body: Body, skin: Ink, deep: bool) -> None:
    """The neck and the skin that the neckline shows: more of it in a V."""
    n, y = body.neck, body.collar
    stem = blob(
        (-n, y - 14), (-n, y - 14), (n, y - 14), (n, y - 14), (n, y - 5), (n * 1.25, y - 0.5), (n * 1.25, y - 0.5),
        (0, y + 3.2), (-n * 1.25, y - 0.5), (-n * 1.25, y - 0.5), (-n, y - 5),
    )  # fmt: skip
    brush.fill(stem, skin)
    if deep:
        vee = [(-n * 1.3, y - 1.5)] * 2 + [(n * 1.3, y - 1.5)] * 2
        brush.fill(blob(*vee, (0.5, y + n * 2.2), (0, y + n * 2.3), (-0.5, y + n * 2.2)), skin)
    with brush.inside(stem):
        brush.fill(oval((n * 0.25, y - 9.5), n * 1.7, 8.2), skin.shade(-0.1))


_Part = Callable[[Brush, Body, Outfit], None]


class _Garment(NamedTuple):
    """What is drawn of a garment on the trunk and around the neck."""

    pattern: _Part | None = None
    collar: _Part | None = None
    shows: bool = False
    """Whether something else is seen under it."""
    deep: bool = False
    """Whether its neckline is a V."""


_EXTRAS: dict[str, _Part] = {
    "scarf": collars.scarf, "tie": collars.tie, "bow tie": collars.bow_tie, "badge": uniforms.badge,
    "apron": uniforms.apron, "belly": uniforms.belly, "stethoscope": uniforms.stethoscope,
}  # fmt: skip
"""What is worn over a garment."""
_GARMENTS: dict[str, _Garment] = {
    "suit": _Garment(jackets.suit, collars.shirt_collar, shows=True),
    "blazer": _Garment(jackets.blazer, shows=True, deep=True),
    "coat": _Garment(jackets.blazer, collars.turtleneck, shows=True),
    "raincoat": _Garment(jackets.raincoat, collars.hood),
    "jacket": _Garment(jackets.zipped, collars.points_of, shows=True),
    "denim": _Garment(jackets.denim, collars.points_of, shows=True),
    "parka": _Garment(jackets.parka, collars.turtleneck),
    "open shirt": _Garment(jackets.open_shirt, shows=True),
    "varsity": _Garment(jackets.varsity, shows=True),
    "cardigan": _Garment(jackets.cardigan, collars.shirt_collar, shows=True),
    "vest": _Garment(jackets.vest, collars.shirt_collar, shows=True),
    "stripes": _Garment(shirts.stripes, collars.crew),
    "tee": _Garment(shirts.emblem, collars.crew),
    "dungarees": _Garment(shirts.dungarees, shows=True),
    "pinafore": _Garment(shirts.pinafore, collars.shirt_collar, shows=True),
    "hoodie": _Garment(shirts.hoodie, collars.hood),
    "sweater": _Garment(shirts.sweater, collars.crew),
    "turtleneck": _Garment(shirts.turtle, collars.turtleneck),
    "dress": _Garment(shirts.dress, collars.pendant, deep=True),
    "white coat": _Garment(uniforms.white_coat, collars.shirt_collar, shows=True),
    "hi-vis": _Garment(uniforms.hi_vis, collars.crew),
    "chef": _Garment(uniforms.chef, collars.turtleneck),
    "gown": _Garment(uniforms.gown, collars.shirt_collar),
    "track": _Garment(uniforms.track, collars.turtleneck),
    "shirt": _Garment(None, collars.shirt),
    "blouse": _Garment(None, collars.blouse),
}
