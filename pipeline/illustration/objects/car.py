"""Cars of several bodies in side view, facing right, in centimetres with the ground under their middle as origin."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from prompt_builder.scene import Design, Tint

from ..brush import Brush, Point, blob, bow, box, boxes, curve, lines, oval, polygon
from ..inks import HUES, ROLES, ColourRole, Ink, Inks

Seated = Callable[[Brush], None]


@dataclass(frozen=True, slots=True)
class Shape:
    """One car body: its outline, windows (front first), wheels and the seat's place (x, y of the hips)."""

    outline: tuple[Point, ...]
    windows: tuple[tuple[Point, ...], ...]
    wheels: tuple[float, float]
    radius: float
    belt: float
    seat: Point
    top: float
    doors: tuple[float, ...]
    length: float

    def top_at(self, x: float) -> float | None:
        """y of the upper edge at an x; None beside the car."""
        edges = zip(self.outline, (*self.outline[1:], self.outline[0]), strict=True)
        crossed = (((ax, ay), (bx, by)) for (ax, ay), (bx, by) in edges if min(ax, bx) <= x <= max(ax, bx) and ax != bx)
        return min((ay + (by - ay) * (x - ax) / (bx - ax) for (ax, ay), (bx, by) in crossed), default=None)

    @property
    def roof(self) -> Point:
        """The middle of the roof."""
        return min(self.outline, key=lambda point: point[1])[0], self.top + 4

    @property
    def bonnet(self) -> Point:
        """The middle of the bonnet, or of the roof of a car with hardly any."""
        glass, nose = max((x for pane in self.windows for x, _ in pane), default=60), max(x for x, _ in self.outline)
        x = (glass + nose) / 2
        return (x, (self.top_at(x) or self.belt) + 4) if nose - glass > _BONNET else self.roof


_BONNET = 60.0
"""How long a bonnet is at least on which something lies, in centimetres."""


