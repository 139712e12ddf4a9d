"""The procedural painter: a scene and a size in, a flat illustration out. Knows no prompts and no model weights."""

import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from brand import Kit
from pipeline.painter import Canvas, Job
from prompt_builder.scene import Activity, Person, Scene, Thing

from . import (
    architecture,
    brandscene,
    calm,
    car,
    card,
    composition,
    foreground,
    heroes,
    house,
    indoors,
    outdoors,
    person,
    sky,
    things,
)
from .air import Air, air
from .brush import Brush, box, lines
from .composition import Layout
from .inks import ROLES, Inks, Role
from .land import Land
from .motifs import MOTIFS

MINORS = ("child", "teenager")
"""Who does not drive: they stand beside the car."""


class Illustration:
    """A `Painter` without weights: the same scene, kit and size give the same bytes on every run of one platform."""

    model = "illustration-1"

    def key(self, job: Job) -> Hashable:
        """All jobs may share a call: each is drawn alone."""
        return self.model

    def paint(self, jobs: Sequence[Job]) -> list[Canvas]:
        """One canvas a job, in order; `undrawn` names the words and things that could not be drawn."""
        return [
            Canvas(
                self._picture(job),
                undrawn=job.scene.unknown_words + things.undrawable(job.scene.things),
            )
            for job in jobs
        ]

    def _picture(self, job: Job) -> NDArray[np.uint8]:
        if job.text_zone is None:
            return self.draw(job.scene, job.kit, job.width, job.height)
        scene = self.draw(job.scene, job.kit, *calm.room(job.width, job.height, job.text_zone))
        inks = Inks(job.kit)
        ground = inks.navy if job.scene.light == "evening" else inks.light(0.975)
        return calm.beside(scene, (job.width, job.height), job.text_zone, ground.rgb())

    def draw(self, scene: Scene, kit: Kit, width: int, height: int) -> NDArray[np.uint8]:
        """The picture of a scene in the colours of a kit: uint8 (height, width, 3)."""
        brush = Brush(width, height)
        _Picture(brush, _staged(scene), Inks(kit), (float(width), float(height))).draw()
        return brush.pixels()


def _staged(scene: Scene) -> Scene:
    """The scene as it can be shown: who drives sits in a car, or has its keys where another object is the subject."""
    if scene.activity != "driving" or not scene.people or scene.object == "car":
        return scene
    change = {"object": "car"} if scene.object is None else {"activity": "holding keys"}
    return scene.model_copy(update=change)


