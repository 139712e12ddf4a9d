"""Houses of several designs in front view, in centimetres with the middle of their ground line as origin."""

import random
from collections.abc import Callable

from ..air import Air
from ..brush import Brush, blob, box, boxes, lines, oval, ovals, polygon
from .flora import bush
from .house import House, chimney, door, gable, glazing, roof, wall, window

DOORS = {"modern": 60.0, "dacha": 62.0}
"""x of the door where it is not in the middle."""


def draw(brush: Brush, home: House, air: Air, rng: random.Random) -> None:
    """Paint the house with its steps and what grows beside the door."""
    _DESIGNS[home.kind](brush, home, air)
    for x, scale in ((-home.width * 0.47, 1.5), (home.width * 0.45, 1.3)):
        with brush.at((x, 8), scale * rng.uniform(0.9, 1.2)):
            bush(brush, air, 0.0, random.Random(round(x)))


def _cottage(brush: Brush, home: House, air: Air) -> None:
    chimney(brush, home, air, (190, -420))
    wall(brush, home, -330, -290, (660, 290))
    roof(brush, home.roof, ((-290, -520), (290, -520), (385, -278), (-385, -278)))
    brush.fill(polygon((-130, -270), (0, -470), (130, -270)), home.wall)
    brush.fill(polygon((0, -470), (130, -270), (40, -270)), home.wall.shade(-0.035))
    gable(brush, home.roof.shade(-0.03), 0, -285, (120, 175))
    window(brush, home, air, (-32, -372, 64, 76))
    door(brush, home, air, 0)
    for x in (-262, 158):
        window(brush, home, air, (x, -222, 104, 116))
        brush.fill(ovals([(x + i * 104 / 6, -90 - i % 2 * 7, 14) for i in range(7)]), air.ink("light", 0.66))
        flowers = ovals([(x + 2 + i * 20, -96 - i % 2 * 6, 7.5) for i in range(6)])
        brush.fill(flowers, air.inks.warm(0.7 if air.evening else 0.79))
        brush.fill(box(x - 10, -86, 124, 22, 4), air.inks.deep(0.5))


def _storeys(brush: Brush, home: House, air: Air) -> None:
    chimney(brush, home, air, (-200, -560))
    wall(brush, home, -320, -540, (640, 540))
    brush.fill(box(-326, -288, 652, 16), home.trim if home.wall.lightness < 0.97 else air.inks.deep(0.88))
    roof(brush, home.roof, ((-210, -720), (210, -720), (372, -528), (-372, -528)))
    for x in (-250, -50, 150):
        window(brush, home, air, (x, -470, 100, 122))
    for x in (-250, 150):
        window(brush, home, air, (x, -222, 100, 126))
    for x in (-96, 82):
        brush.fill(box(x, -236, 15, 236), home.trim.shade(-0.02))
    door(brush, home, air, 0, 196)
    brush.fill(polygon((-125, -232), (0, -296), (125, -232)), home.roof)
    brush.fill(polygon((0, -296), (125, -232), (30, -232)), home.roof.shade(-0.06))
    brush.fill(box(-128, -236, 256, 14, 3), home.roof.shade(-0.1))


