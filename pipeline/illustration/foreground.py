"""Leaves and grass at the edges of the frame, which give depth. Knows no subject."""

import random

from prompt_builder.scene import Setting

from .air import Air
from .brush import Brush, Path, blob, box, polygon
from .geometry import Area
from .inks import Ink
from .layout import Layout
from .objects import flora


def way(brush: Brush, air: Air, layout: Layout, end: tuple[float, float, float], rng: random.Random | None) -> None:
    """A path from the lower edge to a house or a road; `end` is x, y and half its width there, in pixels.

    Beds are beside it where there is chance for their flowers.
    """
    (x, y, half), low = end, layout.height + layout.unit
    depth, near = low - y, half + (low - y) * 0.34
    middle = x + (layout.width / 2 - x) * 0.5
    bend = near * 0.35 * (1 if layout.people is not None and layout.people.x < layout.width / 2 else -1)
    edges = [
        [(x + side * half, y), (x + side * half, y), (x + side * half * 1.1, y + depth * 0.14),
         ((x + middle) / 2 + bend + side * (half + near) * 0.42, y + depth * 0.55),
         (middle + bend + side * near, low), (middle + bend + side * near, low)]
        for side in (-1, 1)
    ]  # fmt: skip
    for grow, ink in ((layout.unit * 0.9, air.ink("warm", 0.95, 0.1)), (0.0, air.ink("warm", 0.87, 0.1))):
        left, right = ([(px + side * grow * (0.4 + 0.6 * (py - y) / depth), py) for px, py in edge]
                       for side, edge in zip((-1, 1), edges, strict=True))  # fmt: skip
        brush.fill(blob(*left, *reversed(right)), ink)
    for share in (0.3, 0.62):
        size = layout.unit * (0.1 + 0.2 * share) * min(depth / layout.height / 0.32, 1.0)
        for side, edge in zip((-1, 1), edges, strict=True):
            at = y + depth * share
            (ax, ay), (bx, by) = edge[2:4] if share < 0.55 else edge[3:5]
            place = (ax + (bx - ax) * (at - ay) / (by - ay) + side * size * 53, at)
            if rng and not _stood_on(layout, place, size):
                _bed(brush, air, place, size, rng)


def parking(brush: Brush, air: Air, layout: Layout, place: Area, line: float) -> None:
    """A paved place over the whole width, with a line so wide on either side of where the car is parked."""
    u, top, low = layout.unit, place.top, place.bottom
    ink = air.inks.grey(0.9) if not air.evening else air.inks.deep(0.42)
    brush.fill(box(-2, top - u * 0.8, layout.width + 4, low - top + u * 1.8), ink.shade(0.05))
    brush.blend(box(-2, top, layout.width + 4, low - top), (0, top), (0, low), [ink.shade(0.02), ink.shade(-0.02)])
    for x, out in ((place.left, -0.3), (place.right, 0.3)):
        near = x + out * (low - top)
        brush.fill(polygon((x, top), (x + line, top), (near + line * 1.6, low), (near, low)), air.inks.white, 0.9)


def _stood_on(layout: Layout, place: tuple[float, float], size: float) -> bool:
    """Whether somebody's feet are in a bed at a place, of so many pixels per centimetre."""
    if layout.group is None or layout.people is None:
        return False
    beside = abs(place[0] - layout.people.x) > layout.group.half * layout.people.scale + size * 50
    return not beside and abs(place[1] + size * 14 - layout.people.y) < size * 60


def _bed(brush: Brush, air: Air, place: tuple[float, float], size: float, rng: random.Random) -> None:
    """A bush with flowers before it."""
    x, y = place
    with brush.at((x, y), size):
        flora.bush(brush, air, 0.05, rng)
    if air.snowy:
        return
    with brush.at((x, y + size * 14), size):
        flora.flower_bed(brush, air, rng, 5)


def frame(brush: Brush, air: Air, layout: Layout, setting: Setting, rng: random.Random) -> None:
    """Paint something near in one or two lower corners, and now and then a branch from above; nothing grows in snow."""
    near = air.inks.light(0.6) if not air.evening else air.inks.deep(0.24)
    if rng.random() < 0.3 or (layout.group is None and layout.object is None):  # nobody has clothes of that colour
        near = air.inks.deep(0.5) if not air.evening else air.inks.deep(0.3)
    u, edges = layout.unit, {-1: 0.0, 1: layout.width}
    for side, edge in () if air.snowy else edges.items():
        if rng.random() >= 0.25 and not _taken(layout, side):
            _corner(brush, air, layout, (edge, side, near), rng)
    if not air.snowy and setting in ("forest", "countryside", "city") and rng.random() < 0.4:
        side = rng.choice((-1, 1))
        edge, reach = edges[side], u * 34
        if not any(area.meets(Area(edge - reach, 0, edge + reach, reach)) for area in layout.heads):
            ink = air.ink(air.leaves, 0.68) if air.leaves else near
            for i, angle in enumerate((196, 222, 250)):
                with brush.at((edge + side * u * 3, -u * 3), u * (0.24 - 0.02 * i), side * angle):
                    flora.sprig(brush, ink.shade(0.02 * i))


