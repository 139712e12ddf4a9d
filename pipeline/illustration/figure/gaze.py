"""Who looks at whom: faces turned to each other, to a child, to what a hand shows, backs to us. Draws nothing, moves
nobody."""

import math
from collections.abc import Sequence
from dataclasses import replace

from prompt_builder.ages import ADULTS, CHILDREN
from prompt_builder.scene import Activity, Person, Scene, serve_others

from ..brush import Point
from ..geometry import clamp
from ..objects import DRAWABLES
from . import looks
from .face import SHUT
from .group import Group, PlacedFigure
from .person import Figure
from .pose import Arm, hanging
from .touch import way_of

_TURN, _DIP, _ATTENT = 0.21, 0.05, 0.29
"""How far a face turns and bows, in half heights of a head."""
_BOWED, _BENT = 0.13, 8.0
"""How far a face bows or is lifted, and by how many degrees a head is bent, to what is straight below or above."""
_STEEP, _ASIDE, _STRAIGHT, _LOW = 1.5, 2.0, 0.18, 1.1
"""How much of that is done to what is as far to the side as below or above, and of a turn to what is before feet; how
far a face bows that turns less; how far under it that is at least, in heights of who looks."""
_READ = ("phone", "app on a phone", "book", "documents", "newspaper", "floor plan", "map", "roller")
"""What people look at in their hands, or where it is at work."""


def met(group: Group, scene: Scene) -> Group:
    """The group whose people look at each other where they have to do with each other, else as they did."""
    seen = [_seen(group.members, i, scene) for i in range(len(group.members))]
    told = scene.looks_at is not None or bool(scene.opposite) or deal(scene)
    return _facing(group, seen, [told or _reads(one, scene) for one in group.members])


def watching(group: Group, point: Point, i: int | None = None) -> Group:
    """The group whose people all look at a point, in the group's centimetres, or one of them does."""
    faces = [one.outline.face for one in group.members]
    seen = [(point[0] - (face.left + face.right) / 2, point[1] - face.top) for face in faces]
    look = [at if i in (None, k) else None for k, at in enumerate(seen)]
    return _facing(group, look, [True] * len(look))


def _facing(group: Group, seen: Sequence[tuple[float, float] | None], attent: Sequence[bool]) -> Group:
    """The group whose people look at what is seen, each, to the right and down of the own face.

    Who is said to look is `attent`: eyes are open, and the head is turned farther.
    """
    members = group.members
    new = {id(one.figure): one.figure for one in members}
    for one, at, told in zip(members, seen, attent, strict=True):
        if at and not one.figure.pose.away:
            new[id(one.figure)] = _turned(one, *at, attent=told)
    known = (replace(one, figure=new[id(one.figure)], carrier=one.carrier and new[id(one.carrier)]) for one in members)
    return replace(group, members=tuple(known))


def _seen(members: Sequence[PlacedFigure], i: int, scene: Scene) -> tuple[float, float] | None:
    """Where what somebody looks at is, to the right and down of the own face; None for whoever looks at us."""
    one = members[i]
    pose = one.figure.pose
    busy = scene.looks_at != "one another" or one.figure.traits.person.watched
    if (pose.types or pose.works == "signs") and busy:
        beside = one.facing * pose.off, one.outline.trunk.bottom - one.outline.face.top
        return beside if pose.off else (one.facing * (pose.gait == "aside"), one.figure.body.height)
    own = [arm for arm in pose.arms if arm.held and arm.held == looks.beheld(scene)]
    if own:
        return _in_hand(one, own[0])
    if held := _shown(members, i, scene):
        return held
    if other := _focus(members, i, scene):
        mine, theirs = one.outline.face, other.outline.face
        return (theirs.left + theirs.right - mine.left - mine.right) / 2, theirs.top - mine.top
    shown = [arm for arm in pose.arms if arm.held in _READ and arm.wrist[1] < one.figure.body.belt]
    if shown and scene.activity != "talking on a phone":
        return _in_hand(one, shown[0])
    return None


def _reads(one: PlacedFigure, scene: Scene) -> bool:
    """Whether somebody has an eye on what is before them: a book, a laptop, a contract."""
    paper = "newspaper" in one.figure.pose.held and scene.use is not None
    paints = "roller" in one.figure.pose.held
    return (
        one.figure.pose.types
        or one.figure.pose.works == "signs"
        or paper
        or paints
        or scene.activity in ("signing a contract", "reading a book")
    )


def _in_hand(one: PlacedFigure, arm: Arm) -> tuple[float, float]:
    """Where what somebody has in a hand is, to the right and down of the own face."""
    x = 0.0 if one.figure.pose.reads else arm.wrist[0] * one.facing
    return x, arm.wrist[1] - one.lift - one.outline.face.top


def _shown(members: Sequence[PlacedFigure], i: int, scene: Scene) -> tuple[float, float] | None:
    """Where the thing is that another holds, or has on a desk, and all look at, or a contract that is signed."""
    for k, other in enumerate(members):
        types, signs = other.figure.pose.types, other.figure.pose.works == "signs"
        if k != i and ((types and scene.looks_at == "laptop") or (signs and scene.looks_at is None)):
            face, (x, _) = members[i].outline.face, other.placed((other.figure.pose.off, 0.0))
            return x - (face.left + face.right) / 2, other.outline.trunk.bottom - face.top
        for arm in other.figure.pose.arms if k != i else ():
            if arm.held and arm.held == looks.beheld(scene):
                face, (x, y) = members[i].outline.face, other.placed(arm.wrist)
                return x - (face.left + face.right) / 2, y - face.top
    return None


