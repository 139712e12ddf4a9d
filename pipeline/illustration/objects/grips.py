"""Large hands that rise out of their sleeves: with what they hold, and with what they give. Knows no motif."""

import random
from collections.abc import Callable, Sequence

from ..air import Air
from ..brush import Brush, blob, box, lines, merged, oval, polygon
from ..inks import Ink, told_apart
from .drawable import Draw, placed

_Held = Callable[[Brush, Air, random.Random], None]


def forearm(brush: Brush, air: Air, ink: Ink | None = None) -> None:
    """The sleeve below a hand that rises, which goes out of the picture."""
    ink = ink or air.inks.deep(0.56)
    brush.fill(polygon((-27, 1), (27, 1), (46, 190), (56, 1200), (-56, 1200), (-46, 190)), ink)
    brush.fill(polygon((8, 1), (27, 1), (46, 190), (56, 1200), (20, 1200), (16, 190)), ink.shade(-0.05))


def cuffs(brush: Brush, air: Air, ink: Ink | None = None) -> None:
    """The cuff of a shirt, and the end of a sleeve over it, at the wrist."""
    brush.fill(box(-25, -40, 50, 22, 4), air.inks.white)
    brush.fill(merged(box(-27, -29, 54, 32), oval((0, -29), 27, 3.5)), ink or air.inks.deep(0.56))


def skins(air: Air) -> Sequence[Ink]:
    """The skins that one tells from what is behind a hand: a wall or the sky, if it is day."""
    behind = air.inks.tone(air.haze, 0.92)
    return [skin for skin in air.inks.skins if air.evening or told_apart(skin, behind) > 0.7] or air.inks.skins


def nail(air: Air, skin: Ink) -> Ink:
    """The nails of the hand of who gives: a woman's are painted."""
    return air.inks.plain.deep(0.5) if air.hands[:1] == ("female",) else skin.shade(0.07)


def pinched(what: Draw) -> _Held:
    """A hand that holds something between thumb and fingers, whose place there is in the origin."""

    def drawn(brush: Brush, air: Air, rng: random.Random) -> None:
        _pinch(brush, air, what, rng.choice(skins(air)))

    return drawn


def lowered(what: Draw) -> Draw:
    """Something that stands on the origin, as it is where a hand holds its lower edge."""
    return placed(what, (8, 22), 0.8, -8)


def _pinch(brush: Brush, air: Air, what: Draw, skin: Ink) -> None:
    forearm(brush, air)
    brush.fill(_BACK, skin.shade(-0.05))
    for x, y, end in ((-48, -128, -170), (-26, -134, -180), (-4, -136, -178)):
        brush.line(lines((x * 0.6, y), (x, end)), skin.shade(-0.06), 17)
    cuffs(brush, air)
    with brush.at((-42, -146)):
        what(brush, air)
    brush.fill(_PINCH, skin)
    brush.fill(oval((-33, -140), 4.6, 6.0), nail(air, skin))


def _palm(brush: Brush, air: Air, skin: Ink, ink: Ink) -> None:
    """An open hand: its palm, the fingers side by side, the thumb beside it."""
    forearm(brush, air, ink)
    brush.line(lines((24, -66), (46, -92), (50, -116)), skin.shade(-0.04), 19)
    for i, (x, end) in enumerate(((-30, -168), (-11, -184), (8, -182), (26, -166))):
        brush.line(lines((x * 0.8, -96), (x, end)), skin.shade(-0.07), 19)
        brush.line(lines((x * 0.8, -96), (x - 1, end + 1)), skin.shade(0.01 * (i % 2)), 17)
    brush.fill(_FLAT, skin)
    cuffs(brush, air, ink)


def passing(what: Draw) -> _Held:
    """A hand that lets something hang, over the open palm of another where it is given."""

    def drawn(brush: Brush, air: Air, rng: random.Random) -> None:
        gives, takes = rng.sample(skins(air), 2)
        if len(air.hands) > 1:
            with brush.at((-112, -6), 0.78, _REST):
                _palm(brush, air, takes, air.inks.warm(0.79))
        with brush.at((84, -66), 0.78, -_LEAN):
            _pinch(brush, air, placed(what, angle=_LEAN), gives)

    return drawn


def writing(sheet: Draw, pen: Draw) -> _Held:
    """A hand that writes with a pen on what lies on a table before the viewer, where what is written ends."""

    def drawn(brush: Brush, air: Air, rng: random.Random) -> None:
        wood = air.inks.warm(0.58 if air.evening else 0.82)
        brush.fill(box(-3000, -112, 6000, 1400), wood)
        brush.fill(box(-3000, -112, 6000, 7), wood.shade(0.06))
        for y in (-66.0, 96.0, 240.0):
            brush.line(lines((-3000, y), (3000, y)), wood.shade(-0.03), 1.6)
        sheet(brush, air)
        with brush.at((101, -2), 0.62, -_WRITES):
            _pinch(brush, air, placed(pen, angle=_WRITES + 24.0), rng.choice(skins(air)))

    return drawn


def palmed(what: Draw) -> _Held:
    """An open hand from its side, with something that stands on it."""

    def drawn(brush: Brush, air: Air, rng: random.Random) -> None:
        skin = rng.choice(skins(air))
        forearm(brush, air)
        brush.line(lines((30, -66), (62, -92), (72, -106)), skin.shade(-0.06), 20)
        with brush.at((-4, -88), 1.05):
            what(brush, air)
        brush.fill(_CUPPED, skin)
        cuffs(brush, air)
        for y in (-84, -73):
            brush.line(lines((-84, y - 4), (-40, y + 4)), skin.shade(-0.09), 2.4)

    return drawn


_WRITES = 50.0
"""How far from upright the arm is of who writes, in degrees."""
_LEAN, _REST = 52.0, 64.0
"""How far from upright the arm is of who gives, and of who takes, in degrees."""
_BACK = blob((-17, -20), (-17, -20), (-19, -44), (-34, -74), (-44, -106), (-40, -136), (-10, -148), (22, -138),
             (36, -108), (32, -70), (19, -44), (17, -20), (17, -20))  # fmt: skip
"""The wrist and the back of the hand behind what it holds."""
_PINCH = blob((19, -44), (19, -44), (32, -70), (36, -100), (24, -122), (-6, -138), (-30, -148), (-41, -141),
              (-37, -130), (-16, -112), (-6, -92), (-16, -70), (-19, -44), (-19, -44))  # fmt: skip
"""The ball of the thumb, and the thumb on what it holds."""
_FLAT = blob((-17, -20), (-17, -20), (-20, -44), (-34, -70), (-36, -100), (-26, -112), (0, -116), (24, -110),
             (34, -92), (32, -62), (20, -44), (17, -20), (17, -20))  # fmt: skip
"""The wrist and the palm of an open hand."""
_CUPPED = blob((-17, -20), (-17, -20), (-24, -40), (-60, -60), (-92, -80), (-98, -94), (-86, -100), (-40, -88),
               (20, -88), (44, -84), (40, -60), (24, -42), (17, -20), (17, -20))  # fmt: skip
"""The wrist and the hand on which something stands, its fingers to the left."""
