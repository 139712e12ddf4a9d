"""People on two sides of a table: at its ends, turned to each other, others behind it. Moves people and their arms."""

from dataclasses import replace

from prompt_builder.scene import Scene

from ..objects import furniture
from .group import Group, Outlined, PlacedFigure
from .person import Figure
from .pose import Arm

_BEFORE = 17.0
"""How far before the middle of who sits at the end of a table that begins, in centimetres."""
_STANDS = 4.0
"""The same before the shoulders of who stands there."""
_LEAST = 50.0
"""Half the length of such a table at least."""
_BESIDE = 14.0
"""Room at the ends of a table beside the shoulders of those behind it, before the hands of those at its ends."""
_REACH = 24.0
"""How far over the table the arms go of who sits at its end."""
_TURNED = 0.86
"""How wide the shoulders of who is turned are, of what they are from the front."""


def seated(group: Group, scene: Scene, outlined: Outlined) -> Group:
    """The group, where its people sit at a table and are said to be opposite each other, as they do.

    Who stands or serves is alone at the right end; of others two are at the ends, the main person at the left one.
    """
    members = sorted(group.members, key=lambda one: one.x)
    if not (scene.opposite and scene.sits and scene.sits_at_table and len(members) > 1 and all(map(_able, members))):
        return group
    stand = [one for one in members if not one.figure.body.seat]
    serving = stand or [one for one in members if one.figure.traits.person.serves]
    if len(stand) > 1:
        return group
    alone = len(serving) == 1 and len(members) > 2
    right = serving[-1] if serving else members[0]
    left = [] if alone else [next(one for one in reversed(members) if one is not right)]
    behind = [one for one in members if one is not right and not any(one is other for other in left)]
    half, middle = _LEAST, 0.0
    if behind:
        first, last = behind[0], behind[-1]
        middle = (first.x + last.x) / 2
        half = (last.x - first.x) / 2 + max(one.figure.body.shoulder for one in behind) + _REACH + _BESIDE
    placed = {id(one): _aside(one, middle - half - _BEFORE, False, outlined) for one in left}
    placed[id(right)] = _aside(right, middle + half + _before(right), True, outlined)
    return Group(tuple(placed.get(id(one), one) for one in group.members)).centred()


def table(group: Group) -> tuple[float, float] | None:
    """From where to where a table goes at whose ends people sit; None where nobody does."""
    ends = [one for one in group.members if one.figure.pose.gait == "aside"]
    if not ends:
        return None
    ends += [one for one in group.members if not one.figure.body.seat]
    left = [one.x + _BEFORE for one in ends if not one.flip]
    right = [one.x - _before(one) for one in ends if one.flip]
    return (left or [group.core.left])[0], (right or [group.core.right])[0]


def drawn(group: Group | None, scene: Scene) -> bool:
    """Whether people are seen to be opposite each other, if they are said to be."""
    if not scene.opposite:
        return True
    if group is None:
        return False
    stand = len(group.members) == 2 and not any(one.figure.body.seat for one in group.members)
    served = "at a counter" in scene.manner and any(one.serves for one in scene.people)
    return stand or served or table(group) is not None


def _able(one: PlacedFigure) -> bool:
    pose, body = one.figure.pose, one.figure.body
    stands = not body.seat and pose.stands and not pose.gait
    return one.carrier is None and (body.seat == "chair" or stands) and not (pose.desk or pose.swaddled)


def _before(one: PlacedFigure) -> float:
    """How far before somebody at the end of a table that begins."""
    return _BEFORE if one.figure.body.seat else one.figure.body.shoulder + _STANDS


def _aside(one: PlacedFigure, x: float, flip: bool, outlined: Outlined) -> PlacedFigure:
    """The same at the end of a table to the right, or to the left."""
    figure = _turned(one.figure) if one.figure.body.seat else one.figure
    return replace(one, x=x, flip=flip).posed(figure, outlined)


def _turned(figure: Figure) -> Figure:
    """The same on a chair seen from its side, with the forearms on the table there that neither wave nor hold."""
    body = replace(figure.body, seat="chair aside", shoulder=figure.body.shoulder * _TURNED)
    arms = tuple(_on_table(figure, arm) if arm.embraces or arm.idle else arm for arm in figure.pose.arms)
    return replace(figure, body=body).posed(arms=arms, gait="aside", tilt=2.0)


def _on_table(figure: Figure, arm: Arm) -> Arm:
    """That arm with the hand on the table before who sits at its left end, the far one beyond the other."""
    body, far = figure.body, arm.side > 0
    level = -furniture.TABLE - body.limb * 0.7
    elbow = (body.shoulder * (0.95 if far else -0.5), level - (6.0 if far else 1.0))
    wrist = (_BEFORE + (_REACH if far else _REACH * 0.55), level - (5.0 if far else 0.0))
    signs = figure.pose.works == "signs" and far
    return replace(arm, wrist=wrist, elbow=elbow, grip="fist" if signs else "relaxed", aim=96.0, embraces=True)
