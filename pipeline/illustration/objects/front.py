"""Cars from the front, for which a column has room, in centimetres with the ground under their middle as origin."""

from functools import partial

from ..brush import Brush, Path, blob, box, curve, lines, mirrored, oval, polygon
from ..inks import Ink
from .car import RACKED, Car, Seated, checks, glazing, headrest, lamp_level, roof_rack, taxi_sign

_HALF, _USUAL = {"truck": 116.0, "van": 98.0, "suv": 98.0, "mini": 82.0, "hatch": 88.0}, 92.0
"""Half the width of a car, by its kind where it is not the usual one."""
_MIRROR = 15.0
"""How far its mirrors stand out."""
_ON_TOP = {"taxi": 18.0, "truck": 18.0}
"""How high a sign or a load is over the roof."""
ABREAST = 37.0
"""How far from its middle who sits in front is."""
WHEEL = ABREAST, 23.0, 17.5
"""x of the wheel, how far below a chin its middle is, and its radius."""
_TALL = 26.0
"""How much higher the windscreen of an open car is than from its side: heads and hands are seen through it."""


def extent(auto: Car) -> tuple[float, float]:
    """Its width, with the mirrors, and its height."""
    over = _ON_TOP.get(auto.kind, 0.0) if auto.shape.windows else _TALL
    return 2 * (_half(auto) + _MIRROR), 6 - auto.shape.top + over


def _half(auto: Car) -> float:
    return _HALF.get(auto.kind, _USUAL)


def bonnet(auto: Car) -> float:
    """y of what lies on its bonnet."""
    return auto.shape.belt + 22


def chin(auto: Car) -> float:
    """y of the chins of who sits in it: in an open car hands on the wheel are seen below them."""
    return auto.shape.belt - (8.0 if auto.shape.windows else 33.0)


def screen(auto: Car) -> Path:
    """The windscreen."""
    half, top, low = _half(auto), auto.shape.top + (13 if auto.shape.windows else 4 - _TALL), auto.shape.belt + 3
    upper, lower = half * (0.8 if auto.kind in ("truck", "van") else 0.66), half * 0.84
    return blob((-upper, top), (-upper, top), (0, top - 3), (upper, top), (upper, top), (lower, low), (lower, low),
                (0, low - 3), (-lower, low), (-lower, low))  # fmt: skip


def draw(brush: Brush, auto: Car, evening: bool, seated: Seated | None = None, moving: bool = False) -> None:
    """Paint the car; `seated` paints who sits in it, and is clipped to the glass of a closed one."""
    shape, ink, inks, half = auto.shape, auto.body, auto.inks, _half(auto)
    for side in (-1, 1):
        brush.glow((side * (half - 17), 0), (22, 5), inks.deep(0.2), 0.7)
        brush.fill(box(side * (half - 17) - 14, -shape.radius * 1.5, 28, shape.radius * 1.5, 7), inks.deep(0.22))
    if auto.kind == "truck":
        brush.fill(box(-half - 6, -262, 2 * half + 12, 206, 7), inks.white)
        brush.fill(box(-half - 6, -90, 2 * half + 12, 34, 4), inks.grey(0.88))
    if auto.rack and auto.kind in RACKED:
        roof_rack(brush, auto, 0.0)
    if not shape.windows:
        _cabin(brush, auto, evening, seated)
    body = _body(auto)
    brush.blend(body, (0, shape.top), (0, -25), [ink.shade(0.06), ink, ink.shade(-0.03)])
    if shape.windows:
        if auto.two_tone:
            second = inks.white if ink.lightness < 0.85 else inks.deep(0.5)
            with brush.inside(body):
                brush.fill(box(-half, shape.top - 9, half * 2, shape.belt - shape.top + 14), second)
        _cabin(brush, auto, evening, seated)
    _nose(brush, auto, body)
    _lamps(brush, auto, evening, evening and moving)
    if auto.kind == "taxi":
        taxi_sign(brush, auto, (0.0, shape.top + 4))
        with brush.at((0, shape.belt + 3), 0.7):
            checks(brush, auto, (-90, 0))


def _body(auto: Car) -> Path:
    half, top, belt = _half(auto), auto.shape.top, auto.shape.belt
    low = ((half, belt + 30), (half + 1, -48), (half + 1, -48), (half - 4, -24), (half - 4, -24), (0, -24))
    if not auto.shape.windows:
        return mirrored((0, belt - 3), (half * 0.7, belt), (half * 0.94, belt + 8), *low)
    if auto.kind == "truck":
        return mirrored((0, top), (half * 0.8, top), (half * 0.9, top + 6), (half * 0.97, belt), *low)
    roof = ((0, top), (half * 0.52, top + 1), (half * 0.7, top + 8))
    return mirrored(*roof, (half * 0.9, belt), (half * 0.96, belt + 9), *low)


