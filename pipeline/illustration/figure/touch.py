"""People who touch: hands that meet, an arm around a shoulder. Moves arms, and people where arms need room."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from prompt_builder.scene import Activity

from ..brush import Point
from .body import Body
from .group import Group, PlacedFigure, disturb
from .person import Figure
from .pose import Arm
from .silhouette import Silhouette

_ASIDE = (0.0, 8.0, 16.0, 24.0, 32.0)
"""How much farther apart people go for arms that would be before a face, in centimetres."""
_BESIDE = 2.5
"""How far from the own face a hand is that is not to seem to scratch it."""
Outlined = Callable[[Figure], Silhouette]
"""What a figure covers, in centimetres."""

_SHORT = 8.0
"""How far from where hands meet the wrists are, in centimetres of a grown-up: both are to be seen."""
_CLASP = 2.5
"""The same of hands that clasp each other."""
_AS_TALL = 0.94
"""How tall somebody is at least, in heights of the other, who puts an arm around the shoulders of that one."""
_UNLIKE = 24.0
"""How much lower the shoulders are, in centimetres, of those whose hand is held and not their shoulders."""


class Way(NamedTuple):
    """How two who stand side by side touch."""

    level: float
    """Where hands meet, in lengths of an arm below the shoulders."""
    apart: float = 0.0
    """How much farther apart they stand, in centimetres."""
    everybody: bool = True
    """Whether all do, or the main person and the neighbour."""
    around: bool = False
    """Whether the main person, or the taller, has an arm around the other's shoulders instead."""
    stride: float = 0.0
    """How long a step they take."""
    holds: str = ""
    """What the main person hands over."""
    short: float = _SHORT
    """How far from there the wrists are, in centimetres of a grown-up."""


WAYS: dict[Activity, Way] = {
    "holding hands": Way(1.16, 6.0, stride=0.5),
    "hugging": Way(0.0, around=True),
    "shaking hands": Way(0.7, 42.0, everybody=False, short=_CLASP),
    "handing over keys": Way(0.62, 42.0, everybody=False, holds="keys"),
    "handing over a card": Way(0.62, 42.0, everybody=False, holds="credit card"),
}


def joined(group: Group, activity: Activity, outlined: Outlined) -> Group:
    """The group in which those who stand side by side touch in the way of the activity, where their arms are free."""
    way = WAYS[activity]
    row = sorted((i for i, one in enumerate(group.members) if one.carrier is None), key=lambda i: group.members[i].x)
    pairs = [pair for pair in itertools.pairwise(row) if way.everybody or 0 in pair]
    members = list(group.members)
    for left, right in pairs if way.everybody else pairs[:1]:
        tries = (_touching(members, (left, right), way, outlined, more) for more in _ASIDE)
        members = next((tried for tried in tries if all(_clear(tried, i) for i in (left, right))), members)
    return Group(tuple(members)).centred()


def tucked(group: Group, outlined: Outlined) -> Group:
    """The group whose idle arms that neighbours cover, or that cover neighbours, are behind the own back."""
    members = list(group.members)
    row = sorted((i for i, one in enumerate(members) if one.carrier is None), key=lambda i: members[i].x)
    for left, right in itertools.pairwise(row):
        for i, k, towards in ((left, right, 1), (right, left, -1)):
            one, other = members[i], members[k].outline
            arm, pose = _free(one, towards), one.figure.pose
            if arm is None or arm.grip not in ("relaxed", "fist") or pose.gait or one.figure.body.seat:
                continue
            n = pose.arms.index(arm)
            shown = sum(own.grip != "hidden" for own in pose.arms[:n])
            limbs = (*one.outline.limbs[2 * n : 2 * n + 2], one.outline.hands[shown])
            if any(limb.meets(other.trunk) for limb in limbs):
                figure = _with(one.figure, _at_back(one.figure.body, arm.side), pose.tilt)
                members[i] = _placed(one, figure, outlined)
                members = [
                    replace(small, carrier=figure) if small.carrier is one.figure else small for small in members
                ]
    return Group(tuple(members))


def _at_back(body: Body, side: int) -> Arm:
    """An arm behind the own back, whose elbow stays near."""
    elbow = (side * (body.shoulder - body.limb * 0.2), body.belt - body.forearm * 0.3)
    return Arm(side, (side * (body.waist - 3), body.belt + 5), "hidden", behind=True, elbow=elbow)


def _touching(
    members: Sequence[PlacedFigure], pair: tuple[int, int], way: Way, outlined: Outlined, more: float
) -> list[PlacedFigure]:
    """The same with two who touch, if their arms are free, so much farther apart than they need to be."""
    tried, (left, right) = list(members), pair
    if all(_free(tried[i], towards) for i, towards in ((left, 1), (right, -1))):
        _part(tried, tried[left].x, way.apart + more)
        collars = [one.figure.body.collar - one.lift for one in (tried[left], tried[right])]
        if way.around and abs(collars[0] - collars[1]) > _UNLIKE:
            way = WAYS["holding hands"]._replace(stride=0.0)
        changed = (
            _around(tried[left], tried[right], tried[0]) if way.around else _meeting(tried[left], tried[right], way)
        )
        for i, figure in zip(pair, changed, strict=True):
            tried = [replace(one, carrier=figure) if one.carrier is tried[i].figure else one for one in tried]
            tried[i] = _placed(tried[i], figure, outlined)
    return tried


