"""People who touch, or carry something between them. Moves arms, and people where arms need room."""

import itertools
import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from prompt_builder.defaults import GIVEN
from prompt_builder.scene import PHONES, Activity, Person, Scene, Thing

from ..brush import Point
from ..geometry import Limb
from ..objects import DRAWABLES
from . import clasp, embrace, gaits
from .body import SEAT, Body
from .group import Group, Outlined, PlacedFigure, disturb, posed
from .hands import PALM, Grip
from .person import Figure
from .pose import Arm, carry, hanging
from .wheelchair import handles

_ASIDE = (0.0, 8.0, 16.0, 24.0, 32.0)
"""How much farther apart people go for arms not to be before a face, in centimetres; three for one around."""
_BESIDE = 2.5
"""How far from the own face a hand is that is not to seem to scratch it."""
_SHORT = 8.0
"""How far from where hands meet the wrists are, in centimetres of a grown-up: both are to be seen."""
_NEAR = 2.0
"""How far apart hands are at most that touch."""
_FEW = 3
"""How many skiers there are at most who have room for their poles side by side."""
_APART = 130.0
"""How much farther apart people go at most, all together, to have nothing of themselves before each other."""

_BORNE: dict[Thing, str] = {"sofa": "borne sofa", "armchair": "borne armchair", "christmas tree": "borne tree"}
"""As the registry calls them while they are carried."""
BORNE_THINGS = {held: thing for thing, held in _BORNE.items()}
ALIKE = {"stepladder": "renovation", "coin": "coins", "basket of vegetables": "basket", "receiver": "phone",
         "pair of skis": "skis", "app on a phone": "phone", **BORNE_THINGS}  # fmt: skip
"""What is seen in what a trade holds, and in what carries somebody."""
_GROWN = 145.0
"""None of the two who carry them is smaller than that, in centimetres."""


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
    linked: bool = False
    """Whether one has a hand on the bent arm of the other instead."""
    stride: float = 0.0
    """How long a step they take."""
    holds: str = ""
    """What the main person hands over, or holds out."""
    takes: str = ""
    """What the other pays with at that."""


WAYS: dict[Activity, Way] = {
    "holding hands": Way(1.16, 6.0, stride=0.5),
    "linking arms": Way(1.16, 5.0, linked=True, stride=0.5),
    "hugging": Way(0.0, around=True),
    "shaking hands": Way(0.7, 42.0, everybody=False),
    "handing over keys": Way(0.62, 42.0, everybody=False, holds="keys"),
    "handing over a card": Way(0.62, 42.0, everybody=False, holds="credit card"),
}
_HANDS = WAYS["holding hands"]._replace(stride=0.0)
"""How those touch who stand and cannot have an arm around each other."""
_DANCE = Way(0.7, -12.0)
"""How a pair who dance hold hands."""
_OVER = (9.0, 16.0)
"""How much farther away and higher the wrist is of who pays, in centimetres."""
_TAKING, _BELOW = 3.0, 21.0
"""How much farther away the wrist of who takes something is, and how much lower below what hangs, in centimetres."""


def way_of(scene: Scene) -> Way | None:
    """How those in a scene touch who stand side by side, if they do."""
    if scene.use and scene.use[1] in GIVEN and len(scene.people) > 1:
        return Way(0.56, 34.0, everybody=False, holds=scene.use[1])
    if "payment terminal" in scene.in_hand and len(scene.people) > 1:
        means = next((one for one in PHONES if one in scene.things), "credit card")
        return Way(0.5, 42.0, everybody=False, holds="payment terminal", takes=means)
    return WAYS.get(scene.activity)


def borne(scene: Scene, figures: Sequence[Figure], rest: Collection[Thing]) -> str:
    """What two grown people who stand are said to have in their hands and carry between them; empty if nothing."""
    stand = all(one.pose.stands and not one.body.seat and one.body.stature > _GROWN for one in figures)
    things = (_BORNE[one] for one in scene.in_hand if one in rest and one in _BORNE)
    return next(things, "") if len(figures) == 2 and stand else ""


