"""Where things stand in a frame of any aspect. Pure arithmetic: knows no inks and draws nothing."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from prompt_builder.scene import Object, Scene, Thing

from .figure.group import Group
from .frame import Frame
from .geometry import Area, clamp
from .nearness import by_car, by_house, overlap

Grouped = Callable[[float | None], Group]
"""The people side by side, full-length without a crop, else ready to be cut there."""

_BEFORE = 14.0
"""How far beyond the middle of who leans on a car its end is, in their centimetres."""
_MEET, _BETWEEN = 0.3, 1.12
"""How much of what people may hide of a house they do in a strip, and the room for what stands between, of its own."""
_LOW = 0.8
"""Where the ground line of a column is at least: few people fill it, and what is said goes above them."""
_LAP = 26.0
"""How much of who carries a child is seen below the hand on which that sits, at least, in centimetres."""
_NEAR, _NARROW, _USED = 0.72, 0.42, 0.8
"""How much smaller people get at most to leave room for what stands beside them, and a car or a house for that; in a
narrow column for what somebody has a hand at, and how much of that there is room for."""
_OVERHEAD = 0.03
"""How far over people a card is, of the height of a column."""


class Spot(NamedTuple):
    """A place in pixels: the foot of something and its pixels per unit, as `placed` takes them."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The plan of a picture. `busy` are the pixels (left, right) that the subject covers; `base` is its ground line."""

    width: float
    height: float
    horizon: float
    group: Group | None = None
    people: Spot | None = None
    """The place of the group's origin."""
    object: Spot | None = None
    busy: tuple[float, float] = (0.0, 0.0)
    base: float = 0.0
    scale: float = 1.0
    """Pixels per centimetre on the ground line."""
    cropped: bool = False
    """Whether the people are shown half-length."""
    indoors: bool = False
    windowed: bool = False
    """Whether a window is asked for, as wide as the wall: landscapes are outside it."""
    crowded: bool = False
    """Whether things that were asked for stand on the ground too."""
    heads: tuple[Area, ...] = ()
    """Where heads are, which nothing may cover."""
    held: tuple[Area, ...] = ()
    """Where what people hold is, before which nothing stands."""
    bodies: tuple[Area, ...] = ()
    """Where heads and trunks are, and what a bank offers beside people."""
    around: tuple[Area, ...] = ()
    """Where the arms of people are, and what they sit on."""
    offered: tuple[Area, ...] = ()
    """Where what a bank offers beside people is."""
    car: Area | None = None
    """What a car covers that is the product."""
    house: Area | None = None
    """What a house covers that is the product."""
    floats: bool = False
    """Whether a card is the product, with nobody beside it."""
    near: Thing | None = None
    """What stands right beside people, as somebody has a hand at it."""
    rear: float = 0.0
    """The y of the feet of what stands behind a car and is seen over it, as one looks down at them, if anything is."""
    close: bool = False
    """Whether a table before the camera hides the ground before `base`."""
    backed: bool = False
    """Whether what a bank offers stands behind people, larger than they are."""

    @property
    def before(self) -> list[Area]:
        """What people with their seats, a car or a house, or else what is on a stage, covers of what is behind it."""
        alone = self.object and not (self.group or self.car or self.house)
        stage = Area(self.busy[0], 0, self.busy[1], self.base) if alone else None
        return [*self.bodies, *self.around, *filter(None, (self.car, self.house, stage))]

    def moved(self, x: float) -> "Layout":
        """The same with people, and what stands on a stage or right beside them, so far to the right, in pixels."""

        def at(areas: Iterable[Area]) -> tuple[Area, ...]:
            return tuple(one.placed(x, 0.0) for one in areas)

        def to(spot: Spot | None) -> Spot | None:
            return spot and spot._replace(x=spot.x + x)

        busy = self.busy[0] + x, self.busy[1] + x
        return replace(
            self, people=to(self.people), object=to(self.object), busy=busy, heads=at(self.heads), held=at(self.held),
            bodies=at(self.bodies), around=at(self.around), offered=at(self.offered),
        )  # fmt: skip

    @property
    def feet(self) -> float:
        """The y of the feet of what stands farthest back of people and, outdoors, a car or a house."""
        return min(one.bottom for one in (self.car, self.house, Area(0, 0, 0, self.base)) if one)

    @property
    def unit(self) -> float:
        """The size of scenery: a hundredth of the short side, a little more in long frames."""
        short, long = sorted((self.width, self.height))
        return short / 100 * min(math.pow(long / short, 0.35), 1.35)


