"""The procedural painter: a scene and a size in, a flat illustration out. Knows no prompts and no model weights."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from brand import Kit, Zone, zone_box
from pipeline.painter import Canvas, PaintTask
from prompt_builder.scene import PHONES, ROOMS, Activity, Scene, Thing

from . import contents, text_zone
from .brush import Brush
from .figure.silhouette import Silhouette
from .frame import Frame
from .geometry import Area
from .inks import Inks
from .objects import DRAWABLES
from .product import LUGGAGE
from .rendering import Rendering

_FACES = (0.14, 0.65)
"""Between which shares of the height of a tall picture faces go: the buttons of an app lie above and below."""

_WITH_CARD: tuple[Activity, ...] = ("holding a credit card", "handing over a card")
"""What is done with a card in a hand."""
_TALL = 130.0
"""What is taller on its ground, in centimetres, leaves no room for a large card."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything that matters is in the picture of a task, in its pixels."""

    people: tuple[Silhouette, ...]
    """From the back to the front; only the heads of who sits in a car are to be seen."""
    product: Area | None
    zone: Area | None
    """The part kept free for text."""
    front: tuple[Area, ...]
    """Every shape painted over people."""
    fade: Area | None
    """Where the ground of the zone runs into the scene."""


@dataclass(slots=True, eq=False)
class Run:
    """A picture on its way. It counts as one step, however many times the engine looks elsewhere between its layers."""

    task: PaintTask
    rendering: Rendering
    brush: Brush
    layers: Iterator[Callable[[Brush], None]]
    done: int = 0
    steps: int = 1
    rows: int = 1


class Illustration:
    """A `Painter` without weights: the same scene, kit and size give the same bytes on every run of one platform."""

    model = "illustration-1"

    def key(self, task: PaintTask) -> Hashable:
        """Each is drawn alone: there is nothing that two pictures could share."""
        return self.model, task.id

    def paint(self, tasks: Sequence[PaintTask]) -> list[Canvas]:
        """One canvas a task, in order; `undrawn` names the words and things that could not be drawn."""
        runs = self.begin(tasks)
        while left := [run for run in runs if not run.done]:
            self.step(left)
        return self.finish(runs)

    def places(self, _: PaintTask) -> int:
        return 1

    def begin(self, tasks: Sequence[PaintTask]) -> list[Run]:
        renderings = [_rendering(task)[0] for task in tasks]
        return [
            Run(task, rendering, Brush(rendering.width, rendering.height), iter(rendering.layers))
            for task, rendering in zip(tasks, renderings, strict=True)
        ]

    def step(self, runs: Sequence[Run]) -> None:
        for run in runs:
            if layer := next(run.layers, None):
                layer(run.brush)
            else:
                run.done = 1

    def finish(self, runs: Sequence[Run]) -> list[Canvas]:
        return [Canvas(_pixels(run), undrawn=_undrawn(run)) for run in runs]

    def preview(self, run: Run) -> NDArray[np.uint8]:
        raise AssertionError(f"task {run.task.id} has no picture before its last step")

    def gauges(self) -> dict[str, float]:
        return {}

    def plan(self, task: PaintTask) -> Placement:
        """Where things will be, without painting."""
        rendering, (x, y) = _rendering(task)
        zone = fade = None
        if task.text_zone is not None:
            zone = Area(*zone_box(task.width, task.height, task.text_zone))
            fade = _fade(rendering, task.text_zone).placed(x, y)
        product = rendering.product
        people = tuple(somebody.placed(x, y) for somebody in rendering.people)
        front = tuple(area.placed(x, y) for area in rendering.front)
        return Placement(people, product and product.placed(x, y), zone, front, fade)

    def draw(self, scene: Scene, kit: Kit, width: int, height: int) -> NDArray[np.uint8]:
        """The picture of a scene in the colours of a kit: uint8 (height, width, 3)."""
        brush = Brush(width, height)
        _staged(scene, kit, (width, height), _faces(width, height, 0, height)).draw(brush)
        return brush.pixels()


def _pixels(run: Run) -> NDArray[np.uint8]:
    task, rendering = run.task, run.rendering
    if task.text_zone is None:
        return run.brush.pixels()
    ground = rendering.inks.navy if task.scene.light == "evening" else rendering.inks.light(0.975)
    fade = _fade(rendering, task.text_zone)
    return text_zone.beside(run.brush.pixels(), (task.width, task.height), task.text_zone, ground.rgb(), fade)


def _fade(rendering: Rendering, zone: Zone) -> Area:
    """Where the ground of the zone runs into the scene, in pixels of the drawn part."""
    return text_zone.faded(Area(0, 0, rendering.width, rendering.height), rendering.shown, zone)


def _undrawn(run: Run) -> tuple[str, ...]:
    scene = run.task.scene
    shown = {*run.rendering.scene.things, *contents.filled(scene).values()}
    unshown = (thing for thing in scene.things if thing not in shown)
    return *scene.unknown_words, *unshown, *run.rendering.undrawn


def _rendering(task: PaintTask) -> tuple[Rendering, tuple[int, int]]:
    """The drawn part of a task's picture, and where its left upper corner is."""
    width, height = (task.width, task.height)
    if task.text_zone is not None:
        width, height = text_zone.rest(task.width, task.height, task.text_zone)
    x = task.width - width if task.text_zone == "left" else 0
    y = task.height - height if task.text_zone == "top" else 0
    faces = _faces(task.width, task.height, y, height)
    return _staged(task.scene, task.kit, (width, height), faces), (x, y)


def _staged(scene: Scene, kit: Kit, size: tuple[int, int], faces: tuple[float, float]) -> Rendering:
    frame = Frame(*size, right=True)
    narrow = frame.tall if "child seat" in scene.things else frame.narrow
    return Rendering(staged(scene, narrow), Inks(kit), *size, faces, contents.filled(scene))


