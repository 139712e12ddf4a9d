"""What stands at an end of a car or a house that is the subject, and where a charger among it charges that car.

Pure arithmetic.
"""

from collections.abc import Sequence

from prompt_builder.scene import Object, Thing

from .brush import Point
from .geometry import Area
from .layout import Layout
from .objects import DRAWABLES

_GAP, _JUTS = 1.06, 0.4
"""How much wider the place at the end of a car is than what stands there, and how much of a car juts out beside the
house before which it is."""
_YARD, _CUT = 64.0, 3.0
"""How far before a house that car is, in centimetres of the house, and how much worse it is cut than behind people."""


def joins(layout: Layout, thing: Thing) -> bool:
    """Whether it stands at an end of the subject."""
    end = DRAWABLES[thing].alongside
    return (end == "car" and layout.car is not None) or (end == "house" and layout.house is not None)


def breadth(things: Sequence[Thing], subject: Object | None) -> float:
    """How much longer a car or a house is with what stands at its end, in centimetres."""
    joined = (known.ground for thing in things if (known := DRAWABLES[thing]).alongside == subject)
    return sum(ground.width * (_GAP if subject == "car" else _JUTS) for ground in joined if ground)


def level(layout: Layout) -> float:
    """The y of its foot."""
    if layout.house and layout.object:
        return layout.house.bottom + layout.object.scale * _YARD
    return layout.car.bottom + layout.unit if layout.car else 0.0


def middle(layout: Layout, thing: Thing, size: tuple[float, float]) -> float:
    """x of something of that size, in pixels: at the end that is not the people's, who may be before the house.

    Where they are before both ends, and where nobody is, it is where most of it is seen, or where there is more room.
    """
    (wide, tall), built, spot, people = size, layout.car or layout.house, layout.object, layout.people
    if built is None or spot is None:
        return layout.width / 2
    out, foot = wide * (_JUTS - 0.5 if layout.house else 0.5), level(layout)
    left, right = built.left - out, built.right + out
    if people and not built.left < people.x < built.right:
        return right if (people.x < spot.x) != (thing == layout.near) else left

    def hidden(x: float) -> float:
        area = Area(x - wide / 2, foot - tall, x + wide / 2, foot)
        return area.covered(layout.bodies) + max(-area.left, area.right - layout.width, 0.0) / wide * _CUT

    return min((left, right), key=lambda x: (hidden(x), abs(layout.width / 2 - x)))


def port(layout: Layout, top: Point) -> Point | None:
    """Where a car is charged by a column with that top: in its nearer wing, or beside the column if that is before it.

    None where there is no car, or a head on the way.
    """
    if layout.car is None:
        return None
    car, x = layout.car, top[0]
    wide, high = car.right - car.left, car.bottom - car.top
    side = 1 if x > (car.left + car.right) / 2 else -1
    wing = (car.right if side > 0 else car.left) - side * wide * 0.12
    beside = x - side * wide * 0.2
    port = min(wing, beside, key=lambda place: place * side), car.bottom - high * 0.44
    way = Area(min(port[0], x), min(port[1], top[1]), max(port[0], x), layout.height).grown(wide * 0.06)
    return None if any(head.meets(way) for head in layout.heads) else port
