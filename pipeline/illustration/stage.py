"""What is the subject where neither a product nor a person is: the things asked for, large and on a stage."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from prompt_builder.scene import Scene, Thing

from . import backed, close_up, platforms
from .air import Air
from .brush import Brush
from .figure import reaching
from .frame import Frame
from .geometry import around, clamp
from .layout import Grouped, Layout, Spot, of_people, peopled
from .objects import DRAWABLES, furniture
from .objects.drawable import Drawing
from .skyline import Top

MOST = 3
"""Things that share a stage."""
_ACROSS = {True: 2.1, False: 1.86}
"""How wide several are together at most, on a table and on the round stage, of half the width of that place."""
_ALONE, _COLUMN = 0.44, 0.5
"""Half the width of the stage of one thing in a column, of the frame, and how high that is at least, of its foot."""
_BROAD = 1.1
"""How much broader the stage is for several."""
_FRONT = (0.92, 0.74, 0.46)
"""How large what is behind others is, one is before it, and each of two are, of what each would be alone."""
_ASIDE = 0.68
"""How far beside the middle of a stage a hand rises before it, in half-widths of the stage."""
_LOWER = 1.2
"""How much larger a hand with a phone is that is alone, as its sleeve is nearer to the lower edge."""
_OVER = 0.5
"""The same before what is paid at."""
_DEEP = 30.0
"""How deep a table is that is seen from above, in its centimetres."""
_LEVEL = 0.8
"""How high what somebody has a hand at is at most, in heights of that one."""
_APART, _LEAST = 12.0, (0.5, 0.32)
"""How far below people things are in a column, in centimetres of theirs, and how large one and several are at least."""
_UPPER, _GAIN = (0.76, 0.68, 0.6), 1.2
"""The share of such a column that people have, and how much larger they are than beside the things, at least."""
_SEVERAL, _ALIKE, _SIDE = (210.0, 176.0), 1.25, (1.0, 0.62, 0.54)
"""Width and height of several beside people, in centimetres, how much larger those after the first are there, and how
large each is beside others."""
_FILLED = 0.96
"""How much of their width several fill."""
_TALL = 1.3
"""How high for its width a frame is where what stands on the ground behind all else does so among the others."""
_ROWS, _ROW, _LOWEST = 1.6, 1.55, 0.94
"""How high for its width a frame is where the others stand in a row before the main thing, and how far before it they
are at most, in halves of the stage; how far down in the frame."""
_UPON, _STEP = 0.57, 0.42
"""How far down in such a frame the main thing is, and how far below it the stage ends, in its halves."""
_Place = tuple[float, float, float]
"""An x, a y and the room there."""
_Scaled = tuple[Drawing, float, Air]
"""A drawing with its scale and air."""
Beside = Literal["", "used", "behind"]
"""Whether somebody has a hand at what stands beside people, or it is said to be behind them."""


class Staged(NamedTuple):
    """The things on the stage, main one first, and those that go elsewhere."""

    large: tuple[Thing, ...]
    rest: tuple[Thing, ...]


def chosen(things: Sequence[Thing], close: bool = False, tall: bool = False, most: int = MOST) -> Staged:
    """Those to be on the stage, so many at `most`: what a bank offers comes before everyday things.

    What stands on the ground behind all else does so behind the others but in a `tall` frame, as does all on the ground
    of those seen `close`.
    """
    staged = [(thing, one) for thing in things if (one := DRAWABLES[thing]).stage]
    small = [told for told in staged if told[1].offered or not told[1].ground]
    low = [told for told in staged if tall or not told[1].behind or told[1].offered]
    shown = (close and small) or low or staged
    order = [thing for thing, _ in sorted(shown, key=lambda one: (not one[1].offered, -one[1].tall))]
    large: list[Thing] = []
    for thing in order:
        if all(drawing(thing) is not drawing(other) for other in large) and len(large) < most:
            large.append(thing)
    drawn = {drawing(thing).draw for thing in large}
    return Staged(tuple(large), tuple(t for t in things if not DRAWABLES[t].stage or drawing(t).draw not in drawn))


def alone(scene: Scene, things: Sequence[Thing], frame: tuple[float, float]) -> Staged:
    """Those to be on the stage where nobody is, in a frame of that width and height: in rows there is room for more."""
    width, height = frame
    return chosen(things, scene.close, height > width * _TALL, MOST + in_rows(scene, things, frame))


def drawing(thing: Thing) -> Drawing:
    """How it is drawn on a stage, as those are that `chosen` gives."""
    stage = DRAWABLES[thing].stage
    if stage is None:
        raise ValueError(f"{thing} is never on a stage")
    return stage


def shown(thing: Thing) -> Drawing:
    """How it is drawn beside people: on its ground, if it has one that is no more than it is on a stage."""
    return DRAWABLES[thing].ground or drawing(thing)


def in_rows(scene: Scene, large: Sequence[Thing], frame: tuple[float, float]) -> bool:
    """Whether the main thing is above the others in a frame of that width and height."""
    width, height = frame
    return len(large) > 1 and height > width * _ROWS and not ("table" in scene.things or scene.close or scene.in_hand)


def layout(frame: Frame, scene: Scene, large: Sequence[Thing], rest: Sequence[Thing]) -> Layout:
    """A stage for large things, in the middle of a square or tall frame and in a third of a wide one.

    The spot is the middle of the stage. A frame that it has to share with what stands before or behind it, of the
    `rest`, is as a wide one, with a smaller stage; several things have a broader one. Seen close they fill the frame.
    """
    (width, height), count = (frame.width, frame.height), len(large)
    if scene.close:
        return close_up.layout(frame)
    rows = in_rows(scene, large, (width, height))
    behind = any(one.behind and one.ground and not one.built for one in map(DRAWABLES.__getitem__, rest))
    shared = (frame.aside > 0 or behind) and width > height * 0.75
    pull = 1.0 if shared else min(max(width / height - 1.3, 0.0), 0.6) / 0.6
    x = width * (0.5 + (0.16 if frame.right else -0.16) * pull)
    broad = clamp(width / height - 1.4, 0.0, 1.0) * 0.24 * (count > 1)
    most, high = (0.42, 0.36) if count == 1 else (0.43, 0.42)
    half = min(width * (0.29 if shared else _ALONE if frame.tall and count == 1 else most), height * (high + broad))
    base = height * (_UPON if rows else (0.8 if height < width * 1.3 else 0.72) - broad * 0.5)
    base = min(base, height * 0.97 - half * (_STEP + 0.08))
    horizon = min(max(base - half * 0.5, height * 0.5), height * 0.7)
    busy = (x - half * 1.15, x + half * 1.15)
    spot = Spot(x, base, half / 50)
    return Layout(width, height, horizon, object=spot, busy=busy, base=height * 0.9, scale=half / 90)


def with_people(frame: Frame, grouped: Grouped, full: bool, things: Sequence[Thing], how: Beside) -> Layout:
    """People on one side of the frame, whole as they are alone, and the things on the other, on their ground.

    What is `used` is within reach of whoever is next to it, or between two. In a column things are nearer if people are
    larger so.
    """
    width, height, right = frame.width, frame.height, frame.right
    if not things:
        return of_people(frame, grouped, full)
    if how == "behind" and (plan := backed.plan(frame, grouped, drawing(things[0]))):
        return plan
    tall, several = max(DRAWABLES[one].tall for one in things), len(things) > 1
    wide, high = _SEVERAL if several else extent(things)
    group = grouped(None)
    level = tall if tall < _LEVEL else tall * group.tallest.body.stature / group.tallest.body.height
    needed = wide * level * group.tallest.body.height / high
    share = clamp(2 * group.half / (2 * group.half + needed * 1.12), 0.36 if several else 0.44, 0.6)
    between = how == "used" and any(one.x > group.members[0].x for one in group.members)
    part = frame._replace(width=width * (1.0 if between else 0.5 if width >= height * 1.4 else share), right=True)
    plan = of_people(part, grouped, full or several)
    if plan.group is None or plan.people is None:
        return plan
    nearer = _nearer(frame, grouped, things) if frame.tall and how != "used" and tall < _LEVEL else None
    if nearer and nearer.scale > plan.scale * _GAIN:
        return nearer
    shift = width - part.width if right else 0.0
    place = plan.people._replace(x=plan.people.x + shift)
    area = around((*(one.outline.area for one in plan.group.members), plan.group.core))
    covers = area.placed(*place)
    place = place._replace(x=place.x + max(-covers.left, 0.0) - max(covers.right - width, 0.0))
    covers = area.placed(*place)
    left, end = covers.left, covers.right
    room = width if between else left if right else width - end
    most = min(height * max(0.62, level * 0.8), place.scale * plan.group.tallest.body.height * level)
    scale = min(max(room, width * (0.44 if several else 0.31)) * 0.9 / wide, most / high)
    half = wide * scale / 2
    x = max(left / 2, half * 1.06) if right else min((end + width) / 2, width - half * 1.06)
    if how == "used":
        scale = min(scale, place.scale * plan.group.members[0].figure.body.stature * max(_LEVEL, tall) / high)
        half = wide * scale / 2
        near = reaching.left(plan.group.members[0], DRAWABLES[things[0]], wide * scale / place.scale)
        x = min(place.x + near * place.scale + half, width - half)
    spot = Spot(x, plan.base if plan.base < height * 0.97 else height * 0.93, scale)
    busy = (min(left, x - half), max(end, x + half))
    return peopled(replace(plan, width=width, object=spot, busy=busy), plan.group, place)


def _nearer(frame: Frame, grouped: Grouped, things: Sequence[Thing]) -> Layout | None:
    """People as they are alone and the things below them, as large as they are; None where these would be small."""
    (wide, high), several = extent(things), len(things) > 1
    breadth, aside = (0.92, 0.0) if several else (0.7, 0.1)
    for share in _UPPER:
        plan = of_people(frame._replace(height=frame.height * share), grouped, True)
        room = frame.height * 0.96 - plan.base - plan.scale * _APART
        scale = min(room / high, frame.width * breadth / wide, plan.scale)
        high_up = plan.group is None or plan.base + plan.group.faces.top * plan.scale < frame.top - 1
        if high_up or scale < plan.scale * _LEAST[several]:
            continue
        x = frame.width * (0.5 - aside if frame.right else 0.5 + aside)
        spot = Spot(x, plan.base + plan.scale * _APART + high * scale, scale)
        half = wide * scale / 2
        busy = (min(plan.busy[0], x - half), max(plan.busy[1], x + half))
        return replace(plan, height=frame.height, object=spot, busy=busy)
    return None


def how(scene: Scene, large: Sequence[Thing], used: Thing | None) -> Beside:
    """How those that are large are beside people."""
    if used in large:
        return "used"
    back = [thing for _, thing, behind in scene.depths if behind]
    return "behind" if len(large) == 1 and large[0] in back else ""


def backdrop(scene: Scene, large: Sequence[Thing]) -> Thing | None:
    """Which of those on the stage is said to be behind the others."""
    told = {thing: back for _, thing, back in scene.depths if thing in large}
    behind = [thing for thing in large if told.get(thing, len(large) == 2 and not any(told.values()))]
    return behind[0] if told and len(behind) == 1 and len(large) > 1 else None


class Standing(NamedTuple):
    """What stands on a stage, main thing first, which of it is behind all others, and whether a table is the stage."""

    things: Sequence[Thing]
    behind: Thing | None = None
    table: bool = False
    held: Thing | None = None
    """What is in a hand."""
    close: bool = False
    """Whether the table is so near that no more of it is seen than its top."""
    column: float = 0.0
    """How far before the main thing the others stand in a row of their own, in pixels, if they do."""
    sold: Thing | None = None
    """What is on that table where it is a shop's."""
    deserted: bool = False
    """Whether no hand is to be seen."""


