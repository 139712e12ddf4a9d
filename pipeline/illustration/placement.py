"""Where the things asked for by name go. Knows no people and no scene."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prompt_builder.scene import Thing

from . import afar, alongside, easels, foreground, rising, tables
from .air import Air
from .brush import Brush
from .figure import reaching
from .geometry import Area, outward
from .layout import Layout
from .objects import DRAWABLES, moving
from .objects.drawable import Drawing
from .objects.flora import fence
from .skyline import Top


def stands(thing: Thing) -> bool:
    """Whether it has a place on the ground."""
    return DRAWABLES[thing].ground is not None


_OUTWARD = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of the way to the edge at which something is tried that would stand before somebody."""
_BEFORE = 16.0
"""How far before people, in their centimetres, what somebody has a hand at stands at most."""
_LEAST = 0.6
"""How much smaller what somebody has a hand at gets at most, for want of room."""
COVERED = 0.55
"""The share of a thing behind which nobody knows it."""
_PAVED = 40.0
"""How far behind the wheels of a car its road or parking place begins, in centimetres of the car."""
_ONLY = 0.36
"""How high in the picture what alone stands is at least, where it is not too wide."""
_BY, _UNDER = 0.6, 0.4
"""How far from people the middle of something is that is by them, and of what they pour over, in its widths."""
_UPWARD, _LOW = 0.8, 0.5
"""How far above the picture people look who look up to what is high, in heights of it, and how far down to the horizon
to the sun."""
_WHOLE = 0.96
"""How high a building is at most, of what is above its foot."""
_NEAR, _FAR = 0.72, 0.3
"""How far from the horizon to people what stands behind them has its foot, and where there is a building among it."""
_KERB, _BELOW = 0.42, 0.46
"""How far before a car the road ends, in its heights; how wide what is offered is below a house, of a column."""


class _Row(NamedTuple):
    """Things that stand side by side at a height of the picture, and small ones that share a table among them."""

    things: Sequence[Thing]
    y: float
    size: float
    small: Sequence[Thing] = ()
    front: bool = False
    """Whether the row stands before people."""
    others: Sequence[Thing] = ()
    """What stands in the other row: a tree behind a pram has a place of its own."""


def behind(brush: Brush, air: Air, layout: Layout, things: Sequence[Thing], rng: random.Random) -> None:
    """Draw what stands behind the subject: far things, trees, furniture; indoors, landscapes are pictures on easels."""
    if layout.indoors:
        easels.pictures(brush, air, layout, things, rng)
        things = grounded(things, inside=True)
    afar.draw(brush, air, afar.aloft(layout, things), rng)
    if "road" in things:
        foreground.road(brush, air, layout, layout.horizon + (layout.height - layout.horizon) * 0.42)
    afar.draw(brush, air, afar.distant(layout, things), rng)
    if "fence" in things:
        scale = layout.unit * 0.24
        with brush.at((-layout.unit, layout.horizon + (layout.height - layout.horizon) * 0.3), scale):
            fence(brush, air.inks.white if not air.evening else air.inks.deep(0.72), layout.width / scale + 20)
    if not nearer(layout):
        _stand(brush, air, layout, _back(layout, things), rng)


def grounded(things: Sequence[Thing], inside: bool) -> tuple[Thing, ...]:
    """Those that are, in a room, neither pictures on easels nor the room itself or in its wall."""
    known = {one: DRAWABLES[one] for one in things} if inside else {}
    built = {one for one, it in known.items() if it.framed or it.interior or it.wall}
    return tuple(one for one in things if one not in built)


def between(brush: Brush, air: Air, layout: Layout, things: Sequence[Thing], rng: random.Random) -> None:
    """Draw what stands behind people, but nearer than the house that they are before, or at the end of the car."""
    if nearer(layout):
        _stand(brush, air, layout, _back(layout, things), rng)
    if not (row := _beside(layout, things)).front:
        _stand(brush, air, layout, row, rng)