def _clear(members: Sequence[PlacedFigure], i: int) -> bool:
    """Whether somebody covers no face, the own one included."""
    one = members[i]
    outline, face = one.outline, one.outline.features
    if any(hand.meets(outline.face.grown(_BESIDE)) for hand in outline.hands):
        return False
    if any(limb.meets(face) for limb in outline.limbs) or any(map(face.meets, outline.things)):
        return False
    return not any(disturb(one, other) for other in members if other is not one and other.carrier is None)


def _part(members: list[PlacedFigure], x: float, by: float) -> None:
    """Move all who stand right of x."""
    for i, one in enumerate(members):
        if by and one.x > x:
            members[i] = replace(
                one, x=one.x + by, feet=(one.feet[0] + by, one.feet[1]), outline=one.outline.placed(by, 0)
            )


def _free(member: PlacedFigure, towards: int) -> Arm | None:
    """The arm on the side of the neighbour, if it is not busy."""
    side = -towards if member.flip else towards
    arm = next((arm for arm in member.figure.pose.arms if arm.side == side), None)
    busy = arm is None or arm.held or arm.embraces or member.figure.pose.desk or not member.figure.pose.stands
    return None if busy else arm


def _local(member: PlacedFigure, point: Point) -> Point:
    return (point[0] - member.x) * (-1 if member.flip else 1), point[1] + member.lift


def _reach(member: PlacedFigure, share: float) -> float:
    """The level of a wrist that hangs by a share of the arm."""
    body = member.figure.body
    return body.collar + (body.upper_arm + body.forearm) * share - member.lift


def _meeting(left: PlacedFigure, right: PlacedFigure, way: Way) -> tuple[Figure, Figure]:
    """Both with a hand where the two meet."""
    edges = left.x + left.figure.body.shoulder, right.x - right.figure.body.shoulder
    x, y = sum(edges) / 2, min(_reach(one, way.level) for one in (left, right))
    figures = []
    for member, towards in ((left, 1), (right, -1)):
        short = way.short * member.figure.body.stature / 178
        back = short if way.level < 1 else 0.5
        wrist = _local(member, (x - towards * back, y))
        side, body = -towards if member.flip else towards, member.figure.body
        bent: Point | None = (side * (body.shoulder + body.limb * 0.2), body.collar + body.upper_arm + 6.0)
        if way.level >= 1:
            out = side * body.elbow(side, wrist)[0][0] - body.shoulder > body.limb
            bent = (side * (body.shoulder - body.limb * 0.4), body.collar + body.upper_arm) if out else None
        arm = Arm(side, wrist, "fist", elbow=bent)
        figure = _with(member.figure, arm, towards * (-1 if member.flip else 1) * 3.0)
        figures.append(replace(figure, pose=replace(figure.pose, stride=way.stride)))
    if way.holds:
        giver = 0 if left.figure.body.height >= right.figure.body.height else 1
        figures[giver] = _giving(figures[giver], way.holds, (left, right)[giver], 1 - 2 * giver)
    return figures[0], figures[1]


def _giving(figure: Figure, thing: str, member: PlacedFigure, towards: int) -> Figure:
    side = -towards if member.flip else towards
    arms = (replace(arm, held=thing, aim=side * 150.0) if arm.side == side else arm for arm in figure.pose.arms)
    return replace(figure, pose=replace(figure.pose, arms=tuple(arms)))


def _around(left: PlacedFigure, right: PlacedFigure, main: PlacedFigure) -> tuple[Figure, Figure]:
    """The main person, or who is taller, with an arm behind the other's back, whose own arm is behind that one's."""
    figures = []
    low, tall = sorted((left, right), key=lambda one: one.figure.body.height)
    tall = low if low is main and low.figure.body.height > tall.figure.body.height * _AS_TALL else tall
    for member, other, towards in ((left, right, 1), (right, left, -1)):
        side = -towards if member.flip else towards
        if member is tall:
            level = max(_reach(other, 0.12), _reach(member, 0.1))
            arm = Arm(side, _local(member, (other.x, level)), "hidden", behind=True)
        else:
            arm = _at_back(member.figure.body, side)
        figures.append(_with(member.figure, arm, side * 5.0))
    return figures[0], figures[1]


def _with(figure: Figure, arm: Arm, tilt: float) -> Figure:
    """The same with another arm, and the head tilted."""
    arms = tuple(arm if one.side == arm.side else one for one in figure.pose.arms)
    return replace(figure, pose=replace(figure.pose, arms=arms, tilt=tilt))


def _placed(member: PlacedFigure, figure: Figure, outlined: Outlined) -> PlacedFigure:
    outline = outlined(figure).placed(member.x, -member.lift, flip=member.flip)
    return replace(member, figure=figure, outline=outline)


def arms_around(group: Group) -> Sequence[tuple[PlacedFigure, PlacedFigure]]:
    """Those who have an arm around somebody, with them, whose hand is to be painted on the far shoulder."""
    found = []
    for one in group.members:
        for arm in one.figure.pose.arms:
            reach = one.x + arm.wrist[0] * (-1 if one.flip else 1)
            held = [other for other in group.members if other is not one and abs(other.x - reach) < 0.5]
            if arm.behind and arm.grip == "hidden" and held:
                found.append((one, held[0]))
    return found
