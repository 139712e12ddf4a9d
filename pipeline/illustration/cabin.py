"""A car from inside: what is seen through its glass is the scenery; who is in it sits behind the dashboard."""

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from prompt_builder.scene import Scene, Thing

from . import dials
from .air import Air, rng_of
from .brush import Brush, Path, blob, box, capsule, curve, cut, lines, oval, polygon
from .figure import person, riding, seats
from .figure.clothes import torso
from .figure.group import PlacedFigure
from .figure.hands import hand
from .figure.person import Figure
from .frame import Frame
from .geometry import Area
from .inks import Ink
from .layout import Grouped, Layout, Spot, of_people, peopled
from .objects import DRAWABLES

_LIGHT = Ink(0.99, 0.0, 0.0)
"""On glass."""
_ROOF = 5.0
"""How much of the roof is seen over who sits there, in units of scenery, besides what is free over heads anyway."""
_SILL = 0.74
"""Where the glass ends at least, as a share of the height, if faces may be so low."""
_INNER, _SLIM = 0.2, 0.1
"""How wide the side windows are, of the width, and in a column beside who drives alone."""
_LEVEL = 1.1
"""How far down the head of who drives the horizon is."""
_ALONE = 0.64
"""Where who drives alone sits at most, as a share of the width: the road is seen beside them."""
_RADIUS, _TURNED = 19.0, 18.0
"""The radius of a wheel, in centimetres, and by how many degrees hands on it are turned to its middle."""
_SAND = 0.3
"""How far down from the horizon a beach begins, as a share of the ground that is seen."""
_OVER = 0.3
"""How far glass goes up over heads in a column, of the width: over it is the roof, with a pane of its own."""
_EDGE, _SLOPE = 0.07, 0.5
"""How wide the edge of a roof is beside that pane where it is nearest, of the width; how far the side windows fall
outwards there, of theirs."""
_KEPT = 0.8
"""How much of that side of theirs is to be seen."""


def sill(layout: Layout) -> float:
    """y of the upper edge of the dashboard, or of the seats in front of those behind: below all faces."""
    height = layout.height
    if layout.group is None or layout.people is None:
        return height * 0.7
    faces = layout.group.faces.placed(*layout.people)
    first = layout.group.members[0]
    low = first.figure.body.belt + 8.0 if first.rear else first.figure.body.chest + 16.0
    chest = layout.people.y + (low - first.lift) * layout.people.scale
    return min(max(chest, faces.bottom + layout.unit * 3), max(height * 0.9, faces.bottom + layout.unit * 3))


def plan(frame: Frame, grouped: Grouped) -> Layout:
    """People in the middle, where the road is, as large as the frame lets them be: nobody's legs are seen in a car.

    Who drives alone sits on the right of it, as seen from before the car.
    Where they fill its width alone they sit low, so that the scenery is above them and no dashboard is half of it.
    """
    roof = Layout(frame.width, frame.height, 0.0).unit * _ROOF
    below = Frame(frame.width, frame.height - roof, frame.right, frame.crop, frame.top - roof, frame.bottom - roof)
    layout = replace(of_people(below, grouped, full=False), height=frame.height)
    group, place = layout.group, layout.people
    if group is None or place is None:
        return layout
    place, half = place._replace(y=place.y + roof), layout.width / 2
    layout, faces = replace(layout, people=place), group.faces.placed(*place)
    sinks = min(layout.height * _SILL - sill(layout), frame.bottom - faces.bottom)
    x = half
    if riding.alone(group):
        reach = max(group.half * place.scale * _KEPT, *(head.right - place.x for head in layout.heads))
        x = max(min(layout.width * _ALONE, layout.width - reach), half)
    busy = (layout.busy[0] + x - place.x, layout.busy[1] + x - place.x)
    return peopled(replace(layout, busy=busy), group, place._replace(x=x, y=place.y + max(sinks, 0.0)))


def grounded(layout: Layout, scene: Scene) -> Layout:
    """The layout with the horizon below the chin of who drives, so that both the road and the sky are seen.

    The sand of a beach begins so near the horizon that a road is seen on it.
    """
    head = layout.heads[0] if layout.group and layout.heads else None
    horizon = head.top + (head.bottom - head.top) * _LEVEL if head else layout.height * 0.5
    sand = horizon + ((sill(layout) - horizon) * _SAND + layout.unit * 6) / 0.9
    return replace(layout, horizon=horizon, base=min(sand, layout.base) if scene.setting == "beach" else layout.base)


