"""Whose hand is at a thing: who pays at a terminal, takes notes out of a machine, paints a wall. Moves one arm."""

import math
from collections.abc import Sequence
from dataclasses import replace

from prompt_builder.ages import ADULTS, MINORS, AgeGroup
from prompt_builder.scene import GESTURES, PHONES, Person, Posture, Scene, Thing

from ..brush import Point
from ..objects import DRAWABLES
from ..objects.drawable import Drawable, Held
from . import gestures, seats
from .group import Group, Outlined, PlacedFigure, disturb, posed
from .person import Figure
from .pose import READ, Arm, bent, hanging, with_both

_HELD = {"fingertips": (9.0, -7.0), "fist": (6.0, -24.0), "fingers": (6.0, -7.0), "palm": (12.0, -8.0)}
"""How far beside and above the wrist what is held ends, by what holds it."""
_HAND = (11.0, 0.0)
_EASY = 0.72
"""How far to the side an arm goes that is not stretched, in its lengths."""


def reached(group: Group, point: Point, tool: str, outlined: Outlined, i: int = 0) -> Group | None:
    """The group whose main person, or another, has a hand at a point beside; None where no arm is so long.

    None, too, where what that hand had would be before another's face in the other one. In that hand is the tool,
    if any, or whatever else the person holds to pay with.
    """
    one = group.members[i]
    towards = 1 if point[0] > one.x else -1
    side = one.facing * towards
    arms = {arm.side: arm for arm in one.figure.pose.arms}
    busy = one.figure.pose.desk or one.figure.pose.works or len(arms) != 2
    busy = busy or any(other.carrier is one.figure for other in group.members)
    at_table = bool(one.figure.body.seat) and any(arm.embraces for arm in arms.values())
    if busy or (not at_table and any(arm.embraces for arm in arms.values())):
        return None
    may = instead(tool)
    if (own := arms[side].thing) and own.low and arms[side].held not in may:  # what hangs down is in the other hand
        arms = {arm.side: arm for arm in map(_mirrored, arms.values())}
    if (own := arms[side].thing) and own.low and arms[side].held not in may:
        return None
    shown = sorted((arm.held for arm in arms.values() if arm.held in may), key=may.index)
    held = shown[0] if shown else tool
    body, (out, up) = one.figure.body, _HELD[thing.by] if (thing := _held(held)) else _HAND
    x, y = (point[0] - one.x) * one.facing - side * out, point[1] + one.lift - up
    joint = body.joint(side)
    if math.hypot(x - joint[0], y - joint[1]) > body.arm * 0.99:
        return None
    arm = Arm(side, (x, y), "fist" if thing and thing.by == "fist" else "wrap" if held else "relaxed",
              side * (14.0 if held else 84.0), held)  # fmt: skip
    if body.elbow(side, arm.wrist)[0][1] < arm.wrist[1]:  # so near, the forearm comes towards the viewer
        arm = replace(arm, elbow=bent(body, side))
    if at_table:
        arm = seats.stretched(body, arm)
    other = arms[-side]
    moved = own and arms[side].held != held and (other.held == held or (other.idle and not shown))
    if moved:  # what that hand had is in the other one
        other = replace(_mirrored(arms[side]), elbow=None)
    if other.held == held or other.grip in ("open", "thumb"):
        other = hanging(body, -side)
    figure = one.figure.posed(arms=tuple(sorted((arm, other), key=lambda arm: arm.side)))
    if not any((other.x - one.x) * towards < 0 for other in group.members):  # no face is turned from it to nobody
        figure = replace(figure, traits=replace(figure.traits, turn=side * abs(figure.traits.turn)))
    found = posed(group.members, i, seats.leaning(figure) if at_table else figure, outlined)
    before = moved and any(disturb(found[i], neighbour) for neighbour in found if neighbour is not found[i])
    return None if before else Group(tuple(found))


def _mirrored(arm: Arm) -> Arm:
    (x, y), aim, elbow = arm.wrist, arm.aim and -arm.aim, arm.elbow and (-arm.elbow[0], arm.elbow[1])
    return replace(arm, side=-arm.side, wrist=(-x, y), aim=aim, elbow=elbow)


def pointing(group: Group, point: Point) -> Group:
    """The group in which who points does so with a straight arm at a point, unless a neighbour is between."""
    return replace(group, members=tuple(_aimed(group, one, point) for one in group.members))


