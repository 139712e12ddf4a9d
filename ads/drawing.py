"""What an advertisement is drawn from, and drawing it: as pixels, and on any canvas of skia's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import skia
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

from ads.layouts import Fade
from ads.lettering import Lettering
from ads.logo import LogoVariant
from ads.typesetting import Line
from brand import Bytes, Floats, FontWeight, channels
from schemas import Edges, TextRole

_STOPS = 9
"""Of a scrim, which eases out: one straight ramp shows where it begins."""

LOOKED_AT, CENTRED, THIRD = 96, 0.05, 0.15
"""Pixels of the side of a small copy in which edges are counted; what share of all edges the middle is worth of the
width, and of the height a third from above."""
MIDDLE, LOWER, BEHEADED = 0.8, 0.5, 0.2
"""How far from the middle edges count a third of those in it, in halves of the width; how much less those at the lower
edge count than at the upper; what it costs to begin in the midst of edges. Of the illustrator's tall pictures, cut to
wide formats, three quarters of all faces are whole by these, and a half of them where a third is cut from above."""


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane of colour."""

    box: Edges
    colour: str
    opacity: float
    radius: float
    fade: Fade | None


@dataclass(frozen=True, slots=True)
class Word:
    """A text in its colour."""

    lines: tuple[Line, ...]
    weight: FontWeight
    size: float
    colour: str
    role: TextRole
    language: str


@dataclass(frozen=True)
class Artboard:
    """All that an advertisement is drawn from, from the ground up."""

    width: int
    height: int
    picture: Bytes
    at: tuple[int, int]
    planes: tuple[Plane, ...]
    words: tuple[Word, ...]
    logo: tuple[str, LogoVariant, Edges] | None


class Drawn:
    """A frame of pixels (height, width, 4) that is drawn on."""

    def __init__(self, pixels: Bytes) -> None:
        self.pixels = pixels
        self._surface = skia.Surface(pixels)
        self.canvas = self._surface.getCanvas()

    def plane(self, plane: Plane) -> None:
        """Lay a plane over what is there."""
        draw_plane(self.canvas, plane)

    def word(self, word: Word, lettering: Lettering) -> None:
        """Write a text."""
        draw_word(self.canvas, word, lettering)

    def logo(self, _: str, logo: LogoVariant, box: Edges) -> None:
        """Draw the logo into its box."""
        logo.draw(self.canvas, box[0], box[1], box[3] - box[1])


def framed(picture: Bytes, at: tuple[int, int], width: int, height: int) -> Bytes:
    """A frame (height, width, 4) with a picture (h, w, 3) at a place of it, white elsewhere."""
    (x, y), (tall, wide) = at, picture.shape[:2]
    opaque = np.array(Image.fromarray(picture).convert("RGBA"))  # many times as fast as a copy of three channels
    if (wide, tall) == (width, height):
        return opaque
    frame = np.full((height, width, 4), 255, np.uint8)
    frame[y : y + tall, x : x + wide] = opaque
    return frame


def fitted(picture: Bytes, width: int, height: int, hidden: Sequence[Edges] = ()) -> Bytes:
    """A picture (h, w, 3) scaled to cover a size. What overhangs is cut off where there is least to see; nobody sees
    what comes to lie in the boxes that are `hidden`, fractions of that size."""
    tall, wide = picture.shape[:2]
    if (wide, tall) == (width, height):
        return picture
    across, down = covering((wide, tall), (width, height))
    shares = across / wide, down / tall
    left = _leftmost(picture, shares[0], _seen(*shares, hidden)) * wide if across < wide else 0.0
    top = _topmost(picture, shares[1], _seen(*shares, hidden)) * tall if down < tall else 0.0
    left, top = min(left, wide - across), min(top, tall - down)
    box = (left, top, min(left + across, wide), min(top + down, tall))
    whole = tuple(round(one) for one in box)
    if (whole[2] - whole[0], whole[3] - whole[1]) == (width, height):
        return picture[whole[1] : whole[3], whole[0] : whole[2]]
    return np.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.LANCZOS, box))


def covering(picture: tuple[int, int], size: tuple[int, int]) -> tuple[float, float]:
    """Width and height of what is shown of a picture that covers a size: one of them whole, to the last bit."""
    (wide, tall), (width, height) = picture, size
    return min(width * tall / height, wide), min(height * wide / width, tall)


