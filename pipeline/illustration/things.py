"""Where the things asked for by name go, and how each is drawn. Knows no people and no scene."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from prompt_builder.scene import Thing

from . import animals, fixtures, flora, indoors, props
from .air import Air
from .area import Area
from .brush import Brush, box, lines, oval
from .city import street_lamp
from .composition import Layout
from .inks import Inks
from .motifs import MOTIFS
from .pose import Held
from .sky import SKY_THINGS
from .skyline import Top

Draw = Callable[[Brush, Air, random.Random], None]

HANDY: dict[Thing, Held] = {
    "phone": "phone", "coffee": "coffee", "book": "book", "keys": "keys", "gift": "gift", "balloons": "balloons",
    "umbrella": "umbrella", "shopping bag": "shopping bag", "suitcase": "suitcase", "briefcase": "briefcase",
    "cake": "cake", "ball": "ball", "heart": "heart", "flowers": "flowers",
}  # fmt: skip
"""Things that somebody with a free hand holds."""

TABLE: dict[Thing, Callable[[Brush, Inks], None]] = {
    "laptop": props.laptop_front, "coffee": props.mug, "book": props.book_stack, "phone": props.phone,
    "keys": props.keys, "coins": props.coins, "cake": props.cake,
}  # fmt: skip
"""Things that otherwise lie on a table."""


def _scaled(draw: Callable[..., None], scale: float, *extra: str) -> Draw:
    def scaled(brush: Brush, air: Air, dice: random.Random) -> None:
        with brush.at((0, 0), scale):
            draw(brush, air, 0.0, dice) if "depth" in extra else draw(brush, air, dice)

    return scaled


def _still(draw: Callable[[Brush, Air], None], scale: float = 1.0) -> Draw:
    """What looks the same whatever the seed."""

    def still(brush: Brush, air: Air, _: random.Random) -> None:
        with brush.at((0, 0), scale):
            draw(brush, air)

    return still


def _prop(draw: Callable[[Brush, Inks], None], rise: float = 0.0, scale: float = 1.0) -> Draw:
    def prop(brush: Brush, air: Air, _: random.Random) -> None:
        with brush.at((0, -rise), scale):
            draw(brush, air.inks)

    return prop


def _animal(draw: Callable[[Brush, Inks, random.Random], None], scale: float = 1.0) -> Draw:
    def animal(brush: Brush, air: Air, dice: random.Random) -> None:
        with brush.at((0, 0), scale):
            draw(brush, air.inks, dice)

    return animal


def _fir(brush: Brush, air: Air) -> None:
    flora.conifer(brush, air, 0.0, 0.0)


Stand = tuple[float, float, bool, Draw]

GROUND: dict[Thing, Stand] = {
    "tree": (170, 300, True, _scaled(flora.round_tree, 3.0, "depth")),
    "fir": (160, 300, True, _still(_fir, 3.0)),
    "christmas tree": (150, 240, True, _still(flora.christmas_tree, 2.2)),
    "palm": (180, 330, True, _scaled(flora.palm, 3.0, "depth")),
    "plant": (66, 112, False, _scaled(flora.potted, 1.05)),
    "flowers": (96, 44, False, _scaled(flora.flower_bed, 1.1)),
    "dog": (58, 64, False, _animal(animals.dog, 1.1)),
    "cat": (42, 52, False, _animal(animals.cat, 1.1)),
    "horse": (220, 210, True, _animal(animals.horse)),
    "gift": (36, 40, False, _prop(props.gift, scale=1.35)),
    "balloons": (56, 180, False, _prop(props.balloons, 62)),
    "umbrella": (200, 230, True, _still(fixtures.parasol)),
    "shopping bag": (30, 40, False, _prop(props.bag, 38)),
    "suitcase": (42, 72, False, _prop(props.suitcase, 68)),
    "briefcase": (46, 34, False, _prop(props.briefcase, 31)),
    "bicycle": (184, 110, True, fixtures.bicycle),
    "ball": (34, 32, False, _prop(props.ball, scale=1.3)),
    "lamp": (60, 165, True, _still(indoors.floor_lamp)),
    "sofa": (215, 90, True, _still(indoors.sofa)),
    "fountain": (260, 215, True, _still(fixtures.fountain)),
    "heart": (46, 120, False, _prop(props.heart, 96)),
}
for _thing, _motif in MOTIFS.items():
    _size = 2.4 if _thing == "storefront" else 1.5
    GROUND[_thing] = (_motif.width * _size, _motif.height * _size, _thing == "storefront", _still(_motif.draw, _size))
"""Things that stand on the ground: width, height in centimetres, whether behind the subject, and how to draw them."""

STREET_LAMP = _still(street_lamp, 1.9)
"""What a lamp is outdoors."""

FAR: dict[Thing, tuple[float, float, Draw]] = {
    "boat": (640, 300, _still(fixtures.boat)),
    "bridge": (840, 180, _still(fixtures.bridge)),
    "windmill": (260, 320, _still(fixtures.windmill)),
}
"""Things that belong near the horizon."""


def undrawable(things: Sequence[Thing]) -> tuple[str, ...]:
    """Those that this painter has no drawing for."""
    known = set(GROUND) | set(FAR) | set(TABLE) | SKY_THINGS | {"road", "fence"}
    return tuple(thing for thing in things if thing not in known)


class _Row(NamedTuple):
    """Things that stand side by side at a height of the picture, and small ones that share a table among them."""

    things: Sequence[Thing]
    y: float
    size: float
    small: Sequence[Thing] = ()
    front: bool = False
    """Whether the row stands before people."""


def behind(brush: Brush, air: Air, layout: Layout, things: Sequence[Thing], dice: random.Random) -> None:
    """Draw what stands behind the subject: far things, trees, furniture; indoors, landscapes are pictures on easels."""
    if layout.indoors:
        _pictures(brush, air, layout, [thing for thing in things if thing in indoors.PICTURES], dice)
        things = [thing for thing in things if thing not in indoors.PICTURES]
    if "road" in things:
        road(brush, air, layout, layout.horizon + (layout.height - layout.horizon) * 0.42)
    far = [thing for thing in things if thing in FAR]
    for thing, x, room in _slots(far, layout):
        wide, tall, draw = FAR[thing]
        scale = min(room * 1.1 / wide, layout.horizon * 0.55 / tall, layout.unit * 0.2)
        with brush.at((x, layout.horizon + layout.unit * 3), scale):
            draw(brush, air, dice)
    if "fence" in things:
        scale = layout.unit * 0.24
        with brush.at((-layout.unit, layout.horizon + (layout.height - layout.horizon) * 0.3), scale):
            flora.fence(brush, air.inks.white if not air.evening else air.inks.deep(0.72), layout.width / scale + 20)
    tall_things = [thing for thing in things if thing in GROUND and GROUND[thing][2]]
    depth = min(layout.base, layout.height) - layout.horizon
    _stand(brush, air, layout, _Row(tall_things, layout.horizon + depth * 0.72, 0.9), dice)


def before(brush: Brush, air: Air, layout: Layout, things: Sequence[Thing], dice: random.Random) -> None:
    """Draw what stands beside and before the subject: pets, presents, and a table with the small things."""
    _stand(brush, air, layout, _front(layout, things), dice)


def _front(layout: Layout, things: Sequence[Thing]) -> _Row:
    low = [thing for thing in things if thing in GROUND and not GROUND[thing][2] and thing not in TABLE]
    small = [thing for thing in things if thing in TABLE]
    base = min(layout.base + (layout.height - layout.base) * 0.35, layout.height * 0.965)
    return _Row(low, base if layout.base <= layout.height else layout.height * 0.975, 1.05, small, front=True)


def tops(layout: Layout, things: Sequence[Thing]) -> tuple[Top, ...]:
    """The upper ends of what stands beside and before the subject."""
    row = _front(layout, things)
    return tuple(
        Top(x - wide * scale / 2, x + wide * scale / 2, row.y - tall * scale)
        for _, x, scale, (wide, tall, *_) in _placed(layout, row)
    )


def _slots(things: Sequence[Thing], layout: Layout) -> list[tuple[Thing, float, float]]:
    """A middle and a width for each thing in the room left and right of the subject."""
    left, right = max(layout.busy[0], layout.width * 0.14), min(layout.busy[1], layout.width * 0.86)
    rooms = {-1: left, 1: layout.width - right}
    sides: dict[int, list[Thing]] = {-1: [], 1: []}
    for thing in things:
        side = max((-1, 1), key=lambda s: (rooms[s] / (len(sides[s]) + 1), s))
        sides[side].append(thing)
    slots = []
    for side, group in sides.items():
        for i, thing in enumerate(group):
            part = rooms[side] / len(group)
            middle = part * (i + 0.5)
            slots.append((thing, middle if side < 0 else layout.width - middle, part))
    return slots


def _stand(brush: Brush, air: Air, layout: Layout, row: _Row, dice: random.Random) -> None:
    """Stand things in a row, each on its shadow."""
    for thing, x, scale, (wide, _, _, draw) in _placed(layout, row):
        table = thing in row.small
        shown = STREET_LAMP if thing == "lamp" and not layout.indoors else draw
        shadow(brush, air, (x, row.y), wide * scale * 0.5)
        flip = thing not in MOTIFS and (x > layout.width / 2) != (thing == "horse")
        with brush.at((x, row.y), scale, flip=flip):
            shown(brush, air, dice)
            if table:
                _lay(brush, air, row.small, wide)


def _placed(layout: Layout, row: _Row) -> Iterator[tuple[Thing, float, float, Stand]]:
    """Each thing of a row with its x and scale; the small ones are one table, under the first one's name."""
    short = min(layout.width, layout.height)
    for thing, room, space in _slots([*row.things, *row.small[:1]], layout):
        table: Stand = (max(70.0, 46.0 * len(row.small)), 90.0, False, _still(_table))
        standing = table if thing in row.small else GROUND[thing]
        wide, tall, *_ = standing
        least = short * (0.5 if thing in GROUND and GROUND[thing][2] else 0.32)
        scale = min(layout.scale * row.size, max(space * 1.3, least) / wide, layout.height * 0.62 / tall)
        scale = max(scale, min(short * 0.19, max(space, layout.width * 0.16)) / max(wide, tall))
        scale, x = _clear(layout, row, (wide, tall), scale, room)
        yield thing, x, scale, standing