def _faces(width: int, height: int, y: int, drawn: int) -> tuple[float, float]:
    """Top and bottom between which faces go in the drawn part of a picture, which starts at `y`."""
    if height < width * 1.5:
        return drawn * 0.02, drawn * 0.98
    top, bottom = (height * share - y for share in _FACES)
    return max(top, drawn * 0.02), min(bottom, drawn * 0.98)


def staged(scene: Scene, narrow: bool = False) -> Scene:
    """The scene as it can be shown: who drives sits in a car, or has its keys where another object is the subject.

    In a column `narrow` for it a car in which somebody sits is shown from inside if its looks were not told. A house
    from inside is its room, with a sofa where nobody is, or a picture of it where that is no room of it; of a car from
    inside the people are the subject. A card is in a hand, or one of them, where other things have its place, and not
    shown a second time beside one in a hand or in a wallet, or on the screen of a phone but one in somebody's hand.
    """
    told = scene.design or scene.tint or any(DRAWABLES[one].atop for one in scene.things if one in DRAWABLES)
    things = (*scene.things, *(("car interior",) if narrow and scene.drives and not told else ()))
    cabin = "car interior" in things and scene.object in (None, "car")
    stays = {one for one in scene.things if scene.drives and not cabin and one in DRAWABLES and _stays(one)}
    inside = contents.filled(scene)
    left_out = {*inside.values(), *stays, *(() if cabin else ("car interior",))}
    shown = (thing for thing in dict.fromkeys(things) if thing in DRAWABLES and thing not in left_out)
    change: dict[str, Any] = {"things": tuple(shown)}
    change |= _carried(scene, inside, change["things"])
    change |= {"activity": "standing"} if scene.activity in _WITH_CARD and "credit card" in inside.values() else {}
    if cabin:
        behind = "child seat" in scene.things and scene.activity != "driving"
        change |= {"object": None, "activity": "standing" if behind else "driving"}
        if scene.setting == "indoors":
            change["setting"] = "countryside"
    elif scene.activity == "driving" and scene.people and scene.object != "car":
        change |= {"object": "car"} if scene.object is None else {"activity": "holding keys"}
    held = "credit card" in scene.in_hand and scene.activity not in _WITH_CARD
    crowded = held or any(map(_large, change["things"]))
    other = [one for one in change["things"] if one not in PHONES or not (inside.get(one) or scene.people)]
    seen = "credit card" in inside.values() or any(DRAWABLES[one].bears == "credit card" for one in other)
    small = [one for one in change["things"] if DRAWABLES[one].stage and not DRAWABLES[one].ground]
    asked = (DRAWABLES[one] for one in change["things"] if one not in scene.implied)
    shared = any((one.offered or one.ground) and not one.built for one in asked)
    screen = any(DRAWABLES[one].lit for one in inside)
    if (scene.in_hand or (scene.close and small) or screen) and not scene.people:
        back = {scene.design or scene.object} - {*inside.values()} if scene.object in ("car", "house") else ()
        change |= {"object": None, "things": tuple(dict.fromkeys((*scene.in_hand, *change["things"], *back)))}
    elif scene.from_inside or (scene.object == "credit card" and (seen or (crowded if scene.people else shared))):
        change["object"] = None
        if scene.object == "credit card" and not (seen or _in_hand(scene, change["things"])):
            by_phone = {*PHONES} & {*change["things"]}  # which is in a hand first
            change["things"] = (*change["things"], "credit card") if by_phone else ("credit card", *change["things"])
    if held and scene.people and scene.object != "credit card":
        change["things"] = ("credit card", *change["things"])
    if scene.pictured:
        change["things"] = (*change["things"], scene.design or "house")
    elif scene.from_inside and not scene.people and not {"renovation", "armchair", *ROOMS} & {*scene.things}:
        change["things"] = tuple(dict.fromkeys((*change["things"], "sofa")))
    return scene.model_copy(update=change)


def _carried(scene: Scene, inside: Mapping[Thing, Thing | None], things: Sequence[Thing]) -> dict[str, Any]:
    """What is other where something is on what carries it: a hand is there, with what it has for it."""
    used = scene.use and scene.use[1]
    holder = next(
        (one for one, other in inside.items() if used in (one, other) and DRAWABLES[one].carries == other), None
    )
    if not (scene.use and holder and (other := inside[holder])):
        return {}
    held = things if {*PHONES} & {*things} else (DRAWABLES[other].tool, *things)
    return {"use": (scene.use[0], holder), "things": held}


def _stays(thing: Thing) -> bool:
    """Whether it is neither in nor on a car that is driven, and would stand on the road: a pet, what hands hold."""
    known = DRAWABLES[thing]
    return thing in ("dog", "cat") or (bool(known.held or known.table) and thing not in LUGGAGE)


def _in_hand(scene: Scene, things: Sequence[Thing]) -> bool:
    """Whether the card that is the subject is seen in somebody's hand, or at what of the things is paid with it."""
    used = scene.use[1] if scene.use else ""
    tills = (one for name in things if not (one := DRAWABLES[name]).offered or name in (used, *scene.in_hand))
    pays = "credit card" in {one.tool for one in tills} and not {*PHONES} & {*things}
    return bool(scene.people) and scene.object == "credit card" and (pays or scene.activity in _WITH_CARD)


def _large(thing: Thing) -> bool:
    """Whether it takes the place of a large card beside people."""
    known = DRAWABLES[thing]
    tall = bool(known.ground and known.ground.height > _TALL)
    return (known.held is None or known.held.asked) and (known.offered or tall)