def nearer(layout: Layout) -> bool:
    """Whether the row behind people stands before the house: what has its foot lower is painted later."""
    return layout.house is not None and _depth(layout) > layout.house.bottom


class Stood(NamedTuple):
    """What stands on the ground, or small things on their table, and what it covers."""

    things: tuple[Thing, ...]
    area: Area
    front: bool


def standing(layout: Layout, things: Sequence[Thing]) -> Iterator[Stood]:
    """All that stands behind and before the subject, or is far behind it, from the back to the front."""
    for thing, area in (easels.places if layout.indoors else afar.distant)(layout, things):
        yield Stood((thing,), area, False)
    things = grounded(things, layout.indoors)
    for row in _rows(layout, things):
        for thing, x, scale, one in _placed(layout, row):
            area = one.area.placed(x, row.y, scale)
            yield Stood(tuple(row.small) if thing in row.small else (thing,), area, row.front)


def seen(layout: Layout, things: Sequence[Thing], thing: Thing) -> tuple[float, float] | None:
    """About where somebody looks who looks at one of the things: up to what flies, on the side that is free."""
    if DRAWABLES[thing].aloft or DRAWABLES[thing].part == "sky":
        flies = [(area.left + area.right) / 2 for _, area in afar.aloft(layout, [thing])]
        up = layout.horizon * _LOW if thing in ("sun", "dawn") else -layout.height * _UPWARD
        return next(iter(flies), afar.middle(layout)), up
    area = place(layout, things, thing)
    return area and ((area.left + area.right) / 2, (area.top + area.bottom) / 2)


def place(layout: Layout, things: Sequence[Thing], thing: Thing) -> Area | None:
    """What one of the things covers where it stands on the ground, or its table."""
    return next((one.area for one in reversed([*standing(layout, things)]) if thing in one.things), None)


def _rows(layout: Layout, things: Sequence[Thing]) -> tuple[_Row, ...]:
    """All that stands, from the back to the front."""
    return _back(layout, things), _beside(layout, things), _front(layout, things)


def _beside(layout: Layout, things: Sequence[Thing]) -> _Row:
    """What stands at an end of the car or the house."""
    y = alongside.level(layout)
    joined = [thing for thing in things if alongside.joins(layout, thing)]
    return _Row(joined, y, 1.0, front=not (layout.group and y < layout.base))


def _back(layout: Layout, things: Sequence[Thing]) -> _Row:
    front, tall = _front(layout, things), _tall(layout, things)
    far = any(_far(layout, one) for one in tall)
    return _Row(tall, _depth(layout, _FAR if far else _NEAR), 0.9, others=(*front.things, *front.small[:1]))


def _far(layout: Layout, thing: Thing) -> bool:
    """Whether it is a building behind people, a hand or a stage alone."""
    alone = (layout.group is None) != (layout.object is None) and not (layout.car or layout.house)
    return DRAWABLES[thing].built and alone


def _depth(layout: Layout, near: float = _NEAR) -> float:
    """The y of the feet of what stands behind people, so near from the horizon, and behind a car."""
    y = layout.horizon + (min(layout.base, layout.height) - layout.horizon) * near
    if layout.car is None or layout.object is None:
        return y
    if layout.rear:
        return max(layout.rear, layout.horizon + layout.unit)
    return min(y, max(layout.car.bottom - layout.object.scale * _PAVED, layout.horizon + layout.unit))


def before(brush: Brush, air: Air, layout: Layout, things: Sequence[Thing], rng: random.Random) -> None:
    """Draw what stands beside and before the subject: pets, presents, and a table with the small things."""
    if tabletop(layout, things):
        tables.near(brush, air, layout)
    for row in _rows(layout, things)[1:]:
        if row.front:
            _stand(brush, air, layout, row, rng)


