"""A piggy bank: deposits and savings."""

from ..air import Air
from ..brush import Brush, blob, bow, box, capsule, curve, oval, ovals
from .coin import coin
from .motif import Motif


def _draw(brush: Brush, air: Air) -> None:
    inks = air.inks
    body, dark = inks.warm(0.79), inks.warm(0.73)
    brush.line(curve((-56, -58), (-68, -66), (-72, -54), (-64, -50), (-62, -62)), dark, 4.5)
    for x in (-30, 26):
        brush.fill(capsule((x, -26), (x, -7), 11, 9), inks.warm(0.68))
    trunk = blob((-60, -52), (-48, -84), (-8, -96), (34, -88), (54, -62), (50, -34), (28, -17), (-18, -15), (-50, -26))
    brush.fill(trunk, body)
    with brush.inside(trunk):
        brush.fill(blob((-70, -34), (-10, -26), (60, -40), (60, 0), (-70, 0)), dark)
        brush.glow((-16, -80), (34, 16), inks.white, 0.45)
    brush.fill(blob((22, -92), (22, -92), (20, -112), (28, -116), (46, -84), (46, -84)), dark)
    brush.fill(blob((27, -92), (27, -92), (26, -106), (30, -108), (40, -86), (40, -86)), inks.warm(0.86))
    for x in (-44, 38):
        brush.fill(capsule((x, -26), (x, -7), 11, 9), body)
        brush.fill(box(x - 9, -6, 18, 6, 3), inks.warm(0.6))
    brush.fill(oval((60, -52), 11, 16), dark)
    brush.fill(oval((62, -52), 9.5, 14), inks.warm(0.84))
    brush.fill(ovals([(60, -56, 2.2), (65, -50, 2.2)]), inks.warm(0.58))
    brush.fill(oval((38, -64), 4), inks.navy)
    brush.fill(oval((36.6, -65.6), 1.4), inks.white)
    brush.fill(oval((40, -48), 7, 4.6), inks.warm(0.7), 0.6)
    brush.line(bow((44, -38), (51, -34), (56, -38)), inks.warm(0.56), 2)
    brush.fill(box(-24, -98, 32, 6, 3), inks.warm(0.5))
    brush.fill(blob((-52, -52), (-46, -70), (-30, -66), (-34, -46), (-46, -38)), inks.deep(0.56))
    for x, y, radius in ((-8, -116, 14.0), (18, -142, 10.0), (-28, -150, 8.0)):
        coin(brush, inks, (x, y), radius)
    with brush.at((-74, 0), 1.1):
        for i in range(3):
            brush.fill(box(-15, -7 * (i + 1), 30, 6.4, 3), inks.deep(0.56) if i == 1 else inks.warm(0.84))


MOTIF = Motif(180, 160, _draw)
