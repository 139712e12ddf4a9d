"""A room: wall, floor, a window with a view, and furniture. Knows no people."""

import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from prompt_builder.scene import Thing

from ..air import Air
from ..brush import Brush, blob, box, curve, lines, oval
from ..geometry import Area
from ..inks import ColourRole, Ink
from ..objects import DRAWABLES, flora, furniture
from ..objects.drawable import Drawing, Marks
from ..skyline import Top
from . import outdoors
from .land import Land
from .sky import Expanse, rainbow, sky, weather

_SIZES, _HIGH = (1.0, 0.75, 0.5), 0.7
"""How large a plant is, and what is in the sky outside a window, and how much of that, from above, has to be seen."""
_COLUMN = 470.0
"""How high a wall of its own kind is at most, in its centimetres: in a column it is no smaller beside people."""
_OVER = 1.12
"""How high a door is at least, of the heads before it."""
_TALL, _CURTAINED, _PANES, _ASIDE, _BROAD, _CROWN = 0.8, 11.0, 1.3, 12, 0.6, 0.92
"""How high a window is that is asked for, of its wall, how far from the ends of that, in units, and how many panes it
has, of its widths in heights; how far aside another goes at most for heads, in fiftieths of the room;
how large a landscape is outside at most, of it, and how high a tree."""
_PLANT = 0.17
"""Half the width of a plant at most, of the room's: it is whole."""


class _Hung(NamedTuple):
    """What hangs there: x of the lamp, and the ends of the windows with their curtains."""

    lamp: float | None = None
    windows: Sequence[tuple[float, float]] = ()
    lit: bool = False
    """Whether a lamp on the floor is asked for, which is the only one."""


def room(brush: Brush, air: Air, land: Land, things: tuple[Thing, ...], rng: random.Random) -> None:
    """Paint the room, without a sofa where pictures are shown; sky and weather are seen through its window."""
    u, y = land.unit, land.horizon
    air = replace(air, hung=not any(top.floats for top in land.tops))
    brush.blend(box(0, 0, land.width, y + 1), (0, 0), (0, y), _wall(air))
    _floor(brush, air, land)
    if {"empty flat", "restaurant kitchen"}.isdisjoint(things):
        _rug(brush, air, land)
    walled = [one for thing in things if (one := DRAWABLES[thing].wall)]
    own = next((DRAWABLES[thing] for thing in things if DRAWABLES[thing].interior), None)
    if own and own.interior:
        scale = _scale(land)
        shift = _beside(land, scale, own.marks)
        air = replace(air, hung=air.hung and (own.marks is None or _lamps_hang(land, (scale, shift), own.marks)))
        with brush.at((land.width / 2 + shift * scale, y), scale):
            own.interior(brush, air, land.width / 2 / scale + abs(shift), y / scale)
        for drawing in walled:
            _fixed(brush, air, land, drawing)
        return
    if "renovation" in things:
        hung = _painted(brush, air, land, rng)
    elif "door" in things:
        hung = _Hung()
    else:
        hung = _window(brush, air, land, things, rng)
    brush.fill(box(0, y - u * 2.2, land.width, u * 2.2), air.inks.white if not air.evening else air.ink("deep", 0.72))
    for drawing in walled:
        land = _fixed(brush, air, land, drawing)
    if "renovation" not in things:
        _furniture(brush, air, land, hung._replace(lit="lamp" in things), rng)
    if not any(DRAWABLES[thing].framed or thing in ("sofa", "armchair", "renovation", "door") for thing in things):
        _sofas(brush, air, land)
    if hung.lamp is not None and "lamp" not in things and air.hung:
        with brush.at((hung.lamp, 0), u * 0.34):
            furniture.pendant(brush, air)


def _scale(land: Land) -> float:
    """Pixels of a centimetre of the wall."""
    return min(land.horizon / 280, max(land.width / 300, land.horizon / _COLUMN))