def _front(layout: Layout, things: Sequence[Thing]) -> _Row:
    small = [thing for thing in things if DRAWABLES[thing].table and thing != layout.near]
    low = [thing for thing in things if stands(thing) and not DRAWABLES[thing].behind and thing not in small]
    low = [thing for thing in low if thing not in _beside(layout, things).things]
    low, small = ([*low, *small], []) if _alone(layout) else (low, small)
    if tabletop(layout, things):
        low = [thing for thing in low if thing != "table"]
    base = min(layout.base + (layout.height - layout.base) * 0.35, layout.height * 0.965)
    base = base if layout.base <= layout.height else layout.height * 0.975
    base = min(base, layout.base + layout.scale * _BEFORE) if layout.near in low else base
    if layout.car and layout.group is None:
        base = max(base, min(layout.car.bottom + (layout.car.bottom - layout.car.top) * _KERB, layout.height * 0.965))
    if tabletop(layout, things) or (layout.object and layout.group is None and layout.height > layout.width * 1.35):
        base = layout.height * 0.93
    base = layout.base if layout.close else base
    return _Row(low, base, 1.05, small, front=True, others=() if layout.indoors else _tall(layout, things))


def _alone(layout: Layout) -> bool:
    """Whether nobody is at a car, a house or a card: what is small is as near as in a hand, and large."""
    return bool(layout.car or layout.house or layout.floats) and not layout.heads


def tabletop(layout: Layout, things: Sequence[Thing]) -> bool:
    """Whether what is small is on a table in front of a car or a house, and not on the ground beside it."""
    near = [thing for thing in things if (known := DRAWABLES[thing]).table and known.stage and not known.below]
    return bool(near) and _alone(layout) and not layout.floats


def _tall(layout: Layout, things: Sequence[Thing]) -> list[Thing]:
    """What stands on the ground behind the subject."""
    return [one for one in things if stands(one) and DRAWABLES[one].behind and not alongside.joins(layout, one)]


def tops(stood: Sequence[Stood]) -> tuple[Top, ...]:
    """The upper ends of what stands beside and before the subject."""
    return tuple(Top(one.area.left, one.area.right, one.area.top) for one in stood if one.front)


def breadth(things: Sequence[Thing], near: Thing | None) -> float:
    """How wide all that stands before the subject or is near it is, side by side, in centimetres."""
    small = [thing for thing in things if DRAWABLES[thing].table and thing != near]
    low = (one for one in things if one not in small and (one == near or not DRAWABLES[one].behind))
    wide = sum(ground.width for one in low if (ground := DRAWABLES[one].ground))
    return wide + (tables.tabled(small).width if small else 0.0)


def _slots(things: Sequence[Thing], layout: Layout) -> list[tuple[Thing, float, float]]:
    """A middle and a width for each thing in the space left and right of the subject."""
    left, right = max(layout.busy[0], layout.width * 0.14), min(layout.busy[1], layout.width * 0.86)
    space = {-1: left, 1: layout.width - right}
    sides: dict[int, list[Thing]] = {-1: [], 1: []}
    for thing in things:
        sides[max((-1, 1), key=lambda s: (space[s] / (len(sides[s]) + 1), s))].append(thing)
    slots = []
    for side, group in sides.items():
        for i, thing in enumerate(group):
            part = space[side] / len(group)
            middle = part * (i + 0.5)
            slots.append((thing, middle if side < 0 else layout.width - middle, part))
    return slots


def _stand(brush: Brush, air: Air, layout: Layout, row: _Row, rng: random.Random) -> None:
    """Stand things in a row, each on its shadow."""
    for thing, x, scale, drawing in _placed(layout, row):
        known = DRAWABLES[thing]
        shown = known.outdoors if known.outdoors and not layout.indoors else drawing
        rises = known.below if drawing is known.stage else None
        if not rises:
            shadow(brush, air, (x, row.y), drawing.width * scale * 0.5)
        flip = known.faces != "ahead" and (x > layout.width / 2) != (known.faces == "outward")
        with brush.at((x, row.y), scale, flip=flip):
            port = alongside.port(layout, (x, row.y - drawing.height * scale)) if known.plugged else None
            if known.plugged and port is not None:
                known.plugged(brush, air)
                end = (port[0] - x) / scale * (-1 if flip else 1), (port[1] - row.y) / scale
                moving.plugged(brush, air, end, thing == layout.near)
            else:
                if rises:
                    rises(brush, air)
                shown.paint(brush, air.on(thing), rng)
            if thing in row.small:
                tables.lay(brush, air, row.small, drawing.width)