def standing(scene: Scene, large: Sequence[Thing], layout: Layout) -> Standing:
    """What of a scene stands how on its stage."""
    held, table = next(iter(scene.in_hand), None), "table" in scene.things
    spot = layout.object if in_rows(scene, large, (layout.width, layout.height)) else None
    column = min(spot.scale * 50 * _ROW, layout.height * _LOWEST - spot.y) if spot else 0.0
    sold = next((one for thing in scene.things if (one := DRAWABLES[thing].sells)), None) if scene.close else None
    return Standing(large, backdrop(scene, large), table, held, scene.close, column, sold, scene.hands is None)


def draw(brush: Brush, air: Air, spot: Spot, standing: Standing, rng: random.Random) -> None:
    """The stage, or a table, at a spot, and what stands on it: the main thing, and others beside or before it.

    What rises from below needs no stage, and is before all else. Nor does what stands on the ground, the tallest first.
    """
    half, (things, behind, table, held, close, column, sold, deserted) = spot.scale * 50, standing
    rising = next((one for one in things if not deserted and (one == held or DRAWABLES[one].below)), None)
    things = [thing for thing in things if thing != rising]
    grounds = [one.ground.height for one in map(DRAWABLES.__getitem__, things) if one.ground and not one.offered]
    if free := len(grounds) == len(things):
        things = [one for _, one in sorted(zip(grounds, things, strict=True), reverse=True)]
    lone = len(things) + bool(rising) == 1 or (column > 0 and not rising)
    plain = [(deserted and DRAWABLES[thing].untouched) or drawing(thing) for thing in things]
    drawn = [(one, fitting(spot, one, lone), air.on(thing)) for one, thing in zip(plain, things, strict=True)]
    if close and not free:
        close_up.counter(brush, air, spot)
        close_up.lay(brush, air.on(sold or ""), spot, drawing(sold) if sold else None, rng)
    elif table:
        with brush.at((spot.x, spot.y + half * 1.04), half * 1.1 / 96):
            furniture.table(brush, air, 96.0, deep=_DEEP)
    elif not free:
        _podium(brush, air, spot, len(drawn) > 1, 0.0 if rising else column)
    beside = _OVER if any(DRAWABLES[thing].tool == "credit card" for thing in things) else _ASIDE
    room, aside = half * _ACROSS[table], half * beside * bool(rising and things)
    if column and not rising:
        _set(brush, air, (spot.x, spot.y, room), drawn[0], rng)
        row = [(one, min(scale, (column - half * _STEP) / one.height), own) for one, scale, own in drawn[1:]]
        _abreast(brush, air, (spot.x, spot.y + column, room), _sharing(row, room * _FILLED), rng)
    elif behind in things:
        k = things.index(behind)
        _before(brush, air, (spot.x, spot.y, room), [drawn[k], *drawn[:k], *drawn[k + 1 :]], rng)
    elif things:
        _together(brush, air, (spot.x - aside * 0.52, spot.y, room - aside), drawn, rng)
    if rising:
        known, own = DRAWABLES[rising], air.on(rising)
        alone = known.gripped or drawing(rising)
        scale, larger = fitting(spot, alone, lone), _LOWER if known.below and not things else 1.0
        low = spot.y + alone.height * scale * (larger - 1)
        with brush.at((spot.x + aside, low), scale * (0.72 if things else larger)):
            if known.below:
                known.below(brush, own)
            alone.paint(brush, own, rng)