def _modern(brush: Brush, home: House, air: Air) -> None:
    inks = air.inks
    brush.fill(box(-470, -290, 620, 290), home.wall)
    brush.fill(box(-470, -290, 620, 40), home.wall.shade(-0.1))
    brush.fill(box(-10, -300, 160, 300), home.wall.shade(-0.05))
    glazing(brush, air, (-430, -230, 360, 218), 4)
    door(brush, home, air, 60, 210)
    brush.fill(box(150, -270, 310, 270), home.roof.shade(-0.04))
    brush.fill(boxes([(150, -262 + i * 30, 310, 3) for i in range(9)]), home.roof.shade(-0.1))
    brush.fill(box(185, -212, 240, 212, 3), inks.grey(0.9) if not air.evening else inks.deep(0.7))
    shape = boxes([(185, -170 + i * 42, 240, 4) for i in range(4)])
    brush.fill(shape, inks.grey(0.8) if not air.evening else inks.deep(0.6))
    brush.fill(box(-490, -310, 700, 30, 3), inks.white)
    brush.fill(box(-260, -540, 600, 232), home.roof)
    brush.fill(box(140, -540, 200, 232), home.roof.shade(-0.05))
    glazing(brush, air, (-220, -490, 300, 160), 3)
    window(brush, home, air, (190, -476, 96, 110))
    brush.fill(box(-290, -568, 660, 30, 3), inks.white)
    brush.fill(box(-290, -546, 660, 8), inks.grey(0.85))
    brush.line(lines((-470, -356), (-262, -356)), inks.navy, 6)
    for x in range(-464, -262, 40):
        brush.line(lines((x, -356), (x, -310)), inks.navy, 4)


def _chalet(brush: Brush, home: House, air: Air) -> None:
    chimney(brush, home, air, (170, -470))
    front = polygon((-300, 0), (-300, -330), (0, -620), (300, -330), (300, 0))
    brush.fill(front, home.wall)
    with brush.inside(front):
        brush.fill(box(90, -640, 220, 640), home.wall.shade(-0.04))
        brush.fill(boxes([(-300, -640 + i * 44, 600, 4) for i in range(15)]), home.wall.shade(-0.07))
        brush.fill(box(-300, -100, 600, 100), air.inks.grey(0.86))
    gable(brush, home.roof, 0, -330, (300, 300))
    window(brush, home, air, (-62, -490, 124, 108))
    brush.fill(box(-250, -322, 500, 14), home.roof.shade(-0.1))
    brush.line(lines((-250, -372), (250, -372)), home.roof.shade(-0.06), 12)
    for x in range(-240, 250, 32):
        brush.line(lines((x, -366), (x, -320)), home.roof.shade(-0.06), 8)
    for x in (-232, 142):
        window(brush, home, air, (x, -232, 92, 104))
    door(brush, home, air, 0, 200)


def _dacha(brush: Brush, home: House, air: Air) -> None:
    """A wooden house of one floor under a steep roof, with an attic window and a veranda of many panes."""
    inks = air.inks
    wood = inks.warm(0.8) if not air.evening else inks.warm(0.6)
    chimney(brush, home, air, (-150, -380))
    front = polygon((-300, 0), (-300, -220), (-90, -470), (120, -220), (120, 0))
    brush.fill(front, wood)
    with brush.inside(front):
        brush.fill(boxes([(-300, -470 + i * 26, 430, 3) for i in range(19)]), wood.shade(-0.07))
        brush.fill(box(-300, -26, 430, 26), inks.grey(0.8))
    gable(brush, home.roof, -90, -220, (214, 250))
    window(brush, home, air, (-132, -330, 84, 84))
    for x in (-252, -82):
        window(brush, home, air, (x, -168, 92, 96))
        brush.fill(polygon((x - 18, -180), (x + 46, -212), (x + 110, -180)), inks.white)
    brush.fill(box(118, -176, 210, 176), wood.shade(-0.05))
    glazing(brush, air, (132, -164, 186, 96), 5)
    brush.fill(box(118, -60, 210, 60), wood.shade(0.03))
    brush.fill(boxes([(118 + i * 21, -60, 3, 60) for i in range(10)]), wood.shade(-0.08))
    brush.fill(polygon((108, -170), (150, -232), (320, -232), (352, -170)), home.roof.shade(-0.05))
    brush.fill(box(24, -150, 76, 150, 3), home.door)
    brush.fill(box(36, -136, 52, 52, 4), inks.warm(0.95) if air.evening else inks.light(0.9))
    brush.fill(box(8, -10, 108, 12, 2), wood.shade(-0.12))