def charges(layout: Layout, things: Sequence[Thing]) -> bool:
    """Whether a car is charged, as it was said: by the cable of a charger among the things."""
    area = place(layout, things, layout.near) if layout.near and DRAWABLES[layout.near].plugged else None
    return area is not None and alongside.port(layout, ((area.left + area.right) / 2, area.top)) is not None


def _placed(layout: Layout, row: _Row) -> Iterator[tuple[Thing, float, float, Drawing]]:
    """Each thing of a row with its x and scale; the small ones are one table, under the first one's name."""
    short = min(layout.width, layout.height)
    own = [*row.things, *row.small[:1]]
    slots = _slots([*row.others, *own] if row.front else [*own, *row.others], layout)
    if only := own if not (layout.group or layout.object or own[1:] or row.others) else []:
        slots = [(thing, layout.width / 2, layout.width) for thing in only]
    for thing, middle, space in (slot for slot in slots if slot[0] in own):
        ground, near = DRAWABLES[thing].ground, _alone(layout) and DRAWABLES[thing].table is not None
        ground = DRAWABLES[thing].stage if near else ground
        if ground is None or thing in row.small:
            ground = tables.tabled(row.small)
        if alongside.joins(layout, thing) and (spot := layout.object):
            size = ground.width * spot.scale, ground.height * spot.scale
            yield thing, alongside.middle(layout, thing, size), spot.scale, ground
            continue
        wide, tall = ground.width, ground.height
        back = stands(thing) and DRAWABLES[thing].behind
        least = max(short * 0.5, min(wide * layout.scale * 0.82, layout.width * 0.94)) if back else short * 0.32
        most = layout.height * (0.8 if back and tall > 200 else 0.62)  # a fir is taller than people
        most = min(most, row.y * _WHOLE) if _far(layout, thing) or (back and layout.rear) else most
        scale = min(layout.scale * row.size, max(space * 1.3, least) / wide, most / tall)
        large = layout.group is None and (DRAWABLES[thing].offered or (_alone(layout) and DRAWABLES[thing].held))
        below = (0.34, 0.26) if not layout.house or layout.height < layout.width * 1.35 else (_BELOW, _BELOW)
        seen, room = below if large and thing not in row.small else (0.19, 0.16)
        scale = max(scale, min(short * seen, max(space, layout.width * room)) / max(wide, tall))
        scale = min(short * 0.5, layout.height * 0.4) / tables.largest(row.things, ground) if near else scale
        scale = max(scale, min(layout.height * _ONLY / tall, layout.width * 0.8 / wide)) if only else scale
        if row.front and not layout.cropped:
            scale = max(scale, min(layout.scale * _LEAST, layout.width * 0.9 / wide, layout.height * 0.62 / tall))
        if thing == layout.near and DRAWABLES[thing].reach:
            room = layout.width - _within_reach(layout, thing, 0.0)
            scale = min(layout.scale, row.y * 0.94 / tall, max(room / wide, layout.scale * _LEAST))
            x = min(_within_reach(layout, thing, wide * scale), layout.width - wide * scale / 2)
            yield thing, x, scale, ground
            continue
        held, used = DRAWABLES[thing].held, thing == layout.near
        joins = row.front and layout.heads and (layout.house or used or (held and held.low))
        x = _joined(layout, wide * scale * (_UNDER if used else _BY)) if joins else middle
        scale, x = _clear(layout, row, (wide, tall), scale, x)
        if not row.front:
            scale, x = _seen_behind(layout, row.y, thing, scale, x)
        yield thing, x, scale, ground


