"""How day and evening and distance tint the inks of scenery. Knows no shapes."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from prompt_builder.scene import Scene, Setting, Tint
from schemas import Sex

from .inks import SCHEMES, ColourRole, Ink, Inks


@dataclass(frozen=True, slots=True)
class Air:
    """The light of one picture and the tint of its sky."""

    inks: Inks
    evening: bool
    sky: tuple[Ink, ...]
    haze: ColourRole
    spare: ColourRole = "light"
    """What neither the sky nor the subject has: the near scenery takes it."""
    dyes: Mapping[str, Inks] = field(default_factory=dict)
    """The inks of things that are said to be of a colour."""
    contents: Mapping[str, Any] = field(default_factory=dict)
    """The drawings of what is in things that are open; None where nothing is."""
    several: Collection[str] = ()
    """The things of which more than one is asked for."""
    glazed: bool = False
    """Whether rooms of their own kind have windows: the night is seen there, and a town that is told of."""
    hung: bool = True
    """Whether lamps hang from the ceiling of a room."""
    snowy: bool = False
    """Whether snow lies on the ground and on trees that shed their leaves, and nothing blooms."""
    china: bool = False
    """Whether what is drunk is in cups of the house."""
    hands: Sequence[Sex | None] = ()
    """Whose hand is seen alone, and that of who is given something by it."""
    leaves: ColourRole | None = None
    """What all trees that shed their leaves are mostly of in the season that was told."""
    card: ColourRole | Tint = "deep"
    """What bank cards are mostly of."""

    def on(self, thing: str) -> "Air":
        """The air in which a thing is drawn."""
        return replace(self, inks=self.dyes[thing]) if thing in self.dyes else self

    def ink(self, role: ColourRole, lightness: float, depth: float = 0.0) -> Ink:
        """A scenery ink at a depth: 0 beside the subject, 1 on the horizon, where everything fades into the haze."""
        if not self.evening:
            ink = self.inks.tone(role, lightness + (0.945 - lightness) * depth * 0.85)
            return ink.pale(1 - 0.3 * depth)
        if role == "warm":
            return self.inks.warm(0.42 + 0.32 * lightness - 0.1 * depth)
        dark = 0.15 + 0.43 * lightness
        ink = self.inks.tone(role, dark + (0.5 - dark) * depth * 0.75)
        return ink.shade(0.06).pale(1.45) if role == "light" else ink

    def ground(self, lightness: float, depth: float = 0.0, role: ColourRole = "light") -> Ink:
        """Grass, meadows and leaves, mostly of the light colour, or the snow on them."""
        if not self.snowy:
            return self.ink(role, lightness, depth)
        return self.inks.deep((0.7 if self.evening else 0.94) + (lightness - 0.78) * 0.35).pale(0.8)

    @property
    def behind(self) -> tuple[Ink, ...]:
        """What is mostly behind people by day: the sky or a wall of its colours, and grass and leaves."""
        return (*self.sky[1:], self.ground(0.8))

    @property
    def asphalt(self) -> Ink:
        """Roads."""
        return self.inks.deep(0.3) if self.evening else self.inks.deep(0.5).pale(0.45)

    def lit(self, glow: float = 0.93) -> Ink:
        """The ink of a window: glass by day, lamplight in the evening."""
        return self.inks.warm(glow) if self.evening else self.inks.light(0.9)


_WANTED: dict[Setting, ColourRole] = {
    "city": "warm", "mountains": "warm", "countryside": "warm", "forest": "warm", "beach": "light",
}  # fmt: skip
"""The colour that a landscape has least of: its sky has it more often than not."""


_SEASONS: dict[str, ColourRole] = {"autumn": "warm", "blossom": "light", "8 March": "light"}
"""What trees are of in the seasons that these things tell of."""


def rng_of(scene: Scene, name: str) -> random.Random:
    """Chance for one part of the picture, so that the parts do not depend on each other."""
    return random.Random(f"{scene.seed}/{name}")


def air(scene: Scene, inks: Inks, rng: random.Random) -> Air:
    """Light and sky for a picture, and what its scene tells of all that is drawn in it."""
    leaves = next((role for thing, role in _SEASONS.items() if thing in scene.things), None)
    lit = _lit(scene, inks, rng)
    card = (scene.tint or scene.accent) if "credit card" in (scene.object, *scene.things) else lit.card
    glazed = lit.evening or scene.outlook == "city"
    return replace(
        lit, glazed=glazed, snowy=scene.snowy, leaves=leaves, china=scene.china, hands=scene.hands or (), card=card
    )


def _lit(scene: Scene, inks: Inks, rng: random.Random) -> Air:
    """Light and sky alone; the sky takes another role than the subject, and one that the landscape lacks."""
    light, accent = scene.light, scene.accent
    if light == "evening":
        late = rng.random() < 0.5 or "car interior" in scene.things  # whose roof hides what is high
        night = _nightfall(inks, scene.setting == "beach", late)
        return Air(inks, True, _dusk(inks) if "sun" in scene.things else night, "deep", "warm")
    if "dawn" in scene.things:
        return Air(inks, False, _daybreak(inks), "warm")
    wanted = _WANTED.get(scene.setting, "light")
    haze = rng.choice([role for role in SCHEMES if role != accent] + [wanted] * (3 if accent != wanted else 0))
    if scene.object == "car" and scene.setting == "mountains" and accent != "warm":
        haze = "warm"
    order: tuple[ColourRole, ...] = ("warm", "deep", "light")
    spare = next(role for role in order if role not in (accent, haze))
    return Air(inks, False, inks.scheme(haze).sky, haze, spare)


def _dusk(inks: Inks) -> tuple[Ink, ...]:
    """The sky while the sun is still there."""
    high = (inks.deep(0.5), inks.deep(0.62), inks.deep(0.72).pale(0.5), inks.light(0.82).pale(0.6))
    return (*high, inks.warm(0.9).pale(0.4), inks.warm(0.86), inks.warm(0.81), inks.warm(0.77))


def _daybreak(inks: Inks) -> tuple[Ink, ...]:
    """The sky when the sun rises: pale blue above, salmon where the sun is."""
    high = (inks.deep(0.78).pale(0.6), inks.deep(0.86).pale(0.5), inks.light(0.93).pale(0.5))
    return (*high, inks.warm(0.94).pale(0.6), inks.warm(0.88), inks.warm(0.82))


def _nightfall(inks: Inks, open_: bool, late: bool) -> tuple[Ink, ...]:
    """The sky from blue through turquoise to salmon, which an open horizon shows low and hills would else hide."""
    high = (0.26, 0.3, 0.36, 0.43, 0.5) if late else (0.3, 0.48)
    low = (0.84, 0.78) if open_ else (0.84, 0.8, 0.77, 0.74)
    between = (inks.deep(0.66).pale(0.2), inks.light(0.76).pale(0.42), inks.light(0.85).pale(0.7))
    return (*map(inks.deep, high), *between, inks.warm(0.9).pale(0.3), *map(inks.warm, low))