def _cabin(brush: Brush, auto: Car, evening: bool, seated: Seated | None) -> None:
    """What is seen through the windscreen, and over that of an open car."""
    inks, shape, pane = auto.inks, auto.shape, screen(auto)
    if shape.windows:
        brush.line(pane, inks.navy, 4)
        brush.blend(pane, (0, shape.top), (0, shape.belt), glazing(auto, evening, seated))
        with brush.inside(pane):
            _inside(brush, auto, seated)
            top, low = shape.top, shape.belt + 4
            for x in (-40, 34):
                brush.fill(polygon((x, top), (x + 16, top), (x - 18, low), (x - 34, low)), inks.white, 0.22)
    else:
        _inside(brush, auto, seated)
        brush.fill(pane, inks.white, 0.14)
        brush.line(pane, inks.navy, 4)


def _inside(brush: Brush, auto: Car, seated: Seated | None) -> None:
    """The seats in front, and who sits in the car, or the wheel alone."""
    for side in (-1, 1):
        headrest(brush, auto, (side * ABREAST, chin(auto) - (32 if seated else 18)))
    (seated or partial(wheel, auto=auto))(brush)


def wheel(brush: Brush, auto: Car, hands: Ink | None = None) -> None:
    """The wheel, and of who drives the hands on it, which are before the arms."""
    x, below, radius = WHEEL
    y = chin(auto) + below
    brush.line(oval((x, y), radius), auto.inks.navy, 4.5)
    if hands is not None:
        for side in (-1, 1):
            brush.fill(oval((x + side * radius, y), 6.2, 7.0), hands)
            fingers = [lines((x + side * (radius - 5), y + k), (x + side * radius, y + k)) for k in (-3.2, 0.0, 3.2)]
            for finger in fingers:
                brush.line(finger, hands.shade(-0.08), 0.9)


def _nose(brush: Brush, auto: Car, body: Path) -> None:
    """The bonnet, the grille with its badge, the bumper with its plate, and the mirrors."""
    inks, ink, shape, half = auto.inks, auto.body, auto.shape, _half(auto)
    level, dark = lamp_level(auto), ink.shade(-0.17) if ink.lightness > 0.5 else inks.navy
    with brush.inside(body):
        brush.fill(box(-half - 4, -50, half * 2 + 8, 30), ink.shade(-0.09))
        if auto.kind == "truck":
            for y in (-138, -126, -114):
                brush.fill(box(-half * 0.6, y, half * 1.2, 6, 3), ink.shade(-0.12))
        else:
            for side in (-1, 1):
                edge = curve((side * half * 0.7, shape.belt + 5), (side * half * 0.62, (shape.belt + level) / 2),
                             (side * half * 0.5, level - 8))  # fmt: skip
                brush.line(edge, ink.shade(0.08), 2.6)
    brush.fill(box(-half * 0.46, level - 8, half * 0.92, 21, 8), inks.navy)
    brush.line(lines((-half * 0.38, level + 3), (half * 0.38, level + 3)), inks.grey(0.8), 2.0)
    brush.fill(oval((0, level + 2), 8), inks.white)
    brush.fill(oval((0, level + 2), 4.6), ink)
    brush.fill(box(-half * 0.88, -42, half * 1.76, 14, 6), dark)
    brush.fill(box(-25, -46, 50, 13, 2), inks.white)
    brush.fill(box(-19, -41.5, 38, 4, 2), inks.grey(0.75))
    for side in (-1, 1):
        x = side * half * (0.86 if auto.kind != "truck" else 0.9)
        brush.line(lines((x, shape.belt + 2), (x + side * 12, shape.belt - 3)), inks.navy, 4)
        brush.fill(box(x + side * 18 - 9, shape.belt - 14, 18, 15, 6), ink.shade(0.03))


def _lamps(brush: Brush, auto: Car, evening: bool, lit: bool) -> None:
    inks, half, level = auto.inks, _half(auto), lamp_level(auto)
    for side in (-1, 1):
        x = side * half * 0.74
        brush.fill(box(x - 15, level - 8, 30, 17, 8), auto.body.shade(-0.14))
        brush.fill(box(x - 13, level - 6, 26, 13, 6), inks.warm(0.96) if evening else inks.white)
        if lit:
            brush.glow((x, level), (70, 60), inks.white, 0.6)
