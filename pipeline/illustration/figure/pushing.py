"""Both hands at what is pushed: a pram, a trolley. Draws nothing."""

import math
from dataclasses import replace

from .person import Figure
from .pose import Arm

_NEAR, _APART = 0.6, 9.0
"""How far outside the own shoulder the farther hand is, in limbs, and how far apart the hands are, in centimetres."""
_TAUT = 0.97
"""How much of its length an arm stretches at most."""


def with_both_hands(person: Figure) -> Figure:
    """The same person, who has the other hand too, if that is free, at the handle of what one hand pushes."""
    arm = next((one for one in person.pose.arms if one.thing and one.thing.at == "handle" and one.thing.second), None)
    other = next((one for one in person.pose.arms if arm and one is not arm and one.idle), None)
    expects = "pregnant" in person.traits.person.looks  # nothing hides a belly
    if arm is None or other is None or person.body.seat or person.body.lowered or expects:
        return person
    body, level = person.body, arm.wrist[1]
    x, y = body.joint(other.side)
    room = math.sqrt(max((body.arm * _TAUT) ** 2 - (level - y) ** 2, 0.0))
    far = min(abs(body.beside(arm.side, _NEAR)), room - abs(x) + _APART * body.stature / 178)
    if far < body.waist:
        return person
    near = far - _APART * body.stature / 178
    pushed = replace(arm, wrist=(arm.side * far, level))
    beside = Arm(other.side, (arm.side * near, level), "fist")
    return person.posed(arms=tuple(pushed if one is arm else beside for one in person.pose.arms))
