"""Where a thing may be drawn, and its measures there. Knows no thing.

A drawing is a function of brush and air, and of a random generator where it varies with the seed. It is drawn in
centimetres; its foot, or the hand that holds it, is in the origin.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ..air import Air
from ..brush import Brush, Point
from ..geometry import Area
from .stands import TABLE, Stand

Draw = Callable[[Brush, Air], None]
_BUILDING = 250.0
"""How high a building is at least, in centimetres."""
PUSHED = 89.0
"""How high above the ground the heel of a hand that pushes something is, in centimetres of a grown-up."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stands by itself: width and height in centimetres, as scaled."""

    width: float
    height: float
    draw: Callable[..., None]
    scale: float = 1.0
    rise: float = 0.0
    """How far below the drawing's origin its foot is."""
    middle: float = 0.0
    """How far right of it the middle of its width is, as scaled."""
    varied: bool = False
    """Whether it looks different with each seed: `draw` takes a random generator."""
    grows: bool = False
    """Whether it is a tree, which may be as large as needs be to be seen over people."""
    masts: tuple[Area, ...] = ()
    """Poles and booms of it, as scaled from its foot, which may not seem to grow out of a head."""

    @property
    def area(self) -> Area:
        """What it covers, its foot in the origin."""
        return Area(-self.width / 2, -self.height, self.width / 2, 0)

    def paint(self, brush: Brush, air: Air, rng: random.Random) -> None:
        """Draw it with its foot in the origin."""
        with brush.at((-self.middle, -self.rise), self.scale):
            self.draw(brush, air, *([rng] if self.varied else ()))


@dataclass(frozen=True, slots=True)
class Laid:
    """What lies on a table, drawn `lift` centimetres above the ground and turned by `angle` degrees."""

    draw: Draw
    lift: float = 57.0
    angle: float = 0.0
    flat: bool = False
    """Whether the hand of who does something with it is over it."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one hand holds, by the part of the hand that holds it, and where the hand is while it does."""

    draw: Draw
    by: Literal["fist", "fingers", "palm", "fingertips"]
    """It hangs or rises from a fist, is gripped, lies on the palm, or is shown between fingertips."""
    at: Literal["side", "shoulder", "chest", "waist", "over", "handle"]
    """Beside the leg, raised beside the shoulder, before the chest or the waist, out over what is beside who holds it,
    or at the handle of what rolls."""
    overhead: bool = False
    """Whether it is behind the head."""
    second: Draw | None = None
    """How it looks in the other hand."""
    above: float = 10.5
    """How far above the wrist its middle is between fingertips, which show what is on it."""
    half: float = 0.0
    """How far it reaches to the side of a hand beside the shoulder, which is as far from the hair."""
    both: bool = False
    """Whether it is so broad that the other hand, where that has nothing to do, is under it too."""
    across: float = 0.0
    """How far away the hand is of another who carries its other end."""
    asked: bool = False
    """Whether it is in a hand only where that is said, and stands beside people else."""

    @property
    def low(self) -> bool:
        """Whether it hangs below the hips, or is over what grows there: who holds it is seen from head to foot."""
        return self.at in ("side", "over", "handle")


class Marks(NamedTuple):
    """Signs that a wall has every `step` centimetres, from `left` to `right` of the middle of the step.

    A lamp hangs so far right of that middle, where nobody is before any of them.
    """

    step: float
    left: float
    right: float
    lamp: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawable:
    """A thing in every place where it may be drawn: a hand takes it first, a table next, then the ground."""

    held: Held | None = None
    dyed: bool = False
    """Whether it may be all of one colour that is asked for."""
    tall: float = 0.72
    """How high what a bank offers is beside people, in heights of the tallest: from 0.8 on, of that one standing."""
    tool: str = ""
    """What a free hand has for it, as the registry has it, while it stands on the ground."""
    reach: tuple[float, float] | None = None
    """Where a hand is that uses it: shares of its width from its left edge and of its height from its foot."""
    staffed: bool = False
    """Whether whoever serves is behind it."""
    shared: bool = False
    """Whether one of several who are at it is on its other side."""
    plugged: Draw | None = None
    """How it is drawn on the ground while its cable or hose is in a car."""
    hollow: bool = False
    """Whether what is left of there is before or behind who uses it: twigs, a ladder."""
    table: Laid | None = None
    ground: Drawing | None = None
    outdoors: Drawing | None = None
    """What is on the ground instead, outdoors."""
    behind: bool = False
    """Whether it stands on the ground behind the subject, not before it."""
    faces: Literal["inward", "outward", "ahead"] = "inward"
    """Whether it is mirrored on the ground to look to the middle, out of the picture, or not at all."""
    far: Drawing | None = None
    """Near the horizon."""
    stage: Drawing | None = None
    """Large, as the subject itself."""
    lit: bool = False
    """Whether it is a screen, on which anything may be."""
    screened: Drawing | None = None
    """How it is on a screen, if not as on a stage."""
    below: Draw | None = None
    """What it rises from there where it is alone, instead of a stage."""
    gripped: Drawing | None = None
    """There in a large hand, where nobody is named but a hand: it rises out of its sleeve."""
    untouched: Drawing | None = None
    """There where no hand is to be seen."""
    carries: str = ""
    """What is on it where both are asked for."""
    opens: bool = False
    """Whether what is said to be in it is drawn there."""
    seats: bool = False
    """Whether what is said to be on it is drawn there where nobody sits: a pet, a gift."""
    offered: bool = False
    """Whether it stands for what a bank offers: it is the subject before everyday things, and large beside people."""
    bears: str = ""
    """The product that is seen in it: that is not shown a second time where nobody is."""
    framed: Drawing | None = None
    """As a picture in a room, where the thing itself has no place."""
    interior: Callable[[Brush, Air, float, float], None] | None = None
    """What a room has along its wall instead of windows and furniture: takes half the width and the height that are
    seen, in centimetres; the middle of the floor line is in the origin."""
    sells: str = ""
    """What of that is on the counter before the camera where one pays there, as the registry has it."""
    wall: Drawing | None = None
    """In the wall of a room, where it does not stand on the floor."""
    marks: Marks | None = None
    """What on that wall would seem to grow out of a head before it."""
    aloft: Drawing | None = None
    """High over the horizon, on the side that the subject leaves free."""
    atop: Drawing | None = None
    """On the bonnet of the car that is the subject, or on its roof where it has none."""
    alongside: Literal["", "car", "house"] = ""
    """At an end of which subject it stands, and is as near: a car stands before the wing of a house."""
    aboard: Drawing | None = None
    """In that car, behind a rear window: a child who is in it sits in one."""
    part: Literal["", "sky", "ground", "room"] = ""
    """What of the scenery it belongs to and is drawn with, if it is no object of its own."""

    @property
    def built(self) -> bool:
        """Whether it is a building, which stands far behind people and rises over them."""
        stands = self.behind and (self.framed or self.part == "room") and self.ground
        return bool(stands and stands.height > _BUILDING and not stands.grows)


