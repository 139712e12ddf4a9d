"""People from behind: the back of a head with its hair, and of what is worn. Knows no poses and no scenes."""

from collections.abc import Callable
from dataclasses import replace

from ..brush import Brush, Path, blob, bow, box, curve, lines, mirrored, oval
from ..inks import Ink, Inks
from . import collars, hats, shirts, uniforms
from .body import Body
from .clothes import LONG, Outfit, torso
from .face import ears, over_shoulders, skull
from .hair import CUTS, Cut
from .tops import neck
from .traits import Traits

_NAPE = mirrored((0, -1.1), (0.6, -0.95), (0.92, -0.4), (0.88, 0.26), (0.7, 0.7), (0.34, 0.86), (0, 0.82))
"""Short hair down to the neck."""
_RING = mirrored((0, -0.06), (0.5, -0.2), (0.93, -0.36), (0.92, 0.2), (0.7, 0.7), (0.34, 0.86), (0, 0.82))
"""What is left of it around a bald crown."""
_TAIL = blob((-0.2, -0.5), (0.2, -0.5), (0.5, 0.3), (0.36, 1.2), (0, 1.9), (0, 1.9), (-0.36, 1.2), (-0.5, 0.3))
_TIED = {
    "ponytail": (_TAIL, (0.0, -0.5)), "bun": (oval((0, -1.12), 0.46, 0.42), (0.0, -0.74)),
    "low bun": (oval((0, 0.6), 0.44, 0.42), (0.0, 0.22)),
}  # fmt: skip
"""What hangs or stands in the middle of the back of a head, and where it is tied."""
_DOWN = box(-0.9, 0.2, 1.8, 3.7, 0.4)
"""Between the locks of hair that falls to the waist."""
_STRANDS = (-0.62, -0.28, 0.08, 0.44, 0.72)


def head(brush: Brush, traits: Traits) -> None:
    """The back of a head with all hair and what is on it. Its centre is the origin and its half-height 1."""
    cut, skin = traits.cut, traits.skin.shade(-0.03)
    covered = traits.hat in hats.SHAWLS
    if cut.shows_ears and not covered:
        ears(brush, traits)
    brush.fill(skull(traits), skin)
    if covered:
        _shawl(brush, traits)
        return
    if cut.front is not None:
        _haired(brush, traits)
    if traits.hat:
        (_BARE.get(traits.hat) or hats.HATS[traits.hat])(brush, traits.inks, traits.ribbon)
        hats.behind(brush, traits.inks, traits.hat, traits.ribbon)
    elif traits.tied:
        hats.bows(brush, traits.bow_ink, cut.ties)


def _haired(brush: Brush, traits: Traits) -> None:
    """The hair, with its strands and where it is tied."""
    cut = traits.cut
    for shape in _parts(cut):
        brush.fill(shape, traits.hair)
        with brush.inside(shape):
            for x in _STRANDS:
                brush.line(curve((x * 0.5, -1.1), (x, -0.2), (x * 1.2, 3.8)), traits.hair.shade(-0.06), 0.05)
    if cut.plaits:
        over_shoulders(brush, traits)
    if tied := _tied(cut):
        shape, (x, y) = tied
        brush.fill(shape, traits.hair.shade(-0.04))
        brush.line(bow((x - 0.22, y), (x, y + 0.1), (x + 0.22, y)), traits.ribbon, 0.11)
    if not traits.hat:
        brush.line(curve((-0.56, -0.56), (-0.36, -0.86), (0.06, -0.98)), traits.hair.shade(0.07), 0.07)


def _parts(cut: Cut) -> list[Path]:
    """What one sees of a cut, from the head outwards."""
    if cut.front is None or cut == CUTS["balding"]:
        return [_RING]
    long = (cut.locks, _DOWN) if cut.locks is not None else ()
    return [cut.front, _NAPE, *((cut.back,) if cut.back is not None and not _tied(cut) else ()), *long]


def _tied(cut: Cut) -> tuple[Path, tuple[float, float]] | None:
    return next((_TIED[name] for name in _TIED if cut == CUTS[name]), None)


def _shawl(brush: Brush, traits: Traits) -> None:
    """A hijab down over the shoulders, or a kerchief with its corner on the back."""
    ink = traits.ribbon
    low = 1.9 if traits.hat == "hijab" else 1.5
    wide = 1.2 if traits.hat == "hijab" else 0.5
    shape = mirrored(
        (0, -1.24), (0.7, -1.06), (1.08, -0.4), (1.06, 0.5), (wide, 1.2), (wide * 0.8, low), (0, low + 0.3)
    )
    brush.fill(shape, ink)
    with brush.inside(shape):
        for x in (-0.6, -0.1, 0.5):
            brush.line(curve((x * 0.4, -0.3), (x, 0.7), (x * 1.4, 2.2)), ink.shade(-0.07), 0.06)
    brush.line(curve((-0.98, 0.5), (0.0, 0.86), (0.98, 0.5)), ink.shade(-0.09), 0.06)


def _band(brush: Brush, _: Inks, ink: Ink) -> None:
    """A cap whose peak is in front: its crown, and the strap over an opening."""
    crown = mirrored((0, -1.34), (0.53, -1.25), (0.96, -0.74), (0.98, -0.24), (0.5, -0.2), (0, -0.2))
    brush.fill(crown, ink)
    brush.fill(oval((0, -0.34), 0.3, 0.16), ink.shade(-0.2))
    brush.line(bow((-0.4, -0.22), (0, -0.12), (0.4, -0.22)), ink.shade(-0.08), 0.12)