def _villa(brush: Brush, home: House, air: Air) -> None:
    wall(brush, home, -440, -280, (880, 280))
    wall(brush, home, -150, -470, (300, 470))
    roof(brush, home.roof, ((-400, -380), (-140, -380), (-140, -268), (-480, -268)))
    roof(brush, home.roof.shade(-0.03), ((140, -380), (400, -380), (480, -268), (140, -268)))
    roof(brush, home.roof, ((-90, -585), (90, -585), (205, -456), (-205, -456)))
    for x in (-380, -268, 182, 294):
        window(brush, home, air, (x, -200, 78, 126), arched=True)
    window(brush, home, air, (-44, -400, 88, 104), arched=True)
    door(brush, home, air, 0, 212)
    for x in (-108, 92):
        brush.fill(box(x, -232, 17, 232, 3), home.trim.shade(-0.03))
    brush.fill(box(-128, -250, 256, 20, 4), home.trim.shade(-0.05))


def _high_rise(brush: Brush, home: House, air: Air) -> None:
    inks = air.inks
    brush.fill(box(-80, -1080, 160, 60, 4), home.roof.shade(-0.06))
    wall(brush, home, -280, -1020, (560, 1020))
    brush.fill(box(-280, -1020, 170, 1020), home.roof)
    brush.fill(box(-300, -1040, 600, 30, 4), home.roof.shade(-0.08))
    for row in range(8):
        y = -980 + row * 104
        for x, wide in ((-250, 110), (-70, 120), (120, 120)):
            glazing(brush, air, (x, y, wide, 66), 2)
        brush.fill(box(-86, y + 58, 342, 26, 3), inks.white if row % 2 else home.door)
    brush.fill(box(-280, -130, 560, 130), inks.grey(0.9) if not air.evening else inks.deep(0.6))
    for x in (-240, 120):
        glazing(brush, air, (x, -110, 120, 100), 2)
    brush.fill(box(-70, -122, 150, 14, 3), home.door)
    glazing(brush, air, (-45, -104, 100, 104), 2)


def _townhouses(brush: Brush, home: House, air: Air) -> None:
    inks = air.inks
    walls = (home.wall, home.roof, inks.warm(0.9) if home.roof.hue > 100 else inks.light(0.88))
    for i, (x, tall) in enumerate(((-435, 560), (-145, 640), (145, 580))):
        paint = home.door if i != 1 else inks.white.shade(-0.03)
        part = House(home.kind, walls[i], home.roof, paint, home.trim, 290, tall, False, False)
        wall(brush, part, x, -tall, (290, tall))
        if i == 1:
            gable = blob((x, -tall), (x, -tall), (x + 30, -tall - 74), (x + 90, -tall - 84), (x + 145, -tall - 136),
                         (x + 200, -tall - 84), (x + 260, -tall - 74), (x + 290, -tall), (x + 290, -tall))  # fmt: skip
            brush.fill(gable, part.wall)
            brush.fill(oval((x + 145, -tall - 52), 28), inks.warm(0.94) if air.evening else inks.light(0.92))
        else:
            tiles, top, low = inks.deep(0.46) if home.roof.lightness > 0.6 else inks.warm(0.74), -tall - 110, -tall + 8
            roof(brush, tiles, ((x + 30, top), (x + 260, top), (x + 300, low), (x - 10, low)))
        for row in range(2):
            for column in range(2):
                window(brush, part, air, (x + 50 + column * 116, -tall + 70 + row * 160, 74, 100))
        door(brush, part, air, x + (95 if i != 1 else 145), 190)
        if i != 1:
            window(brush, part, air, (x + 190, -160, 64, 90))


_DESIGNS: dict[str, Callable[[Brush, House, Air], None]] = {
    "cottage": _cottage, "storeys": _storeys, "modern": _modern, "chalet": _chalet, "dacha": _dacha, "villa": _villa,
    "townhouses": _townhouses, "high-rise": _high_rise,
}  # fmt: skip