def _podium(brush: Brush, air: Air, spot: Spot, several: bool, column: float) -> None:
    """The round stage at a spot, broader for several, and a low one so far before it, in pixels, if a row is there."""
    half = spot.scale * 50
    platforms.stage(brush, air, (spot.x, spot.y), half * (_BROAD if several else 1.0))
    if column:
        platforms.mat(brush, air, (spot.x, spot.y + column), half)


def _before(brush: Brush, air: Air, place: _Place, drawn: Sequence[_Scaled], rng: random.Random) -> None:
    """Drawings, the first behind the others, which hide little of it."""
    (x, y, room), side = place, rng.choice((-1, 1))
    back, front = ((0.0,), (0.3, -0.34)) if len(drawn) > 2 else ((-0.14,), (0.34,))
    for i, (one, fitted, own) in enumerate(drawn):
        scale = fitted * _FRONT[0 if not i else len(drawn) - 1]
        scale = min(scale, room * 0.5 / one.width) if i else scale
        edge = (room - one.width * scale) / 2 / room
        foot = (x + side * room * max(min((*back, *front)[i], edge), -edge), y + room * 0.07 * (i > 0))
        _set(brush, air, (*foot, room), (one, scale, own), rng)


def _together(brush: Brush, air: Air, place: _Place, drawn: Sequence[_Scaled], rng: random.Random) -> None:
    """Drawings side by side around a place: the main one is larger."""
    sized = [(one, fitted * side, own) for (one, fitted, own), side in zip(drawn, _SIDE, strict=False)]
    _abreast(brush, air, place, _sharing(sized, place[2]), rng)


