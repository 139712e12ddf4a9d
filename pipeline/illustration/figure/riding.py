"""People in a car that is seen from inside: who sits in front and who behind, how large and how high. Draws nothing."""

import itertools
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import NamedTuple

from prompt_builder.ages import ADULTS
from prompt_builder.scene import Scene

from ..geometry import Area, around
from .body import Body
from .group import Group, Outlined, PlacedFigure, cleared
from .person import Figure
from .pose import Arm
from .seats import CHILD, resting, steering
from .silhouette import Silhouette

FAR = 0.78
"""How large those behind look beside those in front."""
_BOOSTED = 0.6
"""How much of the height that a child lacks its seat leaves it lacking."""
_GAP, _VIEW, _ROOM = 12.0, 46.0, 0.6
"""How far apart the arms in front are, and where the road between them is to be seen; how much of that those behind
leave free, too."""
_STEP, _BACKED = 2.0, 8.0
"""How far apart heads are at least, and how far the back seat goes on beside one."""
_SHELL, _ABOVE = 31.0, 7.0
"""Half the width of a child's seat, and how far above the head it ends."""


def in_front(scene: Scene) -> list[int]:
    """Who sits in front, the driver first: nobody where the back seat alone is shown."""
    grown = [i for i, one in enumerate(scene.people) if one.age_group in ADULTS]
    return grown[:2] if scene.activity == "driving" else []


def posed(figures: Sequence[Figure], front: Sequence[int]) -> list[Figure]:
    """The people, where the first in front has both hands on the wheel, and those behind are farther off."""
    far = [_distant(one) if front and i not in front else one for i, one in enumerate(figures)]
    return [steering(one) if i in front[:1] else resting(one) for i, one in enumerate(far)]


def _distant(figure: Figure) -> Figure:
    """The same as it looks on the back seat."""
    body = figure.body
    sizes = {part.name: getattr(body, part.name) * FAR for part in fields(Body) if part.name != "seat"}
    return replace(figure, body=replace(body, **sizes))


def strapped(figure: Figure) -> bool:
    """Whether somebody sits in a child's seat, where there is one."""
    return figure.traits.age <= CHILD


def inside(
    front: Sequence[tuple[Figure, Silhouette]],
    back: Sequence[tuple[Figure, Silhouette]],
    scene: Scene,
    outlined: Outlined,
) -> Group:
    """The driver at the right end, another at the left, those behind between them; or those behind alone.

    Where they are asked for, children sit in seats of their own, and the road is seen between those in front.
    """
    things = scene.things
    shells, view = "child seat" in things, "road" in things
    first = max((one.body for one, _ in front[:1] or back), key=_eyes)
    leg = max(one.body.leg for one, _ in (*front, *back))
    size = FAR if front else 1.0
    place = _Bench(
        first, max(leg - first.leg, 0.0), size, _SHELL * size * shells, _VIEW * _ROOM if view and front else 0.0
    )
    rear = _rear(back, place)
    if not front:
        return Group(tuple(_helping(rear, outlined) if _straps(scene) else rear)).centred()
    half = max((abs(edge) for one in rear for edge in (one.outline.head.left, one.outline.head.right)), default=0.0)
    half = max(half, (_VIEW if view else _GAP) / 2)
    placed = []
    for side, (figure, outline) in zip((1, -1), front, strict=False):
        body = figure.body
        x, lift = side * (half + body.shoulder + body.limb * 1.9), max(leg - body.leg, 0.0)
        one = PlacedFigure(figure, x, lift, False, outline.placed(x, -lift))
        placed.append(cleared(one, rear, side * _STEP))
    driver = skull(placed[0])
    vacant = Area(-driver.right, driver.top, -driver.left, driver.bottom) if back and len(front) == 1 else None
    return Group((*placed, *rear), vacant).centred()


def skull(one: PlacedFigure) -> Area:
    """Where somebody's head is with short hair, before a headrest."""
    body = one.figure.body
    return Area(-body.head, body.crown - 2.0, body.head, body.crown + 2 * body.head).placed(one.x, -one.lift)


class _Bench(NamedTuple):
    """The back seat: beside whose body, so far lifted, how large people look on it, and half a child's seat there."""

    first: Body
    lift: float
    size: float
    shell: float
    aisle: float
    """What is left free in the middle, or right of who is there."""