def _fixed(brush: Brush, air: Air, land: Land, drawing: Drawing) -> Land:
    """Paint what is in the wall, right beside people and higher than they are; the land with its place taken."""
    narrow = [top for top in land.tops if not top.broad]
    heads = land.horizon - min((top.y for top in narrow), default=land.horizon)
    high = max(drawing.height * _scale(land), heads * _OVER)
    high = min(high, land.horizon * 0.95, land.width * 0.92 / drawing.width * drawing.height)
    half = drawing.width * high / drawing.height / 2

    def met(x: float) -> tuple[float, float]:
        gaps = [max(top.left - x, x - top.right) - half for top in narrow]
        return sum(max(-gap, 0.0) for gap in gaps), min(map(abs, gaps), default=abs(x - land.width / 2))

    x = min((half + (land.width - half * 2) * i / 32 for i in range(33)), key=met)
    with brush.at((x, land.horizon), high / drawing.height):
        drawing.draw(brush, air)
    return replace(land, tops=(*land.tops, Top(x - half, x + half, land.horizon - high)))


def _beside(land: Land, scale: float, marks: Marks | None) -> float:
    """How far to the right a wall goes, in centimetres, so that the fewest heads are before its marks, at their rim."""
    if marks is None:
        return 0.0
    narrow = [top for top in land.tops if not top.broad]
    spans = [[(x - land.width / 2) / scale for x in (top.left, top.right)] for top in narrow]
    half = (marks.right - marks.left) / 2

    def met(shift: float) -> tuple[int, int, float]:
        middle = shift + marks.left + half
        off = [((left + right) / 2 - middle + marks.step / 2) % marks.step - marks.step / 2 for left, right in spans]
        meet = [abs(x) < half + (right - left) / 2 for x, (left, right) in zip(off, spans, strict=True)]
        before = [abs(x) for x, hit in zip(off, meet, strict=True) if hit]
        return sum(hit and top.head for hit, top in zip(meet, narrow, strict=True)), len(before), -sum(before)

    return min((marks.step * i / 24 for i in range(-12, 13)), key=lambda shift: (*met(shift), abs(shift)))


def _lamps_hang(land: Land, wall: tuple[float, float], marks: Marks) -> bool:
    """Whether nobody is before a lamp of a wall, or its cord; `wall` are its pixels of a centimetre, and its shift."""
    (scale, shift), (step, *_, lamp) = wall, marks
    count = 0 if lamp is None else math.ceil(land.width / scale / step)
    xs = (land.width / 2 + (shift + (lamp or 0.0) + step * i) * scale for i in range(-count, count + 1))
    low, half = land.horizon - 184 * scale, 24 * scale
    return all(_free(land, Area(x - half, 0, x + half, low)) for x in xs)


def _wall(air: Air) -> list[Ink]:
    if air.evening:
        return [air.inks.light(0.44), air.inks.light(0.56)]
    return [air.inks.tone(air.haze, 0.92 if air.haze != "light" else 0.915), air.inks.tone(air.haze, 0.96)]


def _floor(brush: Brush, air: Air, land: Land) -> None:
    y, d, u = land.horizon, land.depth, land.unit
    far, near = (air.inks.warm(0.66), air.inks.warm(0.56)) if air.evening else (air.inks.warm(0.86), air.inks.warm(0.8))
    if air.haze == "warm" and not air.evening:
        far, near = air.inks.light(0.86), air.inks.light(0.8)
    brush.blend(box(0, y, land.width, d + 2), (0, y), (0, land.height), [far, near])
    for i in range(-8, 9):
        x0, x1 = land.width / 2 + i * land.width * 0.09, land.width / 2 + i * land.width * 0.19
        brush.line(lines((x0, y), (x1, land.height)), near.shade(-0.03), u * 0.22, 0.6)