def beside(group: Group, way: Way | None, outlined: Outlined) -> Group:
    """The group as its people stand side by side: they touch in a way, or as a pair who dance, or not at all."""
    members = list(group.members)
    if [one.figure.pose.gait for one in members] == ["dance"] * 2:
        way = way or _DANCE
    row = sorted((i for i, one in enumerate(members) if one.carrier is None), key=lambda i: members[i].x)
    told = any(members[i].figure.traits.person.dear for i in row)
    for pair in itertools.pairwise(row):
        apart = told and way and way.around and not embrace.met(*(members[i] for i in pair))
        touch = way and not apart and (way.everybody or _first(row, pair))
        joined = _joined(members, pair, way, outlined) if way and touch else None
        members = joined or _between(members, pair, outlined)
    for i in row:
        members = _with_both_hands(members, i, outlined)
    if way and way.holds == "keys" and not touches(Group(tuple(members)), way):
        members = _kept(members, row, way.holds, outlined)
    return Group(tuple(members)).centred()


def _kept(members: list[PlacedFigure], row: Sequence[int], thing: str, outlined: Outlined) -> list[PlacedFigure]:
    """The same, where who is grown and has a hand free holds what nobody could hand over."""
    carriers = [one.carrier for one in members if one.carrier]
    for i in sorted(row, key=lambda i: members[i].figure in carriers):
        one = members[i].figure
        arms = [arm for arm in one.pose.arms if arm.idle and one.body.stature > _GROWN]
        tries = (_rearmed(members, i, carry(one.body, arm.side, thing), outlined) for arm in arms)
        if held := next((tried for tried in tries if _clear(tried, i)), None):
            return held
    return members


def _with_both_hands(members: list[PlacedFigure], i: int, outlined: Outlined) -> list[PlacedFigure]:
    """The same, one of whom has the outer hand too at what two carry, before the own trunk."""
    arms, body = members[i].figure.pose.arms, members[i].figure.body
    inner = next((arm for arm in arms if (arm.thing and arm.thing.across) or arm.steadies in BORNE_THINGS), None)
    outer = next((arm for arm in arms if inner and arm is not inner and not arm.held), None)
    if inner is None or outer is None:
        return members
    wrist = (inner.side * body.shoulder * _BEFORE, inner.wrist[1] - body.limb)
    return _rearmed(members, i, Arm(outer.side, wrist, "fist", inner.side * 84.0), outlined)


_BEFORE = 0.72
"""How far from the middle of the trunk the outer hand is then, in shoulders."""


def _first(row: Sequence[int], pair: tuple[int, int]) -> bool:
    """Whether a pair is the leftmost with the main person."""
    return next(one for one in itertools.pairwise(row) if 0 in one) == pair


def _joined(
    members: Sequence[PlacedFigure], pair: tuple[int, int], way: Way, outlined: Outlined
) -> list[PlacedFigure] | None:
    """The same with two who touch in a way; None where their arms are not free, or would be before a face."""
    able = {i for i, towards in zip(pair, (1, -1), strict=True) if members[i].free(towards)}
    ways = [way] if able >= {*pair} or (way.around and embrace.holder_of(members, pair) in able) else []
    ways += [_HANDS] if (way.around or way.linked) and able >= {*pair} else []
    asides = ((one, more) for one in ways for more in _ASIDE[: 3 if one.around else None])
    tries = (_touching(members, pair, one, outlined, more) for one, more in asides)
    return next((tried for tried in tries if all(_clear(tried, i) for i in pair)), None)


def _between(members: list[PlacedFigure], pair: tuple[int, int], outlined: Outlined) -> list[PlacedFigure]:
    """The same with two who do not touch as near as they may be, and idle inner arms hanging between them.

    These are behind the own back only where people would have to go too far apart for that.
    """
    idle, tried = _idle(members, pair), list(members)
    for i, arm in idle:
        tried = _rearmed(tried, i, _hung(tried[i], tried[pair[i == pair[0]]], arm.side), outlined)
    if (more := _room(tried, pair)) <= _APART / len(members):
        _part(tried, tried[pair[0]].x, more)
        if not any(_disturbed(tried, i) for i in pair):
            return tried
    tried = list(members)
    for i, arm in idle:
        tried = _rearmed(tried, i, _at_back(tried[i].figure.body, arm.side), outlined)
    return tried


def _room(members: Sequence[PlacedFigure], pair: tuple[int, int]) -> float:
    """How much farther apart two have to be for nothing of the one to be before the other.

    Who sits or climbs stays where that is, and of many skiers each has a track of their own.
    """
    left, right = (members[i] for i in pair)
    tracks = len(members) > _FEW and left.figure.pose.gait == right.figure.pose.gait == "ski"
    bear = any(arm.thing and arm.thing.across for one in (left, right) for arm in one.figure.pose.arms)
    if tracks or bear or any(one.figure.body.seat or one.figure.pose.gait == "climb" for one in (left, right)):
        return 0.0
    parts = itertools.product(left.outline.parts, right.outline.parts)
    return max([0.0, *(a.right - b.left for a, b in parts if a.top < b.bottom and b.top < a.bottom)])


