"""Hands and what they hold. A hand starts at its wrist in the origin and points up; units are centimetres."""

from collections.abc import Callable
from typing import Literal

from ..brush import Brush, blob, bow, box, capsule, curve, lines, oval
from ..inks import Ink

Grip = Literal["relaxed", "open", "fist", "thumb", "point", "wrap", "clasp", "hip", "pocket", "hidden"]
PALM = 5.2
"""How far from the wrist the middle of a palm is that another clasps, in centimetres."""


def hand(brush: Brush, grip: Grip, skin: Ink, cloth: Ink | None = None) -> None:
    """A hand with its thumb on the right (mirror the brush for the other one), or in a pocket of a cloth."""
    if grip == "pocket" and cloth:
        _pocketed(brush, skin, cloth)
    elif grip in _HANDS:
        _HANDS[grip](brush, skin)


def _open(brush: Brush, skin: Ink) -> None:
    palm = capsule((0, -1.5), (0, -6.2), 3.5, 4.5)
    tips = (5.2, -15.6), (1.8, -18.2), (-1.7, -17.8), (-5.0, -15.2)
    for start, tip in zip(((3.1, -8), (1.1, -9), (-1.0, -9), (-3.0, -8)), tips, strict=True):
        brush.line(lines(start, tip), skin, 2.5)
    brush.line(curve((2.4, -3.4), (6.2, -5.6), (8.2, -9.6)), skin, 2.9)
    brush.fill(palm, skin)
    brush.line(curve((3.3, -7.4), (1.0, -5.2), (1.2, -2.0)), skin.shade(-0.1), 0.55)
    brush.line(curve((-3.0, -6.0), (-0.6, -6.8), (2.0, -6.2)), skin.shade(-0.08), 0.5)


def _relaxed(brush: Brush, skin: Ink) -> None:
    brush.fill(capsule((0, -0.5), (-0.3, -6.0), 3.0, 3.9), skin)
    for x, length in ((-2.9, 12.2), (-1.0, 13.6), (0.9, 13.9), (2.7, 12.6)):
        brush.line(curve((x, -6.0), (x * 0.95, -length + 2.4), (x * 0.7 + 0.5, -length)), skin, 2.4)
    for x in (-1.9, 0.1, 1.9):
        brush.line(lines((x, -8.2), (x * 0.85 + 0.2, -12.0)), skin.shade(-0.11), 0.5)
    brush.line(curve((2.4, -2.8), (4.8, -5.2), (4.9, -8.4)), skin.shade(-0.03), 2.6)


def _fist(brush: Brush, skin: Ink) -> None:
    brush.fill(capsule((0, -0.5), (0, -3.0), 3.0, 3.6), skin)
    brush.fill(box(-4.6, -9.4, 9.2, 8.2, 3.4), skin)
    for x in (-2.3, 0.0, 2.3):
        brush.line(lines((x, -9.0), (x, -5.8)), skin.shade(-0.12), 0.6)
    brush.line(curve((3.8, -3.4), (2.4, -5.0), (-1.2, -4.9)), skin.shade(-0.12), 3.4)
    brush.line(curve((3.8, -3.4), (2.4, -4.8), (-1.2, -4.7)), skin.shade(0.015), 2.7)


def _thumb(brush: Brush, skin: Ink) -> None:
    brush.line(curve((1.6, -6.4), (2.2, -10.4), (3.4, -14.4)), skin, 3.5)
    brush.fill(capsule((0, -1), (0.4, -4.2), 3.1, 4.4), skin)
    brush.fill(box(-5.0, -9.0, 9.6, 9.2, 3.9), skin)
    for y in (-6.7, -4.5, -2.3):
        brush.line(bow((-4.6, y), (-2.4, y - 0.4), (-0.4, y)), skin.shade(-0.13), 0.65)
    brush.line(bow((-0.3, -8.2), (0.7, -4.6), (-0.3, -1.2)), skin.shade(-0.1), 0.6)
    brush.line(curve((2.9, -14.6), (3.5, -15.0), (4.0, -14.4)), skin.shade(0.05), 0.8)