def _sharing(drawn: Sequence[_Scaled], room: float) -> list[_Scaled]:
    """Drawings, smaller where all of them together have no room."""
    share = min(room / sum(one.width * scale for one, scale, _ in drawn), 1.0)
    return [(one, scale * share, own) for one, scale, own in drawn]


def _abreast(brush: Brush, air: Air, place: _Place, drawn: Sequence[_Scaled], rng: random.Random) -> None:
    """Drawings side by side around a place, as large as they are, the main one not at an end of three."""
    x, y, room = place
    wide = [one.width * scale for one, scale, _ in drawn]
    left, side = -sum(wide) / 2, rng.choice((-1, 1)) if len(drawn) > 1 else 1
    for i in ((0,), (0, 1), (2, 0, 1))[len(drawn) - 1]:
        foot = (x + side * (left + wide[i] / 2), y + room * 0.03 * (i > 0))
        left += wide[i]
        _set(brush, air, (*foot, room), drawn[i], rng)


def _set(brush: Brush, air: Air, place: _Place, drawn: _Scaled, rng: random.Random) -> None:
    """A drawing at its place, on its shadow."""
    (x, y, room), (one, scale, own) = place, drawn
    brush.glow((x, y), (one.width * scale * 0.56, room * 0.03), air.inks.deep(0.3).pale(0.2), 0.4)
    with brush.at((x, y), scale):
        one.paint(brush, own, rng)