def _idle(members: Sequence[PlacedFigure], pair: tuple[int, int]) -> list[tuple[int, Arm]]:
    """The inner arms of two that have nothing to do and are in the other's way, or are not seen."""
    found = []
    for i, k, towards in ((*pair, 1), (*pair[::-1], -1)):
        one, other, arm = members[i], members[k], members[i].free(towards)
        if arm is None or not arm.idle or one.figure.pose.gait or one.figure.body.seat:
            continue
        met = any(limb.meets(part) for limb in _limbs(one, arm) for part in other.outline.parts)
        if arm.grip == "hidden" or _rail(one, other) or met:
            found.append((i, arm))
    return found


def _limbs(member: PlacedFigure, arm: Arm) -> tuple[Limb, ...]:
    """What an arm covers, with its hand."""
    arms, outline = member.figure.pose.arms, member.outline
    n = arms.index(arm)
    shown = sum(own.grip != "hidden" for own in arms[:n])
    return *outline.limbs[2 * n : 2 * n + 2], *(outline.hands[shown : shown + 1] if arm.grip != "hidden" else ())


def _hung(member: PlacedFigure, other: PlacedFigure, side: int) -> Arm:
    """An arm that hangs between two, or has a hand at what carries the other."""
    if rail := _rail(member, other):
        handle, carries = member.local(rail[0]), rail[1]
        if handle[1] > member.figure.body.chest:
            return Arm(side, handle, "fist", steadies=carries)
    return hanging(member.figure.body, side)


def _rail(one: PlacedFigure, other: PlacedFigure) -> tuple[Point, str] | None:
    """Where somebody's hand is at what carries the other, and what that is: a wheelchair's handle, a ladder's rail.

    Or at the far end of what the other carries. Who serves keeps the hands off the chair of who is served.
    """
    towards, body = one.towards(other), other.figure.body
    for arm in other.figure.pose.arms:
        if arm.thing and arm.thing.across and arm.side * other.facing == -towards:
            x, y = other.placed(arm.wrist)
            return (x - towards * arm.thing.across, y), arm.held
    if body.seat == "wheelchair":
        if one.figure.traits.person.serves:
            return None
        return (other.x - towards * (body.hip + 9.0), -SEAT - handles(body.stature) - other.lift), "wheelchair"
    if other.figure.pose.gait != "climb":
        return None
    level = max(one.figure.body.belt * 0.94, -1.24 * body.leg)
    return (other.x - towards * gaits.rail(body.leg, level), level - other.lift), "stepladder"


def _disturbed(members: Sequence[PlacedFigure], i: int) -> bool:
    """Whether somebody and another are before each other's faces, or what is held."""
    return any(disturb(members[i], other) for other in members if other is not members[i])


def _rearmed(members: list[PlacedFigure], i: int, arm: Arm, outlined: Outlined) -> list[PlacedFigure]:
    """The same, one of them with another arm."""
    return posed(members, i, members[i].figure.armed(arm), outlined)


def _at_back(body: Body, side: int) -> Arm:
    """An arm behind the own back, whose elbow stays near."""
    elbow = (body.beside(side, -0.2), body.belt - body.forearm * 0.3)
    return Arm(side, (side * (body.waist - 3), body.belt + 5), "hidden", behind=True, elbow=elbow)


def _touching(
    members: Sequence[PlacedFigure], pair: tuple[int, int], way: Way, outlined: Outlined, more: float
) -> list[PlacedFigure]:
    """The same with two who touch, if their arms are free, so much farther apart than they need to be."""
    tried, (left, right) = list(members), pair
    alike = way.linked and embrace.as_tall(tried[left], tried[right])
    nearer = embrace.nearer(tried[left], tried[right]) if alike or way.around else 0.0
    _part(tried, tried[left].x, way.apart + more - nearer)
    if way.level >= 1 and not alike:
        _part(tried, tried[left].x, clasp.wanted(tried[left], tried[right]))
    if way.around:
        changed = embrace.embracing(tried, pair)
    elif alike:
        changed = embrace.linked(tried[left], tried[right], way.stride)
    else:
        changed = _meeting(tried[left], tried[right], _HANDS if way.linked else way)
    for i, figure in zip(pair, changed, strict=True):
        near = replace(figure, pose=figure.pose.strolling) if nearer else figure
        tried = posed(tried, i, near, outlined)
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
    """Move all who stand right of x, with whom they carry."""
    for i, one in enumerate(members):
        if by and (one.feet[0] if one.carrier else one.x) > x:
            members[i] = one.at(one.x + by)