SHAPES: dict[str, Shape] = {
    "sedan": Shape(
        ((-228, -34), (-231, -62), (-222, -90), (-222, -90), (-172, -97), (-118, -128), (-78, -142), (-20, -146),
         (36, -141), (72, -124), (112, -99), (112, -99),
         (176, -90), (216, -76), (230, -56), (230, -34), (230, -34), (222, -25), (-220, -25)),
        (((-8, -135), (-8, -135), (30, -131), (62, -117), (88, -99), (88, -99), (-8, -99), (-8, -99)),
         ((-18, -135), (-18, -135), (-18, -99), (-18, -99), (-136, -99), (-136, -99), (-104, -121), (-72, -133))),
        (-142, 142), 33, -97, (8, -46), -146, (-14, 100), 462),
    "hatch": Shape(
        ((-186, -34), (-192, -66), (-186, -96), (-164, -130), (-150, -148), (-150, -148), (-60, -154), (0, -150),
         (44, -136), (86, -103), (86, -103),
         (146, -94), (182, -78), (192, -54), (190, -34), (190, -34), (182, -25), (-180, -25)),
        (((-8, -142), (-8, -142), (18, -137), (44, -123), (66, -104), (66, -104), (-8, -104), (-8, -104)),
         ((-18, -143), (-18, -143), (-18, -104), (-18, -104), (-150, -104), (-150, -104), (-138, -128), (-126, -141))),
        (-118, 116), 32, -102, (0, -48), -154, (-13, 76), 384),
    "suv": Shape(
        ((-222, -40), (-228, -80), (-224, -112), (-206, -150), (-192, -172), (-192, -172), (-80, -178), (20, -175),
         (60, -162), (104, -120), (104, -120),
         (178, -112), (216, -98), (226, -70), (226, -40), (226, -40), (216, -31), (-216, -31)),
        (((-2, -165), (-2, -165), (42, -159), (62, -145), (84, -121), (84, -121), (-2, -121), (-2, -121)),
         ((-12, -166), (-12, -166), (-12, -121), (-12, -121), (-104, -121), (-104, -121), (-104, -168), (-104, -168)),
         ((-114, -168), (-114, -168), (-114, -121), (-114, -121), (-204, -121), (-204, -121), (-196, -148),
          (-184, -165))),
        (-138, 142), 40, -119, (14, -62), -178, (-7, -109, 92), 452),
    "cabrio": Shape(
        ((-206, -36), (-210, -62), (-204, -88), (-204, -88), (-150, -98), (-110, -96), (-104, -90), (-104, -90),
         (60, -90), (60, -90), (78, -100), (78, -100),
         (150, -92), (192, -78), (208, -54), (206, -34), (206, -34), (198, -25), (-198, -25)),
        (), (-128, 128), 33, -92, (-20, -44), -138, (-62, 66), 416),
    "coupe": Shape(
        ((-216, -34), (-220, -60), (-212, -92), (-212, -92), (-160, -106), (-96, -128), (-40, -134), (10, -130),
         (54, -112), (92, -92), (92, -92),
         (168, -84), (210, -70), (222, -50), (220, -32), (220, -32), (210, -23), (-208, -23)),
        (((-66, -122), (-66, -122), (-30, -125), (8, -120), (40, -106), (60, -94), (60, -94), (-66, -94), (-66, -94)),
         ((-76, -121), (-76, -121), (-76, -94), (-76, -94), (-128, -94), (-128, -94), (-108, -110))),
        (-136, 138), 34, -92, (-8, -40), -134, (-72, 70), 440),
    "mini": Shape(
        ((-158, -34), (-164, -66), (-158, -96), (-140, -128), (-104, -150), (-104, -150), (-40, -156), (20, -148),
         (50, -130), (74, -102), (74, -102),
         (128, -98), (158, -80), (166, -54), (162, -34), (162, -34), (154, -26), (-150, -26)),
        (((-22, -144), (-22, -144), (14, -138), (34, -124), (52, -103), (52, -103), (-22, -103), (-22, -103)),
         ((-32, -145), (-32, -145), (-32, -103), (-32, -103), (-128, -103), (-128, -103), (-116, -126), (-92, -141))),
        (-98, 98), 31, -101, (-8, -48), -156, (-27, 62), 330),
    "van": Shape(
        ((-214, -38), (-220, -90), (-214, -160), (-196, -182), (-196, -182), (-60, -188), (90, -184), (142, -170),
         (184, -118), (184, -118),
         (208, -106), (218, -80), (216, -38), (216, -38), (206, -29), (-206, -29)),
        (((74, -172), (74, -172), (122, -166), (146, -148), (164, -118), (164, -118), (74, -118), (74, -118)),
         ((-34, -172), (-34, -172), (60, -172), (60, -172), (60, -118), (60, -118), (-34, -118), (-34, -118)),
         ((-196, -170), (-196, -170), (-48, -172), (-48, -172), (-48, -118), (-48, -118), (-202, -118), (-202, -118))),
        (-138, 138), 36, -112, (96, -60), -188, (-41, 67, 176), 436),
}  # fmt: skip


ASKED: dict[str, Shape] = {
    "taxi": SHAPES["sedan"],
    "truck": Shape(
        ((-300, -44), (-300, -60), (-120, -60), (92, -60), (92, -60), (96, -232), (104, -240), (104, -240), (196, -236),
         (218, -160), (218, -160), (232, -146), (234, -60), (230, -44), (230, -44)),
        (((128, -222), (128, -222), (186, -220), (204, -160), (204, -160), (128, -158), (128, -158)),),
        (-210, 168), 42, -156, (150, -92), -240, (116, 222), 604),
}  # fmt: skip
"""Bodies that are drawn only where somebody asks for them."""
_MIDDLE = -106
"""x of the middle wheel of a truck."""


@dataclass(frozen=True, slots=True)
class Car:
    """A car ready to be drawn."""

    shape: Shape
    body: Ink
    inks: Inks
    kind: str
    two_tone: bool
    rack: bool
    spokes: int

    @property
    def extent(self) -> tuple[float, float]:
        """Its width and height."""
        return self.shape.length * 1.04, 6 - self.shape.top


