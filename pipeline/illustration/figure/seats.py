"""Who sits where in a car: heads in its windows, whole and clear of its pillars. Draws nothing."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ..brush import Path, Point, blob
from ..geometry import Area
from ..objects import front, furniture
from ..objects.car import Car
from .body import Body
from .gestures import cradling
from .person import Figure
from .pose import Arm, hanging, on_table
from .silhouette import Silhouette

_CLEAR = 1.5
CHILD = 11
"""Until which age a child sits in a seat of its own."""
_WHEEL = 19.0
"""The radius of a steering wheel, in centimetres."""
_LEAST = 0.8
_FOLDED, _APART = -106.0, 6.0
"""Where the folded roof of an open car begins, and how far apart heads in it are at most, in its centimetres."""
_RIM = 31.0
"""How far before a driver's hips the rim of the wheel is at the glass, in centimetres."""
_GRIP = 35.0, 14.0
"""How far before these hips, and above the belt, a hand on that rim is."""
_DWARFS = 0.6
_UNDER = 8.0
"""How far above a table the shoulders are, at least, of whose arms lie on it."""
_EDGE = -furniture.TABLE - furniture.DEEP
"""The y of the edge of a table at who sits there."""
_MIDST, _OVER, _DOWN = 0.4, 6.0, 118.0
"""Where the hands are that lie before their owner, in shoulders; how far above what it is at the wrist of a hand is, in
centimetres, and how far down its fingers point, in degrees."""
_SIZES = (1.14, 1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)


class CarSeat(NamedTuple):
    """The place of somebody's feet in the car's centimetres, though these are not seen, and their size."""

    x: float
    y: float
    size: float


def seats(auto: Car, outlines: Sequence[Silhouette]) -> list[CarSeat]:
    """A seat for each, the driver first; all have the largest size at which every head finds room.

    The driver is behind the front pane, unless all would be dwarfs for it.
    """
    sizes = [*((True, size) for size in _SIZES if size > _DWARFS), *((False, size) for size in _SIZES)]
    tries = (_open(auto, outlines, size) if auto.kind == "cabrio" else _closed(auto, outlines, size, ahead)
             for ahead, size in sizes)  # fmt: skip
    return next((found for found in tries if len(found) == len(outlines)), [])


def fitted(auto: Car, figures: Sequence[Figure], seated: Sequence[CarSeat]) -> list[tuple[Point, float]]:
    """Where a child's seat is fitted, as its foot and scale: behind each child, else one at the back of the car."""
    found = []
    for figure, seat in zip(figures, seated, strict=True):
        if figure.traits.age <= CHILD:
            size = seat.size * 1.1
            found.append(((seat.x, seat.y + (figure.body.crown - 7.0) * seat.size + 74.0 * size), size))
    windows = auto.shape.windows
    pane = windows[min(1, len(windows) - 1)] if windows else ((-96.0, auto.shape.belt - 36.0), (-60.0, auto.shape.belt))
    left, right = min(x for x, _ in pane), max(x for x, _ in pane)
    top = min(y for _, y in pane)
    return found or [(((left + right) / 2, top + 80.0), 1.0)]


def roomy(auto: Car, outlines: Sequence[Silhouette]) -> bool:
    """Whether all sit in it at about the size that they have."""
    found = seats(auto, outlines)
    return len(found) == len(outlines) and all(seat.size >= _LEAST for seat in found)


def _open(auto: Car, outlines: Sequence[Silhouette], size: float) -> list[CarSeat]:
    """In a car without a roof: one behind the other from the wheel to the folded roof, apart as there is room."""
    front, heads = auto.shape.seat[0] + _RIM, [outline.head.placed(0, 0, size) for outline in outlines]
    room = front - _FOLDED - sum(head.right - head.left for head in heads)
    gap, found = min(room / len(heads), _APART), []
    for outline, head in zip(outlines, heads, strict=True):
        x = front - head.right
        found.append(CarSeat(x, auto.shape.belt - 16 - outline.face.bottom * size, size))
        front = x + head.left - gap
    return found if gap >= _CLEAR else []


def _closed(auto: Car, outlines: Sequence[Silhouette], size: float, ahead: bool) -> list[CarSeat]:
    """Behind glass: each head within one window, from the front to the back."""
    windows = [blob(*window) for window in auto.shape.windows]
    found: list[CarSeat] = []
    front = auto.shape.seat[0] + _RIM
    rear = min(x for window in auto.shape.windows for x, _ in window)
    for outline in outlines:
        x, seat = front - outline.crown.right * size, None
        panes = windows[:1] if ahead and not found else windows
        while seat is None and x > rear:
            seat = next((at for at in _heights(auto, outline, x, size) if _fits(panes, outline, at)), None)
            x -= 2.0
        if seat is None:
            return []
        found.append(seat)
        front = seat.x + outline.crown.left * size - _CLEAR
    return found


def abreast(auto: Car, figures: Sequence[Figure], outlines: Sequence[Silhouette]) -> list[CarSeat]:
    """The same in a car seen from the front: two in front, the driver at the right, and one between them behind.

    No child sits in front; there are no seats where some have none.
    """
    places, found, glass, chin = [front.ABREAST, -front.ABREAST, 0.0], [], front.screen(auto), front.chin(auto)
    behind = [figure.traits.age <= CHILD for figure in figures]
    if len(figures) > len(places) or sum(behind) > 1 or behind[:1] == [True]:
        return []
    order = [places.pop(-1 if child else 0) for child in behind]
    for size in _SIZES:
        found = [CarSeat(x, chin - one.face.bottom * size, size) for x, one in zip(order, outlines, strict=True)]
        crowns = [one.crown.placed(*seat) for seat, one in zip(found, outlines, strict=True)]
        apart = not any(one.meets(other) for one, other in itertools.combinations(crowns, 2))
        if apart and (not auto.shape.windows or all(_within(glass, crown) for crown in crowns)):
            return found
    return []


