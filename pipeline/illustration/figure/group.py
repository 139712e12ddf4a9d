"""People side by side, so near that they belong together and so far apart that nobody covers a face. Draws nothing."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from ..brush import Point
from ..geometry import Area, around
from . import crossed
from .body import BROUGHT, SEAT, SHARED, UPHOLSTERED, Seat
from .clothes import ROBES
from .gaits import ONWARD, reach, under
from .person import Figure
from .pose import Arm
from .silhouette import Silhouette

_STEP = 2.0
_ROOM = 5.0
"""Room beside the shoulders of who sits at a table, and between a ladder and who holds it, in centimetres."""
_CLEAR = 1.5
"""Room between a face and what stands before it, in centimetres."""
_WIDEST = 240.0
_CLOSE, _FEET = 0.66, 0.86
"""How near people are who have little room, of what they are side by side, and of what their steps take."""
_TRACK = 14.0
"""How far behind a neighbour somebody skis, whose skis lie behind those of the other and do not cross them."""
_HEM = 0.86
"""The share of the width of a hem beside which others stand: no foot is under it."""
_KNEES = 0.7
"""The share of the crossed legs of who sits on the ground beside which others sit: knees may lie over knees."""
_BACK = 84.0
"""How high the back of a seat is, in centimetres."""
_BESIDE, _ARMS, _ELBOWS, _BROAD = 12.0, 24.0, 18.0, 110.0
"""How much wider than the hips a seat is on either side, a sofa where its arms are, a table beyond who sits at it; how
wide a seat for several is."""

Outlined = Callable[[Figure], Silhouette]
"""What a figure covers, in centimetres."""


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """One of a group, in centimetres: the foot, whether mirrored, and what the figure covers there."""

    figure: Figure
    x: float
    lift: float
    flip: bool
    outline: Silhouette
    carrier: Figure | None = None
    """Who carries this one, from whose foot the arm is painted."""
    feet: Point = (0.0, 0.0)
    rear: bool = False
    """Whether on the back seat of a car."""

    @property
    def depth(self) -> tuple[bool, bool, float, float]:
        """The order in which people are painted: in a car those behind first, who sits at a desk last.

        A child on somebody's shoulders is behind whose they are, and who has an arm around somebody behind that one.
        """
        above = _far(self.carrier) + 0.1 if self.carrier and self.figure.pose.rides else 0.0
        return self.figure.pose.desk, not self.rear, -max(_far(self.figure), above), self.x

    @property
    def facing(self) -> int:
        """What a way to the own right is in the picture: 1, or -1 where mirrored."""
        return -1 if self.flip else 1

    def towards(self, other: "PlacedFigure") -> int:
        """On which side of the picture another is."""
        return 1 if other.x > self.x else -1

    def local(self, point: Point) -> Point:
        """A point of the group from the own foot, as the figure has it."""
        return (point[0] - self.x) * self.facing, point[1] + self.lift

    def placed(self, point: Point) -> Point:
        """A point of the figure, in the group."""
        return self.x + point[0] * self.facing, point[1] - self.lift

    def reach(self, share: float) -> float:
        """The level of a wrist that hangs by a share of the arm."""
        return self.figure.body.collar + self.figure.body.arm * share - self.lift

    def free(self, towards: int) -> Arm | None:
        """The arm on the side of the neighbour, if it is not busy or may let a child on the shoulders go."""
        pose = self.figure.pose
        arm = next((arm for arm in pose.arms if arm.side == towards * self.facing), None)
        aloft = all(one.embraces and one.grip == "fist" for one in pose.arms)
        busy = arm is None or arm.held or (arm.embraces and not aloft) or pose.desk or not pose.stands
        return None if busy else arm

    def at(self, x: float) -> "PlacedFigure":
        """The same elsewhere, with whom it is carried by."""
        by = x - self.x
        return replace(self, x=x, feet=(self.feet[0] + by, self.feet[1]), outline=self.outline.placed(by, 0))

    def posed(self, figure: Figure, outlined: Outlined) -> "PlacedFigure":
        """The same in another pose."""
        outline = outlined(figure).placed(self.x, -self.lift, flip=self.flip)
        return replace(self, figure=figure, outline=outline)


@dataclass(frozen=True, slots=True)
class Group:
    """People on one ground line, y = 0, around x = 0; the main person first."""

    members: tuple[PlacedFigure, ...]
    vacant: Area | None = None
    """Where a head would be beside who drives a car alone, seen from inside."""

    @property
    def core(self) -> Area:
        """What the frame may not cut."""
        seats = (area._replace(top=place.top) for area, (_, place) in zip(self.furniture, self.seats, strict=True))
        return around((*(member.outline.core for member in self.members), *seats, *filter(None, (self.vacant,))))

    @property
    def furniture(self) -> list[Area]:
        """What the seats cover, with their arms and backs, and the room of elbows at a table."""
        beside: dict[Seat, float] = {"chair": _ELBOWS, "sofa": _ARMS, "armchair": _ARMS, "moving boxes": _ARMS}
        return [place._replace(top=place.bottom - _BACK).widened(beside.get(seat, 0.0)) for seat, place in self.seats]

    @property
    def seats(self) -> list[tuple[Seat, Area]]:
        """What people sit on and each does not have of their own, with the width that they take there."""
        places: dict[Seat, list[Area]] = {}
        for one in self.members:
            if one.figure.body.seat not in BROUGHT and one.carrier is None:
                half = one.figure.body.hip + _BESIDE
                place = Area(one.x - half, -one.lift - SEAT, one.x + half, -one.lift)
                places.setdefault(one.figure.body.seat, []).append(place)
        shared = [(seat, _least(around(found))) for seat, found in places.items() if seat in SHARED]
        return [*shared, *((seat, place) for seat, found in places.items() if seat not in SHARED for place in found)]

    @property
    def half(self) -> float:
        """Half the width of `core`, around which the group is centred."""
        return (self.core.right - self.core.left) / 2

    @property
    def reach(self) -> float:
        """How far the group goes above the ground, raised hands, hair and held things included."""
        return -self.core.top

    @property
    def faces(self) -> Area:
        """The area around all faces."""
        return around(member.outline.face for member in self.members)

    @property
    def held(self) -> set[str]:
        """The names of what is in anybody's hand, and of nothing."""
        return {held for one in self.members for held in one.figure.pose.held}

    @property
    def tallest(self) -> Figure:
        """Who is the measure of all that stands beside them."""
        return max((member.figure for member in self.members), key=lambda figure: figure.body.height)

    def centred(self) -> "Group":
        """The same around x = 0."""
        shift = (self.core.left + self.core.right) / 2
        vacant = self.vacant and self.vacant.placed(-shift, 0)
        return Group(tuple(one.at(one.x - shift) for one in self.members), vacant)

    def mirrored(self) -> "Group":
        """The same of somebody alone who turns round."""
        [one] = self.members
        outline = one.outline.placed(2 * one.x, 0, flip=True)
        return Group((replace(one, flip=not one.flip, outline=outline),)).centred()

    @property
    def painted(self) -> list[PlacedFigure]:
        """From the back to the front."""
        return sorted(self.members, key=lambda member: member.depth)