_BARE: dict[str, Callable[[Brush, Inks, Ink], None]] = {
    "cap": _band, "peaked cap": lambda brush, inks, _: _band(brush, inks, inks.deep(0.46)),
}  # fmt: skip
"""Hats that look otherwise from behind."""


def trunk(brush: Brush, body: Body, wear: Outfit) -> None:
    """The clothed back with the neck, from the hips up."""
    shape, braced = torso(body), wear.top in _BRACED
    cloth = wear.cloth if braced else wear
    brush.fill(shape, cloth.main)
    with brush.inside(shape):
        _ALL_ROUND.get(wear.top, shirts.light)(brush, body, cloth)
        if braced:
            _braces(brush, body, wear)
        elif wear.top in _SEAMED:
            hip, wide = -body.leg + 6, body.shoulder * 1.2
            brush.line(lines((0, body.collar), (0, hip)), wear.main.shade(-0.08), 0.9)
            brush.line(lines((0, hip - 16), (0, hip)), wear.main.shade(-0.16), 1.4)
            yoke = curve((-wide, body.collar + 9), (0, body.collar + 11), (wide, body.collar + 9))
            brush.line(yoke, wear.main.shade(-0.06 * (wear.top in ("jacket", "denim", "varsity"))), 0.8)
    neck(brush, body, wear.skin, deep=False)
    _collar(brush, body, cloth)
    if wear.extra == "apron":
        brush.fill(box(-body.waist, body.belt - 2, body.waist * 2, 3.4), wear.trim)
        with brush.at((0, body.belt), 9.0):
            hats.bows(brush, wear.trim, ((0.0, 0.0),))
    if wear.extra == "scarf":
        collars.turtleneck(brush, body, replace(wear, main=wear.trim))
        end = box(body.neck * 0.3, body.collar - 4, body.neck, body.chest - body.collar + 14, 1)
        brush.fill(end, wear.trim.shade(-0.06))  # below hair that hides the roll


def _braces(brush: Brush, body: Body, wear: Outfit) -> None:
    """Straps that cross on the back, over a shirt, and what they hold from the belt down."""
    wide = body.waist * 0.72
    for side in (-1, 1):
        strap = lines((side * body.neck * 1.7, body.collar - 3), (-side * wide * 0.8, body.belt))
        brush.line(strap, wear.main.shade(-0.05), 3.8)
    brush.fill(box(-body.hip * 1.2, body.belt - 3, body.hip * 2.4, 60), wear.main)


def _collar(brush: Brush, body: Body, wear: Outfit) -> None:
    """What lies around the neck from behind: a hood, a roll, the edge of a shirt over a jacket, a collar or a hem."""
    n, y, ink = body.neck, body.collar, wear.main
    if wear.top in ("hoodie", "raincoat"):
        hood = blob((-n * 1.7, y - 4), (0, y - 7), (n * 1.7, y - 4), (n * 1.9, y + 5), (0, y + 17), (-n * 1.9, y + 5))
        brush.fill(hood, ink.shade(-0.05))
        brush.line(curve((-n * 1.5, y - 2), (0, y + 3), (n * 1.5, y - 2)), ink.shade(-0.12), 0.9)
    elif wear.top in _ROLLED:
        collars.turtleneck(brush, body, wear)
    elif wear.top in _COLLARED:
        if wear.top in _SEAMED:
            brush.fill(box(-n * 1.08, y - 8.4, n * 2.16, 6, 2), wear.under)
        band = mirrored((0, y - 7), (n * 1.12, y - 7), (n * 1.4, y - 0.5), (0, y + 4))
        brush.fill(band, ink.shade(0.04))
        brush.line(curve((-n * 1.4, y - 0.5), (0, y + 4), (n * 1.4, y - 0.5)), ink.shade(-0.1), 0.8)
    else:
        brush.fill(mirrored((0, y - 0.4), (n * 1.25, y - 2.6), (n * 1.3, y + 2), (0, y + 4)), ink)
        brush.line(bow((-n * 1.25, y - 2.6), (0, y + 1.6), (n * 1.25, y - 2.6)), ink.shade(-0.08), 1.8)


_BRACED = "dungarees", "pinafore"
_SEAMED = "suit", "blazer", "coat", "white coat", "jacket", "denim", "varsity", "open shirt", "cardigan"
"""What has a seam down the back, over a shirt."""
_ROLLED = "turtleneck", "parka", "coat", "chef", "track"
_COLLARED = "suit", "blazer", "white coat", "jacket", "denim", "open shirt", "vest", "shirt", "blouse", "gown"
_ALL_ROUND: dict[str, Callable[[Brush, Body, Outfit], None]] = {
    "stripes": shirts.stripes, "sweater": shirts.sweater, "turtleneck": shirts.turtle, "dress": shirts.dress,
    "hi-vis": uniforms.hi_vis,
}  # fmt: skip
"""What looks alike from all sides."""


def tails(brush: Brush, body: Body, wear: Outfit) -> None:
    """The part of a long coat below the hips, slit in the middle."""
    if wear.top not in LONG:
        return
    hem, high = body.hem(0.42), -body.leg - 3.0
    half, wide = body.hip * 1.035, body.hip * 1.16
    tail = mirrored((0, high), (half, high), (half, high), (wide, hem), (wide, hem), (0, hem + 1))
    brush.fill(tail, wear.main.shade(-0.02))
    brush.line(lines((0, high), (0, hem + 1)), wear.main.shade(-0.12), 1.2)