def _meeting(left: PlacedFigure, right: PlacedFigure, way: Way) -> tuple[Figure, Figure]:
    """Both with a hand where the two meet."""
    edges = left.x + left.figure.body.shoulder, right.x - right.figure.body.shoulder
    if low := way.level >= 1:
        point = clasp.hand_in_hand(left, right)
    else:  # no higher than the smaller one's shoulder
        levels = min(one.reach(way.level) for one in (left, right)), *(one.reach(0.2) for one in (left, right))
        point = sum(edges) / 2, max(levels)
    figures, sides = [], (left.facing, -right.facing)
    for member, side in zip((left, right), sides, strict=True):
        body = member.figure.body
        (x, y), away = member.local(point), (_SHORT if way.holds else PALM) * body.stature / 178
        elbow = (body.beside(side, 0.2), body.collar + body.upper_arm + 6.0)
        wrist = (x - math.copysign(away, x), y)
        arm = Arm(side, wrist, "fist" if way.holds else "clasp", elbow=elbow)
        arm = clasp.clasping(body, side, (x, y)) if low else arm
        figure = member.figure.armed(arm, side * 3.0).posed(stride=way.stride)
        hidden = any(other.grip == "hidden" for other in figure.pose.arms)
        figures.append(figure.armed(hanging(body, -side)) if hidden else figure)
    if way.holds:
        giver = max((0, 1), key=lambda i: (*gives(figures[i].traits.person, way), figures[i].body.height))
        for i, side in enumerate(sides):
            if way.takes and i != giver:
                figures[i] = _paying(figures[i], way.takes, side)
            else:
                figures[i] = _handed(figures[i], way.holds, side, i == giver)
    return figures[0], figures[1]


def gives(person: Person, way: Way | None = None) -> tuple[bool, bool, bool]:
    """Whether somebody has what is paid at, was said to give something, and whether it is somebody's work."""
    return bool(way and way.takes and way.holds in person.things), person.uses, person.serves


def _paying(figure: Figure, means: str, side: int) -> Figure:
    """The same whose hand on a side holds a card or a phone over what another holds out."""
    arm = next(arm for arm in figure.pose.arms if arm.side == side)
    wrist = (arm.wrist[0] - side * _OVER[0], arm.wrist[1] - _OVER[1])
    return figure.armed(replace(arm, wrist=wrist, aim=side * 24.0, grip="wrap", held=means))


def _handed(figure: Figure, thing: str, side: int, given: bool) -> Figure:
    """The same whose hand on a side gives a thing, or takes it on the palm."""
    held = DRAWABLES[thing].held
    hangs = thing not in GIVEN
    grip: Grip = "relaxed" if not given else "fist" if held and held.by == "fist" else "wrap"
    arm = next(arm for arm in figure.pose.arms if arm.side == side)
    if given:
        aim = 84.0 if held and held.by == "palm" else 150.0 if hangs else 20.0
        arm = replace(arm, held=thing, aim=side * aim, grip=grip)
    else:
        x, y = arm.wrist
        below = _BELOW if held and held.by == "fist" and hangs else 0.0
        arm = replace(arm, wrist=(x - side * _TAKING, y + below), aim=side * 84.0, grip=grip)
    return figure.armed(arm)


def touches(group: Group, way: Way) -> bool:
    """Whether anybody touches somebody else in that way."""
    arms = [arm for one in group.members for arm in one.figure.pose.arms]
    if way.holds:
        return any(arm.held == way.holds for arm in arms)
    if way.around:
        return any(arm.around for arm in arms)
    hands = [(one, hand) for one in group.members for hand in one.outline.hands]
    pairs = itertools.combinations(hands, 2)
    met = (a.area.grown(_NEAR).meets(b.area) for (one, a), (other, b) in pairs if one is not other)
    linked = way.linked and any(
        hand.meets(limb.area)
        for (one, hand), other in itertools.product(hands, group.members)
        if one is not other
        for limb in other.outline.limbs[1::2]
    )
    return linked or any(met)
