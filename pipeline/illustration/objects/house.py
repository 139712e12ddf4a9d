"""A house and its parts: walls, roofs, windows, doors. Knows no design as a whole, and no scene."""

import random
from dataclasses import dataclass

from prompt_builder.scene import Design

from ..air import Air
from ..brush import Brush, blob, box, boxes, lines, oval, polygon
from ..inks import ROLES, ColourRole, Ink, Inks


@dataclass(frozen=True, slots=True)
class House:
    """A house ready to be drawn; `width` and `height` frame it."""

    kind: str
    wall: Ink
    roof: Ink
    door: Ink
    trim: Ink
    width: float
    height: float
    chimney: bool
    shutters: bool


SIZES = {
    "cottage": (760, 600), "storeys": (760, 780), "modern": (960, 620), "chalet": (700, 700), "dacha": (720, 520),
    "villa": (980, 600), "townhouses": (900, 760), "high-rise": (640, 1080),
}  # fmt: skip
DESIGNS: dict[Design, str] = {
    "cottage": "cottage", "villa": "villa", "chalet": "chalet", "dacha": "dacha", "townhouse": "townhouses",
    "modern house": "modern", "high-rise": "high-rise",
}  # fmt: skip
"""The house of each kind that may be asked for."""


def house(inks: Inks, role: ColourRole, rng: random.Random, design: Design | None = None) -> House:
    """One house whose dominant colour, roof or wall, is of that role."""
    kind = rng.choice([kind for kind in SIZES if kind not in ("high-rise", "dacha")])
    kind = DESIGNS.get(design, kind) if design else kind
    brand = {each: rng.choice(inks.scheme(each).roofs) for each in ROLES}
    wall, roof = rng.choice(inks.scheme(role).walls), brand[role]
    if role == "light":
        wall, roof = brand[role].shade(0.03), inks.deep(0.48) if rng.random() < 0.6 else inks.warm(0.74)
    door = rng.choice([ink for key, ink in brand.items() if key != role])
    width, height = SIZES[kind]
    return House(kind, wall, roof, door, inks.white, width, height, rng.random() < 0.7, rng.random() < 0.5)


def wall(brush: Brush, home: House, x: float, y: float, size: tuple[float, float]) -> None:
    """A wall with a shaded right part and a base."""
    width, height = size
    brush.blend(box(x, y, width, height), (0, y), (0, y + height), [home.wall.shade(-0.03), home.wall])
    brush.fill(box(x + width * 0.72, y, width * 0.28, height), home.wall.shade(-0.035))
    brush.fill(box(x, y, width, 16), home.wall.shade(-0.1), 0.7)


def window(brush: Brush, home: House, air: Air, area: tuple[float, float, float, float], arched: bool = False) -> None:
    """A window with frame, bar and sill, lit in the evening; shutters where the house has them."""
    x, y, width, height = area
    if home.shutters and width < 130:
        for side in (x - width * 0.46, x + width * 1.04):
            brush.fill(box(side, y - 2, width * 0.42, height + 4, 3), home.door)
            shape = boxes([(side + 6, y + 8 + i * height / 5, width * 0.42 - 12, height / 9) for i in range(5)])
            brush.fill(shape, home.door.shade(-0.07))
    if air.evening:
        brush.glow((x + width / 2, y + height / 2), (width * 1.3, height * 1.2), air.inks.white, 0.4)
    frame, pane = box(x - 9, y - 9, width + 18, height + 18, 4), box(x, y, width, height, 2)
    if arched:
        frame = blob(
            (x - 9, y + height + 9), (x - 9, y + height + 9), (x - 9, y + width * 0.3),
            (x + width / 2, y - width * 0.42), (x + width + 9, y + width * 0.3), (x + width + 9, y + height + 9),
            (x + width + 9, y + height + 9),
        )  # fmt: skip
        pane = blob(
            (x, y + height), (x, y + height), (x, y + width * 0.34), (x + width / 2, y - width * 0.3),
            (x + width, y + width * 0.34), (x + width, y + height), (x + width, y + height),
        )  # fmt: skip
    trim = home.trim if home.wall.lightness < 0.97 else air.inks.deep(0.5)
    brush.fill(frame, trim)
    inks = [air.inks.warm(0.95), air.inks.warm(0.88)] if air.evening else [air.inks.light(0.8), air.inks.light(0.92)]
    brush.blend(pane, (x, y), (x, y + height), inks)
    with brush.inside(pane):
        shape = polygon((x + width * 0.15, y), (x + width * 0.5, y), (x, y + height * 0.75), (x, y + height * 0.25))
        brush.fill(shape, air.inks.white, 0.35)
    brush.line(lines((x + width / 2, y), (x + width / 2, y + height)), trim, 6)
    brush.line(lines((x, y + height * 0.5), (x + width, y + height * 0.5)), trim, 6)
    brush.fill(box(x - 14, y + height + 6, width + 28, 9, 3), trim.shade(-0.06))