def _ahead(layout: Layout) -> float:
    """x of where the road ends: between people, or in the rear window beside who drives alone."""
    if layout.group is None or layout.people is None or not riding.alone(layout.group):
        free = layout.people and layout.group and riding.aisle(layout.group)
        return layout.people.x + sum(free) / 2 * layout.people.scale if free and layout.people else layout.width / 2
    return (_inner(layout) + layout.heads[0].left) / 2


@contextmanager
def glass(brush: Brush, layout: Layout) -> Iterator[None]:
    """Paint only down to where the glass ends: whatever is lower is painted over."""
    with brush.inside(box(0, 0, layout.width, math.ceil(sill(layout) + layout.unit * 4) + 2)):
        yield


def glazed(brush: Brush, air: Air, layout: Layout, scene: Scene) -> None:
    """The road, and around the glass the pillars and the roof: the windscreen, or the rear of a car with people.

    At the sea the road ends where the sand does.
    """
    low, u = sill(layout), layout.unit
    sand = layout.base - u * 4 if scene.setting == "beach" else 0.0
    with brush.inside(box(0, sand, layout.width, layout.height)):
        _road(brush, air, layout)
    ink = air.ink("deep", 0.42, 0.3)
    frame = box(-2, -2, layout.width + 4, layout.height + 4)
    for pane in _panes(layout, low):
        frame = cut(frame, pane)
        _shine(brush, layout, pane)
    brush.blend(frame, (0, 0), (0, low), [ink.shade(0.08), ink])
    for pane in _panes(layout, low):
        brush.line(pane, ink.shade(-0.1), u * 0.9)
    if layout.group is None:
        _mirror(brush, air, layout)


def _top(layout: Layout) -> float:
    """y of the upper edge of the glass: over people in a column is a roof, and over that the sky."""
    over = min((head.top for head in layout.heads), default=0.0) - layout.width * _OVER
    return max(layout.unit * 6, over if layout.height > layout.width else 0.0)


def _shows_road(layout: Layout) -> bool:
    """Whether the road is seen: between people, or beside the seat of who drives alone."""
    if layout.group is None or not riding.alone(layout.group):
        return layout.group is None or riding.aisle(layout.group) is not None
    head = layout.heads[0]
    return (head.left + head.right) / 2 - (head.right - head.left) > _inner(layout) + layout.unit * 3


def unseen(things: Sequence[Thing], layout: Layout) -> Iterator[Thing]:
    """What is not in the car, nor outside, the road where people hide it, and a child's seat where nobody is.

    And hands at the wheel where it is not seen.
    """
    for thing in things:
        known = DRAWABLES[thing]
        outside = known.part or known.far or known.aloft or (known.ground and known.behind)
        outside = outside and (thing != "road" or _shows_road(layout))
        steered = thing == "steering wheel" and not (layout.group and layout.group.members[0].rear)
        if not (outside or steered or (thing == "child seat" and layout.group)):
            yield thing


def _inner(layout: Layout) -> float:
    """How wide each side window is."""
    slim = layout.width < layout.height and layout.group is not None and riding.alone(layout.group)
    return layout.width * (_SLIM if slim else _INNER)


def _panes(layout: Layout, low: float) -> Sequence[Path]:
    width, u = layout.width, layout.unit
    top, bottom = _top(layout), low + u * 4
    if layout.group is None:
        left = [(u * 5, bottom)] * 2 + [(u * 12, top)] * 2
        return (blob(*left, (width / 2, top - u * 2), *((width - x, y) for x, y in reversed(left))),)
    inner = _inner(layout)
    rear = polygon((inner + u * 7, top + u * 2), (width - inner - u * 7, top + u * 2),
                   (width - inner - u * 2, bottom), (inner + u * 2, bottom))  # fmt: skip
    slope = inner * _SLOPE if top > u * 6 else 0.0
    left = polygon((-u, top + slope), (inner + u, top + u * 2), (inner - u * 4, bottom), (-u, bottom))
    right = polygon((width + u, top + slope), (width - inner - u, top + u * 2), (width - inner + u * 4, bottom),
                    (width + u, bottom))  # fmt: skip
    near, far = width * _EDGE, inner + u * 9
    above = polygon((near, -u), (width - near, -u), (width - far, top - u * 9), (far, top - u * 9))
    return (rear, left, right, above) if top > u * 24 else (rear, left, right)


