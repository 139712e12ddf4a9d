"""What things that are the subject stand on: a round stage. Knows no thing."""

from .air import Air
from .brush import Brush, box, oval
from .inks import Ink


def stage(brush: Brush, air: Air, centre: tuple[float, float], half: float, high: float = 0.0) -> None:
    """Two round steps with their shadow, the lower one `high`er; the origin of what stands on them is `centre`."""
    inks, (x, y) = air.inks, centre
    top = inks.white if not air.evening else inks.deep(0.66)
    brush.glow((x, y + high + half * 0.34), (half * 1.4, half * 0.22), inks.deep(0.3).pale(0.2), 0.4)
    for wide, level, tall, shade in ((1.04, 0.1, 0.16, -0.05), (0.9, 0.0, 0.1, 0.0)):
        side = inks.deep(0.6).shade(shade) if level else top.shade(-0.12)
        low = y + half * (level + tall) + high * (level > 0)
        step(brush, (x, y + half * level, low), half * wide, 0.17, (top.shade(shade), side))


def mat(brush: Brush, air: Air, centre: tuple[float, float], half: float) -> None:
    """A low round step in a light, with its shadow, for what stands before a stage."""
    inks, (x, y) = air.inks, centre
    top = inks.white if not air.evening else inks.deep(0.66)
    brush.glow((x, y - half * 0.4), (half * 1.2, half * 0.66), top, 0.75)
    brush.glow((x, y + half * 0.06), (half * 1.15, half * 0.16), inks.deep(0.3).pale(0.2), 0.4)
    step(brush, (x, y, y + half * 0.05), half, 0.12, (top, top.shade(-0.12)))


def step(brush: Brush, place: tuple[float, float, float], half: float, flat: float, inks: tuple[Ink, Ink]) -> None:
    """A round step in inks for its top and its side; `place` is its x, its upper and its lower y."""
    (x, upper, lower), (top, side) = place, inks
    brush.fill(oval((x, lower), half, half * flat), side)
    brush.fill(box(x - half, upper, half * 2, lower - upper), side)
    brush.fill(oval((x, upper), half, half * flat), top)
