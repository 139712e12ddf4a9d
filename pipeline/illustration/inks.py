"""Every ink of an illustration, derived in OKLCh from the colours of a kit. Knows nothing of shapes or scenes."""

import math
from collections.abc import Callable
from copy import copy
from typing import NamedTuple, get_args

import numpy as np

from brand import ColourRole, Kit
from brand.oklch import oklch, srgb
from brand.skin import skin
from errors import complete

ROLES: tuple[ColourRole, ...] = get_args(ColourRole)
_GOLDEN = 86.0
"""The hue of fair hair, in degrees."""


class Ink(NamedTuple):
    """A colour in OKLCh: lightness 0 to 1, chroma, hue in degrees. Chroma beyond sRGB is reduced when painted."""

    lightness: float
    chroma: float
    hue: float

    def shade(self, by: float) -> "Ink":
        """The same hue, lighter (by > 0) or darker (by < 0)."""
        return Ink(min(max(self.lightness + by, 0.12), 0.995), self.chroma, self.hue)

    def tinted(self, by: float) -> "Ink":
        """The same as `shade`, but a tint loses chroma by the edge of sRGB."""
        other = self.shade(by)
        return other.pale(min(1.0, ((1 - other.lightness) / (1 - self.lightness)) ** 0.75))

    def at(self, lightness: float) -> "Ink":
        """The same hue at another lightness."""
        return Ink(lightness, self.chroma, self.hue)

    def pale(self, share: float) -> "Ink":
        """The same lightness with a share of the chroma."""
        return Ink(self.lightness, self.chroma * share, self.hue)

    def rgb(self) -> tuple[int, int, int]:
        """sRGB, 0 to 255 each."""
        return srgb(round(self.lightness, 3), round(self.chroma, 3), round(self.hue, 1))


class Hue(NamedTuple):
    """What is called by the name of a colour: how light and full it is, and the hues that are called so, in degrees."""

    lightness: float
    chroma: float
    first: float
    last: float


HUES: dict[str, Hue] = {
    "red": Hue(0.57, 0.2, 20, 25), "pink": Hue(0.86, 0.09, 5, 18.5), "orange": Hue(0.76, 0.135, 52, 60),
    "yellow": Hue(0.875, 0.124, 84, 104), "green": Hue(0.56, 0.12, 135, 174), "turquoise": Hue(0.8, 0.11, 185, 192),
    "blue": Hue(0.54, 0.17, 255, 264), "violet": Hue(0.5, 0.16, 288, 312), "lilac": Hue(0.77, 0.11, 290, 312),
    "light blue": Hue(0.82, 0.085, 240, 258), "mint": Hue(0.9, 0.075, 160, 174), "burgundy": Hue(0.42, 0.12, 12, 24),
}  # fmt: skip


_GREYISH = 0.04
"""Chroma below which a colour has no hue to speak of."""


_NEAR = 24.0
"""Degrees of hue within which a colour is one of the kit's."""


_UNLIKE, _PALEST, _FULL = 0.13, 0.95, 0.125
"""How far apart in OKLab inks are that one tells from each other, how light what has a colour is at most, and how full
it is that is darker."""


def apart(one: Ink, other: Ink) -> float:
    """Degrees of hue between two inks, 0 to 180."""
    return abs((one.hue - other.hue + 180) % 360 - 180)


def told_apart(ink: Ink, ground: Ink) -> float:
    """How well one tells two inks apart: 1 where that is easy."""
    off = _off(ink, ground) + (ink.lightness - ground.lightness) ** 2
    return min(math.sqrt(off) / _UNLIKE, 1.0)


def _off(ink: Ink, ground: Ink) -> float:
    """The square of how far apart two inks are in OKLab but for their lightness."""
    turn = math.radians(apart(ink, ground))
    return max(ink.chroma**2 + ground.chroma**2 - 2 * ink.chroma * ground.chroma * math.cos(turn), 0.0)


def standing_off(ink: Ink, ground: Ink) -> Ink:
    """The ink, or what is lighter, or darker and fuller, of it where one would take it for the ground."""
    step = math.sqrt(max(_UNLIKE**2 - _off(ink, ground), 0.0))
    if abs(ink.lightness - ground.lightness) >= step:
        return ink
    steps = [ground.lightness + by for by in (step, -step) if ground.lightness + by <= _PALEST]
    lightness = min(steps, key=lambda lightness: abs(lightness - ink.lightness))
    fuller = max(ink.chroma, min(ink.chroma * 1.5, _FULL)) if lightness < ink.lightness else ink.chroma
    return Ink(lightness, fuller, ink.hue)