def _third(frame: Frame) -> float:
    """x of the subject: the middle of a square or tall frame, a third of a wide one."""
    pull = min(max(frame.width / frame.height - 1.15, 0.0), 0.6) / 0.6
    return frame.width * (0.5 + (0.17 if frame.right else -0.17) * pull)


def _kept(frame: Frame, group: Group, scale: float, feet: float) -> float:
    """The ground line moved so that faces come between `top` and `bottom`, and that nothing of the group is cut."""
    faces = group.faces
    feet = min(feet, frame.bottom - faces.bottom * scale)
    feet = max(feet, frame.top - faces.top * scale)
    return max(feet, frame.height * 0.02 + group.reach * scale)


def peopled(layout: Layout, group: Group, place: Spot) -> Layout:
    """The same with the group's origin at a place."""
    members = group.members
    held = [area for one in members if not one.figure.pose.desk for area in one.outline.things]
    bodies = [area for one in members for area in (one.outline.head, one.outline.trunk)]
    limbs = [limb.area for one in members for limb in one.outline.limbs]

    def at(areas: Iterable[Area]) -> tuple[Area, ...]:
        return tuple(area.placed(*place) for area in areas)

    return replace(
        layout, group=group, people=place, heads=at(one.outline.head for one in members), held=at(held),
        bodies=at(bodies), around=at([*limbs, *group.furniture]),
    )  # fmt: skip


def of_people(frame: Frame, grouped: Grouped, full: bool) -> Layout:
    """People as the subject, full- or half-length; half-length ones who do not fill the frame are shown whole."""
    return _full(frame, grouped(None)) if full else _half(frame, grouped)


def _full(frame: Frame, group: Group) -> Layout:
    width, height = frame.width, frame.height
    high = -group.tallest.body.crown
    room = width * (0.94 if width < height * 1.3 else 0.66)
    scale = min(height * 0.86 / group.reach, room / (2 * group.half), height * (0.72 if frame.tall else 0.78) / high)
    before = (frame.used * _USED, _NARROW) if frame.narrow else (frame.aside, _NEAR)  # what is not used is before legs
    for aside, least in (before, (frame.aside + frame.backing[0], frame.backing[1])):
        scale = max(min(scale, width * 0.96 / (2 * group.half + aside)), scale * least)
    feet = clamp(height * 0.52 + scale * group.reach * 0.5, height * _LOW, height * 0.93)
    if not frame.tall:
        feet = height * (0.93 if scale * group.reach > height * 0.55 else 0.88)
    feet = min(_kept(frame, group, scale, feet), height * 0.96)
    horizon = clamp(feet - scale * 62, height * 0.5, height * 0.8)
    half = group.half * scale
    x = _shifted(frame, _middle(frame, half * 1.04), half * 1.04, scale)
    plan = Layout(width, height, horizon, busy=(x - half, x + half), base=feet, scale=scale)
    return peopled(plan, group, Spot(x, feet, scale))


def _shifted(frame: Frame, x: float, half: float, scale: float) -> float:
    """x of something `half` as wide to each side that leaves room beside it for what stands there, if there is room."""
    room = min((frame.aside + frame.backing[0]) * scale + half, max(frame.width - half, frame.width / 2))
    return max(x, room) if frame.right else min(x, frame.width - room)


def _middle(frame: Frame, half: float) -> float:
    """x of something `half` as wide to each side: a third of the frame if that leaves it whole."""
    edge = min(half, frame.width / 2)
    return clamp(_third(frame), edge, frame.width - edge)


def _cut(
    frame: Frame, grouped: Grouped, crop: float, ceiling: float, room: float
) -> tuple[Group, float] | tuple[None, None]:
    """Half-length people below a ceiling in a room so wide, and their scale; nobody if they would show their shins.

    In a narrow room they get smaller and show more: small people are lifted the less, lest they float.
    """
    for _ in range(0 if frame.whole else 5):
        group = grouped(crop)
        leg = group.tallest.body.leg
        scale = min((frame.height - ceiling) / (group.reach - leg * crop), room / (2 * group.half))
        hidden = (group.reach - (frame.height - ceiling) / scale) / leg
        if hidden < 0.3:
            break
        if hidden > crop - 0.01:
            return group, scale
        crop = hidden
    return None, None