def _corner(brush: Brush, air: Air, layout: Layout, growth: tuple[float, int, Ink], rng: random.Random) -> None:
    """Sprigs, grass or flowers at an edge, on that side of the picture, in an ink."""
    (edge, side, ink), u, low = growth, layout.unit, layout.height
    kind = "grass" if layout.crowded else rng.choice(("sprigs", "sprigs", "grass", "flowers"))
    if kind == "sprigs":
        for i, angle in enumerate((-34, -8, 20)):
            with brush.at((edge - side * u * (2 + 3 * i), low + u * 5), u * rng.uniform(0.2, 0.3), -side * angle):
                flora.sprig(brush, ink.shade(0.03 * i))
        return
    for i in range(5):
        with brush.at((edge - side * u * (1 + i * 4.2), low + u * 0.4), u * rng.uniform(0.26, 0.4)):
            flora.tuft(brush, ink.shade(rng.uniform(0, 0.06)), rng)
    if kind == "flowers":
        with brush.at((edge - side * u * 9, low + u * 0.6), u * 0.24):
            flora.flower_bed(brush, air, rng, 5)


def _taken(layout: Layout, side: int) -> bool:
    """Whether somebody, or a car, a house or a stage, is in that lower corner."""
    edge = layout.width * (0.5 + side * 0.5)
    corner = Area(edge - layout.unit * 26, layout.height - layout.unit * 34, edge + layout.unit * 26, layout.height)
    if any(area.meets(corner) for area in layout.heads):
        return True
    free = abs((layout.busy[0] if side < 0 else layout.busy[1]) - edge)
    if layout.object is not None and layout.object.y > layout.height - layout.unit * 26:
        return free < layout.unit * 20
    if layout.cropped:
        return free < layout.width * 0.2
    if layout.group is None or layout.people is None:
        return False
    place = layout.people
    if layout.group.core.placed(*place).meets(corner):  # with its seats, and a table
        return True
    return any(abs(place.x + member.x * place.scale - edge) < layout.width * 0.26 for member in layout.group.members)


def _asphalt(brush: Brush, air: Air, kerb: Path, lanes: Path, ends: tuple[float, float]) -> None:
    """The lanes of a road on its kerb; `ends` is the y of their upper end and of their lower one."""
    brush.fill(kerb, air.inks.grey(0.93) if not air.evening else air.inks.deep(0.56))
    brush.blend(lanes, (0, ends[0]), (0, ends[1]), [air.asphalt.shade(0.05), air.asphalt])


def road(brush: Brush, air: Air, layout: Layout, middle: float, half: float | None = None) -> None:
    """A road across the picture, its middle line at a height."""
    u = layout.unit
    half = half or u * 5
    top, wide = middle - half, layout.width + 4
    kerb, lanes = box(-2, top - u * 0.8, wide, half * 2 + u * 1.8), box(-2, top, wide, half * 2)
    _asphalt(brush, air, kerb, lanes, (top, top + half * 2))
    x = u * 2
    while x < layout.width:
        brush.fill(box(x, middle - u * 0.35, u * 7, u * 0.7), air.inks.white, 0.85)
        x += u * 13


def onward(brush: Brush, air: Air, layout: Layout, place: tuple[float, float, float]) -> None:
    """A road from afar to the lower edge; `place` is the middle of the lane of who comes, a y and half its width there.

    The other lane is to the right of it, as seen.
    """
    (x, y, half), low, far = place, layout.height + 2, layout.rear or layout.horizon

    def strip(left: float, right: float, top: float = far, bottom: float = low) -> Path:
        upper, lower = (half * max((at - far) / (y - far), 0.03) for at in (top, bottom))
        return polygon(
            (x + left * upper, top), (x + right * upper, top), (x + right * lower, bottom), (x + left * lower, bottom)
        )

    _asphalt(brush, air, strip(-1.08, 2.48), strip(-1.0, 2.4), (far, low))
    for near, end in ((0.03, 0.06), (0.1, 0.16), (0.24, 0.36), (0.5, 0.68), (0.86, 1.0)):
        dash = strip(0.96, 1.04, far + (low - far) * near, far + (low - far) * end)
        brush.fill(dash, air.inks.white, 0.85)