DESIGNS: dict[Design, str] = {
    "convertible": "cabrio", "SUV": "suv", "sedan": "sedan", "hatchback": "hatch", "coupe": "coupe", "minivan": "van",
    "small car": "mini", "taxi": "taxi", "truck": "truck",
}  # fmt: skip
"""The body of each kind of car that may be asked for."""
RACKED = "suv", "hatch", "van", "mini"
"""Those that may have a rack with luggage on the roof."""


def car(inks: Inks, ground: ColourRole | Tint, rng: random.Random, kind: str) -> Car:
    """One car whose paint is of that role or colour, and of that alone where it is a colour."""
    grounds: dict[ColourRole | Tint, tuple[Ink, ...]] = {
        **{role: inks.scheme(role).cars for role in ROLES},
        "white": (inks.white,), "grey": (inks.grey(0.76),), "dark": (inks.navy,),
    }  # fmt: skip
    bodies = (inks.named(ground),) if ground in HUES else grounds[ground]
    body = rng.choice(bodies)
    two_tone = rng.random() < (0.75 if kind in ("van", "mini") else 0.2) and len(bodies) > 1
    return Car((SHAPES | ASKED)[kind], body, inks, kind, two_tone, rng.random() < 0.25, rng.choice((5, 6, 8)))


def draw(brush: Brush, auto: Car, evening: bool, seated: Seated | None = None, moving: bool = False) -> None:
    """Paint the car; `seated` paints who sits in it, and is clipped to the glass."""
    shape, ink = auto.shape, auto.body
    outline = blob(*shape.outline)
    if auto.kind == "cabrio":
        _open_cabin(brush, auto, seated)
    if auto.rack and auto.kind in RACKED:
        roof_rack(brush, auto, shape.windows[1][0][0] - 20)
    brush.blend(outline, (0, shape.top), (0, -25), [ink.shade(0.06), ink, ink.shade(-0.03)])
    with brush.inside(outline):
        _planes(brush, auto)
    for window in shape.windows:
        _glass(brush, auto, blob(*window), seated, evening)
    if auto.kind == "taxi":
        taxi_sign(brush, auto, shape.roof)
        checks(brush, auto, (-96, -86))
    elif auto.kind == "truck":
        _load(brush, auto)
    if evening and moving:
        _beam(brush, auto)
    _details(brush, auto, evening)
    for x in shape.wheels:
        _wheel(brush, auto, (x, -shape.radius))


def _planes(brush: Brush, auto: Car) -> None:
    """Light along the shoulder, shade along the sill, the wheel arches and the second colour."""
    shape, ink, inks = auto.shape, auto.body, auto.inks
    half = shape.length / 2
    if auto.two_tone:
        second = inks.white if ink.lightness < 0.85 else inks.deep(0.5)
        brush.fill(box(-half - 10, shape.top - 10, shape.length + 20, shape.belt - shape.top + 16), second)
    part = blob((-half, -58), (-half, -58), (-half * 0.3, -53), (half * 0.5, -56), (half, -62), (half, -62), (half, 0),
                (half, 0), (-half, 0), (-half, 0))  # fmt: skip
    brush.fill(part, ink.shade(-0.055))
    brush.fill(box(-half - 10, -36, shape.length + 20, 20), ink.shade(-0.11))
    part = curve((-half + 12, shape.belt + 8), (0, shape.belt + 5), (half - 26, shape.belt + 15))
    brush.line(part, ink.shade(0.08), 2.6)
    for x in shape.wheels:
        brush.fill(oval((x, -shape.radius), shape.radius + 7), inks.navy)


def glazing(auto: Car, evening: bool, seated: Seated | None) -> list[Ink]:
    """What runs down its panes: by day they are dark where nobody is behind them."""
    if evening:
        return [auto.inks.deep(0.38), auto.inks.deep(0.5)]
    return [auto.inks.light(0.83), auto.inks.light(0.93)] if seated else [auto.inks.deep(0.45), auto.inks.deep(0.62)]


