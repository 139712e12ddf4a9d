"""What has no place of its own in a room: framed, on an easel."""

import random
from collections.abc import Sequence

from prompt_builder.scene import Thing

from .air import Air
from .brush import Brush, box, lines, oval
from .layout import Layout
from .objects import DRAWABLES


def pictures(
    brush: Brush, air: Air, layout: Layout, places: Sequence[tuple[Thing, float, float]], rng: random.Random
) -> None:
    """Landscapes and large things, each at its x and in so wide a room, before windows and walls alike."""
    u = layout.unit
    for i, (thing, x, space) in enumerate(places):
        side = min(u * 24, space * 0.8, layout.horizon * 0.46)
        y, foot = layout.horizon - side * 0.42, layout.horizon + side * (0.5 + 0.06 * (i % 2))
        for lean in (-0.42, 0.42):
            leg = lines((x + side * lean * 0.3, y - side * 0.7), (x + side * lean, foot))
            brush.line(leg, air.inks.warm(0.6), side * 0.045)
        brush.fill(box(x - side * 0.5, y + side * 0.56, side, side * 0.06), air.inks.warm(0.6))
        brush.fill(box(x - side * 0.56, y - side * 0.56, side * 1.12, side * 1.12, side * 0.03), air.inks.navy)
        pane = box(x - side / 2, y - side / 2, side, side)
        brush.blend(pane, (0, y - side / 2), (0, y + side / 2), [air.inks.light(0.9), air.inks.white])
        with brush.inside(pane):
            brush.fill(oval((x, y + side * 0.75), side, side * 0.5), air.inks.light(0.8))
            if picture := DRAWABLES[thing].framed:
                with brush.at((x, y + side * 0.36), side * 0.78 / max(picture.width, picture.height)):
                    picture.paint(brush, Air(air.on(thing).inks, False, air.sky, "light"), rng)
