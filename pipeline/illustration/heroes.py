"""What is the subject where neither a product nor a person is: the things asked for, large and on a stage."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from prompt_builder.scene import Thing

from . import composition, flora, props
from .air import Air
from .brush import Brush, box, oval
from .composition import Layout, Spot
from .inks import Inks
from .motifs import MOTIFS, Motif
from .skyline import Top

MOST = 3
"""Things that share a stage."""


def _prop(wide: float, tall: float, draw: Callable[[Brush, Inks], None], rise: float = 0.0) -> Motif:
    def hero(brush: Brush, air: Air) -> None:
        with brush.at((0, -rise)):
            draw(brush, air.inks)

    return Motif(wide, tall, hero)


HEROES: dict[Thing, Motif] = MOTIFS | {
    "phone": MOTIFS["banking app"],
    "coins": _prop(46, 24, props.coins),
    "gift": _prop(34, 36, props.gift),
    "keys": _prop(14, 20, props.keys, 20),
    "laptop": _prop(46, 28, props.laptop_front, 2),
    "book": _prop(28, 18, props.book_stack),
    "coffee": _prop(20, 22, props.mug),
    "cake": _prop(42, 37, props.cake),
    "heart": _prop(32, 22, props.heart),
    "christmas tree": Motif(54, 106, flora.christmas_tree),
    "flowers": _prop(32, 44, props.flowers, 7),
    "suitcase": _prop(38, 70, props.suitcase, 68),
    "briefcase": _prop(40, 34, props.briefcase, 31),
    "shopping bag": _prop(26, 44, props.bag, 38),
    "ball": _prop(26, 25, props.ball),
}
"""Each with its own measures; they share a stage at about one size, whatever they measure."""


class Cast(NamedTuple):
    """The things on the stage, main one first, and those that go elsewhere."""

    heroes: tuple[Thing, ...]
    rest: tuple[Thing, ...]


def chosen(things: Sequence[Thing]) -> Cast:
    """The heroes among the things: what a bank offers comes before everyday things."""
    order = sorted((thing for thing in things if thing in HEROES), key=lambda thing: thing not in MOTIFS)
    heroes: list[Thing] = []
    for thing in order:
        if all(HEROES[thing] is not HEROES[other] for other in heroes) and len(heroes) < MOST:
            heroes.append(thing)
    drawn = {HEROES[thing].draw for thing in heroes}
    return Cast(tuple(heroes), tuple(t for t in things if t not in HEROES or HEROES[t].draw not in drawn))


def layout(width: float, height: float, right: bool) -> Layout:
    """A stage in the middle of a square or tall frame, and in a third of a wide one; its spot is the stage's middle."""
    pull = min(max(width / height - 1.3, 0.0), 0.6) / 0.6
    x = width * (0.5 + (0.16 if right else -0.16) * pull)
    half = min(width * 0.42, height * 0.36)
    base = height * (0.8 if height < width * 1.3 else 0.72)
    horizon = min(max(base - half * 0.5, height * 0.5), height * 0.7)
    busy = (x - half * 1.15, x + half * 1.15)
    return Layout(
        width, height, horizon, object=Spot(x, base, half / 50), busy=busy, base=height * 0.9, scale=half / 90
    )


def with_people(frame: composition.Frame, grouped: composition.Grouped, full: bool, hero: Thing) -> Layout:
    """People on one side of the frame, whole as they are alone, and the thing on the other, on their ground."""
    width, height, right = frame.width, frame.height, frame.right
    share = 0.58 if width < height * 1.4 else 0.5
    part = frame._replace(width=width * share, right=True)
    plan = composition.of_people(part, grouped, full)
    if plan.group is None or plan.people is None:
        return plan
    shift = width - part.width if right else 0.0
    place = replace(plan.people, x=plan.people.x + shift)
    left, end = plan.busy[0] + shift, plan.busy[1] + shift
    motif, room = HEROES[hero], (left if right else width - end)
    tall = min(height * 0.62, (place.scale * plan.group.tallest.body.height) * 0.72)
    scale = min(max(room, width * 0.34) * 0.9 / motif.width, tall / motif.height)
    half = motif.width * scale / 2
    x = max(left / 2, half * 1.06) if right else min((end + width) / 2, width - half * 1.06)
    spot = Spot(x, plan.base if plan.base < height * 0.97 else height * 0.93, scale)
    busy = (min(left, x - half), max(end, x + half))
    return composition.peopled(replace(plan, width=width, object=spot, busy=busy), plan.group, place)


