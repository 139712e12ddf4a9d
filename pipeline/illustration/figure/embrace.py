"""Arms around others, and arm in arm. Draws nothing."""

import math
from collections.abc import Sequence
from operator import attrgetter

from prompt_builder.scene import Person

from ..brush import Point, between
from . import ages
from .group import Group, PlacedFigure
from .hands import PALM
from .person import Figure
from .pose import Arm, bent, hanging

_PARENT = 15
"""How much older somebody is who may be a parent, in years."""
_AS_TALL = 0.85
"""How tall somebody is at least, in heights of the other, who puts an arm around the shoulders of that one."""
_BEHIND = 2.2
"""How far out and up from that hand its wrist is, whose sleeve is seen beyond that shoulder, in centimetres."""
_BESIDE = 0.75
"""How far from the middle of the waist the hand is of who is embraced, in shoulders."""
_BEFORE, _ALONG, _OUT = 0.1, 0.3, -0.3
"""Where the wrist is of who is held by the arm, in shoulders; where on the forearm the hand is, from the elbow; how far
outside the own shoulder the elbow is whose hand that is, in limbs."""
_IN_STEP = 8.0
"""How far apart the shoulders of two are who walk so, in centimetres."""
_BENT = 0.9
"""How far a hand is at most, in lengths of the arm, whose elbow is to stay beside the waist."""

_FOND, _DEAR = attrgetter("fond"), attrgetter("dear")


def row(people: Sequence[Person]) -> list[int]:
    """Those between whom who is dear stands, or who stands between these, then all others, by number."""
    fond, dear = ([i for i, one in enumerate(people) if told(one)] for told in (_FOND, _DEAR))
    middle, ends = (fond, dear) if len(fond) < min(len(dear), 2) else (dear, fond)
    first = [*ends[:1], *middle, *ends[1:]]
    return [*first, *(i for i in range(len(people)) if i not in first)]


def met(one: PlacedFigure, other: PlacedFigure) -> bool:
    """Whether one of two is fond of the other."""
    both = one.figure.traits.person, other.figure.traits.person
    return any(map(_FOND, both)) and any(map(_DEAR, both))


def holder_of(members: Sequence[PlacedFigure], pair: tuple[int, int]) -> int:
    """Which of two has an arm around the other: the taller, or of two as tall a parent, or the main one of two alike.

    Who is as tall and has alone an arm free does so, too, and whoever has a child on the shoulders.
    """
    riders = [one.carrier for one in members if one.carrier and one.figure.pose.rides]
    if laden := [i for i in pair if members[i].figure in riders]:
        return laden[0]
    low, tall = sorted(pair, key=lambda i: members[i].figure.body.height)
    one, other = members[low].figure, members[tall].figure
    if one.body.height < other.body.height * _AS_TALL:
        return tall
    if one.traits.person.fond != other.traits.person.fond:
        grown = all(member.figure.traits.age >= ages.GROWN for member in members if member.figure.traits.person.fond)
        return low if one.traits.person.fond == grown else tall
    like = one.traits.person.sex == other.traits.person.sex or one.traits.age > other.traits.age + _PARENT
    busy = members[tall].free(1 if tall == pair[0] else -1) is None
    return low if busy or (low == 0 and like) else tall


def embracing(members: Sequence[PlacedFigure], pair: tuple[int, int]) -> tuple[Figure, Figure]:
    """One with an arm behind the other, whose hand, if it is free, is on the waist of that one."""
    figures = []
    holder = holder_of(members, pair)
    for i, k, towards in ((*pair, 1), (*pair[::-1], -1)):
        member, other = members[i], members[k]
        side = towards * member.facing
        arm = member.free(towards)
        if i == holder:
            x, y = on_shoulder(member, other)
            wrist = member.local((x + towards * _BEHIND, y - _BEHIND))
            nape = member.local((other.x - towards * other.figure.body.neck, other.figure.body.collar - other.lift + 1))
            arm = Arm(side, wrist, "hidden", behind=True, elbow=nape, around=True)
        elif arm and (member.figure.traits.person.dear or member.figure.pose.away):
            arm = hanging(member.figure.body, side)
        elif arm:
            theirs = other.x - towards * other.figure.body.shoulder * _BESIDE
            level = max(other.figure.body.chest + 6.0 - other.lift, member.reach(0.3))
            body, wrist = member.figure.body, member.local((theirs, level))
            near = math.dist(body.joint(side), wrist) < body.arm * _BENT
            elbow = (body.beside(side, -0.3), body.collar + body.upper_arm)
            arm = Arm(side, wrist, elbow=elbow if near else None)
        figures.append(member.figure.armed(arm, side * 5.0) if arm else member.figure)
    return figures[0], figures[1]


def as_tall(one: PlacedFigure, other: PlacedFigure) -> bool:
    """Whether the bent arms of two are so alike high that they go arm in arm."""
    low, tall = sorted(member.figure.body.height for member in (one, other))
    return low > tall * _AS_TALL


def nearer(left: PlacedFigure, right: PlacedFigure) -> float:
    """How much nearer two come who go arm in arm, or with an arm around one, whose legs go apart as they walk."""
    apart = right.x - right.figure.body.shoulder - left.x - left.figure.body.shoulder
    walk = left.figure.pose.gait == right.figure.pose.gait == "walk"
    return max(apart - _IN_STEP, 0.0) if walk else 0.0


def linked(left: PlacedFigure, right: PlacedFigure, stride: float) -> tuple[Figure, Figure]:
    """The taller with a forearm before the waist, the other with a hand on it, both in a step of that length."""
    figures = []
    holder, other = sorted((left, right), key=lambda one: -one.figure.body.height)
    body, side = holder.figure.body, holder.facing * holder.towards(other)
    elbow, wrist = bent(body, side), (side * body.shoulder * _BEFORE, body.belt + 1.0)
    held = Arm(side, wrist, "fist", side * -80.0, elbow=elbow)
    point = other.local(holder.placed(between(elbow, wrist, _ALONG)))
    own, facing = other.figure.body, other.facing * other.towards(holder)
    joint = (own.beside(facing, _OUT), max(own.belt - own.height * 0.012, point[1]))
    away = PALM * own.stature / 178 / math.dist(joint, point)
    holds = Arm(facing, between(point, joint, away), elbow=joint)
    for one in (left, right):
        arm, tilt = (held, 2.0 * side) if one is holder else (holds, 4.0 * facing)
        figures.append(one.figure.armed(arm, tilt).posed(stride=stride))
    return figures[0], figures[1]


def on_shoulder(one: PlacedFigure, other: PlacedFigure) -> Point:
    """Where the hand of who has an arm around another comes round the far shoulder."""
    body = other.figure.body
    return other.x + body.beside(one.towards(other), 0.2), body.collar + 5.0 * body.stature / 178 - other.lift


def arms_around(group: Group) -> Sequence[tuple[PlacedFigure, PlacedFigure]]:
    """Those who have an arm around somebody, with them, on one of whose shoulders the hand is to be painted."""
    found = []
    for one in group.members:
        for arm in one.figure.pose.arms:
            hand = one.placed(arm.wrist)
            others = (other for other in group.members if other is not one and other.carrier is None)
            held = min(others, key=lambda other: math.dist(on_shoulder(one, other), hand), default=None)
            if arm.around and held:
                found.append((one, held))
    return found