def _road(brush: Brush, air: Air, layout: Layout) -> None:
    """A road that runs to the horizon."""
    middle, y, wide = _ahead(layout), layout.horizon, min(layout.width * 0.46, layout.height * 0.9)
    low, edge = layout.height, wide * 0.035

    def strip(far: float, near: float, top: float = y, bottom: float = low) -> Path:
        return polygon((middle - far, top), (middle + far, top), (middle + near, bottom), (middle - near, bottom))

    brush.fill(strip(edge * 1.5, wide * 1.08), air.inks.white, 0.7)
    brush.blend(strip(edge, wide), (0, y), (0, low), [air.asphalt.shade(0.07), air.asphalt])
    for ends in ((0.06, 0.1), (0.16, 0.24), (0.34, 0.5), (0.68, 0.95)):
        dash = strip(*(edge * 0.1 + wide * 0.022 * at for at in ends), *(y + (low - y) * at for at in ends))
        brush.fill(dash, air.inks.white, 0.9)


def _shine(brush: Brush, layout: Layout, pane: Path) -> None:
    u = layout.unit
    with brush.inside(pane):
        for x, wide in ((0.3, 7), (0.36, 2.5), (0.86, 5)):
            foot = layout.width * x
            shine = ((foot, 0), (foot + u * wide, 0), (foot + u * (wide - 30), u * 90), (foot - u * 30, u * 90))
            brush.fill(polygon(*shine), _LIGHT, 0.14)


def _mirror(brush: Brush, air: Air, layout: Layout) -> None:
    x, u = layout.width / 2, layout.unit
    brush.line(lines((x, 0), (x, u * 9)), air.inks.navy, u * 1.6)
    brush.fill(box(x - u * 14, u * 8, u * 28, u * 9, u * 3), air.inks.navy)
    glass = [air.inks.deep(0.42), air.inks.deep(0.56)] if air.evening else [air.inks.light(0.8), air.inks.light(0.93)]
    brush.blend(box(x - u * 12.6, u * 9.2, u * 25.2, u * 6.6, u * 2.2), (0, u * 9), (0, u * 16), glass)


def occupants(brush: Brush, air: Air, layout: Layout, shells: bool) -> None:
    """Who is in the car, each on a seat and belted: those behind first; children in seats of their own if `shells`."""
    group, place = layout.group, layout.people
    if group is None or place is None:
        return
    heads = {id(one): riding.skull(one).placed(*place) for one in group.members}
    rear = [one for one in group.members if one.rear]
    if rear:
        top = min(heads[id(one)].bottom for one in rear)
        for one in rear:
            _headrest(brush, air, heads[id(one)])
        for back in riding.benches(group):
            left, right = (place.x + edge * place.scale for edge in (back.left, back.right))
            brush.fill(box(left, top, right - left, layout.height, place.scale * 14), air.ink("deep", 0.54, 0.38))
    front = False
    for member in group.painted:
        if not member.rear and not front:
            front = True
            _front_seats(brush, air, layout, [heads[id(one)] for one in group.members if not one.rear])
        with brush.at((place.x, place.y), place.scale):
            _occupant(brush, air, member, shells and member.rear and riding.strapped(member.figure))
        if member is group.members[0] and not member.rear:
            steer(brush, air, member, place)
    if not front:
        for one in rear:
            with brush.at((place.x, place.y), place.scale), brush.at((one.x, -one.lift), flip=one.flip):
                person.hold(brush, one.figure)


def _front_seats(brush: Brush, air: Air, layout: Layout, heads: Sequence[Area]) -> None:
    """The seats in front: where nobody is beside the driver, one is empty if there is somebody behind."""
    group, place = layout.group, layout.people
    for head in heads:
        _seat(brush, air, head, layout.height)
    if group and place and group.vacant:
        _seat(brush, air, group.vacant.placed(*place), layout.height)


