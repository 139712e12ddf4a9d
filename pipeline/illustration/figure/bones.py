"""Where the joints and the hand of an arm are. Knows no inks and draws nothing."""

import math

from ..brush import Point
from ..geometry import Limb
from .body import Body
from .hands import Grip
from .pose import Arm

_LENGTHS: dict[Grip, float] = {"open": 18.4, "point": 16.4, "relaxed": 14.4}
"""How far from the wrist the longest finger ends, in centimetres; elsewhere a fist does."""
_SLIGHT = 6.8
"""How thick an arm is at most for a hand of the usual size, in centimetres."""


def joints(body: Body, arm: Arm) -> tuple[Point, Point, Point]:
    """Shoulder, elbow and wrist."""
    elbow, wrist = (arm.elbow, arm.wrist) if arm.elbow else body.elbow(arm.side, arm.wrist)
    return body.lifted(arm.side, elbow), elbow, wrist


def aim(body: Body, arm: Arm) -> float:
    """The angle of a hand in degrees, clockwise from up."""
    _, elbow, wrist = joints(body, arm)
    along = math.degrees(math.atan2(wrist[0] - elbow[0], elbow[1] - wrist[1]))
    return along if arm.aim is None else arm.aim


def hand_size(body: Body, young: bool) -> float:
    """By the stature, and no slighter than the arm."""
    size = body.stature / 178 * (1.2 if young else 1.0) * 0.98
    return max(size, body.limb / _SLIGHT)


def palm(body: Body, arm: Arm, size: float) -> Limb:
    """Where a hand of that size is."""
    wrist = joints(body, arm)[2]
    angle, reach = math.radians(aim(body, arm)), _LENGTHS.get(arm.grip, 9.0)
    tip = (wrist[0] + reach * size * math.sin(angle), wrist[1] - reach * size * math.cos(angle))
    return Limb(*wrist, *tip, 4.5 * size)
