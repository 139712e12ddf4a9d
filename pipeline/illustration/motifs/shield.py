"""A shield with a tick: insurance and protection."""

from ..air import Air
from ..brush import Brush, Path, blob, box, lines
from .coin import coin
from .motif import Motif


def _outline(half: float, tall: float, top: float) -> Path:
    """A shield whose tip is at y 0 of its own box: `half` wide, `tall` high, from `top` on."""
    edge = top + tall * 0.13
    return blob(
        (0, top), (0, top), (half * 0.5, top + tall * 0.1), (half, edge), (half, edge),
        (half * 0.94, top + tall * 0.52), (half * 0.6, top + tall * 0.82), (0, top + tall), (0, top + tall),
        (-half * 0.6, top + tall * 0.82), (-half * 0.94, top + tall * 0.52), (-half, edge), (-half, edge),
        (-half * 0.5, top + tall * 0.1),
    )  # fmt: skip


def _draw(brush: Brush, air: Air) -> None:
    inks = air.inks
    with brush.at((5, 0)):
        brush.fill(_outline(62, 146, -150), inks.deep(0.3))
    brush.fill(_outline(62, 146, -150), inks.white)
    inner = _outline(53, 128, -141)
    brush.blend(inner, (0, -141), (0, -13), [inks.deep(0.6), inks.deep(0.52)])
    with brush.inside(inner):
        brush.fill(box(0, -150, 80, 150), inks.deep(0.46))
        brush.fill(blob((-60, -140), (-60, -140), (-20, -146), (-44, -60), (-60, -50)), inks.white, 0.14)
    brush.line(lines((-27, -82), (-7, -60), (31, -106)), inks.deep(0.34), 15, 0.35)
    brush.line(lines((-27, -84), (-7, -62), (31, -108)), inks.warm(0.8), 14)
    coin(brush, inks, (-64, -14), 13)
    coin(brush, inks, (-44, -8), 8)


MOTIF = Motif(156, 152, _draw)