def _occupant(brush: Brush, air: Air, member: PlacedFigure, shell: bool) -> None:
    """One person with a belt, or in a child's seat with its harness; from the group's origin."""
    body, belt = member.figure.body, air.inks.navy
    with brush.at((member.x, -member.lift), flip=member.flip):
        size = body.head / 12.5
        if shell and (fitted := DRAWABLES["child seat"].aboard):
            with brush.at((0, body.crown + (fitted.height - 7.0) * size), size):
                fitted.paint(brush, air.on("child seat"), random.Random(0))
        person.draw(brush, member.figure, air)
        with brush.inside(torso(body)):
            low, high = -body.leg, body.collar + 1.0
            if shell:
                for side in (-1, 1):
                    brush.line(lines((side * body.shoulder * 0.62, high), (side * 2.0, body.belt)), belt, 3.0)
                brush.line(lines((0, body.belt), (0, low)), belt, 3.0)
                brush.fill(box(-4, body.belt - 4, 8, 8, 2), air.inks.warm(0.72))
            else:
                side, end = 1 if member.x > 0 else -1, low + body.limb
                brush.line(lines((side * body.shoulder * 0.75, high), (-side * body.hip * 0.7, end)), belt, 3.6)
                brush.fill(box(-side * body.hip * 0.7 - 2.6, end - 3.0, 5.2, 6.0, 1.4), air.inks.warm(0.72))
        if shell:
            _lap(brush, air, member.figure)


def _lap(brush: Brush, air: Air, figure: Figure) -> None:
    """The cushion of a child's seat, with the thighs on it and the shins that hang before it."""
    body, wear = figure.body, figure.wear
    top, wide = -body.leg + body.limb * 0.4, body.hip + body.limb * 1.6
    brush.fill(box(-wide, top, wide * 2, body.leg, body.limb), air.on("child seat").inks.deep(0.3))
    for side in (-1, 1):
        x, knee = side * body.hip * 0.56, top + body.limb * 1.1
        brush.line(lines((x, knee), (x * 1.1, knee + body.leg * 0.42)), wear.lower.shade(-0.04), body.limb * 1.7)
        brush.fill(oval((x * 1.1, knee + body.leg * 0.5), body.limb * 1.15, body.limb * 0.8), wear.shoe)
        brush.fill(capsule((x * 0.9, top - body.limb), (x, knee), body.limb * 1.05, body.limb * 1.15), wear.lower)


def _seat(brush: Brush, air: Air, head: Area, floor: float) -> None:
    """The back of a seat and its headrest, behind a head."""
    x, wide, tall = _headrest(brush, air, head)
    brush.fill(box(x - wide * 1.15, head.bottom + tall * 0.06, wide * 2.3, floor, wide * 0.42),
               air.ink("deep", 0.57, 0.41))  # fmt: skip


def _headrest(brush: Brush, air: Air, head: Area) -> tuple[float, float, float]:
    """A headrest behind a head; its middle, its width and the height of the head."""
    x, wide, tall = (head.left + head.right) / 2, head.right - head.left, head.bottom - head.top
    wide = min(wide, tall * 1.1) * 0.86
    ink = air.ink("deep", 0.62, 0.46)
    for side in (-1, 1):
        brush.line(lines((x + side * wide * 0.3, head.bottom), (x + side * wide * 0.3, head.bottom + tall * 0.4)),
                   air.inks.grey(0.8), wide * 0.05)  # fmt: skip
    brush.fill(box(x - wide * 0.78, head.bottom - tall * 0.72, wide * 1.56, tall * 0.74, wide * 0.3), ink)
    brush.line(box(x - wide * 0.66, head.bottom - tall * 0.64, wide * 1.32, tall * 0.58, wide * 0.24), ink.shade(0.06),
               wide * 0.025)  # fmt: skip
    return x, wide, tall


def wheel(brush: Brush, air: Air, centre: tuple[float, float], radius: float) -> None:
    """The steering wheel, seen from either side."""
    inks, (x, y) = air.inks, centre
    ring = oval(centre, radius * 0.92)
    for points in (((-0.85, 0.0), (0.85, 0.0)), ((0.0, 0.0), (0.0, 0.85))):
        brush.line(lines(*((x + a * radius, y + b * radius) for a, b in points)), inks.deep(0.3), radius * 0.16)
    brush.line(ring, inks.navy, radius * 0.17)
    brush.line(oval(centre, radius * 0.97), inks.deep(0.62), radius * 0.04)
    brush.fill(oval(centre, radius * 0.3), inks.navy)
    brush.fill(oval(centre, radius * 0.13), inks.warm(0.79))


