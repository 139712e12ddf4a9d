"""Houses of several designs in front view, in centimetres with the middle of their ground line as origin."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from .air import Air
from .brush import Brush, blob, box, boxes, lines, oval, ovals, polygon
from .flora import bush
from .inks import Ink, Inks, Role


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


_SIZES = {
    "cottage": (760, 600),
    "storeys": (760, 780),
    "modern": (960, 620),
    "chalet": (700, 700),
    "villa": (980, 600),
    "townhouses": (900, 760),
}


def house(inks: Inks, role: Role, dice: random.Random) -> House:
    """One house whose dominant colour, roof or wall, is of that role."""
    kind = dice.choice(tuple(_SIZES))
    brand: dict[Role, Ink] = {
        "warm": inks.warm(dice.choice((0.79, 0.74))),
        "light": inks.light(dice.choice((0.86, 0.8))),
        "deep": inks.deep(dice.choice((0.55, 0.46))),
    }
    pale: dict[Role, tuple[Ink, ...]] = {
        "warm": (inks.white, inks.warm(0.95), inks.light(0.94)),
        "light": (inks.white, inks.warm(0.94), inks.light(0.96)),
        "deep": (inks.white, inks.warm(0.93), inks.light(0.94), inks.warm(0.88)),
    }
    wall, roof = dice.choice(pale[role]), brand[role]
    if role == "light":
        wall, roof = brand[role].shade(0.03), inks.deep(0.48) if dice.random() < 0.6 else inks.warm(0.74)
    door = dice.choice([ink for key, ink in brand.items() if key != role])
    width, height = _SIZES[kind]
    return House(kind, wall, roof, door, inks.white, width, height, dice.random() < 0.7, dice.random() < 0.5)


def draw(brush: Brush, home: House, air: Air, dice: random.Random) -> None:
    """Paint the house with its steps and what grows beside the door."""
    _DESIGNS[home.kind](brush, home, air)
    for x, scale in ((-home.width * 0.47, 1.5), (home.width * 0.45, 1.3)):
        _shrub(brush, air, x, scale * dice.uniform(0.9, 1.2))


def _shrub(brush: Brush, air: Air, x: float, scale: float) -> None:
    with brush.at((x, 8), scale):
        bush(brush, air, 0.0, random.Random(round(x)))


def _wall(brush: Brush, home: House, x: float, y: float, size: tuple[float, float]) -> None:
    """A wall with a shaded right part and a base."""
    width, height = size
    brush.blend(box(x, y, width, height), (0, y), (0, y + height), [home.wall.shade(-0.03), home.wall])
    brush.fill(box(x + width * 0.72, y, width * 0.28, height), home.wall.shade(-0.035))
    brush.fill(box(x, y, width, 16), home.wall.shade(-0.1), 0.7)


def _window(brush: Brush, home: House, air: Air, area: tuple[float, float, float, float], arched: bool = False) -> None:
    x, y, width, height = area
    if home.shutters and width < 130:
        for side in (x - width * 0.46, x + width * 1.04):
            brush.fill(box(side, y - 2, width * 0.42, height + 4, 3), home.door)
            brush.fill(
                boxes([(side + 6, y + 8 + i * height / 5, width * 0.42 - 12, height / 9) for i in range(5)]),
                home.door.shade(-0.07),
            )
    if air.evening:
        brush.glow((x + width / 2, y + height / 2), (width * 1.3, height * 1.2), air.inks.warm(0.9), 0.5)
    frame, pane = box(x - 9, y - 9, width + 18, height + 18, 4), box(x, y, width, height, 2)
    if arched:
        frame = blob(
            (x - 9, y + height + 9),
            (x - 9, y + height + 9),
            (x - 9, y + width * 0.3),
            (x + width / 2, y - width * 0.42),
            (x + width + 9, y + width * 0.3),
            (x + width + 9, y + height + 9),
            (x + width + 9, y + height + 9),
        )
        pane = blob(
            (x, y + height),
            (x, y + height),
            (x, y + width * 0.34),
            (x + width / 2, y - width * 0.3),
            (x + width, y + width * 0.34),
            (x + width, y + height),
            (x + width, y + height),
        )
    trim = home.trim if home.wall.lightness < 0.97 else air.inks.deep(0.5)
    brush.fill(frame, trim)
    inks = [air.inks.warm(0.95), air.inks.warm(0.88)] if air.evening else [air.inks.light(0.8), air.inks.light(0.92)]
    brush.blend(pane, (x, y), (x, y + height), inks)
    with brush.inside(pane):
        brush.fill(
            polygon((x + width * 0.15, y), (x + width * 0.5, y), (x, y + height * 0.75), (x, y + height * 0.25)),
            air.inks.white,
            0.35,
        )
    brush.line(lines((x + width / 2, y), (x + width / 2, y + height)), trim, 6)
    brush.line(lines((x, y + height * 0.5), (x + width, y + height * 0.5)), trim, 6)
    brush.fill(box(x - 14, y + height + 6, width + 28, 9, 3), trim.shade(-0.06))


def _door(brush: Brush, home: House, air: Air, x: float, height: float = 205) -> None:
    width = 100
    brush.fill(
        box(x - 62, -height - 14, 124, height + 14, 5), home.trim if home.wall.lightness < 0.97 else air.inks.deep(0.9)
    )
    brush.fill(box(x - 50, -height, width, height, 3), home.door)
    brush.fill(box(x + 14, -height, 36, height), home.door.shade(-0.05))
    brush.fill(box(x - 34, -height + 20, 68, 52, 6), air.inks.warm(0.95) if air.evening else air.inks.light(0.9))
    brush.fill(boxes([(x - 34, -height + 92, 28, 78), (x + 6, -height + 92, 28, 78)]), home.door.shade(-0.08))
    brush.fill(oval((x + 38, -95), 5), air.inks.warm(0.92))
    brush.fill(box(x - 78, -12, 156, 12, 2), air.inks.grey(0.9))
    brush.fill(box(x - 92, -3, 184, 9, 2), air.inks.grey(0.84))
    if air.evening:
        brush.glow((x + 84, -height + 20), (70, 70), air.inks.warm(0.93), 0.8)
    brush.fill(box(x + 77, -height + 8, 14, 24, 4), air.inks.navy)


def _gable(brush: Brush, ink: Ink, x: float, y: float, size: tuple[float, float]) -> None:
    """A roof seen from its gable: two thick slopes; x is its middle, y its eaves."""
    half, rise = size
    brush.fill(polygon((x - half - 46, y + 24), (x, y - rise - 34), (x, y - rise + 14), (x - half - 20, y + 48)), ink)
    brush.fill(
        polygon((x + half + 46, y + 24), (x, y - rise - 34), (x, y - rise + 14), (x + half + 20, y + 48)),
        ink.shade(-0.07),
    )


def _roof(brush: Brush, ink: Ink, corners: tuple[tuple[float, float], ...]) -> None:
    """A tiled roof seen from its long side."""
    shape = polygon(*corners)
    top, low = min(y for _, y in corners), max(y for _, y in corners)
    brush.blend(shape, (0, top), (0, low), [ink.shade(0.03), ink])
    with brush.inside(shape):
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        brush.fill(
            polygon(
                (left + (right - left) * 0.74, top - 5),
                (right + 5, top - 5),
                (right + 5, low + 5),
                (left + (right - left) * 0.66, low + 5),
            ),
            ink.shade(-0.05),
        )
        rows = round((low - top) / 34)
        for i in range(1, rows):
            y = top + i * (low - top) / rows
            brush.line(lines((left, y), (right, y)), ink.shade(-0.07), 3)
            ticks = [(left + 30 * k + 15 * (i % 2), y, 3, 12) for k in range(round((right - left) / 30))]
            brush.fill(boxes(ticks), ink.shade(-0.07))
    brush.fill(
        box(min(x for x, _ in corners), low - 4, max(x for x, _ in corners) - min(x for x, _ in corners), 14, 5),
        ink.shade(-0.09),
    )


def _chimney(brush: Brush, home: House, air: Air, x: float, y: float, height: float = 130) -> None:
    if not home.chimney:
        return
    ink = air.inks.warm(0.66) if home.roof.hue > 100 else air.inks.deep(0.5)
    for i in range(3):
        brush.glow(
            (x + 26 + i * 26, y - height - 30 - i * 42),
            (30 + i * 13, 24 + i * 9),
            air.inks.white if not air.evening else air.inks.deep(0.8),
            0.8 - i * 0.18,
        )
    brush.fill(box(x - 26, y - height, 52, height + 30), ink)
    brush.fill(box(x + 8, y - height, 18, height + 30), ink.shade(-0.05))
    brush.fill(box(x - 33, y - height - 8, 66, 18, 3), ink.shade(-0.08))


def _cottage(brush: Brush, home: House, air: Air) -> None:
    _chimney(brush, home, air, 190, -420)
    _wall(brush, home, -330, -290, (660, 290))
    _roof(brush, home.roof, ((-290, -520), (290, -520), (385, -278), (-385, -278)))
    brush.fill(polygon((-130, -270), (0, -470), (130, -270)), home.wall)
    brush.fill(polygon((0, -470), (130, -270), (40, -270)), home.wall.shade(-0.035))
    _gable(brush, home.roof.shade(-0.03), 0, -285, (120, 175))
    _window(brush, home, air, (-32, -372, 64, 76))
    _door(brush, home, air, 0)
    for x in (-262, 158):
        _window(brush, home, air, (x, -222, 104, 116))
        _flowerbox(brush, air, x - 10, -86, 124)


def _flowerbox(brush: Brush, air: Air, x: float, y: float, width: float) -> None:
    inks = air.inks
    brush.fill(
        ovals([(x + 10 + i * (width - 20) / 6, y - 4 - (i % 2) * 7, 14) for i in range(7)]), air.ink("light", 0.66)
    )
    brush.fill(
        ovals([(x + 12 + i * (width - 24) / 5, y - 10 - (i % 2) * 6, 7.5) for i in range(6)]),
        inks.warm(0.79) if not air.evening else inks.warm(0.7),
    )
    brush.fill(box(x, y, width, 22, 4), inks.deep(0.5))


def _storeys(brush: Brush, home: House, air: Air) -> None:
    _chimney(brush, home, air, -200, -560)
    _wall(brush, home, -320, -540, (640, 540))
    brush.fill(box(-326, -288, 652, 16), home.trim if home.wall.lightness < 0.97 else air.inks.deep(0.88))
    _roof(brush, home.roof, ((-210, -720), (210, -720), (372, -528), (-372, -528)))
    for x in (-250, -50, 150):
        _window(brush, home, air, (x, -470, 100, 122))
    for x in (-250, 150):
        _window(brush, home, air, (x, -222, 100, 126))
    for x in (-96, 82):
        brush.fill(box(x, -236, 15, 236), home.trim.shade(-0.02))
    _door(brush, home, air, 0, 196)
    brush.fill(polygon((-125, -232), (0, -296), (125, -232)), home.roof)
    brush.fill(polygon((0, -296), (125, -232), (30, -232)), home.roof.shade(-0.06))
    brush.fill(box(-128, -236, 256, 14, 3), home.roof.shade(-0.1))


def _glass(brush: Brush, air: Air, area: tuple[float, float, float, float], panes: int) -> None:
    x, y, width, height = area
    if air.evening:
        brush.glow((x + width / 2, y + height / 2), (width * 0.9, height), air.inks.warm(0.9), 0.5)
    brush.blend(
        box(x, y, width, height),
        (0, y),
        (0, y + height),
        [air.inks.warm(0.95), air.inks.warm(0.87)] if air.evening else [air.inks.light(0.78), air.inks.light(0.93)],
    )
    if not air.evening:
        brush.fill(
            polygon(
                (x + width * 0.1, y),
                (x + width * 0.32, y),
                (x + width * 0.12, y + height),
                (x, y + height),
                (x, y + height * 0.5),
            ),
            air.inks.white,
            0.4,
        )
    for i in range(panes + 1):
        brush.line(lines((x + width * i / panes, y), (x + width * i / panes, y + height)), air.inks.navy, 6)
    brush.line(box(x, y, width, height), air.inks.navy, 7)


def _modern(brush: Brush, home: House, air: Air) -> None:
    inks = air.inks
    brush.fill(box(-470, -290, 620, 290), home.wall)
    brush.fill(box(-470, -290, 620, 40), home.wall.shade(-0.1))
    brush.fill(box(-10, -300, 160, 300), home.wall.shade(-0.05))
    _glass(brush, air, (-430, -230, 360, 218), 4)
    _door(brush, home, air, 60, 210)
    brush.fill(box(150, -270, 310, 270), home.roof.shade(-0.04))
    brush.fill(boxes([(150, -262 + i * 30, 310, 3) for i in range(9)]), home.roof.shade(-0.1))
    brush.fill(box(185, -212, 240, 212, 3), inks.grey(0.9) if not air.evening else inks.deep(0.7))
    brush.fill(
        boxes([(185, -170 + i * 42, 240, 4) for i in range(4)]), inks.grey(0.8) if not air.evening else inks.deep(0.6)
    )
    brush.fill(box(-490, -310, 700, 30, 3), inks.white)
    brush.fill(box(-260, -540, 600, 232), home.roof)
    brush.fill(box(140, -540, 200, 232), home.roof.shade(-0.05))
    _glass(brush, air, (-220, -490, 300, 160), 3)
    _window(brush, home, air, (190, -476, 96, 110))
    brush.fill(box(-290, -568, 660, 30, 3), inks.white)
    brush.fill(box(-290, -546, 660, 8), inks.grey(0.85))
    brush.line(lines((-470, -356), (-262, -356)), inks.navy, 6)
    for x in range(-464, -262, 40):
        brush.line(lines((x, -356), (x, -310)), inks.navy, 4)


def _chalet(brush: Brush, home: House, air: Air) -> None:
    inks = air.inks
    _chimney(brush, home, air, 170, -470, 120)
    gable = polygon((-300, 0), (-300, -330), (0, -620), (300, -330), (300, 0))
    brush.fill(gable, home.wall)
    with brush.inside(gable):
        brush.fill(box(90, -640, 220, 640), home.wall.shade(-0.04))
        brush.fill(boxes([(-300, -640 + i * 44, 600, 4) for i in range(15)]), home.wall.shade(-0.07))
        brush.fill(box(-300, -100, 600, 100), inks.grey(0.86))
    _gable(brush, home.roof, 0, -330, (300, 300))
    _window(brush, home, air, (-62, -490, 124, 108))
    brush.fill(box(-250, -322, 500, 14), home.roof.shade(-0.1))
    brush.line(lines((-250, -372), (250, -372)), home.roof.shade(-0.06), 12)
    for x in range(-240, 250, 32):
        brush.line(lines((x, -366), (x, -320)), home.roof.shade(-0.06), 8)
    for x in (-232, 142):
        _window(brush, home, air, (x, -232, 92, 104))
    _door(brush, home, air, 0, 200)


def _villa(brush: Brush, home: House, air: Air) -> None:
    _wall(brush, home, -440, -280, (880, 280))
    _wall(brush, home, -150, -470, (300, 470))
    _roof(brush, home.roof, ((-400, -380), (-140, -380), (-140, -268), (-480, -268)))
    _roof(brush, home.roof.shade(-0.03), ((140, -380), (400, -380), (480, -268), (140, -268)))
    _roof(brush, home.roof, ((-90, -585), (90, -585), (205, -456), (-205, -456)))
    for x in (-380, -268, 182, 294):
        _window(brush, home, air, (x, -200, 78, 126), arched=True)
    _window(brush, home, air, (-44, -400, 88, 104), arched=True)
    _door(brush, home, air, 0, 212)
    for x in (-108, 92):
        brush.fill(box(x, -232, 17, 232, 3), home.trim.shade(-0.03))
    brush.fill(box(-128, -250, 256, 20, 4), home.trim.shade(-0.05))


def _townhouses(brush: Brush, home: House, air: Air) -> None:
    inks = air.inks
    walls = (home.wall, home.roof, inks.warm(0.9) if home.roof.hue > 100 else inks.light(0.88))
    for i, (x, tall) in enumerate(((-435, 560), (-145, 640), (145, 580))):
        part = House(
            home.kind,
            walls[i],
            home.roof,
            home.door if i != 1 else inks.white.shade(-0.03),
            home.trim,
            290,
            tall,
            False,
            False,
        )
        _wall(brush, part, x, -tall, (290, tall))
        if i == 1:
            brush.fill(
                blob(
                    (x, -tall),
                    (x, -tall),
                    (x + 30, -tall - 74),
                    (x + 90, -tall - 84),
                    (x + 145, -tall - 136),
                    (x + 200, -tall - 84),
                    (x + 260, -tall - 74),
                    (x + 290, -tall),
                    (x + 290, -tall),
                ),
                part.wall,
            )
            brush.fill(oval((x + 145, -tall - 52), 28), inks.warm(0.94) if air.evening else inks.light(0.92))
        else:
            _roof(
                brush,
                inks.deep(0.46) if home.roof.lightness > 0.6 else inks.warm(0.74),
                ((x + 30, -tall - 110), (x + 260, -tall - 110), (x + 300, -tall + 8), (x - 10, -tall + 8)),
            )
        for row in range(2):
            for column in range(2):
                _window(brush, part, air, (x + 50 + column * 116, -tall + 70 + row * 160, 74, 100))
        _door(brush, part, air, x + (95 if i != 1 else 145), 190)
        if i != 1:
            _window(brush, part, air, (x + 190, -160, 64, 90))


_DESIGNS: dict[str, Callable[[Brush, House, Air], None]] = {
    "cottage": _cottage,
    "storeys": _storeys,
    "modern": _modern,
    "chalet": _chalet,
    "villa": _villa,
    "townhouses": _townhouses,
}