def _half(frame: Frame, grouped: Grouped) -> Layout:
    width, height, crop = frame.width, frame.height, frame.crop
    whole = grouped(None)
    main = whole.members[0].figure
    if main.pose.desk:
        crop = (-main.body.belt - 30) / main.body.leg
    arms = (arm for one in whole.members for arm in one.figure.pose.arms if arm.embraces and arm.grip == "hidden")
    crop = min(crop, *((-arm.wrist[1] - _LAP) / whole.tallest.body.leg for arm in arms), crop)
    group, scale = _cut(frame, grouped, crop, height * 0.05, width * (0.97 if width < height * 1.6 else 0.7))
    if group is None or scale is None:
        return _full(frame, grouped(None))
    lowest = height * 0.05 + group.reach * scale
    feet = _kept(frame, group, scale, lowest)
    if feet < lowest - 1 or group.faces.bottom * scale + feet > min(frame.bottom, height * 0.9):
        return _full(frame, grouped(None))
    half, base = group.half * scale, min(feet, height * 1.3)
    x = _middle(frame, half * 1.04)
    plan = Layout(width, height, height * 0.66, busy=(x - half, x + half), base=base, scale=scale, cropped=True)
    return peopled(plan, group, Spot(x, feet, scale))


def of_object(frame: Frame, size: tuple[float, float], kind: Object, ridden: bool = False) -> Layout:
    """A car, a house or a card alone; `size` is its width and height in its own units.

    A car in which people sit is `ridden`: in a column it is as low as faces may be, with no empty road before it.
    """
    width, height = frame.width, frame.height
    wide, tall = size
    room = width * (0.94 if frame.tall else 0.86 if width < height * 1.4 else 0.56)
    share = {"car": 0.5, "house": 0.66, "credit card": 0.56}[kind]
    scale = min(room / wide, height * share / tall)
    if kind != "credit card" and not frame.tall:
        scale = max(min(scale, width * 0.96 / (wide + frame.aside)), scale * _NEAR)
    half = wide * scale / 2
    x = clamp(_third(frame), half * 1.06, width - half * 1.06)
    x = _shifted(frame, x, half * 1.06, 0.0 if kind == "credit card" or frame.tall else scale)
    plan = Layout(width, height, height * 0.66, busy=(x - half, x + half))
    if kind == "credit card":
        y = height * (0.45 if height < width * 1.3 else 0.5)
        return replace(plan, object=Spot(x, y, scale), base=height * 0.84, scale=height / 300, floats=True)
    base = height * (0.82 if kind == "car" else 0.85)
    if tall * scale < height * 0.4 and not (frame.tall and ridden):
        base = height * 0.78
    if frame.tall and ridden:
        base = min(base, height * 0.64 + tall * scale * 0.62)
    elif frame.tall:
        base = min(base, height * 0.54 + tall * scale * 0.5)
    camera = 90 if kind == "car" else 120
    horizon = clamp(base - camera * scale, height * 0.5, height * 0.74)
    ground = scale if kind == "car" else scale * 1.25
    return replace(plan, horizon=horizon, object=Spot(x, base, scale), base=base, scale=ground)


def of_both(frame: Frame, grouped: Grouped, size: tuple[float, float], kind: Object) -> Layout:
    """People before a car or a house, as large as people are beside one, or beside a large card.

    No second one is above those who fill a column and have it in a hand.
    """
    if kind == "credit card":
        if frame.height <= frame.width * 1.2:
            return _beside(frame, grouped, size)
        alone = of_people(frame, grouped, frame.whole) if frame.holds else None
        return alone if alone and alone.cropped else _above(frame, grouped, size)
    group, (wide, tall), side = grouped(None), size, 1 if frame.right else -1
    width, height = frame.width, frame.height
    nearer, camera = (by_car if kind == "car" else by_house)(frame, group, size)
    people = 2 * group.half * nearer
    inner = (group.half - group.members[0].x + _BEFORE) * nearer
    over = min(people, inner) if frame.leans and not frame.ahead else overlap(kind, wide, people)
    if kind == "house" and frame.strip:
        over = -frame.aside * _BETWEEN * nearer if frame.aside else over * _MEET
    stacked = frame.tall and not (frame.ahead and frame.leans)
    across = max(wide, people) if stacked else max(wide + people - over, people)
    rise = tall + frame.over * frame.ahead
    above, below = max(rise - camera, (group.reach - camera) * nearer), camera * nearer
    scale = min(width * 0.94 / across, height * 0.86 / (above + below))
    for _ in range(12):  # where faces go higher in a column, what is behind gets smaller, lest its top be cut
        near, loose = scale * nearer, height - scale * (above + below)
        feet = height - min(loose * (0.34 if frame.tall else 0.44), height * (0.32 if frame.tall else 0.24))
        feet = min(_kept(frame, group, near, feet), height * 0.97)
        base = feet - scale * camera * (nearer - 1)
        if base > rise * scale:
            break
        scale *= 0.94
    horizon = clamp(base - scale * tall * 0.5 if frame.ahead else feet - scale * below, height * 0.3, height * 0.76)
    middle = width / 2 if across * scale > width * 0.6 else _middle(frame, across * scale * 0.52)
    x = middle + side * min((across - people) / 2 * scale, width * 0.2 if stacked else width)
    object_x = middle - side * (across - wide) / 2 * scale
    left = min(object_x - wide * scale / 2, x - group.half * near)
    end = max(object_x + wide * scale / 2, x + group.half * near)
    busy = (x - group.half * near, x + group.half * near) if frame.tall else (left, end)
    layout = Layout(width, height, horizon, object=Spot(object_x, base, scale), busy=busy, base=feet, scale=near)
    return peopled(layout, group, Spot(x, feet, near))