def steer(brush: Brush, air: Air, member: PlacedFigure, place: Spot) -> None:
    """The wheel before who drives, and the hands on it."""
    y, radius = seats.wheel(member.figure.body, member.outline.face.bottom + member.lift)
    centre = (place.x + member.x * place.scale, place.y + (y - member.lift) * place.scale)
    wheel(brush, air, centre, radius * place.scale)
    with brush.at((place.x, place.y), place.scale), brush.at((member.x, -member.lift), flip=member.flip):
        person.hold(brush, member.figure)


def _steering(brush: Brush, air: Air, centre: tuple[float, float], radius: float, skin: Ink) -> None:
    """Both hands on a wheel, as who drives sees them, and the sleeves that go out of the picture."""
    (x, y), scale, sleeve = centre, radius / _RADIUS, air.inks.warm(0.62 if air.evening else 0.79)
    for side in (-1, 1):
        with brush.at((x + side * radius * 0.97, y + radius * 0.02), scale, side * -_TURNED, side < 0):
            brush.fill(polygon((-3.2, -0.5), (3.2, -0.5), (7.5, 60), (-7.5, 60)), sleeve)
            brush.fill(polygon((1.0, -0.5), (3.2, -0.5), (7.5, 60), (3.0, 60)), sleeve.shade(-0.05))
            hand(brush, "fist", skin)
            brush.fill(box(-3.9, -2.0, 7.8, 3.2, 1), air.inks.white)


def dashboard(brush: Brush, air: Air, layout: Layout, scene: Scene) -> None:
    """What is below the glass, over the whole width: with nobody in the car also its wheel, dials and a map.

    Hands are on that wheel where they are asked for.
    """
    low, width, height, u = sill(layout), layout.width, layout.height, layout.unit
    ink = air.ink("deep", 0.36, 0.24)
    if layout.group and layout.group.members[0].rear:
        brush.fill(box(-u, low + u * 9, width + 2 * u, height), air.ink("deep", 0.46, 0.3))
        for left, right in ((-0.06, 0.45), (0.55, 1.06)):
            back = box(width * left, low, width * (right - left), height, u * 7)
            brush.blend(back, (0, low), (0, height), [ink.shade(0.05), ink.shade(-0.05)])
            brush.line(box(width * left + u * 3, low + u * 3, width * (right - left) - u * 6, height, u * 5),
                       ink.shade(0.1), u * 0.5)  # fmt: skip
        return
    edge = blob((-u, height + u), (-u, height + u), (-u, low + u * 4), (-u, low + u * 4), (width * 0.5, low),
                (width + u, low + u * 4), (width + u, low + u * 4), (width + u, height + u),
                (width + u, height + u))  # fmt: skip
    brush.blend(edge, (0, low), (0, height), [ink.shade(0.05), ink.shade(-0.05)])
    rim = curve((-u, low + u * 7), (width * 0.5, low + u * 3), (width + u, low + u * 7))
    brush.line(rim, air.inks.warm(0.79), u * 0.7)
    room = height - low
    if room > u * 14:
        for x in (0.1, 0.9) if width > height * 0.7 else (0.14, 0.86):
            dials.vent(brush, air, (width * x, low + min(room * 0.34, u * 12)), u * 5)
    small = min(u, room / 26)
    if layout.group is None:
        hands = "steering wheel" in scene.things
        x = width * (0.27 if width > height * 1.2 else 0.34)
        dials.gauges(brush, air, (x, low + u * 5), u)
        dials.screen(
            brush, air, (width * (0.6 if width > height * 1.2 else 0.8 if hands else 0.74), low + small * 4), small
        )
        wheel(brush, air, (x, low + u * 24), u * 24)
        if hands:
            _steering(brush, air, (x, low + u * 24), u * 24, rng_of(scene, "hands").choice(air.inks.skins))
    elif room > height * 0.2:
        large = min(u * 1.7, room / 40, width / 42)
        dials.screen(brush, air, (width / 2, low + room * 0.5 - large * 10), large)
