"""Proportions and joints of a body by sex and age. Knows no inks, clothes or activities."""

import math
import random
from dataclasses import dataclass, fields, replace
from typing import Literal

from prompt_builder.scene import Person
from schemas import Sex

from ..brush import Point
from . import ages

Seat = Literal["", "wheelchair", "chair", "armchair", "sofa", "bench", "moving boxes", "floor", "chair aside"]
SHARED: tuple[Seat, ...] = ("sofa", "bench", "moving boxes")
"""On which several sit side by side."""
BROUGHT: tuple[Seat, ...] = ("", "wheelchair", "floor")
"""On what people sit who need no furniture for it, if they do."""
UPHOLSTERED: tuple[Seat, ...] = ("sofa", "armchair")
"""What has arms beside who sits on it."""
_MEASURES = 8
"""How many fields of a body are lengths of the one who stands."""
INFANT = 75.0
"""Who is smaller than this, in centimetres, cannot stand."""
SEAT = 52.0
"""How high the hips of who sits are above the ground."""


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
    lowered: float = 0.0
    """How much lower than standing somebody sits: a small child on a seat, and who stands on a rung, is higher."""
    seat: Seat = ""
    """On what."""

    @property
    def stature(self) -> float:
        """Height when standing."""
        return self.height + self.lowered

    @property
    def size(self) -> float:
        """Height above the feet: without the rung on which somebody stands."""
        return min(self.height, self.stature)

    @property
    def knees_ahead(self) -> bool:
        """Whether it is on a seat that is seen from the front."""
        return self.seat not in ("", "floor", "chair aside")

    def scaled(self, size: float) -> "Body":
        """The same, all of it so much larger."""
        return replace(self, **{part.name: getattr(self, part.name) * size for part in fields(Body)[:_MEASURES]})

    def hem(self, share: float) -> float:
        """y of what ends at a share of the legs above the feet, which may be on a rung."""
        rung = max(-self.lowered, 0.0) if not self.seat else 0.0
        return -rung - (self.leg - rung) * share

    @property
    def shin(self) -> float:
        """Length from the knee to the ankle."""
        return (self.leg + self.lowered) * 0.56

    @property
    def knees(self) -> float:
        """y of the knees of who sits on a seat seen from the front: nearer than the hips, they seem lower."""
        return 6.0 - SEAT + self.stature * _NEARER

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
        return -self.height + 2 * self.head + 2.2 + self.stature * 0.014

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
        return self.stature * 0.158

    @property
    def forearm(self) -> float:
        """Length from the elbow to the wrist."""
        return self.stature * 0.136

    @property
    def arm(self) -> float:
        """Length from the shoulder to the wrist."""
        return self.upper_arm + self.forearm

    def beside(self, side: int, limbs: float) -> float:
        """x of what is so many limbs outside the shoulder on one side."""
        return side * (self.shoulder + self.limb * limbs)

    def joint(self, side: int) -> Point:
        """The shoulder joint on one side: -1 the picture's left, 1 its right."""
        return self.beside(side, -0.9), self.collar + self.limb * 1.05 + 1.8

    def lifted(self, side: int, elbow: Point) -> Point:
        """The shoulder joint where an elbow is raised: it goes out with the arm, and from there up to the collar."""
        x, y = self.joint(side)
        out = min(max(1.0 - (elbow[1] - y) / self.upper_arm * 2, 0.0), 1.0)
        up = min(max((y - elbow[1]) / self.upper_arm * 2, 0.0), 1.0)
        return x + side * self.limb * max(0.9 * up, 0.6 * out), y - self.limb * 0.8 * up

    def elbow(self, side: int, wrist: Point) -> tuple[Point, Point]:
        """Elbow and reachable wrist for a wrist wanted at a point; the elbow points down or outwards."""
        x, y = self.joint(side)
        dx, dy = wrist[0] - x, wrist[1] - y
        reach = self.arm * 0.995
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


def seated(body: Body, seat: Seat) -> Body:
    """The same on a seat, unless it is an infant's, who sits on the ground, or sits on another already.

    A child is higher on a chair, as on a cushion, so that it looks over a table.
    """
    if body.seat or body.height < INFANT:
        return body
    down = body.leg - (body.hip * _LOW if seat == "floor" else SEAT)
    down -= min(max(_OVER + body.collar + down, 0.0), _CUSHION) if seat == "chair" else 0.0
    return replace(_lower(body, down), seat=seat)