class Scheme(NamedTuple):
    """What may be mostly of the colour of one role, and what goes with it; where there are several, chance chooses."""

    sky: tuple[Ink, ...]
    """From high to low, by day."""
    clothes: tuple[Ink, ...]
    lowers: tuple[Ink, ...]
    trims: tuple[Ink, ...]
    shirt: Ink
    """What is seen under a jacket, unless that is white."""
    cars: tuple[Ink, ...]
    roofs: tuple[Ink, ...]
    walls: tuple[Ink, ...]
    """What goes with such a roof."""
    card: tuple[Ink, Ink, Ink]
    """The ground of a bank card, and its two other inks."""


class Inks:
    """The ramps of one kit. A ramp is called with the lightness wanted."""

    def __init__(self, kit: Kit) -> None:
        self._schemes: dict[ColourRole, Scheme] = {}
        self._base: dict[ColourRole, Ink] = {role: Ink(*oklch(kit.by_role(role).rgb)) for role in ROLES}
        self.white = Ink(0.995, 0.002, self._base["deep"].hue)
        self.navy = Ink(0.27, 0.075, self._base["deep"].hue)
        self.black = Ink(0.2, 0.04, self.navy.hue)
        """What is said to be black: as dark as folds on it may still be told."""
        hue = min(max(self._base["warm"].hue, 36.0), 68.0)
        self.blond = Ink(0.85, 0.118, min(_GOLDEN, hue + kit.tolerances.hue * 0.9))
        """Hair that one calls fair on any skin: as yellow as the kit's warm colour may be, as far as people have it."""
        steps = ((0.885, 0.05), (0.845, 0.066), (0.79, 0.08), (0.71, 0.084), (0.61, 0.078), (0.52, 0.066))
        self.skins: tuple[Ink, ...] = tuple(Ink(lightness, chroma, hue) for lightness, chroma in steps)
        """Skin tones from fair to dark, of the warm hue as far as people have it."""
        self.plain = self
        """Those of all that is not dyed."""

    def tone(self, role: ColourRole, lightness: float) -> Ink:
        """An ink of the role's hue; shades lose chroma towards black, tints by the edge of sRGB."""
        base = self._base[role]
        chroma = base.chroma * min(1.0, 0.25 + lightness * 1.25)
        if lightness > base.lightness:
            chroma *= ((1 - lightness) / (1 - base.lightness)) ** 0.75
        elif role == "light":
            chroma *= min(1.3, 0.5 + lightness * 1.1, 1 + (base.lightness - lightness) * 3)
        return Ink(lightness, chroma, base.hue)

    def scheme(self, role: ColourRole) -> Scheme:
        """What may be of the colour of a role."""
        if role not in self._schemes:
            self._schemes[role] = SCHEMES[role](self)
        return self._schemes[role]

    def named(self, name: str) -> Ink:
        """The colour called so, as near the kit's as it may be; where they lack it, what is as light of the nearest."""
        ink = self._asked(name)
        return self.tone(self._like(ink), ink.lightness) if self.lacks(name) else ink

    def lacks(self, name: str) -> bool:
        """Whether pictures of the kit may not have the colour called so: no colour of it is of that hue, nor skin."""
        ink = self._asked(name)
        return apart(self._base[self._like(ink)], ink) >= _NEAR and bool(skin(*np.array(ink)) < 1)

    def _asked(self, name: str) -> Ink:
        lightness, chroma, first, last = HUES[name]
        inks = [Ink(lightness, chroma, min(max(base.hue, first), last)) for base in self._base.values()]
        return min(inks, key=lambda ink: apart(self._base[self._like(ink)], ink))

    def _like(self, ink: Ink) -> ColourRole:
        return min(ROLES, key=lambda role: (self._base[role].chroma < _GREYISH, apart(self._base[role], ink)))

    def brand(self, role: ColourRole) -> Ink:
        """The brand colour itself."""
        return self._base[role]

    def warm(self, lightness: float) -> Ink:
        """A tint or shade of the warm colour."""
        return self.tone("warm", lightness)

    def light(self, lightness: float) -> Ink:
        """A tint or shade of the light colour."""
        return self.tone("light", lightness)

    def deep(self, lightness: float) -> Ink:
        """A tint or shade of the deep colour."""
        return self.tone("deep", lightness)

    def grey(self, lightness: float) -> Ink:
        """A cool neutral."""
        return Ink(lightness, 0.014, self._base["deep"].hue)

    def skinned(self, skin: Ink) -> "Inks":
        """The same ramps for people of one skin."""
        other = copy(self)
        other.skins = (skin,) * len(self.skins)
        return other

    def dyed(self, ink: Ink) -> "Inks":
        """The same for something that is all of one ink, in its shades."""
        return _Dyed(self, ink)

    @property
    def hairs(self) -> tuple[Ink, ...]:
        """Natural hair from black to fair, of the warm hue as far as hair has it."""
        hue = min(max(self._base["warm"].hue, 40.0), 62.0)
        steps = ((0.235, 0.012), (0.27, 0.024), (0.31, 0.04), (0.37, 0.055), (0.44, 0.07), (0.52, 0.095))
        dark = (Ink(lightness, chroma, hue) for lightness, chroma in steps)
        return *dark, self.blond.at(0.68).pale(0.85), self.blond.at(0.8).pale(0.9)

    @property
    def dyes(self) -> tuple[Ink, ...]:
        """Hair in colours of the brand."""
        return (self.deep(0.42), self.deep(0.33).pale(0.7), self.warm(0.7))

    @property
    def silvers(self) -> tuple[Ink, ...]:
        """Grey hair, from pepper to white."""
        return (self.grey(0.56), self.grey(0.7), self.grey(0.82), self.grey(0.9), self.grey(0.95))


