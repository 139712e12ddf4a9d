"""What is drawn in something that is open, on a screen or on a seat, by what the registry says of both."""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from prompt_builder.scene import Scene, Thing

from .air import Air
from .brush import Brush
from .objects import DRAWABLES
from .objects.drawable import Drawable, Drawing

_SEAT = 80.0
"""How wide what is on a seat is at most, in centimetres."""


_BADGE, _UNDER = 0.45, 0.6
"""How wide a tick is of what it is beside, and how much of it is below that."""


def filled(scene: Scene) -> dict[Thing, Thing | None]:
    """What is in each thing that is open, or on it; on a seat, where nobody sits. None: nothing but what it bears."""
    found: dict[Thing, Thing | None] = {}
    named = {*DRAWABLES} & {*scene.things}
    for told in scene.whereabouts:
        known = DRAWABLES[told.thing] if told.thing in named else Drawable()
        seat = known.seats and told.how in ("in", "on") and not scene.sits
        if seat or (told.how == "in" and known.opens):
            there = {*DRAWABLES} if known.lit else named - {*scene.in_hand}
            free = (one for one in told.subjects if one in there and one not in (*found, told.thing))
            fit = ((one, drawing) for one in free if (drawing := _drawing(one, known)))
            content = next((one for one, drawing in fit if not seat or drawing.width < _SEAT), None)
            if content or {*told.subjects} <= {DRAWABLES[told.thing].bears}:
                found[told.thing] = found.get(told.thing) or content
    carried = ((one, DRAWABLES[one].carries) for one in scene.things if one in named and scene.people)
    return found | {one: other for one, other in carried if other in named and other not in scene.in_hand}


def drawn(inside: Mapping[Thing, Thing | None], scene: Scene) -> dict[Thing, Drawing | None]:
    """How what is in each open thing is drawn; on a screen with a tick, where one is asked for beside it."""
    found = {holder: _own(content, DRAWABLES[holder]) if content else None for holder, content in inside.items()}
    ticked = {one.thing for one in scene.whereabouts if "tick" in one.subjects and inside.get(one.thing) != "tick"}
    return {holder: _ticked(own) if own and holder in ticked else own for holder, own in found.items()}


def _ticked(plain: Drawing) -> Drawing:
    """The same with a tick half under its lower right corner."""
    tick = cast(Drawing, DRAWABLES["tick"].screened)
    large = plain.width * _BADGE / tick.width
    down = tick.height * large * _UNDER

    def draw(brush: Brush, air: Air) -> None:
        with brush.at((0, -down), 1):
            plain.paint(brush, air, random.Random(0))
        with brush.at((plain.width / 2 - tick.width * large / 2, 0), large):
            tick.paint(brush, air, random.Random(0))

    return Drawing(plain.width, plain.height + down, draw)


def _own(thing: Thing, holder: Drawable) -> Drawing | None:
    """The same in the colour that the thing is said to have."""
    plain = _drawing(thing, holder)
    return plain and replace(plain, draw=lambda brush, air, *rng: plain.draw(brush, air.on(thing), *rng))


def _drawing(thing: Thing, holder: Drawable) -> Drawing | None:
    known = DRAWABLES[thing]
    return (known.screened if holder.lit else None) or known.stage or known.ground
