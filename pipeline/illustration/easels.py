"""What has no place of its own in a room: framed, on an easel, or on a wall over those who would hide it."""

import random
from collections.abc import Iterator, Sequence

from prompt_builder.scene import Thing

from . import afar
from .air import Air
from .brush import Brush, box, lines, oval
from .geometry import Area, least_hidden, outward
from .layout import Layout
from .objects import DRAWABLES

_SIDE, _LEVEL, _ACROSS = 24.0, 0.42, 0.4
"""How large a picture is, in units of scenery, how far above the floor its middle is, of that, and the share of the
width for all of them."""
_BORDER = 1.12
"""How much larger it is with its frame."""
_SIZES = 1.0, 0.75, 0.6
"""How large it is, of what it might be there."""
_HUNG, _TOP = 1.5, 0.03
"""How much smaller it might rather be than on the wall, and how near to the upper edge it hangs, in heights of the
picture."""


def places(layout: Layout, things: Sequence[Thing]) -> Iterator[tuple[Thing, Area]]:
    """What each picture covers, where people and the subject hide the least of it: on the wall if it has no window."""
    hiding, walled = layout.before, any(DRAWABLES[thing].interior for thing in things)
    high = min((head.top for head in layout.heads), default=layout.horizon) - layout.height * _TOP
    shown = [thing for thing in things if DRAWABLES[thing].framed and (walled or not layout.windowed)]
    for thing in shown:
        most = min(layout.unit * _SIDE, layout.horizon * 0.46, layout.width * _ACROSS / len(shown))
        found = []
        for size in _SIZES:
            half = most * size * _BORDER / 2
            xs = outward(afar.middle(layout), half, layout.width - half)
            ys = [(layout.horizon - most * size * _LEVEL, size)]
            ys += [(max(high - half, layout.height * _TOP + half), size - _HUNG)] if walled else []
            found += [(worth, Area(x - half, y - half, x + half, y + half)) for y, worth in ys for x in xs]
        area = least_hidden(found, hiding)
        hiding.append(area)
        yield thing, area


def pictures(brush: Brush, air: Air, layout: Layout, things: Sequence[Thing], rng: random.Random) -> None:
    """Landscapes and large things, before windows and walls alike."""
    for i, (thing, area) in enumerate(places(layout, things)):
        side = (area.right - area.left) / _BORDER
        (x, y), foot = ((area.left + area.right) / 2, (area.top + area.bottom) / 2), layout.horizon + side * 0.5
        for lean in (-0.42, 0.42) if area.bottom > layout.horizon else ():
            leg = lines((x + side * lean * 0.3, y - side * 0.7), (x + side * lean, foot + side * 0.06 * (i % 2)))
            brush.line(leg, air.inks.warm(0.6), side * 0.045)
        if area.bottom > layout.horizon:
            brush.fill(box(x - side * 0.5, y + side * 0.56, side, side * 0.06), air.inks.warm(0.6))
        brush.fill(box(area.left, area.top, side * _BORDER, side * _BORDER, side * 0.03), air.inks.navy)
        pane = box(x - side / 2, y - side / 2, side, side)
        brush.blend(pane, (0, y - side / 2), (0, y + side / 2), [air.inks.deep(0.76), air.inks.deep(0.9)])
        with brush.inside(pane):
            brush.fill(oval((x, y + side * 0.75), side, side * 0.5), air.inks.light(0.68))
            if picture := DRAWABLES[thing].framed:
                with brush.at((x, y + side * 0.36), side * 0.78 / max(picture.width, picture.height)):
                    picture.paint(brush, Air(air.on(thing).inks, False, air.sky, "light"), rng)
