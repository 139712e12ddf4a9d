"""Proportions and joints of a body by sex and age group. Knows no inks, clothes or activities."""

import math
import random
from dataclasses import dataclass

from prompt_builder.scene import Person

from .brush import Point


@dataclass(frozen=True, slots=True)
class Body:
    """Measures in centimetres; the origin is on the ground between the feet and y points down.

    `shoulder`, `waist`, `hip` and `neck` are half-widths, `head` is half the height of the head without hair.
    """

    height: float
    head: float
    shoulder: float
    waist: float
    hip: float
    leg: float
    limb: float
    neck: float

    @property
    def crown(self) -> float:
        """y of the top of the skull."""
        return -self.height

    @property
    def face(self) -> Point:
        """The centre of the head."""
        return 0.0, -self.height + self.head

    @property
    def collar(self) -> float:
        """y of the line between the shoulders."""
        return -self.height + 2 * self.head + 2.2 + self.height * 0.014

    @property
    def belt(self) -> float:
        """y of the waist."""
        return self.collar + 0.64 * (-self.leg - self.collar)

    @property
    def chest(self) -> float:
        """y of the middle of the breast."""
        return self.collar + 0.36 * (-self.leg - self.collar)

    @property
    def upper_arm(self) -> float:
        """Length from the shoulder to the elbow."""
        return self.height * 0.158

    @property
    def forearm(self) -> float:
        """Length from the elbow to the wrist."""
        return self.height * 0.136

    def joint(self, side: int) -> Point:
        """The shoulder joint on one side: -1 the picture's left, 1 its right."""
        return side * (self.shoulder - self.limb * 0.9), self.collar + self.limb * 1.05 + 1.8

    def elbow(self, side: int, wrist: Point) -> tuple[Point, Point]:
        """Elbow and reachable wrist for a wrist wanted at a point; the elbow points down or outwards."""
        x, y = self.joint(side)
        dx, dy = wrist[0] - x, wrist[1] - y
        reach = (self.upper_arm + self.forearm) * 0.995
        distance = max(math.hypot(dx, dy), 1e-6)
        if distance > reach:
            dx, dy = dx * reach / distance, dy * reach / distance
            distance = reach
        distance = max(distance, abs(self.upper_arm - self.forearm) + 0.5)
        along = (self.upper_arm**2 - self.forearm**2 + distance**2) / (2 * distance)
        off = math.sqrt(max(self.upper_arm**2 - along**2, 0.0))
        ux, uy = dx / distance, dy / distance
        elbows = [(x + ux * along + uy * turn, y + uy * along - ux * turn) for turn in (off, -off)]
        return max(elbows, key=lambda elbow: elbow[1] + 0.8 * side * elbow[0]), (x + dx, y + dy)


_BUILDS = {
    ("male", "child"): Body(117, 15.0, 13.4, 12.0, 12.4, 48, 4.3, 4.3),
    ("female", "child"): Body(115, 15.0, 12.6, 11.4, 12.4, 48, 4.0, 4.0),
    ("male", "teenager"): Body(163, 14.8, 17.6, 13.6, 14.0, 77, 4.9, 4.9),
    ("female", "teenager"): Body(159, 14.5, 15.2, 11.8, 14.6, 76, 4.3, 4.3),
    ("male", "young adult"): Body(176, 14.6, 20.6, 15.4, 15.6, 84, 5.6, 5.7),
    ("female", "young adult"): Body(167, 14.3, 16.6, 12.0, 16.4, 82, 4.5, 4.5),
    ("male", "adult"): Body(178, 14.6, 22.6, 17.4, 17.2, 84, 6.3, 6.4),
    ("female", "adult"): Body(168, 14.4, 17.6, 13.2, 17.6, 82, 4.8, 4.7),
    ("male", "senior"): Body(169, 14.9, 20.6, 19.6, 18.8, 77, 6.0, 5.8),
    ("female", "senior"): Body(158, 14.6, 17.2, 16.8, 18.6, 72, 5.3, 4.9),
}


def body(person: Person, dice: random.Random) -> Body:
    """One body of that sex and age group; height and girth vary."""
    base = _BUILDS[person.sex, person.age_group]
    tall = dice.uniform(0.97, 1.03) if person.age_group != "child" else dice.uniform(0.93, 1.06)
    girth = dice.uniform(0.95, 1.09)
    return Body(
        base.height * tall,
        base.head,
        base.shoulder * girth,
        base.waist * girth,
        base.hip * girth,
        base.leg * tall,
        base.limb * (0.5 + girth / 2),
        base.neck,
    )
