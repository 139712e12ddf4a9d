"""What is read at once: windows of one em along a line of text or a logo, and the worst of them. Knows no colours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from brand import Bytes, Floats, linear, luminance
from schemas import Edges

WORST = 0.05
"""Share of a window's ground that may have less than what is certified."""
AIR = 0.1
"""How far around its ink the ground of a text reaches, in ems."""
_POINTS = 8
"""On each side of the grid by which windows are compared before anything stands in them."""
_HARDEST = 4
"""Windows of each kind (dark, bright, lively) that stand for all of a text."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text, or a logo: the box that its ink is in, and how much of it is read at once, in pixels."""

    box: Edges
    em: float

    def place(self, width: int, height: int) -> tuple[slice, slice]:
        """Its rows and columns in a frame, with the air around it."""
        air = AIR * self.em
        left, top, right, bottom = self.box
        return _whole((left - air, top - air, right + air, bottom + air), width, height)

    def starts(self, wide: int) -> tuple[np.ndarray, int]:
        """Where windows of its `wide` columns begin, half of one after the other, and how wide each is."""
        span = max(1, min(round(self.em), wide))
        return np.unique([*range(0, wide - span, max(1, span // 2)), wide - span]), span


def cut(pixels: Bytes, box: Edges) -> Bytes:
    """The pixels (h, w, 3) that a box touches."""
    return pixels[(*_whole(box, pixels.shape[1], pixels.shape[0]), slice(3))]


def least(pixels: Bytes, touched: np.ndarray, strips: Sequence[Strip], *inks: float) -> float:
    """The contrast in the worst window: what 95 % of its pixels that ink has not touched have to each of some
    luminances. `pixels` (h, w, 3 or 4) of the whole frame, `touched` (h, w); 21 where there is no such pixel."""
    found = 21.0
    for strip in strips:
        rows, columns = strip.place(pixels.shape[1], pixels.shape[0])
        area, free = pixels[rows, columns, :3], ~touched[rows, columns]
        lights = luminance(linear(area)).reshape(free.shape)
        for ink in inks:
            ratios = np.where(free, contrasts(lights, ink), np.float32(np.inf))
            found = min(found, _least(ratios, free, *strip.starts(free.shape[1])))
    return found


def contrasts(lights: Floats, ink: float) -> Floats:
    """WCAG's contrast of luminances to one."""
    ratios: Floats = (np.maximum(lights, ink) + 0.05) / (np.minimum(lights, ink) + 0.05)
    return ratios


def hardest(pixels: Bytes, strips: Sequence[Strip]) -> tuple[Bytes, ...]:
    """The darkest, brightest and liveliest windows (n, 3) of a ground on which nothing stands yet."""
    places, measures = [], []
    for strip in strips:
        rows, columns = strip.place(pixels.shape[1], pixels.shape[0])
        area = pixels[rows, columns, :3]
        if not area.size:
            continue
        starts, span = strip.starts(area.shape[1])
        across = starts[:, None, None] + _grid(span)[None, None, :]
        points = area[_grid(area.shape[0])[None, :, None], across]
        lights = np.sort(luminance(linear(points)).reshape(len(starts), -1), axis=1)
        edge = int(WORST * lights.shape[1])
        measures.append(np.stack([lights[:, edge], -lights[:, -1 - edge], -np.log(lights + 0.05).std(axis=1)]))
        places += [area[:, start : start + span] for start in starts]
    if not places:
        return ()
    order = np.argsort(np.concatenate(measures, axis=1), axis=1)[:, :_HARDEST]
    return tuple(places[at].reshape(-1, 3) for at in np.unique(order))


def _grid(length: int) -> np.ndarray:
    return np.linspace(0, length - 1, min(_POINTS, length)).round().astype(int)


def _least(ratios: Floats, free: np.ndarray, starts: np.ndarray, span: int) -> float:
    """Goes from one window to the next that is worse, so that few are sorted."""
    found = np.inf
    allowed = (WORST * _counted(free, starts, span)).astype(int)
    while True:
        over = _counted(ratios < found, starts, span) - allowed
        at = int(np.argmax(over))
        if over[at] <= 0:
            return float(found)
        window = ratios[:, starts[at] : starts[at] + span].reshape(-1)
        found = np.partition(window, allowed[at])[allowed[at]]


def _counted(there: np.ndarray, starts: np.ndarray, span: int) -> np.ndarray:
    sums: np.ndarray = np.concatenate([[0], np.cumsum(there.sum(axis=0, dtype=np.int32))])
    counts: np.ndarray = sums[starts + span] - sums[starts]
    return counts


def _whole(box: Edges, width: int, height: int) -> tuple[slice, slice]:
    left, top = max(0, int(np.floor(box[0]))), max(0, int(np.floor(box[1])))
    right, bottom = min(width, int(np.ceil(box[2]))), min(height, int(np.ceil(box[3])))
    return slice(top, bottom), slice(left, right)