_MEAN, _CONTRAST = 0.74, 0.55
"""How light things are on the whole, and how much less their shades differ where all are of one ink."""


class _Dyed(Inks):
    """The inks of something that is all of one."""

    def __init__(self, plain: Inks, ink: Ink) -> None:
        vars(self).update(vars(plain))
        self.plain, self._ink, self._schemes = plain, ink, {}

    def tone(self, role: ColourRole, lightness: float) -> Ink:  # noqa: ARG002
        return self._ink.shade((lightness - _MEAN) * _CONTRAST * min(1.0, (1 - self._ink.lightness) * 3))


SCHEMES: dict[ColourRole, Callable[[Inks], Scheme]] = {
    "light": lambda inks: Scheme(
        sky=(inks.light(0.875), inks.light(0.945), inks.light(0.985)),
        clothes=(inks.light(0.907), inks.light(0.87), inks.light(0.82)),
        lowers=(inks.navy, inks.deep(0.46), inks.deep(0.36), inks.grey(0.93)),
        trims=(inks.warm(0.78), inks.deep(0.5), inks.navy),
        shirt=inks.deep(0.93),
        cars=(inks.light(0.9), inks.light(0.84)),
        roofs=(inks.light(0.86), inks.light(0.8)),
        walls=(inks.white, inks.warm(0.94), inks.light(0.96)),
        card=(inks.light(0.88), inks.light(0.95), inks.deep(0.56)),
    ),
    "warm": lambda inks: Scheme(
        sky=(inks.warm(0.875), inks.warm(0.935), inks.warm(0.98)),
        clothes=(inks.warm(0.794), inks.warm(0.81), inks.warm(0.765)),
        lowers=(inks.navy, inks.deep(0.4), inks.deep(0.33), inks.grey(0.95)),
        trims=(inks.deep(0.5), inks.navy, inks.light(0.88)),
        shirt=inks.light(0.95),
        cars=(inks.warm(0.79), inks.warm(0.74)),
        roofs=(inks.warm(0.79), inks.warm(0.74)),
        walls=(inks.white, inks.warm(0.95), inks.light(0.94)),
        card=(inks.warm(0.78), inks.warm(0.86), inks.deep(0.54)),
    ),
    "deep": lambda inks: Scheme(
        sky=(inks.deep(0.79), inks.deep(0.89), inks.deep(0.97)),
        clothes=tuple(map(inks.brand("deep").at, (0.56, 0.5, 0.43))),
        lowers=(inks.navy, inks.grey(0.93), inks.deep(0.34)),
        trims=(inks.warm(0.79), inks.light(0.88), inks.warm(0.86)),
        shirt=inks.deep(0.93),
        cars=(inks.deep(0.56), inks.deep(0.48)),
        roofs=(inks.deep(0.55), inks.deep(0.46)),
        walls=(inks.white, inks.warm(0.93), inks.light(0.94), inks.warm(0.88)),
        card=(inks.deep(0.53), inks.deep(0.62), inks.warm(0.79)),
    ),
}
"""A role of colours is told here, and in `brand/kit.py`; skies are drawn by chance in this order."""
complete(SCHEMES, ROLES, "SCHEMES of pipeline/illustration/inks.py")
