"""The clothed trunk with its neck. Knows no arms, faces or scenes."""

from collections.abc import Callable

from ..brush import Brush, blob, oval
from ..inks import Ink
from . import collars, jackets, shirts, uniforms
from .body import Body
from .clothes import Outfit, torso

_OPEN = ("suit", "blazer", "coat", "open shirt", "cardigan", "dungarees", "pinafore", "vest", "varsity", "white coat")
"""Under which something else is seen."""


def top(brush: Brush, body: Body, wear: Outfit) -> None:
    """The clothed trunk with the neck: neckline, collar and what is special to the garment."""
    trunk = torso(body)
    base = wear.under if wear.top in _OPEN else wear.main
    brush.fill(trunk, base)
    with brush.inside(trunk):
        if wear.top in _PATTERNS:
            _PATTERNS[wear.top](brush, body, wear)
        elif base == wear.main:
            shirts.light(brush, body, base)
    neck(brush, body, wear.skin, _NECKLINES.get(wear.top, "crew"))
    if wear.top in _COLLARS:
        _COLLARS[wear.top](brush, body, wear)
    if wear.extra == "scarf":
        collars.scarf(brush, body, wear)
    if wear.extra == "belly":
        uniforms.belly(brush, body, wear)
    if wear.extra == "stethoscope":
        uniforms.stethoscope(brush, body, wear.trim, wear.under)


def neck(brush: Brush, body: Body, skin: Ink, line: str) -> None:
    """The neck and the skin that the neckline shows."""
    n, y = body.neck, body.collar
    stem = blob(
        (-n, y - 14), (-n, y - 14), (n, y - 14), (n, y - 14), (n, y - 5), (n * 1.25, y - 0.5), (n * 1.25, y - 0.5),
        (0, y + 3.2), (-n * 1.25, y - 0.5), (-n * 1.25, y - 0.5), (-n, y - 5),
    )  # fmt: skip
    brush.fill(stem, skin)
    if line == "v":
        brush.fill(
            blob(
                (-n * 1.3, y - 1.5), (-n * 1.3, y - 1.5), (n * 1.3, y - 1.5), (n * 1.3, y - 1.5), (0.5, y + n * 2.2),
                (0, y + n * 2.3), (-0.5, y + n * 2.2),
            ),
            skin,
        )  # fmt: skip
    with brush.inside(stem):
        brush.fill(oval((n * 0.25, y - 9.5), n * 1.7, 8.2), skin.shade(-0.1))


_Garment = Callable[[Brush, Body, Outfit], None]
_PATTERNS: dict[str, _Garment] = {
    "suit": jackets.suit,
    "blazer": jackets.blazer,
    "coat": jackets.blazer,
    "parka": jackets.parka,
    "open shirt": jackets.open_shirt,
    "varsity": jackets.varsity,
    "cardigan": jackets.cardigan,
    "vest": jackets.vest,
    "stripes": shirts.stripes,
    "tee": shirts.emblem,
    "dungarees": shirts.dungarees,
    "pinafore": shirts.pinafore,
    "hoodie": shirts.hoodie,
    "sweater": shirts.sweater,
    "turtleneck": shirts.turtle,
    "dress": shirts.dress,
    "white coat": uniforms.white_coat,
    "hi-vis": uniforms.hi_vis,
    "chef": uniforms.chef,
    "apron": uniforms.apron,
    "gown": uniforms.gown,
    "track": uniforms.track,
}
_COLLARS: dict[str, _Garment] = {
    "suit": collars.shirt_collar,
    "cardigan": collars.shirt_collar,
    "vest": collars.shirt_collar,
    "pinafore": collars.shirt_collar,
    "shirt": collars.shirt,
    "hoodie": collars.hood,
    "turtleneck": collars.turtleneck,
    "coat": collars.turtleneck,
    "parka": collars.turtleneck,
    "blouse": collars.blouse,
    "dress": collars.pendant,
    "sweater": collars.crew,
    "white coat": collars.shirt_collar,
    "hi-vis": collars.crew,
    "chef": collars.turtleneck,
    "apron": collars.shirt_collar,
    "gown": collars.shirt_collar,
    "track": collars.turtleneck,
    "tee": collars.crew,
    "stripes": collars.crew,
}
_NECKLINES = {"blazer": "v", "dress": "v", "open shirt": "crew", "coat": "crew"}