@dataclass(frozen=True, slots=True)
class _Picture:
    """One picture in the making."""

    brush: Brush
    scene: Scene
    inks: Inks
    size: tuple[float, float]

    def dice(self, name: str) -> random.Random:
        """Chance for one part of the picture, so that the parts do not depend on each other."""
        return random.Random(f"{self.scene.seed}/{name}")

    @property
    def role(self) -> Role:
        return self.scene.accent

    def draw(self) -> None:
        atmosphere = air(self.scene.light, self.role, self.inks, self.dice("air"))
        figures, rest = self._cast()
        starring = self._heroes(rest)
        rest = [thing for thing in rest if thing not in starring]
        inside = self.scene.setting == "indoors"
        crowded = any(thing not in sky.SKY_THINGS for thing in rest)
        layout = replace(self._layout(figures, rest, starring), indoors=inside, crowded=crowded)
        layout = composition.ashore(layout) if self.scene.setting in ("beach", "mountains") else layout
        self._backdrop(atmosphere, layout, rest)
        things.behind(self.brush, atmosphere, layout, rest, self.dice("behind"))
        self._subject(atmosphere, layout, figures, starring)
        things.before(self.brush, atmosphere, layout, rest, self.dice("before"))
        foreground.frame(self.brush, atmosphere, layout, self.scene.setting, self.dice("foreground"))
        if not inside:
            sky.weather(self.brush, atmosphere, self.size, self.scene.things, self.dice("weather"))

    @property
    def _drives(self) -> bool:
        somebody = self.scene.people
        return (
            self.scene.object == "car"
            and self.scene.activity == "driving"
            and bool(somebody)
            and somebody[0].age_group != "child"
        )

    def _cast(self) -> tuple[list[person.Figure], list[Thing]]:
        """The people with what they hold, and the things left to be put elsewhere."""
        scene, rest = self.scene, list(dict.fromkeys(self.scene.things))
        figures: list[person.Figure] = []
        for i, somebody in enumerate(scene.people):
            dice = self.dice(f"person {i}")
            role = self.role if i == 0 else ROLES[(ROLES.index(self.role) + 2 * i) % 3]
            figure = person.figure(somebody, self._activity(i, somebody, dice), self.inks, role, dice)
            figures.append(person.lit(figure) if scene.light == "evening" else figure)
        if figures:
            shown = {arm.held for arm in figures[0].pose.arms} | ({"laptop"} if figures[0].pose.desk else set())
            rest = [thing for thing in rest if thing not in shown]
        if not self._drives:
            for i, figure in enumerate(figures):
                given = [thing for thing in rest if thing in things.HANDY][: person.hands_free(figure)]
                figures[i] = person.holding(figure, tuple(things.HANDY[thing] for thing in given))
                rest = [thing for thing in rest if thing not in given]
        return figures, rest

    def _heroes(self, rest: list[Thing]) -> tuple[Thing, ...]:
        """The things that are the subject themselves, or stand large beside the people."""
        if self.scene.object is not None:
            return ()
        if not self.scene.people:
            return heroes.chosen(rest).heroes
        return tuple(thing for thing in rest if thing in MOTIFS)[:1]

    def _activity(self, i: int, somebody: Person, dice: random.Random) -> Activity:
        """What each person does: the main one what the scene says, the others something that goes with it."""
        if i == 0:
            return (
                "waving"
                if self.scene.activity == "driving" and (self._drives or self.scene.object == "car")
                else self.scene.activity
            )
        if self.scene.activity in ("celebrating", "waving", "walking"):
            return self.scene.activity
        return dice.choice(("standing", "standing", "waving", "giving a thumbs up"))

    def _layout(self, figures: list[person.Figure], rest: list[Thing], starring: tuple[Thing, ...]) -> Layout:
        scene, (width, height) = self.scene, self.size
        dice = self.dice("layout")
        frame = composition.Frame(width, height, right=dice.random() < 0.5, crop=dice.uniform(0.8, 1.22))
        if scene.object is None:
            if not figures:
                return heroes.layout(width, height, frame.right) if starring else composition.of_nothing(frame)
            grounded = any(thing in things.GROUND for thing in rest)
            moving = scene.activity in ("walking", "shopping") and width < height * 1.5
            full = height > width * 1.4 or grounded or moving or (dice.random() < 0.25 and height > width * 0.8)
            if starring:
                return heroes.with_people(frame, figures, full, starring[0])
            return composition.of_people(frame, figures, full)
        if figures and not self._drives:
            return composition.of_both(frame, figures, self._extent(), scene.object)
        return composition.of_object(frame, self._extent(), scene.object)

    def _extent(self) -> tuple[float, float]:
        """Width and height of the object in its own units."""
        if self.scene.object == "car":
            shape = self._car().shape
            return shape.length * 1.04, -shape.top + 6
        if self.scene.object == "house":
            home = self._house()
            return home.width * 1.1, home.height
        return 112.0, 84.0

    def _car(self) -> car.Car:
        dice = self.dice("car")
        kinds = ("cabrio", "suv", "hatch", "mini", "van", "cabrio", "sedan") if self._drives else tuple(car.SHAPES)
        auto = car.car(self.inks, self.role, dice, dice.choice(kinds))
        dim = self.scene.light == "evening" and self.role == "deep"
        return replace(auto, body=self.inks.deep(0.62)) if dim else auto

    def _house(self) -> house.House:
        return house.house(self.inks, self.role, self.dice("house"))

    def _backdrop(self, atmosphere: Air, layout: Layout, rest: list[Thing]) -> None:
        width, height = self.size
        dice = self.dice("setting")
        if self.scene.setting == "indoors":
            land = Land(width, height, max(layout.horizon, height * 0.7), layout.unit)
            indoors.room(self.brush, atmosphere, land, tuple(self.scene.things), dice)
            return
        land = Land(width, height, layout.horizon, layout.unit)
        middle = sum(layout.busy) / 2
        left = middle > width * 0.52 or (middle > width * 0.48 and dice.random() < 0.5)
        expanse = sky.Expanse(width, layout.horizon + 2, left)
        sky.sky(self.brush, atmosphere, expanse, self.scene.things, self.dice("sky"))
        outdoors.PAINTERS[self.scene.setting](self.brush, atmosphere, land, dice)
        if "rainbow" in self.scene.things:
            with self.brush.inside(box(0, 0, width, layout.horizon)):
                sky.rainbow(self.brush, atmosphere, (width, layout.horizon))

    def _subject(
        self, atmosphere: Air, layout: Layout, figures: list[person.Figure], starring: tuple[Thing, ...]
    ) -> None:
        if self.scene.object is None and not figures and not starring:
            brandscene.draw(self.brush, atmosphere, layout, self.role, self.dice("brand"))
        self._halo(atmosphere, layout)
        if starring and not figures:
            heroes.draw(self.brush, atmosphere, layout, starring, self.dice("brand"))
        elif starring:
            heroes.beside(self.brush, atmosphere, layout, starring[0], self.dice("brand"))
        elif layout.object is not None:
            self._object(atmosphere, layout, figures)
        if not self._drives:
            self._people(atmosphere, layout, figures)

    def _halo(self, atmosphere: Air, layout: Layout) -> None:
        """A glow behind the subject that lifts it off the scenery."""
        ink = self.inks.light(0.9) if atmosphere.evening else self.inks.white
        for spot in layout.people[:1]:
            middle = min(spot.y, layout.height * 1.1) - spot.scale * 110
            self.brush.glow(
                (spot.x, middle), (spot.scale * 120, spot.scale * 130), ink, 0.42 if atmosphere.evening else 0.6
            )
        if layout.object is not None:
            reach = self._extent()[0] * layout.object.scale
            self.brush.glow(
                (layout.object.x, layout.object.y - reach * 0.2),
                (reach * 0.7, reach * 0.5),
                ink,
                0.38 if atmosphere.evening else 0.45,
            )

    def _object(self, atmosphere: Air, layout: Layout, figures: list[person.Figure]) -> None:
        spot = layout.object
        if spot is None:
            return
        brush, dice = self.brush, self.dice("object")
        if self.scene.object == "car":
            self._drive(atmosphere, layout, figures, dice)
        elif self.scene.object == "house":
            home = self._house()
            things.shadow(brush, atmosphere, (spot.x, spot.y), home.width * spot.scale * 0.55)
            with brush.at((spot.x, spot.y), spot.scale, flip=dice.random() < 0.5):
                architecture.draw(brush, home, atmosphere, dice)
        else:
            plastic = card.card(self.inks, self.role, dice)
            if not figures:
                brandscene.podium(brush, atmosphere, layout, dice)
            brandscene.sparkle(brush, atmosphere, (spot.x, spot.y), spot.scale, dice)
            with brush.at((spot.x, spot.y), spot.scale):
                card.draw(brush, plastic, dice.uniform(-16, -6) if dice.random() < 0.7 else dice.uniform(4, 10))

    def _drive(self, atmosphere: Air, layout: Layout, figures: list[person.Figure], dice: random.Random) -> None:
        spot, auto = layout.object, self._car()
        if spot is None:
            return
        brush = self.brush
        inside = self.scene.setting == "indoors"
        moving = self.scene.activity == "driving" and not inside
        if not inside and (moving or self.scene.setting != "beach"):
            things.road(brush, atmosphere, layout, spot.y + spot.scale * 6, spot.scale * 44)
        things.shadow(brush, atmosphere, (spot.x, spot.y), auto.shape.length * spot.scale * 0.52)
        flip = dice.random() < 0.5
        with brush.at((spot.x, spot.y), spot.scale, flip=flip):
            if moving:
                brandscene.speed(brush, atmosphere, auto.shape.length / 2)
            car.draw(
                brush,
                auto,
                atmosphere.evening,
                (lambda pen: _seat(pen, auto, figures, self.inks)) if self._drives else None,
            )

    def _people(self, atmosphere: Air, layout: Layout, figures: list[person.Figure]) -> None:
        order = sorted(range(len(figures)), key=lambda i: (-figures[i].body.height, i == 0))
        for i in order:
            spot = layout.people[i]
            if spot.y < layout.height * 1.05:
                things.shadow(self.brush, atmosphere, (spot.x, spot.y), figures[i].body.shoulder * 1.7 * spot.scale)
            flip = self.dice(f"flip {i}").random() < 0.5 if len(figures) == 1 else _outwards(layout, i)
            with self.brush.at((spot.x, spot.y), spot.scale, flip=flip):
                person.draw(self.brush, figures[i], self.inks)


def _outwards(layout: Layout, i: int) -> bool:
    """Whether one of a group has to be mirrored so that the busy arm is on the outer side."""
    middle = sum(spot.x for spot in layout.people) / len(layout.people)
    return layout.people[i].x < middle


def _seat(brush: Brush, auto: car.Car, figures: list[person.Figure], inks: Inks) -> None:
    """Driver and passengers, heads in the middle of the windows; the origin is the driver's seat."""
    shape = auto.shape
    middle = shape.top + 30 if auto.kind != "cabrio" else -129.0
    size = 1.0 if auto.kind != "cabrio" else 1.14
    with brush.inside(box(-400, -200, 800, 200 + min(0.0, shape.belt - shape.seat[1] + 24))):
        for i in reversed(range(min(len(figures), 3))):
            figure = figures[i]
            y = middle - shape.seat[1] - figure.body.face[1] * size
            with brush.at((-(66 if i == 1 else 108) * bool(i), y), size):
                person.draw(brush, figure, inks)
    brush.line(lines((33, shape.belt - shape.seat[1] - 11), (41, shape.belt - shape.seat[1] + 18)), inks.navy, 4.5)