def _clear(layout: Layout, row: _Row, size: tuple[float, float], scale: float, x: float) -> tuple[float, float]:
    """Scale and x of a thing of that size: within the frame, and smaller than asked if it would stand before a head."""
    wide, tall = size[0] * 1.12, size[1] * 1.15
    for _ in range(16):
        half = size[0] * scale / 2
        x = min(max(x, half * 1.03), layout.width - half * 1.03)
        around = Area(x - wide * scale / 2, row.y - tall * scale, x + wide * scale / 2, row.y)
        if not row.front or not any(head.meets(around) for head in layout.heads):
            break
        scale *= 0.85
    return scale, x


def shadow(brush: Brush, air: Air, foot: tuple[float, float], half: float) -> None:
    """The soft shadow of something that stands on the ground."""
    brush.glow(
        (foot[0] + half * 0.12, foot[1]),
        (half * 1.25, half * 0.2 + 2),
        air.inks.deep(0.2 if air.evening else 0.35).pale(0.5),
        0.34,
    )


def _table(brush: Brush, air: Air) -> None:
    """The foot of a table."""
    brush.line(lines((0, -55), (0, -4)), air.inks.navy, 4)
    brush.fill(oval((0, -2), 22, 4), air.inks.navy)


def _lay(brush: Brush, air: Air, small: Sequence[Thing], wide: float) -> None:
    """A round table top, 58 high, with small things on it."""
    inks, half = air.inks, wide / 2
    brush.fill(oval((0, -56), half, 7), inks.warm(0.74))
    brush.fill(oval((0, -58), half, 7), inks.warm(0.88))
    step = wide / len(small)
    for i, thing in enumerate(small):
        lift = {"phone": -67.0, "keys": -75.0}.get(thing, -57.0)
        with brush.at((-half + step * (i + 0.5), lift), 1.1, {"phone": 8.0}.get(thing, 0.0)):
            TABLE[thing](brush, inks)