def glazing(brush: Brush, air: Air, area: tuple[float, float, float, float], panes: int) -> None:
    """So many panes of glass side by side, lit in the evening; `area` is left, top, width and height."""
    x, y, width, height = area
    if air.evening:
        brush.glow((x + width / 2, y + height / 2), (width * 0.9, height), air.inks.white, 0.4)
    glass = [air.inks.warm(0.95), air.inks.warm(0.87)] if air.evening else [air.inks.light(0.78), air.inks.light(0.93)]
    brush.blend(box(x, y, width, height), (0, y), (0, y + height), glass)
    if not air.evening:
        shape = polygon((x + width * 0.1, y), (x + width * 0.32, y), (x + width * 0.12, y + height), (x, y + height),
                        (x, y + height * 0.5))  # fmt: skip
        brush.fill(shape, air.inks.white, 0.4)
    for i in range(panes + 1):
        brush.line(lines((x + width * i / panes, y), (x + width * i / panes, y + height)), air.inks.navy, 6)
    brush.line(box(x, y, width, height), air.inks.navy, 7)


def door(brush: Brush, home: House, air: Air, x: float, height: float = 205) -> None:
    """The front door with its steps and lamp."""
    width = 100
    shape = box(x - 62, -height - 14, 124, height + 14, 5)
    brush.fill(shape, home.trim if home.wall.lightness < 0.97 else air.inks.deep(0.9))
    brush.fill(box(x - 50, -height, width, height, 3), home.door)
    brush.fill(box(x + 14, -height, 36, height), home.door.shade(-0.05))
    brush.fill(box(x - 34, -height + 20, 68, 52, 6), air.inks.warm(0.95) if air.evening else air.inks.light(0.9))
    brush.fill(boxes([(x - 34, -height + 92, 28, 78), (x + 6, -height + 92, 28, 78)]), home.door.shade(-0.08))
    brush.fill(oval((x + 38, -95), 5), air.inks.warm(0.92))
    brush.fill(box(x - 78, -12, 156, 12, 2), air.inks.grey(0.9))
    brush.fill(box(x - 92, -3, 184, 9, 2), air.inks.grey(0.84))
    if air.evening:
        brush.glow((x + 84, -height + 20), (70, 70), air.inks.white, 0.64)
    brush.fill(box(x + 77, -height + 8, 14, 24, 4), air.inks.navy)


def gable(brush: Brush, ink: Ink, x: float, y: float, size: tuple[float, float]) -> None:
    """A roof seen from its gable: two thick slopes; x is its middle, y its eaves."""
    half, rise = size
    brush.fill(polygon((x - half - 46, y + 24), (x, y - rise - 34), (x, y - rise + 14), (x - half - 20, y + 48)), ink)
    shape = polygon((x + half + 46, y + 24), (x, y - rise - 34), (x, y - rise + 14), (x + half + 20, y + 48))
    brush.fill(shape, ink.shade(-0.07))


def roof(brush: Brush, ink: Ink, corners: tuple[tuple[float, float], ...]) -> None:
    """A tiled roof seen from its long side."""
    shape = polygon(*corners)
    (left, right), (top, low) = ((min(ends), max(ends)) for ends in zip(*corners, strict=True))
    brush.blend(shape, (0, top), (0, low), [ink.shade(0.03), ink])
    with brush.inside(shape):
        shape = polygon((left + (right - left) * 0.74, top - 5), (right + 5, top - 5), (right + 5, low + 5),
                        (left + (right - left) * 0.66, low + 5))  # fmt: skip
        brush.fill(shape, ink.shade(-0.05))
        rows = round((low - top) / 34)
        for i in range(1, rows):
            y = top + i * (low - top) / rows
            brush.line(lines((left, y), (right, y)), ink.shade(-0.07), 3)
            ticks = [(left + 30 * k + 15 * (i % 2), y, 3, 12) for k in range(round((right - left) / 30))]
            brush.fill(boxes(ticks), ink.shade(-0.07))
    brush.fill(box(left, low - 4, right - left, 14, 5), ink.shade(-0.09))


def chimney(brush: Brush, home: House, air: Air, place: tuple[float, float]) -> None:
    """A smoking chimney, for houses that have one."""
    (x, y), height = place, 128
    if not home.chimney:
        return
    ink = air.inks.warm(0.66) if home.roof.hue > 100 else air.inks.deep(0.5)
    smoke = air.inks.deep(0.8) if air.evening else air.inks.white
    for i in range(3):
        brush.glow((x + 26 + i * 26, y - height - 30 - i * 42), (30 + i * 13, 24 + i * 9), smoke, 0.8 - i * 0.18)
    brush.fill(box(x - 26, y - height, 52, height + 30), ink)
    brush.fill(box(x + 8, y - height, 18, height + 30), ink.shade(-0.05))
    brush.fill(box(x - 33, y - height - 8, 66, 18, 3), ink.shade(-0.08))