def _far(figure: Figure) -> float:
    """How far back somebody is painted: the taller, and behind all others who has an arm around one."""
    return figure.body.height + (_WIDEST if any(arm.around for arm in figure.pose.arms) else 0.0)


def _least(place: Area) -> Area:
    return place.widened(max((_BROAD - place.right + place.left) / 2, 0.0))


def edges(count: int, compact: bool) -> tuple[int, ...]:
    """Who of so many stands at an end and may use the outer arm; a main person who is not `compact` does."""
    return _row(count, compact)[0], _row(count, compact)[-1]


def _row(count: int, compact: bool) -> tuple[int, ...]:
    """The people from left to right by number: the main one in the middle, or at the right end."""
    if count < 3 or not compact:
        return tuple(reversed(range(count)))
    return (*reversed(range(1, count, 2)), 0, *range(2, count, 2))


def apart(figures: Sequence[Figure]) -> list[Figure]:
    """The same people, where a uniform that another has too is a little darker: arms that meet are told apart."""
    found: list[Figure] = []
    for figure in figures:
        wear = figure.wear
        alike = sum(one.wear.top == wear.top and one.wear.main.hue == wear.main.hue for one in found)
        if alike and not figure.traits.person.twin:
            wear = replace(wear, main=wear.main.shade(-0.055 * alike))
        found.append(replace(figure, wear=wear.told_from_skin))
    return found


def group(
    figures: Sequence[Figure], outlines: Sequence[Silhouette], compact: bool, flip: bool, crop: float | None = None
) -> Group:
    """Stand people side by side; one alone is mirrored if `flip`.

    With a `crop`, as in `Frame`, small people come nearer until they show as much of themselves as the tallest.
    """
    row = _row(len(figures), compact)
    leg = max(figures, key=lambda figure: figure.body.height).body.leg
    tracks = _tracks(row, figures)
    placed: dict[int, PlacedFigure] = {}
    middle = row.index(0)
    for i in sorted(row, key=lambda i: abs(row.index(i) - middle)):
        at = row.index(i)
        side = 0 if i == 0 else 1 if at > middle else -1
        onward = figures[i].pose.gait in ONWARD
        mirrored = flip if len(row) == 1 else at < len(row) / 2 - 0.5 and not onward
        lift = tracks[i] if crop is None else _lift(figures[i], leg, crop)
        placed[i] = _beside(placed.values(), figures[i], outlines[i], (side, lift, mirrored))
    return Group(tuple(placed[i] for i in range(len(figures)))).centred()


