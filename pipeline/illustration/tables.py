"""Tables with small things on them: a round one beside people, and one as near as the eye, before a car or a house."""

from collections.abc import Sequence

from prompt_builder.scene import Thing

from .air import Air
from .brush import Brush, box, lines, oval
from .layout import Layout
from .objects import DRAWABLES
from .objects.drawable import Drawing

TOP = 0.85
"""Where the near one begins, in heights of the picture."""
_EVERYDAY = 60.0
"""What is smaller, in centimetres, is drawn to scale beside others; what is larger only stands for something."""


def largest(things: Sequence[Thing], own: Drawing) -> float:
    """How large that one is, or the largest of the things that it has to be to scale with, in centimetres."""
    size = max(own.width, own.height)
    others = [max(one.width, one.height) for thing in things if (one := DRAWABLES[thing].stage)]
    return max(size, *(other for other in others if size < _EVERYDAY and other < _EVERYDAY), 0.0)


def tabled(small: Sequence[Thing]) -> Drawing:
    """The table of so many small things."""
    return Drawing(max(70.0, 46.0 * len(small)), 90.0, _foot)


def _foot(brush: Brush, air: Air) -> None:
    """The foot of a table."""
    brush.line(lines((0, -55), (0, -4)), air.inks.navy, 4)
    brush.fill(oval((0, -2), 22, 4), air.inks.navy)


def lay(brush: Brush, air: Air, small: Sequence[Thing], wide: float) -> None:
    """A round table top, 58 high, with small things on it."""
    for y, light in ((-56, 0.74), (-58, 0.88)):
        brush.fill(oval((0, y), wide / 2, 7), air.inks.warm(light))
    for i, thing in enumerate(small):
        if laid := DRAWABLES[thing].table:
            with brush.at((wide * ((i + 0.5) / len(small) - 0.5), -laid.lift), 1.1, laid.angle):
                laid.draw(brush, air.on(thing))


def near(brush: Brush, air: Air, layout: Layout) -> None:
    """The table top at the lower edge of the picture, over its whole width."""
    y, low, ink = layout.height * TOP, layout.height, air.ink("warm", 0.72)
    brush.glow((layout.width / 2, y), (layout.width * 0.6, (low - y) * 0.3), air.inks.deep(0.3), 0.35)
    brush.blend(box(-2, y, layout.width + 4, low - y + 2), (0, y), (0, low), [ink.shade(0.08), ink])
    brush.fill(box(-2, y, layout.width + 4, (low - y) * 0.07), ink.shade(0.14))
    for share in (0.4, 0.76):
        grain = y + (low - y) * share
        brush.line(lines((-2, grain), (layout.width + 2, grain)), ink.shade(-0.05), layout.unit * 0.25, 0.6)