def _aimed(group: Group, one: PlacedFigure, point: Point) -> PlacedFigure:
    body, arms, (to_x, to_y) = one.figure.body, one.figure.pose.arms, one.local(point)
    own = next((arm.side for arm in arms if arm.grip == "point"), None)
    if own is None:
        return one
    side = own if abs(to_x) < body.shoulder * _BELOW else 1 if to_x > 0 else -1
    if any((other.x - one.x) * side * one.facing > 0 for other in group.members):
        return one
    if own != side:
        arms = tuple(_mirrored(arm) for arm in reversed(arms))
    (x, y), length = body.joint(side), body.arm * 0.97
    steep = min(max(math.atan2(to_y - y, max((to_x - x) * side, 1.0)), -_STEEP), _STEEP)
    wrist = x + side * length * math.cos(steep), y + length * math.sin(steep)
    aim = elbow = None
    if math.hypot(to_x - x, to_y - y) < length:  # a finger is over what lies so near
        wrist, aim, elbow = (to_x - side * _EDGE, to_y - _FINGER - _OVER), side * 150.0, bent(body, side)
    aimed = (replace(arm, wrist=wrist, aim=aim, elbow=elbow) if arm.side == side else arm for arm in arms)
    return replace(one, figure=one.figure.posed(arms=tuple(aimed)))


_BELOW = 3.0
"""How far to the other side something may be that is pointed at with the arm that is out, in shoulders."""
_STEEP = math.radians(68.0)
"""How steeply up or down somebody points at most."""


def averted(one: PlacedFigure, tool: str, side: int) -> bool:
    """Whether somebody has a tool, or what else does for it, in the hand that is not on that side."""
    held = [arm.side * one.facing for arm in one.figure.pose.arms if tool and arm.held in instead(tool)]
    return held == [-side]


def shown(figure: Figure, beheld: str, lead: int) -> Figure:
    """The same with what all look at in the hand that leads, and a finger at it that points."""
    arms = figure.pose.arms
    if beheld in READ and beheld in figure.pose.held and figure.pose.stands and all(map(_reads, arms)):
        return figure.posed(arms=with_both(figure.body, beheld))
    if lead < 0 and any(beheld and arm.held == beheld and arm.side > 0 for arm in arms):
        arms = tuple(_mirrored(arm) for arm in reversed(arms))
    finger = next((arm for arm in arms if arm.grip == "point"), None)
    other = next((arm for arm in arms if beheld and arm.held == beheld), None)
    if finger and other and other.wrist[1] < figure.body.belt:
        level = max(other.wrist[1] - _OVER, figure.body.collar + figure.body.limb)
        wrist = other.wrist[0] - other.side * (_FINGER + _EDGE), level
        elbow = bent(figure.body, finger.side)
        arms = other, replace(finger, wrist=wrist, aim=other.side * 80.0, elbow=elbow, embraces=False)
    return figure.posed(arms=tuple(sorted(arms, key=lambda arm: arm.side)))


def _reads(arm: Arm) -> bool:
    """Whether an arm holds what is read, or has nothing to do."""
    return arm.held in READ or arm.idle


_FINGER, _EDGE, _OVER = 16.4, 3.5, 13.0
"""How long a hand is that points, and how far beside and over the other wrist it is at what that hand holds."""


def propped(figure: Figure, scene: Scene) -> Figure:
    """The same with the idle hand under what is broad in the other; only who was told to waves then."""
    by_side = {arm.side: arm for arm in figure.pose.arms}
    arm = next((arm for arm in by_side.values() if arm.thing and arm.thing.both and not arm.offers), None)
    other = by_side.get(-arm.side) if arm else None
    if arm is None or arm.thing is None or other is None:
        return figure
    told = "waving" in (scene.activity, figure.traits.person.deed)
    waves = other.grip == "open" and not (other.held or told)
    if not (other.idle or waves) or figure.pose.desk or figure.pose.gait not in ("", "walk"):
        return figure
    under = Arm(other.side, (arm.wrist[0] - arm.side * _PALMS, arm.wrist[1]), "clasp", arm.side * 86.0)
    return figure.posed(arms=tuple(sorted((arm, under), key=lambda one: one.side)))


_PALMS = 24.0
"""How far apart the wrists are of both hands that are under something, in centimetres."""


def raised(figures: Sequence[Figure], first: int, scene: Scene) -> list[Figure]:
    """The people, of whom one with a hand free, if possible the first, waves with it or has its thumb up as told."""
    found = list(figures)
    for how in unraised(figures, scene):
        for i in sorted(range(len(found)), key=lambda i: i != first):
            idle = [arm for arm in found[i].pose.arms if arm.idle and not found[i].pose.desk]
            if idle:
                found[i] = found[i].armed(gestures.free(found[i].body, idle[-1].side, how))
                break
    return found


def unraised(figures: Sequence[Figure], scene: Scene) -> list[Posture]:
    """What nobody has a hand free for."""
    grips = {arm.grip for one in figures if one.pose.stands or one.body.seat for arm in one.pose.arms}
    grip = dict(zip(GESTURES, ("open", "thumb"), strict=True))
    return [how for how in GESTURES if how in scene.manner and grip[how] not in grips]


def writers(scene: Scene, lead: int) -> list[int]:
    """Who writes at a table: children, where there are any."""
    if scene.activity != "standing" or not (scene.sits and scene.sits_at_table) or "notebook" not in scene.things:
        return []
    return [i for i, one in enumerate(scene.people) if one.age_group in MINORS] or [lead]


