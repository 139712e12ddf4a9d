"""Paints one of a group: with the child on a hip or on the shoulders, and the desk at which others are too."""

from collections.abc import Sequence
from dataclasses import replace

from prompt_builder.scene import CARRIED, GESTURES, UPRIGHT, Scene

from ..air import Air
from ..brush import Brush, Point
from ..inks import Ink
from ..objects import DRAWABLES, furniture
from . import desks, newborn, person
from .body import SEAT, Body
from .clothes import Outfit, shod
from .embrace import arms_around, on_shoulder
from .group import Group, PlacedFigure
from .hands import draped, hand
from .laps import ankle, astride
from .looks import held
from .person import Figure
from .pose import Arm, Pose
from .silhouette import Silhouette

_GROWN = 17
_FAR = 19.0
"""How far from the middle of the hip a child may sit; whose hair needs more room sits lower."""
_LEFT = ("", "ski pole")
"""What is left at home for a child."""
_DESK, _CHIN = 80.0, 6.0
"""How far a desk goes to the left itself, and how far above one a chin is at least, in centimetres."""
_SEEN = 0.25
"""How much lighter or darker than what is behind it something is enough."""
_SEATED = 0.62
"""How high the forearm on which a child sits is above its feet, in legs: its thighs lie on it."""
_THIGH, _CUPPED = 0.75, 60.0
"""How far from the middle of a child on a forearm the wrist is, in hips, and how far out the hand turns, in degrees."""
_RAISED, _BELOW_CHIN = -furniture.TABLE - furniture.DEEP - 3.0, 21.5
"""The y of elbows that are clear of a table, and how far below the collar they are at least, in centimetres."""
_CROOK = 0.3
"""How far from the middle a newborn's face is, in shoulders of who holds it."""
_ALOFT = 0.84
"""How large a child on the shoulders is, which is farther back than it would be in arms, and looks grown if not."""
_ON_LAP = 0.9
"""The same of one on a lap."""
_SHOWN = 0.8
"""How much of the trunk of a child on the shoulders is above the hair of who carries."""


def pairs(figures: Sequence[Figure], scene: Scene) -> dict[int, int]:
    """Which children are carried by whom, by number: infants, and the first child, if it is told how that is carried.

    Those for whom no arm is free, or who sit on the floor as is told, are on the ground. Who was told to carry does so
    before others; who gives something, or is next to that one, after them, and who serves the others last.
    """
    found: dict[int, int] = {}
    how, last = scene.carried, -1 if scene.activity in UPRIGHT else 1
    who = [one.traits.person for one in figures]
    able = sorted(enumerate(figures), key=lambda one: (not who[one[0]].carries, who[one[0]].serves, last * one[0]))
    ages = CARRIED[how] if how else ()
    asked = next((i for i, one in enumerate(figures) if one.traits.age in ages), None)
    for i, child in enumerate(figures):
        if (child.pose.stands or child.body.seat == "floor" or scene.on_floor) and i != asked:
            continue
        aloft = i == asked and child.pose.stands and how == "carrying on the shoulders"
        for k, other in able:
            if other.traits.age > _GROWN and k not in found.values() and lifted(other, child, aloft, scene):
                found[i] = k
                break
    return found