def _seen_behind(layout: Layout, foot: float, thing: Thing, scale: float, x: float) -> tuple[float, float]:
    """Scale and x of something behind the subject, where most of it is seen; a tree may have to rise over people."""
    ground = DRAWABLES[thing].ground or tables.tabled((thing,))
    wide, tall, slim = ground.width, ground.height, ground.height > ground.width and not _far(layout, thing)
    found: list[tuple[float, float, float]] = []
    while len(found) < 7 and (not found or found[-1][0] > COVERED):
        lost, x = rising.aside(layout, ground, (x, foot, scale), layout.house if nearer(layout) else None)
        grows = rising.crown(x, foot, (wide * scale, tall * scale))
        lost *= slim  # a building is known behind people
        lost += slim and any(map(grows.meets, (*layout.heads, *layout.offered)))
        lost += rising.crossed(layout, ground, (x, foot, scale))
        found.append((lost, x, scale))
        scale *= 0.88
    lost, x, scale = min(found, key=lambda one: one[0])
    lowly = lost > rising.SEEN or any(foot - tall * scale > head.top for head in layout.heads)
    return (rising.risen(layout, foot, (wide, tall)) if ground.grows and lowly else None) or (scale, x)


def _joined(layout: Layout, away: float) -> float:
    """x of something so far, in pixels, from the people, and not across the garden from them."""
    if layout.group is None or layout.people is None:
        return layout.width / 2
    side = 1 if layout.people.x < layout.width / 2 else -1
    return layout.people.x + side * (layout.group.half * layout.people.scale + away)


def _within_reach(layout: Layout, thing: Thing, wide: float) -> float:
    """x of a thing so wide, in pixels, at which somebody at the right end may have a hand."""
    if layout.group is None or layout.people is None:
        return layout.busy[1] + wide / 2
    place = layout.people
    left = reaching.left(layout.group.members[0], DRAWABLES[thing], wide / place.scale)
    return place.x + left * place.scale + wide / 2


def _clear(layout: Layout, row: _Row, size: tuple[float, float], scale: float, x: float) -> tuple[float, float]:
    """Scale and x of a thing of that size: within the frame, and not before a head or what somebody holds.

    It goes to the edge of the frame for that, and gets smaller only where it would be there too. Before the rest of a
    body it stands only where there is no other place for it.
    """
    wide, tall = size[0] * 1.12, size[1] * 1.15
    kept = (*layout.heads, *layout.held, *layout.offered) if row.front else ()
    legs = [part._replace(bottom=layout.base) for part in layout.bodies] if row.front else []
    half = size[0] * scale / 2 * 1.03
    for place in outward(x, half, layout.width - half) if legs else ():
        around = Area(place - size[0] * scale / 2, row.y - tall * scale, place + size[0] * scale / 2, row.y)
        if not any(part.meets(around) for part in (*kept, *legs)):
            return scale, place
    for _ in range(16):
        half = size[0] * scale / 2 * 1.03
        x = min(max(x, half), layout.width - half)
        edge = half if x < layout.width / 2 else layout.width - half
        found = [x + (edge - x) * share for share in _OUTWARD]
        for place in [*found, *(outward(x, half, layout.width - half) if kept else ())]:
            around = Area(place - wide * scale / 2, row.y - tall * scale, place + wide * scale / 2, row.y)
            if not any(part.meets(around) for part in kept):
                return scale, place
        scale *= 0.85
    return scale, x


def shadow(brush: Brush, air: Air, foot: tuple[float, float], half: float, flat: float = 0.2) -> None:
    """The shadow of something that stands on the ground: soft around it, and dark where it touches.

    `flat` is how deep it is, of half its width: little under what is long, lest it seem to hover.
    """
    ink = air.inks.deep(0.2 if air.evening else 0.35).pale(0.5)
    brush.glow((foot[0] + half * 0.6 * flat, foot[1]), (half * (1 + 1.25 * flat), half * flat + 2), ink, 0.34)
    brush.glow(foot, (half, half * flat * 0.45 + 1), ink, 0.5)