def _heights(auto: Car, outline: Silhouette, x: float, size: float) -> list[CarSeat]:
    """Seats whose heads are between belt and roof."""
    low = auto.shape.belt - 2 - outline.face.bottom * size
    return [CarSeat(x, low - lift, size) for lift in (4.0, 2.0, 0.0, 7.0)]


def _fits(windows: Sequence[Path], outline: Silhouette, seat: CarSeat) -> bool:
    return any(_within(window, outline.crown.placed(*seat)) for window in windows)


def _within(window: Path, area: Area) -> bool:
    """Whether the window shows the area; the corners of a head are round."""
    cut_x, cut_y = (area.right - area.left) * 0.25, (area.bottom - area.top) * 0.2
    top, sides = (area.left + cut_x, area.right - cut_x), (area.top + cut_y, area.bottom - cut_y)
    corners = [*((x, area.top) for x in top), *((x, y) for x in (area.left, area.right) for y in sides)]
    return all(window.contains(x, y) for x, y in corners)


def wheel(body: Body, chin: float) -> tuple[float, float]:
    """How high the middle of a steering wheel is before a body with such a chin, and its radius."""
    y = body.chest + 15.0
    return y, min(_WHEEL, (y - chin - 1.0) / 1.1)


def at_wheel(figure: Figure, outline: Silhouette, size: float) -> Figure:
    """The same at the wheel of a car seen from the front, in which that is so high that hands are seen on it."""
    _, below, radius = front.WHEEL
    return steering(figure, (radius * 1.02 / size, outline.face.bottom + (below + radius * 0.2) / size))


def at_rim(figure: Figure, auto: Car, seat: CarSeat) -> Figure:
    """The same at the wheel of a car seen from its side, with a hand on the rim and the other down."""
    body, (out, over) = figure.body, _GRIP
    wrist = (auto.shape.seat[0] + out - seat.x) / seat.size, (auto.shape.belt - over - seat.y) / seat.size
    arm = Arm(1, wrist, "fist", 30.0, elbow=(body.beside(1, 1.6), body.chest + 16.0))
    return figure.posed(arms=(hanging(body, -1), arm), tilt=0.0)


def steering(figure: Figure, grip: Point | None = None) -> Figure:
    """The same with both hands on the wheel, or with the right one there and the other as far at the left."""
    body = figure.body
    x, y = grip or (_WHEEL * 0.92, body.chest + 16.0)
    elbows = {side: (body.beside(side, 0.9), body.belt + 4.0) for side in (-1, 1)}
    arms = tuple(Arm(side, (side * x, y), "fist", side * -24.0, elbow=elbows[side], embraces=True) for side in elbows)
    return figure.posed(arms=arms, tilt=0.0)


def resting(figure: Figure) -> Figure:
    """The same with the hands on the thighs that have nothing to do."""
    body = figure.body

    def in_lap(side: int) -> Arm:
        wrist = side * max(body.shoulder * 0.6, body.hip * 0.62), body.belt + 8.0
        return Arm(side, wrist, aim=180.0 + side * 8.0, elbow=(body.beside(side, 0.2), body.belt - 4.0))

    busy = ("open", "thumb", "wrap")
    arms = (arm if arm.held or arm.embraces or arm.grip in busy else in_lap(arm.side) for arm in figure.pose.arms)
    rests = figure.posed(arms=tuple(arms))
    return replace(rests, pose=cradling(body, rests.pose)) if "pregnant" in figure.traits.person.looks else rests


def _beside_plate(body: Body, side: int) -> Arm:
    """An arm on a table that somebody sits at, with the hand beside what stands before its owner."""
    x = max(body.shoulder * 0.92, 18.5)
    elbow = (side * max(body.shoulder + body.limb * 1.2, x + 3.0), _EDGE)
    return replace(on_table(body, side, "fist", -side * 122.0), wrist=(side * x, -furniture.TABLE - 5.0), elbow=elbow)


def _together(body: Body, side: int) -> Arm:
    """The same with the hand before its owner, where the other is too."""
    arm = on_table(body, side, turn=96.0)
    return replace(arm, wrist=(side * body.shoulder * _MIDST, arm.wrist[1] + side))


def stretched(body: Body, arm: Arm) -> Arm:
    """The same arm with the hand at something on a table: the elbow is at its edge, no farther out than the hand."""
    x, y = arm.wrist
    if arm.grip == "relaxed":
        arm = replace(arm, wrist=(x, y - _OVER), aim=arm.side * _DOWN)
    elbow = max(min(abs(x) - body.limb, body.shoulder + body.limb * 1.2), body.shoulder * 0.8)
    return replace(arm, elbow=(arm.side * elbow, _EDGE), embraces=True)


def _at_book(body: Body, arm: Arm) -> Arm:
    """The same arm with the hand on a book that is open on a table."""
    elbow = arm.side * (body.shoulder + body.limb), _EDGE + 3.0
    return replace(arm, wrist=(arm.wrist[0], -furniture.TABLE - 6.0), elbow=elbow, embraces=True)


def leaning(figure: Figure, dines: bool = False) -> Figure:
    """The same with the forearms on the table before the seat that neither wave nor hold, and an open book there."""
    body = figure.body
    if not body.seat or figure.pose.desk or body.collar > -furniture.TABLE - _UNDER:
        return figure
    lay = _beside_plate if dines else _together
    arms = (arm if not arm.idle else lay(body, arm.side) for arm in figure.pose.arms)
    if figure.pose.reads:
        arms = (_at_book(body, arm) for arm in figure.pose.arms)
    return figure.posed(arms=tuple(arms))