def lifted(carrier: Figure, child: Figure, aloft: bool, scene: Scene) -> tuple[Figure, Figure] | None:
    """Both, with arms that hold and a child that sits, on a lap but at a table; nobody if those arms are busy."""
    idle, lead = carrier.pose.arms
    busy = idle.held not in _LEFT or idle.grip not in ("relaxed", "hidden", "fist") or lead.side < 0
    if carrier.pose.desk or busy or idle.wrist[1] < carrier.body.chest or (aloft and carrier.body.lowered):
        return None
    has = any(DRAWABLES[one].held for one in scene.things) or held(carrier.traits.person.looks)
    busied = has or scene.in_hand or {*GESTURES} & {*scene.manner}
    free = not (busied or scene.object == "credit card")
    bare = replace(carrier, wear=replace(carrier.wear, extra=""))
    if aloft:
        small = _riding(child, carrier.wear.main)
        arms = tuple(_grasp(carrier.body, side, small.body) for side in (-1, 1))
        return bare.posed(arms=arms, tilt=0.0), small
    if child.traits.age < 1:
        return bare.posed(arms=_cradle(carrier.body), tilt=5.0), _lying(child)
    if carrier.body.knees_ahead and not scene.sits_at_table:
        small = _held(child, idle.side, _ON_LAP)
        able = [one for one in (idle, lead) if one is idle or (free and one.idle)]
        arms = tuple(
            _clasping(carrier.body, one.side, _on_lap(carrier.body, idle.side, small), small) if one in able else one
            for one in (idle, lead)
        )
        return bare.posed(arms=arms), small
    small = _held(child, idle.side)
    if free and lead.idle:
        lead = _clasping(carrier.body, lead.side, _on_hip(carrier.body, idle.side, child), small)
    return bare.posed(arms=(_embrace(carrier.body, idle.side, child), lead)), small


def _grasp(body: Body, side: int, child: Body) -> Arm:
    """The arm whose hand holds the shin of a child on the shoulders, above its shoe."""
    x, y = ankle(body, child, side)
    wrist = x + side * 5.0, y - 3.0
    elbow = (body.beside(side, 2.0), max(y + 3.0, body.belt - 9.0))
    return Arm(side, wrist, "fist", side * -78.0, elbow=elbow, embraces=True)


def _riding(child: Figure, behind: Ink) -> Figure:
    """On the shoulders, one arm up and the other out, in shoes that are seen before such an ink."""
    body = child.body.scaled(_ALOFT)
    up = Arm(1, (body.shoulder + body.head * 1.25, body.face[1] + body.head * 0.2), "open", 16.0)
    out = Arm(-1, (-body.shoulder - body.head * 1.45, body.collar - body.head * 0.2), "open", -34.0)
    pose = Pose((out, up), 0.0, child.pose.tilt * 0.5, "laugh", stands=False, rides=True)
    return replace(child, body=body, pose=pose, wear=_shod(child.wear, behind))


def _shod(wear: Outfit, behind: Ink) -> Outfit:
    """The clothes of who is carried, with shoes that stand off an ink."""
    shoes = (wear.shoe, wear.under, wear.trim, wear.main)
    return replace(wear, extra="", shoe=max(shoes, key=lambda ink: min(abs(ink.lightness - behind.lightness), _SEEN)))


def _cradle(body: Body) -> tuple[Arm, Arm]:
    """One arm below a newborn, in whose crook the head is, the other over the blanket, with a hand on it."""
    down = _crook(body)
    below = Arm(1, (-body.forearm * 0.3, down + 5.0), "hidden", elbow=(body.beside(1, 0.7), down))
    elbow = body.beside(-1, 0.9), down + 1.0
    over = Arm(-1, (elbow[0] + body.forearm * 0.62, down + 2.5), "relaxed", 84.0, elbow=elbow, embraces=True)
    return over, below


def _crook(body: Body) -> float:
    """The y of the elbows of who holds a newborn, who is above the table at which that one sits."""
    down = body.joint(1)[1] + body.upper_arm
    return min(down, max(_RAISED, body.collar + _BELOW_CHIN)) if body.seat == "chair" else down


def _lying(child: Figure) -> Figure:
    """Asleep in a blanket, the head on the crook of the arm on the picture's right."""
    arms = tuple(Arm(side, (0.0, child.body.belt), "hidden", behind=True) for side in (-1, 1))
    pose = Pose(arms, 0.0, newborn.TURNED, "calm", stands=False, swaddled=True)
    return replace(child, pose=pose)