MANY: tuple[Thing, ...] = ("moving boxes",)
"""Of what there is more than anybody holds."""


def each(scene: Scene) -> tuple[Thing, ...]:
    """Of what there is one for each, and one in each hand of who is alone."""
    phones, eaten = (PHONES, ("pizza", "ice cream")) if scene.people[1:] else ((), ())
    told = (one for one in scene.several if one in ("shopping bag", *phones))
    return "suitcases", "renovation", "dumbbells", *eaten, *told


def fewer(scene: Scene, figures: Sequence[Figure]) -> list[Thing]:
    """The phones that people have, where not each of them has one."""
    each_has = all(not {*PHONES}.isdisjoint(one.pose.held) for one in figures)
    return [] if each_has else [one for one in scene.several if one in PHONES]


def told(scene: Scene, somebody: Person) -> tuple[str, ...]:
    """What is said to be in a hand, and papers that are looked at, unless they lie on a table or a counter.

    So is what is said to be somebody's and is not only looked at, where that one's hands are not busy.
    """
    laid = (scene.sits and scene.sits_at_table) or {"at a table", "at a counter"} & {*scene.manner}
    reads = scene.looks_at == "documents" and not laid and "table" not in scene.things
    busy = scene.use or laid or "pointing" in (scene.activity, somebody.deed)
    own = () if busy else (one for one in somebody.things if one != scene.looks_at)
    return (*scene.in_hand, *own, *(("documents",) if reads else ()))


def has_one(scene: Scene, somebody: Person) -> bool:
    """Whether what is said to be in a hand is somebody's, itself not by its tool, as a roller is of a renovation."""
    own = {*scene.in_hand} & {*somebody.things}
    return any(one not in DRAWABLES or DRAWABLES[one].held for one in own)


def of_others(scene: Scene, i: int) -> set[Thing]:
    """The things that others were said to have; those of which there are many each has where all carry them."""
    several = {*MANY} if scene.use and not any(one.uses for one in scene.people) else set[Thing]()
    several |= {*PHONES} & {*scene.several}
    told = {thing for k, one in enumerate(scene.people) if k != i for thing in one.things}
    return told - {*scene.people[i].things, *several}


def spared(scene: Scene, i: int) -> set[str]:
    """The tools of which there is one for each that somebody has no need of, who has another thing beside others."""
    somebody, tools = scene.people[i], {DRAWABLES[thing].tool for thing in each(scene)}
    own = (thing for thing in somebody.things if thing in DRAWABLES and thing not in (*MANY, *each(scene)))
    has = any(DRAWABLES[thing].held for thing in own) and not somebody.uses
    return tools if has and len(scene.people) > 1 else set()


_INSTEAD = {"phone": PHONES[::-1], "credit card": (*PHONES[::-1], "credit card")}


def instead(tool: str) -> tuple[str, ...]:
    """What does for a tool, the best first: one pays with a phone too, and scans with no card."""
    return _INSTEAD.get(tool, (tool,))


def paid(used: Thing | None) -> bool:
    """Whether somebody pays at what is used, at a till or not."""
    known = DRAWABLES[used] if used else None
    return known is not None and known.reach is not None and known.tool in ("credit card", "phone")


def turn(one: Person, used: Thing | None, gives: AgeGroup | None) -> tuple[bool, ...]:
    """In which turn somebody is at what is used: no child pays, who serves does not, nobody gives to a sibling.

    Nor to whose hands are full. `gives`: of which ages who gives something is.
    """
    pays = paid(used)
    sibling = gives == one.age_group and gives not in ADULTS
    busy = gives is not None and any(DRAWABLES[thing].held for thing in one.things)
    return pays and one.serves, pays and one.age_group not in ADULTS, not one.uses, sibling, busy


def left(member: PlacedFigure, thing: Drawable, wide: float) -> float:
    """x of the left edge of a thing so wide at which somebody at the right end has a hand, clear of the own trunk."""
    body, (inset, _) = member.figure.body, thing.reach or (0.0, 0.0)
    arm = member.x + body.joint(1)[0] + body.arm * _EASY
    own = member.x + max(body.hip * 1.5, body.shoulder)
    return max(arm - inset * wide, own - inset * wide * thing.hollow)


def behind(group: Group, i: int, thing: Drawable) -> Group:
    """The group with one of its members behind the middle of what the one at the right end has a hand at.

    Of what nobody is behind it is on the other side.
    """
    if thing.ground is None:
        return group
    one, wide = group.members[i], thing.ground.width
    beyond = wide * 0.52 if thing.staffed else wide + left(replace(one, x=0.0), thing, wide)
    x = left(group.members[0], thing, wide) + beyond
    moved = replace(one.at(x), flip=one.flip and not thing.staffed)
    return Group((*group.members[:i], moved, *group.members[i + 1 :])).centred()


def _held(name: str) -> Held | None:
    return DRAWABLES[name].held if name else None