def _point(brush: Brush, skin: Ink) -> None:
    """The first finger out, the others in the palm."""
    brush.line(curve((2.6, -6.0), (2.9, -11.0), (2.6, -16.4)), skin, 2.7)
    brush.fill(capsule((0, -0.5), (-0.4, -4.6), 3.0, 4.3), skin)
    brush.fill(box(-4.8, -9.4, 8.6, 7.4, 3.2), skin)
    for x in (-2.4, -0.2):
        brush.line(lines((x, -9.0), (x, -6.0)), skin.shade(-0.12), 0.6)
    brush.line(curve((3.4, -2.8), (3.0, -5.0), (-0.6, -5.4)), skin.shade(-0.12), 3.2)
    brush.line(curve((3.4, -2.8), (3.0, -4.8), (-0.6, -5.2)), skin.shade(0.015), 2.5)


def _clasp(brush: Brush, skin: Ink) -> None:
    """Around a hand that comes from the other side: the thumb over it, the fingers along it, each with an edge."""
    edge = skin.shade(-0.13)
    for ink, more in ((edge, 0.7), (skin, 0.0)):
        brush.line(curve((2.0, -2.8), (4.6, -5.2), (5.4, -9.6)), ink, 2.9 + more)
        brush.fill(capsule((0, -0.5), (0, -PALM), 3.0, 4.0 + more / 2), ink)
    for x, end in ((-2.7, -9.6), (-0.9, -10.8), (0.9, -10.9), (2.6, -10.0)):
        brush.line(lines((x, -6.4), (x * 0.9, end)), edge, 2.7)
        brush.line(lines((x, -5.4), (x * 0.9, end + 0.1)), skin, 2.0)


def _pocketed(brush: Brush, skin: Ink, cloth: Ink) -> None:
    """The back of one that goes into a pocket, over which that bulges."""
    brush.fill(capsule((0, -0.5), (0, -4.6), 3.3, 4.2), skin)
    brush.fill(blob((-6.6, -3.6), (0, -4.2), (6.6, -6.2), (6.6, -6.2), (6.2, -12.6), (1.0, -15.0), (-5.0, -12.6),
                    (-6.6, -3.6)), cloth.shade(-0.03))  # fmt: skip
    brush.line(curve((-6.6, -3.6), (0, -4.6), (6.6, -6.2)), cloth.shade(-0.16), 1.5)


_HANDS: dict[Grip, Callable[[Brush, Ink], None]] = {
    "open": _open, "relaxed": _relaxed, "thumb": _thumb, "point": _point, "clasp": _clasp, "fist": _fist, "wrap": _fist,
    "hip": _fist,
}  # fmt: skip


def draped(brush: Brush, skin: Ink) -> None:
    """A hand over a shoulder, whose edge is in the origin, from behind it; its fingers point down."""
    brush.fill(capsule((-1.9, -0.6), (1.9, -0.6), 3.0, 3.0), skin)
    for x, end in ((-3.1, 6.4), (-1.05, 7.8), (1.05, 7.6), (3.0, 6.2)):
        brush.line(lines((x, 0.0), (x * 0.86, end)), skin.shade(-0.09), 2.5)
        brush.line(lines((x, 0.0), (x * 0.86, end - 0.15)), skin, 2.1)


def fingers(brush: Brush, skin: Ink, across: float) -> None:
    """Four fingers and a thumb that close in front of a thing `across` centimetres wide, from its left edge."""
    brush.fill(oval((-across / 2 - 1.0, 0.6), 3.4, 4.8), skin)
    for i, share in enumerate((0.24, 0.34, 0.34, 0.24)):
        y, reach = -3.6 + i * 2.45, across * share
        brush.line(lines((-across / 2 - 0.6, y), (-across / 2 + reach + 1.2, y)), skin.shade(-0.1), 2.75)
        brush.line(lines((-across / 2 - 0.6, y - 0.12), (-across / 2 + reach + 1.0, y - 0.12)), skin, 2.25)


def pinched(brush: Brush, skin: Ink) -> None:
    """Three fingers and a thumb that show what is between their tips; the origin is under them."""
    brush.fill(oval((0, 0.6), 4.2, 4.0), skin)
    for i, across in enumerate((-3.2, -1.0, 1.2)):
        brush.line(curve((across, 0.5), (across - 0.6, -2.8), (across - 0.2, -4.6 + i * 0.2)), skin.shade(-0.1), 2.7)
        brush.line(curve((across, 0.5), (across - 0.6, -2.8), (across - 0.2, -4.5 + i * 0.2)), skin, 2.2)
    brush.line(curve((3.2, 1.4), (4.4, -2.5), (3.0, -6.6)), skin.shade(-0.1), 3.0)
    brush.line(curve((3.2, 1.4), (4.4, -2.5), (3.0, -6.6)), skin.shade(0.01), 2.5)