def _held(child: Figure, side: int, size: float = 1.0) -> Figure:
    """On the hip of that side: infants as they sit anyway, others upright, a hand on the breast of who holds them."""
    if not child.pose.stands:
        return child
    child = replace(child, body=child.body.scaled(size))
    body = child.body
    near = Arm(-side, (body.beside(-side, 1.0), body.chest + 3.0), "fist", -side * 74.0)
    far = Arm(side, (side * (body.shoulder + body.head * 1.1), body.collar - body.head * 0.2), "open", side * 22.0)
    pose = Pose((far, near), 0.0, child.pose.tilt, child.pose.mood, stands=False, gait="perch")
    return replace(child, pose=pose, wear=_shod(child.wear, child.wear.under))


def _embrace(body: Body, side: int, child: Figure) -> Arm:
    """The arm on whose forearm, below its thighs, a child sits on that hip; the hand goes on around the farther one."""
    x, y = _on_hip(body, side, child)
    y -= child.body.leg * _SEATED if child.pose.stands else 0.0
    elbow = (side * max(body.waist + body.limb * 0.7, body.shoulder * 0.9), y + 1.0)
    return Arm(side, (x + side * child.body.hip * _THIGH, y), "hidden", elbow=elbow, embraces=True)


def _clasping(body: Body, side: int, place: Point, child: Figure) -> Arm:
    """The arm whose hand lies on the waist of a child whose ground is at a place, before it."""
    x, y = place
    wrist = (
        x + side * (child.body.waist * 0.5 + 5.0),
        y + (child.body.belt if child.pose.stands else child.body.belt * 0.9),
    )
    out = max(body.beside(1, 1.0), abs(wrist[0]) * (side * wrist[0] > 0) + 4.0)
    return Arm(side, wrist, "relaxed", side * -84.0, elbow=(side * out, body.belt + 2.0), embraces=True)


def _on_lap(body: Body, side: int, child: Figure) -> Point:
    """Where the ground of a child on the lap is, before the trunk, or on one thigh where it would hide the face."""
    hair = person.areas_of_head(child)[0]
    level = -SEAT + (5.0 + child.body.leg if child.pose.gait == "perch" else 9.0)
    chin, beside = body.face[1] + body.head * 1.05, body.head * 0.88 + max(-side * hair.left, -side * hair.right) + 1.0
    return side * (body.hip * 0.3 if level + hair.top > chin - 2.0 else min(beside, body.hip * 1.3)), level


def _on_hip(body: Body, side: int, child: Figure) -> Point:
    """Where the ground of a child on that hip is: before the trunk, or beside it where the heads would meet."""
    small, hair = child.body, person.areas_of_head(child)[0]
    level = max(body.belt + body.height * 0.06 + max(small.leg - 15.0, 0.0), body.collar - small.collar)
    beside = body.head * 0.88 + max(-side * hair.left, -side * hair.right) + 2.0
    chin = body.face[1] + body.head * 1.1
    if level + hair.top < chin and beside < body.hip + _FAR:
        return side * beside, level
    return side * (body.waist + 4.0), max(level, chin + 1.0 - hair.top)


def _seat(carrier: Figure, crown: float, child: Figure) -> Point:
    """Where the ground of a carried child is, from the foot of a carrier whose hair ends at `crown`."""
    if child.pose.swaddled:
        size, head = child.body.height, child.body.head
        return carrier.body.shoulder * _CROOK, _crook(carrier.body) - head * 1.25 + size - head
    if child.pose.rides:
        body = child.body
        shown = body.collar + (body.belt - body.collar) * _SHOWN
        return 0.0, min(carrier.body.collar - 5.0 + body.leg, crown - shown)
    arm = next(arm for arm in carrier.pose.arms if arm.embraces)
    return (_on_hip if arm.grip == "hidden" else _on_lap)(carrier.body, arm.side, child)