def _glass(brush: Brush, auto: Car, window: object, seated: Seated | None, evening: bool) -> None:
    inks, shape = auto.inks, auto.shape
    brush.line(window, inks.navy, 4)
    brush.blend(window, (0, shape.top), (0, shape.belt), glazing(auto, evening, seated))
    with brush.inside(window):
        if seated is not None:
            brush.fill(box(shape.seat[0] - 40, shape.seat[1] - 88, 17, 80, 7), inks.deep(0.4))
            seated(brush)
        for x in (-150, -20, 30):
            path = polygon((x, shape.top), (x + 16, shape.top), (x - 24, shape.belt + 4), (x - 40, shape.belt + 4))
            brush.fill(path, inks.white, 0.22)


def _open_cabin(brush: Brush, auto: Car, seated: Seated | None) -> None:
    """Windscreen, seats and passengers of an open car, behind its doors: no hand is grey behind the glass."""
    inks = auto.inks
    brush.fill(polygon((73, -98), (34, -138), (30, -98)), inks.light(0.93), 0.9)
    brush.line(curve((76, -98), (54, -124), (36, -140)), inks.navy, 5)
    for x in (-80,) if seated else (-80, -8):
        headrest(brush, auto, (x, -118))
    if seated:
        seated(brush)
    brush.fill(blob((-150, -97), (-136, -108), (-112, -106), (-100, -92)), inks.navy)


def headrest(brush: Brush, auto: Car, place: Point) -> None:
    """The back of a seat of an open car with its headrest, whose upper edge is at the place."""
    (x, y), inks = place, auto.inks
    brush.fill(box(x - 17, y + 14, 34, 60, 10), inks.deep(0.3))
    brush.fill(box(x - 13, y, 26, 24, 9), inks.deep(0.36))


def roof_rack(brush: Brush, auto: Car, x: float) -> None:
    """Luggage on the roof around an x."""
    inks, top = auto.inks, auto.shape.top
    brush.line(lines((x - 62, top + 2), (x + 62, top + 2)), inks.navy, 4)
    shape = box(x - 52, top - 34, 60, 34, 6)
    brush.fill(shape, inks.warm(0.74) if auto.body.lightness < 0.7 or auto.body.hue > 100 else inks.deep(0.5))
    brush.fill(box(x + 12, top - 25, 42, 25, 6), inks.light(0.84) if auto.body.lightness < 0.8 else inks.deep(0.42))
    brush.line(lines((x - 32, top - 34), (x - 32, top)), inks.white, 2.5)
    brush.line(lines((x + 33, top - 25), (x + 33, top)), inks.white, 2.5)


def taxi_sign(brush: Brush, auto: Car, place: Point) -> None:
    """The sign on the roof."""
    inks, (x, y) = auto.inks, place
    brush.fill(box(x - 27, y - 27, 54, 24, 6), inks.warm(0.84) if auto.body.hue > 100 else inks.white)
    brush.fill(boxes([(x - 21 + i * 14, y - 22 + i % 2 * 7, 7, 7) for i in range(3)]), inks.navy)
    brush.fill(boxes([(x - 14 + i * 14, y - 22 + (i + 1) % 2 * 7, 7, 7) for i in range(3)]), inks.navy)


def checks(brush: Brush, auto: Car, place: Point) -> None:
    """The checks of a taxi, from the left upper corner."""
    inks, (x, y) = auto.inks, place
    light, dark = (inks.white, inks.navy) if auto.body.lightness < 0.85 else (inks.deep(0.7), inks.navy)
    for row in range(2):
        brush.fill(boxes([(x + i * 9, y + row * 9, 9, 9) for i in range(20) if (i + row) % 2]), dark)
        brush.fill(boxes([(x + i * 9, y + row * 9, 9, 9) for i in range(20) if not (i + row) % 2]), light)


def _load(brush: Brush, auto: Car) -> None:
    """The box of a truck, with the band of a brand along it."""
    inks = auto.inks
    brush.fill(box(-304, -258, 402, 204, 6), inks.white)
    brush.line(lines((98, -250), (98, -60)), inks.grey(0.8), 2.4)
    brush.fill(box(-304, -98, 402, 44, 4), inks.grey(0.92))
    band = inks.warm(0.79) if auto.body.hue > 100 else inks.deep(0.56)
    brush.fill(polygon((-304, -190), (98, -232), (98, -196), (-304, -150)), band)
    brush.fill(oval((-108, -140), 24), inks.navy)
    brush.fill(oval((-108, -140), 12), inks.white)
    for x in (-206, -10):
        brush.line(lines((x, -254), (x, -60)), inks.grey(0.9), 1.6)
    brush.fill(box(-300, -58, 440, 12, 3), inks.navy)
    for wheel in (*auto.shape.wheels, _MIDDLE):
        brush.fill(oval((wheel, -auto.shape.radius), auto.shape.radius + 7), inks.navy)
    _wheel(brush, auto, (_MIDDLE, -auto.shape.radius))