def closer(together: Group, outlined: Outlined) -> Group:
    """The same people with the shoulders of one before another's, as far as no face, raised hand or thing is hidden.

    Who walks does so in shorter steps, and keeps off the others' feet.
    """
    members = [one.posed(replace(one.figure, pose=one.figure.pose.strolling), outlined) for one in together.members]
    row = sorted(range(len(members)), key=lambda i: members[i].x)
    for k in range(1, len(row)):
        near, one = [members[i] for i in row[:k]], members[row[k]]
        gap = (_half(near[-1].figure) + _half(one.figure)) * _CLOSE
        gap = max(gap, (_step(near[-1].figure) + _step(one.figure)) * _FEET)
        x = near[-1].x + min(gap, one.x - together.members[row[k - 1]].x)
        while x < one.x and any(disturb(one.at(x), other) or _crossed(one.at(x), other) for other in near):
            x += _STEP
        members[row[k]] = one.at(min(x, one.x))
    return Group(tuple(members)).centred()


def _crossed(one: PlacedFigure, other: PlacedFigure) -> bool:
    """Whether a raised hand of one is behind or before the other's head."""
    both = ((one.outline, other.outline), (other.outline, one.outline))
    return any(hand.meets(b.head) for a, b in both for hand in a.hands if hand.area.bottom < a.face.bottom)


def _tracks(row: Sequence[int], figures: Sequence[Figure]) -> dict[int, float]:
    """How far behind those in front each of a row skis, by number: behind smaller neighbours, as they are painted."""
    found: dict[int, float] = {}
    for i in sorted(row, key=lambda i: (figures[i].body.height, -row.index(i))):
        at = row.index(i)
        behind = max(found.get(k, -_TRACK) for k in row[max(at - 1, 0) : at + 2]) + _TRACK
        found[i] = behind if figures[i].pose.gait == "ski" else 0.0
    return found


def _lift(figure: Figure, leg: float, crop: float) -> float:
    """How much nearer somebody comes to people whose legs are so long; who sits is lifted just out of sight."""
    least = crop if figure.pose.stands else 1.3
    return max(leg * crop - figure.body.leg * least, 0.0)


def posed(members: Sequence[PlacedFigure], i: int, figure: Figure, outlined: Outlined) -> list[PlacedFigure]:
    """The members, one of them in another pose, who carries whom they carried."""
    one = members[i]
    held = (replace(other, carrier=figure) if other.carrier is one.figure else other for other in members)
    return [one.posed(figure, outlined) if k == i else other for k, other in enumerate(held)]


def _beside(
    others: Collection[PlacedFigure], figure: Figure, outline: Silhouette, how: tuple[int, float, bool]
) -> PlacedFigure:
    """The figure as near as may be to the others, on a side of them."""
    side, lift, flip = how
    member = PlacedFigure(figure, 0.0, lift, flip, outline.placed(0, -lift, flip=flip))
    if not others:
        return member
    nearest = max(others, key=lambda other: other.x * side)
    seats = {figure.body.seat, nearest.figure.body.seat}
    arm = _BESIDE + 2 * _ARMS if len(seats) > 1 and seats <= {*UPHOLSTERED} else 0.0
    x = nearest.x + side * (_half(nearest.figure) + _half(figure) + arm + 2.0)
    farthest = x + side * _WIDEST
    while (farthest - x) * side > 0:
        member = member.at(x)
        if not any(disturb(member, other) for other in others):
            break
        x += side * _STEP
    return member


def _half(figure: Figure) -> float:
    """Half the width that somebody takes: shoulders, a hem, a seat, skis, a ladder, or legs apart."""
    body, gait = figure.body, figure.pose.gait
    if body.seat == "armchair":
        return body.hip + _BESIDE + _ARMS
    if body.seat == "chair":
        return max(body.shoulder + _ROOM, body.hip + _BESIDE)
    if body.seat == "floor":
        return max(body.shoulder, crossed.reach(body) * _KNEES)
    if gait == "climb" and (ladder := under(gait, body.leg)):
        return ladder.right + _ROOM
    hem = body.hip * ROBES.get(figure.wear.bottom, (0.0, 0.0))[1] * _HEM
    return max(body.shoulder, hem, reach(gait, body.leg))


def cleared(one: PlacedFigure, others: Collection[PlacedFigure], step: float) -> PlacedFigure:
    """The same moved on by steps until neither disturbs the other."""
    while any(disturb(one, other) for other in others):
        one = one.at(one.x + step)
    return one


def _step(figure: Figure) -> float:
    return reach(figure.pose.gait, figure.body.leg)


def disturb(one: PlacedFigure, other: PlacedFigure) -> bool:
    """Whether one covers the other's face, or what the other holds."""
    back, front = sorted((one, other), key=lambda member: member.depth)
    if front.outline.covers(back.outline.face.grown(_CLEAR)):
        return True
    desk, embraces = front.figure.pose.desk, any(arm.embraces for arm in front.figure.pose.arms)
    over = front.outline.head, front.outline.trunk, *(front.outline.things if desk else ())
    if any(part.meets(thing) for thing in back.outline.things for part in over):
        return True
    held = () if desk or embraces else front.outline.things
    return any(part.meets(thing) for thing in held for part in (back.outline.head, back.outline.trunk))
