"""Where a car is charged by the column beside it. Pure arithmetic."""

from .brush import Point
from .geometry import Area
from .layout import Layout


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