def road(brush: Brush, air: Air, layout: Layout, middle: float, half: float | None = None) -> None:
    """A road across the picture, its middle line at a height."""
    u = layout.unit
    half = half or u * 5
    top = middle - half
    asphalt = air.inks.deep(0.3) if air.evening else air.inks.deep(0.5).pale(0.45)
    brush.fill(
        box(-2, top - u * 0.8, layout.width + 4, half * 2 + u * 1.8),
        air.inks.grey(0.93) if not air.evening else air.inks.deep(0.56),
    )
    brush.blend(box(-2, top, layout.width + 4, half * 2), (0, top), (0, top + half * 2), [asphalt.shade(0.05), asphalt])
    x = u * 2
    while x < layout.width:
        brush.fill(box(x, middle - u * 0.35, u * 7, u * 0.7), air.inks.white, 0.85)
        x += u * 13


def _pictures(brush: Brush, air: Air, layout: Layout, things: Sequence[Thing], dice: random.Random) -> None:
    """Landscapes and large things, each framed on an easel, which may stand before windows and walls alike."""
    u = layout.unit
    for i, (thing, x, room) in enumerate(_slots(things, layout)):
        side = min(u * 24, room * 0.8, layout.horizon * 0.46)
        y, foot = layout.horizon - side * 0.42, layout.horizon + side * (0.5 + 0.06 * (i % 2))
        for lean in (-0.42, 0.42):
            brush.line(
                lines((x + side * lean * 0.3, y - side * 0.7), (x + side * lean, foot)),
                air.inks.warm(0.6),
                side * 0.045,
            )
        brush.fill(box(x - side * 0.5, y + side * 0.56, side, side * 0.06), air.inks.warm(0.6))
        brush.fill(box(x - side * 0.56, y - side * 0.56, side * 1.12, side * 1.12, side * 0.03), air.inks.navy)
        pane = box(x - side / 2, y - side / 2, side, side)
        brush.blend(pane, (0, y - side / 2), (0, y + side / 2), [air.inks.light(0.9), air.inks.white])
        with brush.inside(pane):
            brush.fill(oval((x, y + side * 0.75), side, side * 0.5), air.inks.light(0.8))
            known = GROUND.get(thing)
            wide, tall, draw = (
                (known[0], known[1], known[3]) if known else FAR.get(thing, (300.0, 160.0, _strip(thing)))
            )
            with brush.at((x, y + side * 0.36), side * 0.78 / max(wide, tall)):
                draw(brush, Air(air.inks, False, air.sky, "light"), dice)


def _strip(thing: Thing) -> Draw:
    """A road or a fence for a picture on the wall."""

    def strip(brush: Brush, air: Air, _: random.Random) -> None:
        if thing == "fence":
            with brush.at((-190, 0), 2.2):
                flora.fence(brush, air.inks.white, 172)
        else:
            brush.fill(box(-220, -50, 440, 84), air.inks.deep(0.46))
            for x in range(-200, 200, 90):
                brush.fill(box(x, -12, 50, 9), air.inks.white)

    return strip