def within(brush: Brush, air: Air, thing: str, place: Area, rim: float = math.inf) -> None:
    """Paint what is in a thing: as large as it may be in that place, and on its floor, or a third of it under a rim."""
    if (content := air.contents.get(thing)) is not None:
        high = content.height * _fitted(content, place)
        _inside(brush, air, content, place._replace(bottom=min(place.bottom, rim + high / 3)), high)


def on_screen(brush: Brush, air: Air, thing: str, place: Area) -> None:
    """Paint what is on the screen of a thing: as large as it may be in that place, and in its middle."""
    if (content := air.contents.get(thing)) is not None:
        high = content.height * _fitted(content, place)
        _inside(brush, air, content, place._replace(bottom=(place.top + place.bottom + high) / 2), high)


def _fitted(content: Drawing, place: Area) -> float:
    return min((place.right - place.left) / content.width, (place.bottom - place.top) / content.height)


def _inside(brush: Brush, air: Air, content: Drawing, place: Area, high: float) -> None:
    """Paint it so high, with its foot in the middle of the lower edge of a place."""
    with brush.at(((place.left + place.right) / 2, place.bottom), high / content.height):
        content.paint(brush, replace(air, contents={}), random.Random(0))


_ROUND = 0.6
"""Half the width of a stand at most, of the width of what is on it."""


def offer(width: float, height: float, draw: Draw, middle: float = 0.0, stand: Stand = TABLE) -> Drawable:
    """Something small that stands for what a bank offers: of that size on a stage, on a stand beside people."""
    high, half, most, under, least, tall = stand
    scale = min(most / width, most * 0.92 / height)
    half = min(half, max(width * scale * _ROUND, least))

    def displayed(brush: Brush, air: Air) -> None:
        under(brush, air, half, high)
        with brush.at((-middle * scale, -high + 8), scale):
            draw(brush, air)

    ground = Drawing(max(half * 2, width * scale), high + height * scale, displayed)
    shown = Drawing(width, height, draw, middle=middle)
    return Drawable(stage=shown, ground=ground, offered=True, faces="ahead", tall=tall)


def portable(shown: Drawable, width: float) -> Drawable:
    """The same, so many centimetres wide on the palm of whoever is said to hold it."""
    if shown.stage is None:
        raise ValueError("only what is shown large can be shown small")
    stage = shown.stage
    small = placed(stage.draw, (-stage.middle * width / stage.width, 0), width / stage.width)
    return replace(shown, held=Held(small, "palm", "waist", asked=True))


def laid(shown: Drawable) -> Drawable:
    """The same, also on a table as large as in a hand."""
    if shown.held is None:
        raise ValueError("only what a hand holds is as small as what lies on a table")
    return replace(shown, table=Laid(shown.held.draw))


def placed(draw: Draw, place: Point = (0.0, 0.0), scale: float = 1.0, angle: float = 0.0, flip: bool = False) -> Draw:
    """The same where `Brush.at` has it with these arguments: flipped, as it is in the other hand."""

    def drawn(brush: Brush, air: Air) -> None:
        with brush.at(place, scale, angle, flip):
            draw(brush, air)

    return drawn


def standing(width: float, height: float, draw: Draw, rise: float = 0.0, middle: float = 0.0) -> Drawable:
    """Something that stands by itself, as large beside people as it is alone."""
    shown = Drawing(width, height, draw, rise=rise, middle=middle)
    return Drawable(ground=shown, stage=shown)


def landscape(ground: Drawing, dyed: bool = False) -> Drawable:
    """Something that stands behind the subject outdoors, and is a picture in a room."""
    return Drawable(ground=ground, behind=True, framed=ground, dyed=dyed)
