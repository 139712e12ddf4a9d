"""How day and evening and distance tint the inks of scenery. Knows no shapes."""

import random
from dataclasses import dataclass

from prompt_builder.scene import Light

from .inks import Ink, Inks, Role


@dataclass(frozen=True, slots=True)
class Air:
    """The light of one picture and the tint of its sky."""

    inks: Inks
    evening: bool
    sky: tuple[Ink, ...]
    haze: Role

    def ink(self, role: Role, lightness: float, depth: float = 0.0) -> Ink:
        """A scenery ink at a depth: 0 beside the subject, 1 on the horizon, where everything fades into the haze."""
        if not self.evening:
            ink = self.inks.tone(role, lightness + (0.945 - lightness) * depth * 0.85)
            return ink.pale(1 - 0.3 * depth)
        dark = 0.15 + 0.43 * lightness
        ink = self.inks.tone("deep" if role == "warm" else role, dark + (0.5 - dark) * depth * 0.75)
        return ink.shade(0.06).pale(1.45) if role == "light" else ink

    def ground(self, lightness: float, depth: float = 0.0) -> Ink:
        """Grass and meadows: of the light colour by day, of the deep one in the evening."""
        return self.ink("deep" if self.evening else "light", lightness, depth)

    def lit(self, glow: float = 0.93) -> Ink:
        """The ink of a window: glass by day, lamplight in the evening."""
        return self.inks.warm(glow) if self.evening else self.inks.light(0.9)


def air(light: Light, accent: Role, inks: Inks, dice: random.Random) -> Air:
    """Light and sky for a picture whose subject has the accent's role; the sky takes another one."""
    if light == "evening":
        night = (inks.deep(0.27), inks.deep(0.37), inks.deep(0.52))
        dusk = (inks.deep(0.3), inks.deep(0.42), inks.deep(0.6), inks.deep(0.84).pale(0.6), inks.warm(0.93))
        return Air(inks, True, dice.choice((night, night, dusk)), "deep")
    skies: dict[Role, tuple[Ink, ...]] = {
        "light": (inks.light(0.885), inks.light(0.955), inks.white),
        "warm": (inks.warm(0.9), inks.warm(0.955), inks.white),
        "deep": (inks.deep(0.82), inks.deep(0.92), inks.white),
    }
    haze = dice.choice([role for role in skies if role != accent] + ["light"] * (accent != "light"))
    return Air(inks, False, skies[haze], haze)