def _rug(brush: Brush, air: Air, land: Land) -> None:
    """A rug before people, or a round floor under a car."""
    y, d, half = land.horizon, land.depth, land.width * 0.4
    flat = min(d * 0.3, land.width * 0.11)
    middle = (land.width / 2, y + max(min(d * 0.62, flat * 2.1), flat * 1.1))
    for car in (top for top in land.tops if top.foot < math.inf):
        half, flat = (car.right - car.left) * 0.54, min((car.right - car.left) * 0.11, (car.foot - y) * 0.9)
        middle = ((car.left + car.right) / 2, car.foot)
    role: ColourRole = "light" if air.haze != "light" else "deep"
    whole, inner = oval(middle, half, flat), oval(middle, half * 0.875, flat * 0.83)
    for shape, day, night in ((whole, 0.87, 0.5), (inner, 0.92, 0.55)):
        brush.fill(shape, air.inks.deep(night) if air.evening else air.inks.tone(role, day))


def _window(brush: Brush, air: Air, land: Land, things: tuple[Thing, ...], rng: random.Random) -> _Hung:
    """One wide window, or a row of them in a wide room, with what is outside; if asked for one as wide as the wall.

    The sun is in one of them, not on that side on which the lamp is; none hangs before what flies there.
    """
    asked = land.view is not None
    lamp = None if asked or {"plane", "bird", "fireworks"} & {*things} else _lamp(land, rng)
    u, y = land.unit, land.horizon
    tall = y * _TALL if asked else min(y * 0.66, u * 78)
    wide = land.width - u * _CURTAINED * 2 if asked else min(land.width * 0.62, tall * rng.uniform(1.1, 1.9))
    top = (y - tall) * rng.uniform(0.3, 0.55)
    count = 2 if land.width > wide * 2.6 else 1
    view = rng.choice(("city", "countryside"))
    view = view if land.view in (None, "sky") else land.view
    drawn = (rng.uniform(-0.12, 0.12) * land.width * (count == 1), rng.choice((2, 3)))
    drawn = (0.0, max(round(wide / tall * _PANES), 1)) if asked else drawn
    lefts = [land.width * (i + 0.5) / count - wide / 2 for i in range(count)]
    shift, panes = _free_of_heads(land, lefts, wide, drawn, 0 if asked else _ASIDE)
    places = [left + shift for left in lefts]
    lit = min(places, key=lambda x: sum(top.left < x + wide and top.right > x for top in land.tops))
    for x in places:
        pane = box(x, top, wide, tall, u * 1.2)
        with brush.inside(pane), brush.at((x, top)):
            tops = tuple(one._replace(left=one.left - x, right=one.right - x, y=one.y - top) for one in land.tops)
            taken = tuple(one.placed(-x, -top) for one in land.taken)
            outside = Land(wide, tall, tall * 0.78, u * 0.55, tops, taken=taken)
            sky(brush, air, Expanse(wide, tall * 0.8, lamp is None or lamp > x + wide / 2, tops, x == lit), things, rng)
            outdoors.PAINTERS[view](brush, air, outside, rng)  # type: ignore[index]
            _aloft(brush, air, outside, things)
            if asked:
                _grown(brush, air, outside, things, rng)
            if "rainbow" in things:
                rainbow(brush, air, (wide, tall * 0.78))
            weather(brush, air, (wide, tall), things, rng)
        _frame(brush, air, (x, top, wide, tall), u, panes)
        _curtains(brush, air, (x, top, wide, tall), u)
    return _Hung(lamp, [(x - u * 7, x + wide + u * 7) for x in places])


def _aloft(brush: Brush, air: Air, land: Land, things: tuple[Thing, ...]) -> None:
    """What is high in the sky outside, where people hide the least of it, and then as large as it may be."""
    for thing, one in ((thing, DRAWABLES[thing].aloft) for thing in things if not DRAWABLES[thing].framed):
        if one is None:
            continue
        most = min(land.width / one.width, land.horizon / one.height)
        area, scale = _clear(land, _before(land), (one.width, one.height), most)
        with brush.at(((area.left + area.right) / 2, area.bottom), scale):
            one.draw(brush, air.on(thing))


def _before(land: Land) -> list[Area]:
    """What is before a window."""
    return [
        *(one.core for one in land.taken),
        *(Area(other.left, other.y, other.right, land.height) for other in land.tops),
    ]