def _focus(members: Sequence[PlacedFigure], i: int, scene: Scene) -> PlacedFigure | None:
    """Whom one looks at: the child on the arm, and it back; those who meet, or one with a child, each other."""
    one = members[i]
    others = [other for k, other in enumerate(members) if k != i]
    if one.carrier:
        return next((other for other in others if other.figure is one.carrier and not one.figure.pose.rides), None)
    on_arm = (other for other in others if other.carrier is one.figure and not other.figure.pose.rides)
    if child := next(on_arm, None):
        return child
    pair = len(members) == 2 and sum(member.figure.traits.person.age_group in CHILDREN for member in members) == 1
    together = way_of(scene) is not None or "bank branch" in scene.things or scene.looks_at == "one another"
    together = together or deal(scene) or bool(scene.opposite)
    if others and (pair or together):
        watched = [other for other in others if other.figure.traits.person.watched]
        if watched and not one.figure.traits.person.watched and scene.looks_at == "one another":
            return min(watched, key=lambda other: abs(other.x - one.x))
        beside = [other for other in others if not other.figure.pose.rides]
        beside = [other for other in beside if other.figure.traits.person.serves] or beside
        beside = [other for other in beside if other.figure.pose.gait == "aside"] or beside
        return min(beside, key=lambda other: abs(other.x - one.x), default=None)
    return None


def deal(scene: Scene) -> bool:
    """Whether some are served, or advised, by others."""
    return scene.activity == "consulting" or serve_others(scene.people)


def _turned(member: PlacedFigure, right: float, down: float, attent: bool) -> Figure:
    figure = member.figure
    side = ((right > 0) - (right < 0)) * member.facing
    far = max(math.hypot(right, down), 1.0)
    steep = clamp(down / far * _STEEP, -1.0, 1.0) if attent else 0.0
    aside = min(abs(right) / far * _ASIDE, 1.0) if attent and down > figure.body.height * _LOW else 1.0
    slight = _DIP * ((down > 0) - (down < 0)) if abs(down) > figure.body.head * 0.4 else 0.0
    most = _BOWED if aside == 1.0 else _STRAIGHT
    bow = steep * most if abs(steep) * most > abs(slight) else slight
    turn = side * aside * (_ATTENT if attent else _TURN)
    turned = replace(figure, traits=replace(figure.traits, turn=turn, bow=bow))
    if not attent:
        return turned
    mood = "smile" if figure.pose.mood in SHUT else figure.pose.mood
    return turned.posed(mood=mood, tilt=side * aside * steep * _BENT)


_CALM: tuple[Activity, ...] = ("standing", "walking", "hugging", "holding hands")
"""What one sees people do from behind."""
_WORN = "backpack", "scarf", "apron", ""
"""What hangs on somebody that one sees from there."""


def averted(figures: Sequence[Figure], scene: Scene) -> list[Figure]:
    """The same people from behind, if they look at scenery and nothing of them is asked for that is seen in front."""
    if not (_is_beyond(scene) and all(map(_is_free, figures)) and all(map(_is_known, scene.people))):
        return list(figures)
    return [_away(one) for one in figures]


def _is_beyond(scene: Scene) -> bool:
    """Whether they do nothing but look at what lies behind them."""
    deeds = {scene.activity, *(one.deed or "standing" for one in scene.people)}
    if scene.use or scene.worried or scene.faces or scene.manner or scene.opposite or not deeds <= {*_CALM}:
        return False
    if scene.looks_at == "the sky":
        return any(DRAWABLES[one].aloft for one in scene.things)
    if scene.looks_at == "the view":
        return scene.setting != "indoors" or "at the window" in scene.postures
    if scene.looks_at == "house":
        return scene.object == "house" and scene.setting != "indoors"
    known = DRAWABLES.get(scene.looks_at or "")
    return known is not None and bool(known.aloft or known.far or known.part or known.built)


def _is_free(figure: Figure) -> bool:
    """Whether somebody stands with free hands."""
    pose = figure.pose
    return pose.stands and pose.held == {""} and not (figure.body.seat or pose.desk or pose.works)


def _is_known(somebody: Person) -> bool:
    """Whether all that is told of somebody is seen from behind: of a grown-up's age that hair is grey."""
    styles = [looks.STYLES[look] for look in somebody.looks]
    faces = any(one.glasses or one.beard or one.mood or one.holds or one.extra not in (None, *_WORN) for one in styles)
    holds = any(DRAWABLES[one].held for one in somebody.things)
    old = somebody.age_group == "senior"
    aged = any(one.hat for one in styles) if old else somebody.age is not None and somebody.age_group in ADULTS
    return not (faces or aged or somebody.serves or holds or _FRONT & {*somebody.looks})


_FRONT = {"freckles", "earrings", "fringe", "clean-shaven", "without glasses", "pregnant", "tie", "bow tie"}
"""Looks of a face."""


def _away(figure: Figure) -> Figure:
    """The same from behind, with arms that hang but where they hold or are around somebody."""
    arms = tuple(hanging(figure.body, arm.side) if arm.idle else arm for arm in figure.pose.arms)
    return figure.posed(arms=arms, away=True)
