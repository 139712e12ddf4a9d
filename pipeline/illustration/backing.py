"""What is behind people or a car and has to be seen: trees, for which people give way, and buildings over a car."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache

from prompt_builder.scene import Thing

from . import placement
from .frame import Frame
from .layout import Grouped, Layout
from .objects import DRAWABLES

_CROWN = 75.0
"""What of the width of a tree is to be beside people at most, in centimetres."""
_STEPS = (0.3, 0.87), (0.5, 0.72)
"""From which share of it on that is hidden, and to what of their size at least, people give way, a landscape once."""
_ROOF = 60.0
"""How much of a building there is room for over a car from the front, in centimetres."""
_UP, _YARD = 0.8, 4.0
"""How far up such a car its foot is, of the height of the car, and how far below the horizon, in units of scenery."""


def planned(
    frame: Frame, plan: Callable[[Frame, Grouped], Layout], things: Sequence[Thing], grouped: Grouped
) -> Layout:
    """People in a frame as they are planned, aside and smaller where they would hide a tree among the things.

    Buildings are known behind people too, and so is a season; a New Year tree is what they have come to.
    """
    grouped = cache(grouped)
    behind = {one: ground for one in things if (ground := DRAWABLES[one].ground) and DRAWABLES[one].behind}
    trees = {one: ground.width for one, ground in behind.items() if ground.height > ground.width}
    wide, found = sum(min(width, _CROWN) for width in trees.values()), plan(frame, grouped)
    hidden = _hidden(found, things, trees)
    for most, least in _STEPS:
        if hidden > most and (least > _STEPS[1][1] or not all(DRAWABLES[one].framed for one in trees)):
            beside = plan(frame._replace(backing=(wide, least)), grouped)
            hidden, found = min((hidden, found), (_hidden(beside, things, trees), beside), key=lambda one: one[0])
    return found


def _hidden(layout: Layout, things: Sequence[Thing], trees: Collection[Thing]) -> float:
    """The share of that one of the trees of which people hide most."""
    all_stood = placement.standing(layout, things) if trees else ()
    stood = (one for one in all_stood if one.things[0] in trees and not one.front)
    return max((one.area.covered(layout.bodies) for one in stood), default=0.0)


def over(things: Sequence[Thing]) -> float:
    """How much of a building among the things is to be seen over a car before it, in centimetres of the car."""
    return _ROOF * any(DRAWABLES[one].built for one in things)


def overlooked(layout: Layout, ahead: bool, things: Sequence[Thing]) -> Layout:
    """The same plan, with a car that is `ahead` from so high that a building behind it is seen over it."""
    if layout.car is None or not (ahead and over(things)):
        return layout
    rear = layout.car.bottom - (layout.car.bottom - layout.car.top) * _UP
    return replace(layout, rear=rear, horizon=min(layout.horizon, rear - layout.unit * _YARD))