def _seen(across: float, down: float, hidden: Sequence[Edges]) -> Floats:
    """The part of the small copy that is shown, 1 where it is seen and 0 where it is hidden."""
    seen = np.ones((max(1, round(down * LOOKED_AT)), max(1, round(across * LOOKED_AT))), np.float32)
    tall, wide = seen.shape
    for left, top, right, bottom in hidden:
        seen[round(top * tall) : round(bottom * tall), round(left * wide) : round(right * wide)] = 0
    return seen


def _edges(picture: Bytes) -> Floats:
    """How much there is to see in each place (LOOKED_AT, LOOKED_AT) of a picture."""
    small = Image.fromarray(picture).convert("L").resize((LOOKED_AT, LOOKED_AT), Image.Resampling.BOX)
    edges: Floats = np.hypot(*np.gradient(np.asarray(small, np.float32)))
    return edges


def _leftmost(picture: Bytes, share: float, seen: Floats) -> float:
    """Where the share of a picture's width begins, 0 to 1, that shows most of its edges, or lies in the middle."""
    edges = _edges(picture)
    within = _runs(edges.T, seen.T)
    if len(within) == 1:
        return (1 - share) / 2
    aside = np.abs(np.linspace(-1, 1, len(within)))
    return int((within - CENTRED * edges.sum() * aside).argmax()) / LOOKED_AT


def _topmost(picture: Bytes, share: float, seen: Floats) -> float:
    """The same of its height: of edges those in the middle and higher up count more, where heads are, and what is cut
    at its upper edge counts against it; of what is alike twice as much is cut below as above."""
    places = np.linspace(0, 1, LOOKED_AT)
    edges = _edges(picture) * np.exp(-(((2 * places - 1) / MIDDLE) ** 2))
    worth = edges * (1 - LOWER * places)[:, None]
    within = _runs(worth, seen)
    if len(within) == 1:
        return (1 - share) / 3
    off = np.abs(np.linspace(0, 1, len(within)) - 1 / 3)
    cut = _runs(edges, seen[:1])[: len(within)] * len(seen)
    return int((within - THIRD * worth.sum() * off - BEHEADED * cut).argmax()) / LOOKED_AT


def _runs(edges: Floats, seen: Floats) -> Floats:
    """How much is seen of every run of as many rows."""
    runs: Floats = np.einsum("rxy,yx->r", sliding_window_view(edges, len(seen), axis=0), seen)
    return runs


def without_alpha(pixels: Bytes) -> Bytes:
    """Three channels (h, w, 3) of four that hide what is behind them."""
    return np.asarray(Image.fromarray(pixels).convert("RGB"))


def draw_plane(canvas: skia.Canvas, plane: Plane) -> None:
    """Lay a plane on a canvas."""
    if not plane.opacity:
        return
    box = skia.Rect(*plane.box)
    paint = skia.Paint(AntiAlias=plane.radius > 0, Color=_colour(plane.colour, plane.opacity))
    if plane.fade:
        paint.setAlpha(255)  # else it counts once more beside the shader's own
        paint.setShader(_faded(plane))
    if plane.radius:
        canvas.drawRoundRect(box, plane.radius, plane.radius, paint)
    else:
        canvas.drawRect(box, paint)


def stops(plane: Plane) -> list[tuple[float, float]]:
    """Places (0 to 1, towards the side where it ends) and opacities of a scrim."""
    assert plane.fade
    over = plane.fade.over
    shares = [number / (_STOPS - 1) for number in range(_STOPS)]
    return [(0.0, plane.opacity), *((1 - over + over * s, plane.opacity * (1 - s * s * (3 - 2 * s))) for s in shares)]


def direction(plane: Plane) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a scrim begins and where it ends."""
    assert plane.fade
    left, top, right, bottom = plane.box
    return {
        "right": ((left, top), (right, top)),
        "left": ((right, top), (left, top)),
        "bottom": ((left, top), (left, bottom)),
        "top": ((left, bottom), (left, top)),
    }[plane.fade.to]


def draw_word(canvas: skia.Canvas, word: Word, lettering: Lettering) -> None:
    """Write a text on a canvas, as letters where it has them."""
    for line in word.lines:
        shaped = lettering.shaped(line.text, word.weight, word.size, word.language, _colour(word.colour, 1.0))
        shaped.paint(canvas, line.x, line.baseline - float(shaped.AlphabeticBaseline))


def _faded(plane: Plane) -> skia.Shader:
    places, opacities = zip(*stops(plane), strict=True)
    begin, end = direction(plane)
    colours = [_colour(plane.colour, one) for one in opacities]
    return skia.GradientShader.MakeLinear([skia.Point(*begin), skia.Point(*end)], colours, list(places))


def _colour(colour: str, opacity: float) -> int:
    return int(skia.Color(*channels(colour), round(255 * opacity)))
