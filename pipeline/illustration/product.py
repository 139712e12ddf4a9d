"""What a scene advertises, a car, a house or a card: which one it is, how large, and where it leads. Draws it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from prompt_builder.scene import Scene, Thing, Tint

from . import alongside, foreground, ornaments, placement
from .air import Air, rng_of
from .brush import Brush, Point, box, oval
from .figure import person
from .figure import seats as seating
from .figure.people import People
from .figure.person import Figure
from .frame import Frame
from .geometry import Area
from .inks import ColourRole, Inks
from .layout import Layout, Spot
from .objects import DRAWABLES, architecture, card, front
from .objects import car as auto
from .objects import house as homes

_CARD = (112.0, 84.0)
LUGGAGE: tuple[Thing, ...] = ("suitcase", "suitcases")
_UNDER, _BENEATH = 0.1, 10.0
"""How deep the shadow of a car is, of half its length, and how far behind its nearer wheels its middle is, in
centimetres: it lies between all four."""


@dataclass(frozen=True)
class DrawnProduct:
    """The product of one scene, in inks and the air of a picture, with the people who may sit in it."""

    scene: Scene
    inks: Inks
    air: Air
    people: People
    size: tuple[float, float]
    """Width and height of the picture, in pixels."""

    def _rng(self, name: str) -> random.Random:
        return rng_of(self.scene, name)

    @property
    def atop(self) -> list[Thing]:
        """What is on the car, as is the luggage of who drives on its roof."""
        return [*self._bows, *self._luggage]

    @property
    def _bows(self) -> list[Thing]:
        """What lies on the bonnet of the car."""
        return [thing for thing in self.scene.things if self.scene.object == "car" and DRAWABLES[thing].atop]

    @property
    def _luggage(self) -> list[Thing]:
        """The suitcases of who drives, on a roof that has a rack."""
        kinds = [auto.DESIGNS[self.scene.design]] if self.scene.design in auto.DESIGNS else auto.RACKED
        racked = self.people.drives and {*kinds} <= {*auto.RACKED}
        return [thing for thing in self.scene.things if racked and thing in LUGGAGE]

    @property
    def aboard(self) -> list[Thing]:
        """What is in the car."""
        return [thing for thing in self.scene.things if self.scene.object == "car" and DRAWABLES[thing].aboard]

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height of the object in its own units."""
        if self.scene.object == "car":
            (wide, tall), (_, top) = front.extent(self.car) if self.ahead else self.car.extent, self._bonnet
            over = max((bow.height for thing in self.atop if (bow := DRAWABLES[thing].atop)), default=0.0)
            return wide, max(tall, over - top)
        if self.scene.object == "house":
            return self.house.width * 1.1, self.house.height
        return _CARD

    def beside(self, things: Sequence[Thing]) -> float:
        """How much longer it is with what of the things stands at its end, in its own units."""
        return alongside.breadth(things, self.scene.object)

    def area(self, spot: Spot) -> Area:
        """What it covers at a place, in pixels."""
        wide, tall = self.extent
        low = tall / 2 if self.scene.object == "credit card" else 0.0
        return Area(-wide / 2, low - tall, wide / 2, low).placed(*spot)

    @cached_property
    def car(self) -> auto.Car:
        rng, design, ground = self._rng("car"), self.scene.design, self._ground
        if design in auto.DESIGNS:
            asked = self._painted(auto.car(self.inks, ground, rng, auto.DESIGNS[design]))
            if not self.people.drives or seating.roomy(asked, self.people.outlines):
                return asked
        count = len(self.people.figures)
        kinds = tuple(auto.SHAPES) if count < 3 else ("sedan", "hatch", "suv", "van")
        if self.people.drives:
            kinds = ("cabrio", "suv", "hatch", "mini", "van", "cabrio", "sedan")
            kinds = auto.RACKED if self._luggage else kinds
            kinds = kinds if count < 3 else ("suv", "van") if count == 3 else ("van",)
        alone = self.scene.activity == "driving" and not self.people.drives  # nobody sees that nobody drives
        if alone or self.scene.snowy or "rain" in self.scene.things:
            kinds = tuple(kind for kind in kinds if kind != "cabrio")
        if self._bows:
            kinds = tuple(kind for kind in kinds if auto.SHAPES[kind].bonnet != auto.SHAPES[kind].roof) or kinds
        return self._painted(auto.car(self.inks, ground, rng, rng.choice(kinds)))

    def _painted(self, plain: auto.Car) -> auto.Car:
        """The car in an ink that is seen in the light of the scene, with luggage on it only where it goes."""
        plain = replace(plain, rack=bool(self._luggage) or (plain.rack and self.scene.activity == "driving"))
        dim = {"deep": self.inks.deep(0.62), "dark": self.inks.navy.shade(0.14)}.get(self._ground)
        return replace(plain, body=dim) if dim and self.scene.light == "evening" else plain

    @property
    def _ground(self) -> ColourRole | Tint:
        """What the car or the card is mostly of."""
        return self.scene.tint or self.scene.accent

    @property
    def _frame(self) -> Frame:
        """The picture as far as its shape alone decides."""
        return Frame(*self.size, right=True)

    @cached_property
    def ahead(self) -> bool:
        """Whether it is a car seen from the front, as it is in a column.

        Nobody leans on its side then, and all who sit in it are seen.
        """
        upright = self.scene.object == "car" and self._frame.tall
        plain = upright and self.scene.activity != "leaning" and (self.people.drives or not self.aboard)
        return plain and (bool(self._abreast) or not self.people.drives)

    @property
    def open_ahead(self) -> bool:
        """Whether it is so seen and has no roof."""
        return self.ahead and not self.car.shape.windows

    @property
    def touched(self) -> bool:
        """Whether somebody leans on the car, or has a hand at its charger where there is room beside it."""
        plugs = self.people.used and DRAWABLES[self.people.used].plugged and self.ahead and not self._frame.narrow
        return bool(plugs) or self.scene.activity == "leaning"

    @property
    def _bonnet(self) -> Point:
        """Where on the car a bow is."""
        return (0.0, front.bonnet(self.car)) if self.ahead else self.car.shape.bonnet

    @cached_property
    def _abreast(self) -> list[seating.CarSeat]:
        people = self.people
        return seating.abreast(self.car, people.figures, people.outlines) if people.drives else []

    @cached_property
    def seats(self) -> list[seating.CarSeat]:
        if self.ahead or not self.people.drives:
            return self._abreast
        return seating.seats(self.car, self.people.outlines)

    @cached_property
    def turned(self) -> bool:
        """Whether the car or the house is mirrored: who stands at a truck and does not load it is at its cab.

        A bow on a bonnet is at the other end of a car than people, who would hide it.
        """
        if self.scene.design == "truck" and self.people.figures and not (self.ahead or self.people.drives):
            return not (self.left or self.people.used)
        if self._bows and self.people.figures and not (self.ahead or self.people.drives):
            return self.left
        return self._rng("object").random() < 0.5 and not self.ahead

    @property
    def left(self) -> bool:
        """Whether it is left of people: who does something is at the right end of them."""
        free = self.people.used is None and self.scene.activity not in ("leaning", "pointing")
        return free and self._rng("layout").random() < 0.5

    @cached_property
    def house(self) -> homes.House:
        return homes.house(self.inks, self.scene.accent, self._rng("house"), self.scene.design)

    def draw(self, brush: Brush, layout: Layout) -> None:
        """Paint it, with its way or road, and who sits in it."""
        spot, atmosphere = layout.object, self.air
        if spot is None:
            return
        rng = self._rng("object")
        rng.random()
        if self.scene.object == "car":
            self._parked(brush, layout, spot)
        elif self.scene.object == "house":
            door = architecture.DOORS.get(self.house.kind, 0.0) * (-1 if self.turned else 1)
            self._way(brush, layout, (spot.x + door * spot.scale, spot.y, spot.scale * 80))
            placement.shadow(brush, atmosphere, (spot.x, spot.y), self.house.width * spot.scale * 0.55)
            with brush.at((spot.x, spot.y), spot.scale, flip=self.turned):
                architecture.draw(brush, self.house, atmosphere, rng)
        else:
            plastic = card.card(self.inks, self._ground, rng)
            if not self.people.figures:
                ornaments.podium(brush, atmosphere, layout, rng)
            ornaments.sparkle(brush, atmosphere, (spot.x, spot.y), spot.scale, rng)
            with brush.at((spot.x, spot.y), spot.scale):
                card.draw(brush, plastic, rng.uniform(-16, -6) if rng.random() < 0.7 else rng.uniform(4, 10))

    def _way(self, brush: Brush, layout: Layout, end: tuple[float, float, float]) -> None:
        """What leads to the house or the road over the ground before it, but for sand and floors."""
        if self.scene.setting not in ("beach", "indoors") and end[1] < layout.height * 0.9:
            beds = {"renovation", "stepladder"}.isdisjoint(self.scene.things)  # a ladder stands on none
            foreground.way(brush, self.air, layout, end, self._rng("way") if beds else None)

    def _parked(self, brush: Brush, layout: Layout, spot: Spot) -> None:
        """The car on its road, and who sits in it."""
        atmosphere, shape = self.air, self.car.shape
        inside = self.scene.setting == "indoors"
        charged = any(DRAWABLES[one].plugged for one in self.scene.things)
        moving = self.scene.activity == "driving" and not (inside or charged)
        travels = moving or "road" in self.scene.things
        if not inside and (travels or self.scene.setting != "beach"):
            parked = not travels and bool(self.people.figures or charged)
            kerb = spot.y + spot.scale * 50
            if parked and layout.group:  # before all who stand beside the car
                kerb = max(kerb, layout.base + layout.unit * 3)
            if kerb < layout.height * 0.8 and not travels and (parked or not self.ahead):
                self._way(brush, layout, (spot.x, kerb, spot.scale * 90))
            if parked:
                half = self.extent[0] * spot.scale * 0.52
                place = Area(spot.x - half, spot.y - spot.scale * 38, spot.x + half, kerb)
                foreground.parking(brush, atmosphere, layout, place, max(spot.scale * 5, layout.unit * 0.6))
            elif self.ahead:
                foreground.onward(brush, atmosphere, layout, (spot.x, spot.y, self.extent[0] * spot.scale * 0.5))
            else:
                foreground.road(brush, atmosphere, layout, spot.y + spot.scale * 6, spot.scale * 44)
        below = (spot.x, spot.y - spot.scale * _BENEATH)
        placement.shadow(brush, atmosphere, below, self.extent[0] * spot.scale * 0.5, flat=_UNDER)
        with brush.at((spot.x, spot.y), spot.scale, flip=self.turned):
            if moving and not self.ahead:
                ornaments.speed(brush, atmosphere, shape.length / 2)
            seated = self._seated if self.people.drives or self.aboard else None
            (front if self.ahead else auto).draw(brush, self.car, atmosphere.evening, seated, moving)
            for thing in self.atop:
                if bow := DRAWABLES[thing].atop:
                    with brush.at(self._bonnet):
                        bow.paint(brush, atmosphere.on(thing), self._rng("atop"))

    @property
    def _riders(self) -> list[Figure]:
        """Driver and passengers as they sit: the first has a hand on the wheel, or both seen from the front."""
        driver, *others = self.people.figures
        if self.ahead:
            driver = seating.at_wheel(driver, self.people.outlines[0], self.seats[0].size)
        elif "waving" not in self.scene.manner:
            driver = seating.at_rim(driver, self.car, self.seats[0])
        return [driver, *map(seating.resting, others)]

    def _seated(self, brush: Brush) -> None:
        """Driver and passengers."""
        shape, drives = self.car.shape, self.people.drives
        with brush.inside(box(-400, -440, 800, 440 + shape.belt + 24)):
            for foot, size in seating.fitted(self.car, self.people.figures if drives else (), self.seats):
                for thing in self.aboard:
                    if fitted := DRAWABLES[thing].aboard:
                        with brush.at(foot, size):
                            fitted.paint(brush, self.air.on(thing), self._rng("aboard"))
            if not self.ahead:
                with brush.at((shape.seat[0] + 43, shape.belt - 8), 1.0, -14):
                    brush.line(oval((0, 0), 5.5, 22), self.inks.navy, 4)
            for figure, seat in reversed(list(zip(self._riders, self.seats, strict=True)) if drives else []):
                with brush.at((seat.x, seat.y), seat.size):
                    if not (shape.windows or self.ahead):
                        auto.headrest(brush, self.car, (0.0, figure.body.crown + 6.0))
                    person.draw(brush, figure, self.air)
        if self.ahead:
            front.wheel(brush, self.car, self.people.figures[0].wear.hands if drives else None)