def _rear(people: Sequence[tuple[Figure, Silhouette]], place: _Bench) -> list[PlacedFigure]:
    """Those on the back seat around x = 0, with the eyes as high as those in front, but for small ones."""
    row = sorted(range(len(people)), key=lambda i: _small(people[i][0]))  # grown people in the middle
    row = [*row[1::2][::-1], *row[::2]] if len(row) > 2 else row[::-1]
    halves = [_half(*people[i], place) for i in row]
    aisle, before = place.aisle, (len(row) + 1) // 2
    x = -sum(halves) - aisle / 2
    placed: dict[int, PlacedFigure] = {}
    level = place.first.height - place.first.head + place.lift
    for i, half in zip(row, halves, strict=True):
        figure, outline = people[i]
        lacks = _eyes(place.first) - _eyes(figure.body) / place.size
        lift = level - max(lacks, 0.0) * place.size * _BOOSTED - (figure.body.height - figure.body.head)
        x += half + (aisle if len(placed) == before else 0.0)
        one = PlacedFigure(figure, x, lift, False, _shelled(figure, outline, place).placed(x, -lift), rear=True)
        placed[i] = cleared(one, placed.values(), _STEP)
        x = placed[i].x + half
    x += aisle * (len(row) == 1)
    middle = (sum(halves) + aisle / 2 - x) / 2  # as far as some had to move aside
    return [placed[i].at(placed[i].x + middle) for i in range(len(people))]


def _shelled(figure: Figure, outline: Silhouette, place: _Bench) -> Silhouette:
    """The outline of somebody with the child's seat behind, where there is one."""
    if not (place.shell and strapped(figure)):
        return outline
    shell = Area(-place.shell, figure.body.crown - _ABOVE, place.shell, 0.0)
    return replace(outline, aloft=(*outline.aloft, shell))


def _eyes(body: Body) -> float:
    """How high the eyes are above the hips."""
    return body.height - body.head - body.leg


def _small(figure: Figure) -> bool:
    return figure.traits.person.age_group not in ADULTS


def _half(figure: Figure, outline: Silhouette, place: _Bench) -> float:
    """Half the width of somebody's place: of those far behind only the head is between those in front."""
    head, body = outline.head, figure.body
    broad = body.shoulder * 0.85 if place.size < 1 else body.shoulder + body.limb * 1.6
    return max(head.right + 1.0, -head.left + 1.0, broad, place.shell if strapped(figure) else 0.0)


def _helping(members: Sequence[PlacedFigure], outlined: Outlined) -> list[PlacedFigure]:
    """The same, where who is next to a child has a hand at its belt."""
    found, small = [], [one for one in members if _small(one.figure)]
    for one in members:
        child = min(small, key=lambda other: abs(other.x - one.x), default=None)
        if child is None or _small(one.figure):
            found.append(one)
            continue
        side = one.towards(child)
        wrist = child.x - side * 6.0 - one.x, child.figure.body.chest + 4.0 - child.lift + one.lift
        arms = tuple(arm for arm in one.figure.pose.arms if arm.side != side)
        figure = one.figure.posed(arms=(*arms, Arm(side, wrist, embraces=True)), tilt=side * 5.0)
        found.append(one.posed(figure, outlined))
    return found


def alone(group: Group) -> bool:
    """Whether somebody drives with nobody else in the car."""
    return len(group.members) == 1 and not group.members[0].rear


def aisle(group: Group) -> tuple[float, float] | None:
    """The widest room between the seats of two who sit side by side, in the group's centimetres, if any is so wide."""
    seats = sorted((_seat(one) for one in group.members), key=lambda seat: seat.left)
    rooms = [(left.right, right.left) for left, right in itertools.pairwise(seats)]
    left, right = max(rooms, key=lambda room: room[1] - room[0], default=(0.0, 0.0))
    return (left, right) if right - left > _GAP else None


def belts(scene: Scene, group: Group | None) -> bool:
    """Whether somebody on the back seat has a hand at the belt of a child, as it was said."""
    return bool(_straps(scene) and group and group.members[0].rear)


def _straps(scene: Scene) -> bool:
    return scene.use is not None and scene.use[1] == "child seat"


def benches(group: Group) -> list[Area]:
    """The backs of the back seat: one for those between whom no road is seen."""
    found: list[Area] = []
    for seat in sorted((_seat(one) for one in group.members if one.rear), key=lambda seat: seat.left):
        joins = found and (seat.left - found[-1].right < _GAP)
        found = [*found[:-1], around((found[-1], seat))] if joins else [*found, seat]
    return found


def _seat(one: PlacedFigure) -> Area:
    """The seat behind a head, as wide as it is painted."""
    if one.rear:
        return one.outline.head.widened(_BACKED)
    head = skull(one)
    return head.widened((head.right - head.left) / 2)