def lamp_level(auto: Car) -> int:
    """y of the head lamp."""
    return -72 if auto.kind not in ("suv", "van", "truck") else -92


def _beam(brush: Brush, auto: Car) -> None:
    """The light of the head lamp on the road ahead."""
    front, nose, white = max(x for x, _ in auto.shape.outline), lamp_level(auto), auto.inks.white
    beam = polygon((front - 10, nose - 2), (front + 230, nose - 26), (front + 230, nose + 74), (front - 10, nose + 8))
    brush.melt(beam, (front, 0), (front + 230, 0), [(white, 0.5), (white, 0.0)])


def _details(brush: Brush, auto: Car, evening: bool) -> None:
    """Door lines, handles, lights, bumpers and the mirror."""
    shape, ink, inks = auto.shape, auto.body, auto.inks
    line = ink.shade(-0.14)
    low = -60 if auto.kind == "truck" else -38
    for x in shape.doors:
        brush.line(curve((x, shape.belt + 1), (x + 1, -70), (x - 4, low)), line, 1.6)
    for x in shape.doors[:-1] if len(shape.doors) > 2 else shape.doors[:1]:
        brush.fill(box(x + 10, shape.belt + 14, 18, 5, 2.5), line)
        if auto.kind not in ("truck", "cabrio"):  # these have no doors behind
            brush.fill(box(x - 30, shape.belt + 14, 18, 5, 2.5), line)
    front = max(x for x, _ in shape.outline)
    rear = min(x for x, _ in shape.outline)
    nose = lamp_level(auto)
    lamp = blob((front - 26, nose - 9), (front - 9, nose - 5), (front - 1.5, nose + 8), (front - 12, nose + 11),
                (front - 25, nose + 4))  # fmt: skip
    brush.fill(lamp, inks.warm(0.96) if evening else inks.white)
    brush.fill(box(rear + 3, nose - 12, 11, 22, 4), inks.warm(0.68))
    for x0, wide in ((front - 34, 36), (rear - 2, 36)):
        brush.fill(box(x0, -46, wide, 15, 6), ink.shade(-0.17) if ink.lightness > 0.5 else inks.navy)
    base = shape.doors[-1] - 16
    belt = shape.belt
    brush.fill(
        blob((base - 8, belt - 12), (base + 5, belt - 13), (base + 9, belt - 2), (base - 6, belt)), ink.shade(0.03)
    )
    brush.line(bow((base - 8, belt - 1), (base, belt + 1), (base + 8, belt - 1)), line, 1.4)


def _wheel(brush: Brush, auto: Car, centre: Point) -> None:
    inks, radius = auto.inks, auto.shape.radius
    with brush.at(centre, radius):
        brush.glow((0, 0.98), (1.3, 0.2), inks.deep(0.2), 0.7)  # the shadow where it touches the ground
        brush.fill(oval((0, 0), 1), inks.deep(0.22))
        brush.line(oval((0, 0), 0.84), inks.deep(0.34), 0.04)
        brush.fill(oval((0, 0), 0.66), inks.grey(0.9))
        brush.fill(oval((0.05, 0.05), 0.6), inks.deep(0.4))
        for i in range(auto.spokes):
            with brush.at((0, 0), angle=i * 360 / auto.spokes + 12):
                brush.fill(polygon((-0.09, 0), (-0.13, -0.63), (0.13, -0.63), (0.09, 0)), inks.grey(0.93))
        brush.fill(oval((0, 0), 0.2), inks.white)
        brush.fill(oval((0, 0), 0.09), inks.deep(0.5))