def laden(outline: Silhouette, carrier: Figure, child: Figure, held: Silhouette) -> Silhouette:
    """What somebody covers together with the child that is carried."""
    small = held.placed(*_seat(carrier, outline.head.top, child))
    limbs = (limb.area for limb in (*small.hands, *small.limbs))
    return replace(outline, things=(*outline.things, small.head, small.trunk, *limbs))


def carried(group: Group, i: int, own: Silhouette, child: Figure, outline: Silhouette) -> Group:
    """The group with a child on the hip or the shoulders of one of its members, who has arms for it.

    `own` is what that one covers alone, `outline` what the child does, each from its own foot.
    """
    one = group.members[i]
    one = replace(one, outline=own.placed(one.x, -one.lift, flip=one.flip))
    x, y = _seat(one.figure, one.outline.head.top + one.lift, child)
    x, lift = one.x + x * one.facing, one.lift - y
    if child.pose.rides:
        outline = replace(outline, trunk=outline.trunk._replace(bottom=-child.body.leg))
    outline = replace(outline.placed(x, -lift, flip=one.flip), carried=True)
    small = PlacedFigure(child, x, lift, one.flip, outline, one.figure, (one.x, -one.lift))
    return Group((*group.members[:i], one, *group.members[i + 1 :], small))


def paint(brush: Brush, member: PlacedFigure, group: Group, air: Air) -> None:
    """Paint one of a group, with the arms and legs of whom it carries; the origin is that of the group."""
    child = member.figure if member.carrier else None
    if (reach := _along(member, group)) > _DESK:
        with brush.at((member.x, -member.lift)):
            desks.lengthen(brush, air, desks.top(member.figure.body), reach)
    with brush.at((member.x, -member.lift), flip=member.flip):
        if member.figure.pose.swaddled:
            baby = member.figure
            newborn.draw(brush, baby.body, baby.wear, baby.traits, baby.pose.mood)
        else:
            person.draw(brush, member.figure, air)
    if child and member.carrier and not child.pose.rides:
        with brush.at(member.feet, flip=member.flip):
            clear = member.outline.face.bottom < member.feet[1] + member.carrier.body.joint(1)[1]
            _support(brush, member.carrier)
            person.hold(brush, member.carrier, around=clear)
    rider = next((one for one in group.members if one.carrier is member.figure and one.figure.pose.rides), None)
    if rider:
        with brush.at((member.x, -member.lift), flip=member.flip):
            wear = shod(rider.figure.wear, member.figure.wear.main, air.inks)
            astride(brush, member.figure.body, rider.figure.body, wear)
            person.hold(brush, member.figure)


def _support(brush: Brush, carrier: Figure) -> None:
    """The hand of the forearm on which a child sits, which goes on from that, from the foot of who carries."""
    for arm in carrier.pose.arms:
        if arm.embraces and arm.grip == "hidden":
            with brush.at(arm.wrist, carrier.body.stature / 178, arm.side * _CUPPED, flip=arm.side < 0):
                hand(brush, "relaxed", carrier.wear.hands)


def _along(member: PlacedFigure, group: Group) -> float:
    """How far left a desk goes for all who sit there, or stand behind it; 0 where it would hide a face."""
    others = [one for one in group.members if one is not member and one.x < member.x]
    if not member.figure.pose.desk or not others:
        return 0.0
    top = desks.top(member.figure.body) - member.lift
    if any(one.outline.face.bottom > top - _CHIN for one in others):
        return 0.0
    return member.x - min(one.outline.trunk.left for one in others) + 2.0


def embrace(brush: Brush, group: Group) -> None:
    """The hands of those who have an arm around somebody, on the far shoulder."""
    for one, other in arms_around(group):
        if one.figure.pose.away:
            with brush.at((one.x, -one.lift), flip=one.flip):
                person.reach_around(brush, one.figure)
        with brush.at(on_shoulder(one, other), one.figure.body.stature / 178, one.towards(other) * 36.0):
            draped(brush, one.figure.wear.hands)
