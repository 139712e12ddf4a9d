"""Hand in hand: how far apart two go, where their hands meet, and the arm of each. Draws nothing."""

import math

from ..brush import Point, between
from .body import Body
from .group import PlacedFigure
from .hands import PALM
from .pose import Arm

_ALIKE = 8.0
"""How much lower a hand hangs at most, in centimetres, that meets another half way."""
_LEVEL = 1.16
"""How far below the shoulders hands of two alike meet, in lengths of an arm."""
_BENT = 0.9
"""How far away a hand is at most, in lengths of the arm, for whose forearm the elbow stays beside the trunk."""
_UP, _TODDLER = 1.5, 100.0
"""How much farther a toddler reaches up than the arm is long, and how tall one is at most, in centimetres."""
_TAUT = 0.96
"""How much of their arms two stretch at most who hold hands."""
_SHARES = (0.2, 0.35, 0.5, 0.65, 0.8)
"""How far from whose hand hangs higher hands meet, in shares of the room between two."""
_FEET, _REACH = 12.0, 22.0
"""The room between the shoulders of two who hold hands: at least, as for feet, and at most, as for who is smaller."""


def wanted(left: PlacedFigure, right: PlacedFigure) -> float:
    """How much farther apart two have to be, so that feet are apart and forearms seen, or nearer for arms to reach."""
    bodies = left.figure.body, right.figure.body
    room = right.x - left.x - sum(body.shoulder for body in bodies)
    least = min(max(_unlike(left, right) * 0.7, _FEET), _REACH)
    (x, y), (other, level) = (body.joint(1) for body in bodies)
    arms, apart = sum(map(_span, bodies)) * _TAUT, level - right.lift - y + left.lift
    most = math.sqrt(max(arms**2 - apart**2, 0.0)) + x + other - sum(body.shoulder for body in bodies)
    return min(max(least, room), max(most, least)) - room


def _unlike(left: PlacedFigure, right: PlacedFigure) -> float:
    """How much lower the hand of one hangs than that of the other, in centimetres."""
    return abs(left.reach(1.0) - right.reach(1.0))


def _span(body: Body) -> float:
    """How far from the shoulder joint the palm of a stretched arm is: a toddler reaches up, and the trunk with it."""
    more = _UP if body.stature < _TODDLER else 0.985
    return body.arm * more + PALM * body.stature / 178


def hand_in_hand(left: PlacedFigure, right: PlacedFigure) -> Point:
    """Where two hold hands: as low as both reach, and beside whose hand hangs higher, if the other reaches that."""
    tall, other = sorted((left, right), key=lambda one: one.reach(1.0))
    near, far = (one.x + one.towards(b) * one.figure.body.shoulder for one, b in ((tall, other), (other, tall)))
    joints = []
    for one, edge in ((tall, near), (other, far)):
        body, (out, down) = one.figure.body, one.figure.body.joint(1)
        joint = edge - math.copysign(body.shoulder - out, edge - one.x)
        joints.append((joint, down - one.lift, _span(body)))
    alike = _unlike(left, right) < _ALIKE
    level, point = tall.reach(_LEVEL if alike else 2.0), (0.0, 0.0)
    for share in _SHARES[2 if alike else 0 :]:
        x = near + (far - near) * share
        y = min(level, *(down + math.sqrt(max(span**2 - (x - joint) ** 2, 0.0)) for joint, down, span in joints))
        point = x, y
        if math.dist(joints[1][:2], point) < joints[1][2]:
            break
    return point


def clasping(body: Body, side: int, point: Point) -> Arm:
    """The arm whose palm is at a point: its elbow beside the trunk where the forearm is long enough for that.

    None is out beyond the point, before the other's arm.
    """
    palm, joint = PALM * body.stature / 178, body.joint(side)
    beside = (joint[0], body.collar + body.upper_arm)
    bend = body.elbow(side, _short(point, joint, palm))[0]
    if math.dist(joint, point) > body.arm + palm:
        bend = _short(joint, point, body.upper_arm * _UP)
    out = side * (point[0] - bend[0]) < body.limb
    near = math.dist(joint, point) < _span(body) * _BENT
    if out or (near and math.dist(beside, point) <= body.forearm + palm):
        bend = beside
    return Arm(side, _short(point, bend, palm), "clasp", elbow=bend)


def _short(point: Point, start: Point, by: float) -> Point:
    """The point so much before another on the way to it."""
    return between(point, start, by / max(math.dist(start, point), by))