def draw(brush: Brush, air: Air, layout: Layout, heroes: Sequence[Thing], dice: random.Random) -> None:
    """The stage and what stands on it: one thing in the middle, or the main one with smaller ones at its sides."""
    spot = layout.object
    if spot is None:
        return
    half = spot.scale * 50
    stage(brush, air, (spot.x, spot.y), half)
    places: tuple[tuple[float, float, float], ...] = ((0.0, 0.0, 1.0),)
    if len(heroes) > 1:
        side = dice.choice((-1, 1))
        places = ((-side * 0.3, 0.0, 0.78), (side * 0.66, 0.08, 0.46), (-side * 0.88, 0.11, 0.4))
    for i in reversed(range(len(heroes))):
        shift, drop, size = places[i]
        motif = HEROES[heroes[i]]
        scale = size * fitting(spot, motif)
        foot = (spot.x + half * shift, spot.y + half * drop)
        brush.glow(foot, (motif.width * scale * 0.56, half * 0.08), air.inks.deep(0.3).pale(0.2), 0.4)
        with brush.at(foot, scale):
            motif.draw(brush, air)


def fitting(spot: Spot, motif: Motif) -> float:
    """Pixels per centimetre of a motif alone on the stage at a spot."""
    return min(spot.scale * 95 / motif.height, spot.y * 0.82 / motif.height, spot.scale * 83 / motif.width)


def top(spot: Spot, hero: Thing, alone: bool) -> Top:
    """The upper end of a hero, alone on its stage or beside people."""
    motif = HEROES[hero]
    scale = fitting(spot, motif) if alone else spot.scale
    return Top(spot.x - motif.width * scale / 2, spot.x + motif.width * scale / 2, spot.y - motif.height * scale)


def stage(brush: Brush, air: Air, centre: tuple[float, float], half: float) -> None:
    """Two round steps with their shadow; the origin of what stands on them is `centre`."""
    inks, (x, y) = air.inks, centre
    top = inks.white if not air.evening else inks.deep(0.66)
    brush.glow((x, y + half * 0.34), (half * 1.4, half * 0.22), inks.deep(0.3).pale(0.2), 0.4)
    for wide, level, tall, shade in ((1.12, 0.1, 0.16, -0.05), (0.94, 0.0, 0.1, 0.0)):
        upper, lower = y + half * level, y + half * (level + tall)
        side = inks.deep(0.6).shade(shade) if level else top.shade(-0.12)
        brush.fill(oval((x, lower), half * wide, half * 0.17 * wide), side)
        brush.fill(box(x - half * wide, upper, half * wide * 2, lower - upper), side)
        brush.fill(oval((x, upper), half * wide, half * 0.17 * wide), top.shade(shade))


def beside(brush: Brush, air: Air, layout: Layout, hero: Thing) -> None:
    """A motif that stands large beside people, on the place of the layout's object."""
    spot = layout.object
    if spot is None:
        return
    motif = HEROES[hero]
    brush.glow((spot.x, spot.y), (motif.width * spot.scale * 0.6, motif.width * spot.scale * 0.09),
               air.inks.deep(0.3).pale(0.2), 0.4)  # fmt: skip
    with brush.at((spot.x, spot.y), spot.scale):
        motif.draw(brush, air)