def _above(frame: Frame, grouped: Grouped, size: tuple[float, float]) -> Layout:
    """A card above people."""
    (wide, tall), width, height = size, frame.width, frame.height
    card = min(width * 0.7 / wide, height * 0.24 / tall)
    ceiling = height * (0.05 + _OVERHEAD) + tall * card
    room = width * 0.92
    group, scale = _cut(frame, grouped, 0.86, ceiling, room)
    if group is None or scale is None or ceiling + (group.reach + group.faces.bottom) * scale > frame.bottom:
        group = grouped(None)
        scale = min((height * 0.95 - ceiling) / group.reach, room / (2 * group.half))
        scale = min(scale, (frame.bottom - ceiling) / (group.reach + group.faces.bottom))
    feet = ceiling + group.reach * scale
    spare = max(height * 0.93 - feet, 0.0)
    feet = min(feet + spare / 2, max(frame.bottom - group.faces.bottom * scale, feet))
    y = feet - group.reach * scale - height * _OVERHEAD - tall * card / 2
    horizon = height * 0.68 if feet > height else clamp(feet - scale * 62, height * 0.46, height * 0.8)
    spot, half = Spot(width * (0.51 if frame.right else 0.49), y, card), group.half * scale
    busy = (width / 2 - half, width / 2 + half)
    plan = Layout(width, height, horizon, object=spot, busy=busy, base=feet, scale=scale, cropped=feet > height)
    return peopled(plan, group, Spot(width / 2, feet, scale))


def _beside(frame: Frame, grouped: Grouped, size: tuple[float, float]) -> Layout:
    """People on one side, a card nearly as large as they are on the other."""
    (wide, tall), width, height, side = size, frame.width, frame.height, 1 if frame.right else -1
    group, scale = _cut(frame, grouped, 0.86, height * 0.05, width * 0.52)
    if group is None or scale is None:
        group = grouped(None)
        scale = min(height * 0.88 / group.reach, width * 0.62 / (2 * group.half))
    feet = height * 0.05 + group.reach * scale
    feet = height * 0.94 if feet < height else feet
    half = group.half * scale
    card = min((width * 0.97 - 2 * half) / wide, height * 0.5 / tall, width * 0.5 / wide)
    spare = max(width - 2 * half - wide * card, 0.0)
    gap = min(spare / 3, wide * card * 0.12)
    start = (spare - gap) / 2
    x = width / 2 + side * (width / 2 - start - half)
    place = Spot(width / 2 - side * (width / 2 - start - wide * card / 2), height * 0.42, card)
    left, end = sorted((x + side * half, place.x - side * wide * card / 2))
    plan = Layout(width, height, height * 0.66, object=place, busy=(left, end), base=feet, scale=scale)
    return peopled(replace(plan, cropped=feet > height), group, Spot(x, feet, scale))


def located(layout: Layout, scene: Scene) -> Layout:
    """The same in the place of a scene."""
    inside = scene.setting == "indoors"
    layout = replace(layout, indoors=inside, windowed=inside and scene.outlook is not None)
    return _ashore(layout) if scene.setting in ("beach", "mountains") else layout


def _ashore(layout: Layout) -> Layout:
    """The same plan with a horizon high enough that a car or a house stands on land, not in the water behind it."""
    if layout.object is None or layout.object.y < layout.height * 0.55:
        return layout
    highest = (layout.object.y - layout.height * 0.42) / 0.58
    return replace(layout, horizon=max(min(layout.horizon, highest), layout.height * 0.25))


def of_nothing(frame: Frame) -> Layout:
    """A general brand scene."""
    width, height, *_ = frame
    busy, scale = (width * 0.4, width * 0.6), min(width, height) / 320
    return Layout(width, height, height * 0.62, base=height * 0.84, scale=scale, busy=busy)