def fitting(spot: Spot, alone: Drawing, lone: bool = True) -> float:
    """Pixels per centimetre of a drawing on the stage at a spot: as large as it may be alone there, if it is `lone`."""
    high = min(max(spot.scale * 95, spot.y * _COLUMN * lone), spot.y * 0.82)
    return min(high / alone.height, spot.scale * 83 / alone.width)


def tops(spot: Spot, things: Sequence[Thing], alone: bool, busy: tuple[float, float]) -> tuple[Top, Top]:
    """The upper end of things alone on their stage or beside people, and where no crown may peek out behind them."""
    one = drawing(things[0]) if alone else shown(things[0])
    scale = fitting(spot, one) if alone else spot.scale
    half = one.width * scale * 0.58  # with room for a post beside it
    left, right = busy if len(things) > 1 else (spot.x - half, spot.x + half)
    top = Top(left, right, spot.y - one.height * scale)
    return top, top._replace(y=spot.y, body=True)


def extent(things: Sequence[Thing]) -> tuple[float, float]:
    """Width and height, in centimetres, of things together beside people."""
    each = _scaled(things)
    return each[0][0].width if len(each) == 1 else _SEVERAL[0], max(one.height * size for one, size in each)


def _scaled(things: Sequence[Thing]) -> list[tuple[Drawing, float]]:
    """How each is drawn beside people and its scale for their centimetres: side by side they have the room of all."""
    if len(things) == 1:
        return [(shown(things[0]), 1.0)]
    (wide, high), each = _SEVERAL, [drawing(thing) for thing in things]
    sizes = [side * (_ALIKE if i else 1.0) * min(wide / one.width, high / one.height)
             for i, (one, side) in enumerate(zip(each, _SIDE, strict=False))]  # fmt: skip
    share = min(wide * _FILLED / sum(one.width * size for one, size in zip(each, sizes, strict=True)), 1.0)
    return [(one, size * share) for one, size in zip(each, sizes, strict=True)]


def beside(brush: Brush, air: Air, layout: Layout, things: Sequence[Thing], rng: random.Random) -> None:
    """What stands large beside people, on the place of the layout's object."""
    spot = layout.object
    if spot is None:
        return
    if layout.backed:
        backed.draw(brush, air, layout, (drawing(things[0]), air.on(things[0])), rng)
        return
    drawn = [(one, size * spot.scale, air.on(t)) for t, (one, size) in zip(things, _scaled(things), strict=True)]
    _abreast(brush, air, (spot.x, spot.y, extent(things)[0] * spot.scale * _FILLED), drawn, rng)