def _grown(brush: Brush, air: Air, land: Land, things: tuple[Thing, ...], rng: random.Random) -> None:
    """The landscapes outside, where people hide the least of them, and then as large as they may be."""
    taken = _before(land)
    for thing, one in ((thing, DRAWABLES[thing].framed) for thing in things):
        if one is None:
            continue
        high = land.horizon * (_CROWN if one.grows else _BROAD)
        most = min(land.width * _BROAD / one.width, high / one.height)
        area, scale = _clear(land, taken, (one.width, one.height), most, land.horizon)
        taken.append(area)
        with brush.at(((area.left + area.right) / 2, land.horizon + land.unit * 2), scale):
            one.paint(brush, air.on(thing), rng)


def _clear(
    land: Land, taken: Sequence[Area], extent: tuple[float, float], most: float, foot: float | None = None
) -> tuple[Area, float]:
    """Where least is before what is so wide and high, then where it is largest, and its scale, up to the most.

    `foot`: y of its lower end; none where its upper one is that of the wall.
    """
    (wide, high), found = extent, []
    for size, place in itertools.product(_SIZES, range(9)):
        scale = most * size
        half = wide * scale / 2
        x = half + (land.width - half * 2) * place / 8
        bottom = high * scale if foot is None else foot
        area = Area(x - half, bottom - high * scale, x + half, bottom)
        seen = area._replace(bottom=area.top + high * scale * _HIGH)
        found.append((round(seen.covered(taken), 1), -size, abs(place - 4), area, scale))
    return min(found)[3:]


def _free_of_heads(
    land: Land, lefts: Sequence[float], wide: float, drawn: tuple[float, int], most: int
) -> tuple[float, int]:
    """How far aside windows so wide are, and of how many panes, nearest to what was drawn with no bar behind a head."""
    heads, u = [top for top in land.tops if not top.broad], land.unit

    def met(choice: tuple[float, int]) -> int:
        shift, panes = choice
        bars = [(wide * i / panes - u * 0.6, wide * i / panes + u * 0.6) for i in range(1, panes)]
        bars += [(-u * 7, u * 4), (wide - u * 4, wide + u * 7)]
        marks = [(x + shift + left, x + shift + right) for x in lefts for left, right in bars]
        return sum(any(left < head.right and right > head.left for left, right in marks) for head in heads)

    shifts = (drawn[0], *(land.width * i / 50 for i in range(-most, most + 1)))
    choices = ((shift, panes) for panes in (drawn[1], (5 - drawn[1]) if most else drawn[1] + 1, 1) for shift in shifts)
    return min(
        choices, key=lambda choice: (met(choice), choice[1] == 1, abs(choice[0] - drawn[0]), choice[1] != drawn[1])
    )


def _painted(brush: Brush, air: Air, land: Land, rng: random.Random) -> _Hung:
    """A wall that is painted from the ceiling to its last strips, as wide as a roller, and nearly down to the floor."""
    u, y = land.unit, land.horizon
    ink = air.inks.light(0.8 if not air.evening else 0.5)
    wide = max(u * 9, land.width / 16)
    for i in range(round(land.width * 0.84 / wide)):
        end = y * rng.uniform(0.84, 0.94)
        brush.fill(box(i * wide - (wide if not i else 0), -wide, wide * (1 if i else 2) + 1, end + wide, wide / 3), ink)
    return _Hung(_lamp(land, rng))


def _frame(brush: Brush, air: Air, area: tuple[float, float, float, float], u: float, panes: int) -> None:
    x, top, wide, tall = area
    ink = air.inks.white if not air.evening else air.inks.deep(0.7).pale(0.6)
    brush.line(box(x, top, wide, tall, u * 1.2), ink, u * 1.7)
    for i in range(1, panes):
        brush.line(lines((x + wide * i / panes, top), (x + wide * i / panes, top + tall)), ink, u * 1.1)
    brush.fill(box(x - u * 2.2, top + tall - u * 0.4, wide + u * 4.4, u * 2.2, u * 0.7), ink.shade(-0.05))