def crouched(body: Body) -> Body:
    """The same on one knee, unless it is an infant's."""
    return body if body.height < INFANT else _lower(body, body.leg * _DOWN)


def climbed(body: Body) -> Body:
    """The same on a rung of a ladder, unless it is an infant's or one that sits."""
    return body if body.height < INFANT or body.seat else _lower(body, -body.leg * _UP)


def _lower(body: Body, down: float) -> Body:
    return replace(body, height=body.height - down, leg=body.leg - down, lowered=body.lowered + down)


_OVER, _CUSHION = 93.0, 16.0
"""How high the shoulders are at a table, and how much higher a child sits for that at most."""
_LOW = 0.85
"""How high the hips are of who sits on the ground, in their half-widths."""
_NEARER = 0.055
"""How much lower knees seem that come towards the viewer, in statures."""
_DOWN, _UP = 0.52, 0.6
"""How much lower the hips of who crouches are, and how much higher who is on a ladder, in legs."""
_BUILDS: dict[Sex, dict[int, Body]] = {
    "male": {
        0: Body(54, 9.8, 8.4, 9.4, 10.4, 15, 3.2, 3.0),
        1: Body(60, 10.8, 9.4, 10.2, 11.0, 16.5, 3.5, 3.3),
        2: Body(91, 12.2, 10.9, 11.2, 11.4, 33, 4.1, 3.6),
        4: Body(102, 12.8, 12.2, 11.7, 12.0, 39.5, 4.2, 4.0),
        6: Body(117, 12.8, 13.4, 12.0, 12.4, 48, 4.3, 4.3),
        14: Body(163, 14.2, 17.2, 13.6, 14.0, 77, 4.9, 4.9),
        21: Body(176, 14.6, 20.6, 15.4, 15.6, 84, 5.6, 5.7),
        38: Body(178, 14.6, 22.6, 17.4, 17.2, 84, 6.3, 6.4),
        45: Body(178, 14.7, 22.6, 18.8, 18.0, 83.5, 6.3, 6.5),
        55: Body(177, 14.7, 22.6, 19.6, 18.4, 83, 6.3, 6.5),
        72: Body(169, 14.9, 20.6, 19.6, 18.8, 77, 6.0, 5.8),
        95: Body(160, 15.0, 18.2, 18.0, 18.0, 71, 5.4, 5.2),
    },
    "female": {
        0: Body(53, 9.8, 8.3, 9.4, 10.4, 15, 3.2, 3.0),
        1: Body(59, 10.7, 9.3, 10.2, 11.0, 16.5, 3.4, 3.2),
        2: Body(90, 12.0, 10.7, 11.0, 11.4, 33, 4.0, 3.5),
        4: Body(100, 12.6, 11.8, 11.3, 12.0, 39.5, 4.0, 3.9),
        6: Body(115, 12.6, 12.6, 11.4, 12.4, 48, 4.0, 4.0),
        14: Body(156, 14.0, 14.6, 11.6, 13.8, 74, 4.2, 4.2),
        17: Body(163, 14.2, 15.6, 11.8, 15.0, 79, 4.4, 4.3),
        21: Body(167, 14.3, 16.6, 12.0, 16.4, 82, 4.5, 4.5),
        38: Body(168, 14.4, 17.6, 13.2, 17.6, 82, 4.8, 4.7),
        45: Body(167, 14.5, 17.9, 14.9, 18.5, 80.5, 5.0, 4.8),
        55: Body(166, 14.5, 18.0, 15.9, 18.7, 80, 5.1, 4.9),
        72: Body(158, 14.6, 17.2, 16.8, 18.6, 72, 5.3, 4.9),
        95: Body(149, 14.7, 15.6, 16.0, 17.6, 66, 4.9, 4.5),
    },
}
"""By sex and years; between them people change evenly."""


def body(person: Person, rng: random.Random) -> Body:
    """One body of that sex and age; height and girth vary."""
    age, builds = ages.years(person), _BUILDS[person.sex]
    measured = [part.name for part in fields(Body)[:_MEASURES]]
    parts = (ages.at(age, [(year, getattr(build, part)) for year, build in builds.items()]) for part in measured)
    height, head, shoulder, waist, hip, leg, limb, neck = parts
    tall, wide = rng.uniform(0.97, 1.03), rng.uniform(0.95, 1.09)
    return Body(
        height * tall, head, shoulder * wide, waist * wide, hip * wide, leg * tall, limb * (0.5 + wide / 2), neck
    )