def _curtains(brush: Brush, air: Air, area: tuple[float, float, float, float], u: float) -> None:
    x, top, wide, tall = area
    ink = air.inks.deep(0.5) if air.evening else air.inks.tone("deep" if air.haze == "light" else "light", 0.8)
    path = lines((x - u * 7, top - u * 3), (x + wide + u * 7, top - u * 3))
    brush.line(path, air.inks.navy if not air.evening else air.inks.deep(0.66), u * 0.8)
    for side in (-1, 1):
        edge = x if side < 0 else x + wide
        with brush.at((edge, top - u * 3), flip=side > 0):
            low = tall + u * 7
            brush.fill(blob((-u * 6, 0), (-u * 6, 0), (u * 4, 0), (u * 4, 0), (u * 2.4, tall * 0.5), (u * 3.5, low),
                            (u * 3.5, low), (-u * 7, low), (-u * 7, low)), ink)  # fmt: skip
            for k in (-3.5, -0.6, 1.8):
                path = curve((k * u, u), (k * u - u * 0.4, tall * 0.5), (k * u * 1.1, tall + u * 6))
                brush.line(path, ink.shade(-0.06), u * 0.6)


def _furniture(brush: Brush, air: Air, land: Land, wall: _Hung, rng: random.Random) -> None:
    """A plant on the left or on the right, and on the other side a lamp, or a shelf where no window is behind it."""
    u, y = land.unit, land.horizon
    left = wall.lamp is not None and wall.lamp < land.width / 2
    foot, most = y + land.depth * 0.16, min(u * 0.42, land.width * _PLANT / flora.BROAD) * (0.6 if land.view else 1.0)
    for scale, leftmost in ((most * size, side) for size in _SIZES for side in (left, not left)):
        half = flora.BROAD * scale
        near = max(half, land.width * 0.08) if leftmost else land.width - max(half, land.width * 0.08)
        if _free(land, Area(near - half, foot - flora.HIGH * scale, near + half, foot)):
            left = leftmost
            with brush.at((near, foot), scale):
                flora.potted(brush, air, rng)
            break
    if land.width > land.height * 0.6 and not (wall.lit or land.view):
        foot, far = y + land.depth * 0.12, land.width * (0.92 if left else 0.08)
        scale, lit = min(u * 0.4, foot * 0.92 / 160), rng.random() < 0.55
        reach = 43 * scale + max(min(far, land.width - far), 43 * scale)
        lit = lit or any(end > land.width - reach if left else start < reach for start, end in wall.windows)
        half = (29 if lit else 43) * scale
        x = min(max(far, half), land.width - half)
        if _free(land, Area(x - half, foot - 160 * scale, x + half, foot)):
            with brush.at((x, foot), scale):
                if lit:
                    furniture.floor_lamp(brush, air)
                else:
                    furniture.shelf(brush, air, rng)


def _free(land: Land, area: Area) -> bool:
    """Whether nothing and nobody is before any of a piece of furniture, which would peek out behind it."""
    over = (Area(top.left, top.y, top.right, land.height) for top in land.tops if not top.broad)
    return not any(map(area.meets, (*land.taken, *over)))


def _sofas(brush: Brush, air: Air, land: Land) -> None:
    """In a wide room one, or two in a very wide one, where nobody stands."""
    aspect, half, foot = land.width / land.height, land.unit * 36, land.horizon + land.depth * 0.14
    for share in (0.26, 0.74) if aspect > 2.6 else (0.24,) if aspect > 1.6 else ():
        x = land.width * share
        if _free(land, Area(x - half, foot - half, x + half, foot)):
            with brush.at((x, foot), land.unit * 0.34):
                furniture.sofa(brush, air)


def _lamp(land: Land, rng: random.Random) -> float | None:
    """x of the lamp that hangs from the ceiling, over no head."""
    shares = (0.3, 0.7, 0.5, 0.12, 0.88) if rng.random() < 0.5 else (0.7, 0.3, 0.5, 0.88, 0.12)
    u, places = land.unit, (land.width * share for share in shares)
    return next((x for x in places if _free(land, Area(x - u * 9, 0, x + u * 9, u * 25))), None)
