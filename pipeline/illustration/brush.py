"""A small drawing vocabulary over Skia, the only module that imports it. Knows paths, inks and places, no scene."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import numpy as np
import skia  # type: ignore[import-not-found, unused-ignore]
from numpy.typing import NDArray

from .geometry import Area, around
from .inks import Ink

Point = tuple[float, float]
Path = Any
"""A skia.Path; the wheel has no type stubs."""
_DITHER = 8
"""Pixels after which Skia's dither repeats itself, along a row and a column."""
_EDGE = 4
"""Rows below an edge that it may still touch."""


class Brush:
    """Paints on a width × height sRGB surface. Units are pixels until `at` moves and scales them; y points down."""

    def __init__(self, width: int, height: int) -> None:
        self._size = width, height
        self._painted = np.zeros((height, -(-width // _DITHER), _DITHER), np.uint32)
        self._surface = _surface(width, height, self._painted)
        self._canvas = self._surface.getCanvas()

    def pixels(self) -> NDArray[np.uint8]:
        """What has been painted: uint8 (height, width, 3)."""
        width, height = self._size
        channels = self._painted.view(np.uint8).reshape(height, -1, 4)
        rgb = np.empty((height, width, 3), np.uint8)
        for i in range(3):  # a tenth of what a copy of all three at once costs
            rgb[:, :, i] = channels[:, :width, i]
        return rgb

    def fill(self, path: Path, ink: Ink, alpha: float = 1.0) -> None:
        """Fill a path with one ink."""
        self._canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=_argb(ink, alpha)))

    def blend(self, path: Path, start: Point, end: Point, inks: Sequence[Ink]) -> None:
        """Fill a path with a gradient that runs evenly through the inks from start to end."""
        self.melt(path, start, end, [(ink, 1.0) for ink in inks])

    def melt(self, path: Path, start: Point, end: Point, inks: Sequence[tuple[Ink, float]]) -> None:
        """Fill a path with a gradient of (ink, alpha) stops."""
        shader = skia.GradientShader.MakeLinear([start, end], [_argb(ink, alpha) for ink, alpha in inks])
        paint = skia.Paint(AntiAlias=True, Shader=shader, Dither=True)
        upright = start[0] == end[0] and all(alpha == 1 for _, alpha in inks)
        rows = self._whole_rows(path) if upright else range(0)
        if not rows:
            self._canvas.drawPath(path, paint)
            return
        self._fill_rows(rows, paint)
        filled = skia.Rect.MakeLTRB(0, rows.start, self._size[0], rows.stop)
        with skia.AutoCanvasRestore(self._canvas, True):
            matrix = self._canvas.getTotalMatrix()
            self._canvas.resetMatrix()
            self._canvas.clipRect(filled, skia.ClipOp.kDifference)
            self._canvas.setMatrix(matrix)
            self._canvas.drawPath(path, paint)

    def line(self, path: Path, ink: Ink, width: float, alpha: float = 1.0) -> None:
        """Stroke a path with round ends and joints."""
        paint = skia.Paint(AntiAlias=True, Color=_argb(ink, alpha), Style=skia.Paint.kStroke_Style, StrokeWidth=width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        self._canvas.drawPath(path, paint)

    def glow(self, centre: Point, radii: Point, ink: Ink, alpha: float = 0.5) -> None:
        """A soft ellipse that fades from alpha in its middle to nothing at its rim: light, blush or shadow."""
        shader = skia.GradientShader.MakeRadial((0, 0), 1.0, [_argb(ink, alpha), _argb(ink, 0)])
        with self.at(centre):
            self._canvas.scale(*radii)
            self._canvas.drawCircle(0, 0, 1, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))

    def _whole_rows(self, path: Path) -> range:
        """The rows that a path covers from side to side, but for those that its edge is near; none where few are."""
        width, height = self._size
        matrix, placed = self._canvas.getTotalMatrix(), skia.Path()
        path.transform(matrix, placed)
        bounds, everything = placed.getBounds(), skia.IRect(width, height)
        wide = bounds.left() <= 0 and bounds.right() >= width and bounds.height() > 8 * _EDGE
        if not wide or not matrix.isScaleTranslate() or self._canvas.getDeviceClipBounds() != everything:
            return range(0)
        if not self._canvas.isClipRect():
            return range(0)
        region = skia.Region()
        region.setPath(placed, skia.Region(everything))
        bottom = min(math.floor(bounds.bottom()), height)
        top = max(math.ceil(bounds.top()), 0)
        low, high = top, bottom
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if region.contains(skia.IRect(0, middle, width, bottom)) else (middle + 1, high)
        return range(low + _EDGE if low > 0 else 0, bottom)

    def _fill_rows(self, rows: range, paint: Any) -> None:
        """Fill rows with an upright gradient: it and its dither repeat themselves every few pixels along a row."""
        strip = np.empty((self._size[1], 1, _DITHER), np.uint32)
        canvas = _surface(_DITHER, self._size[1], strip).getCanvas()
        canvas.clipRect(skia.Rect.MakeLTRB(0, rows.start, _DITHER, rows.stop))
        canvas.setMatrix(self._canvas.getTotalMatrix())
        canvas.drawPaint(paint)
        self._painted[rows.start : rows.stop] = strip[rows.start : rows.stop]

    @contextmanager
    def at(self, place: Point, scale: float = 1.0, angle: float = 0.0, flip: bool = False) -> Iterator[None]:
        """Draw with the origin at `place`, scaled, turned clockwise by `angle` degrees and mirrored if `flip`."""
        with skia.AutoCanvasRestore(self._canvas, True):
            self._canvas.translate(*place)
            if angle:
                self._canvas.rotate(angle)
            self._canvas.scale(-scale if flip else scale, scale)
            yield

    @contextmanager
    def unmirrored(self) -> Iterator[None]:
        """Draw what reads one way alone, as a screen does, the right way round wherever it is."""
        matrix = self._canvas.getTotalMatrix()
        mirrored = matrix.getScaleX() * matrix.getScaleY() < matrix.getSkewX() * matrix.getSkewY()
        with self.at((0, 0), flip=mirrored):
            yield

    @contextmanager
    def inside(self, path: Path) -> Iterator[None]:
        """Draw only within a path."""
        with skia.AutoCanvasRestore(self._canvas, True):
            self._canvas.clipPath(path, doAntiAlias=True)
            yield

    @contextmanager
    def slanted(self, by: float) -> Iterator[None]:
        """Draw skewed: x shifts by so much for each unit down."""
        with skia.AutoCanvasRestore(self._canvas, True):
            self._canvas.skew(by, 0)
            yield


def _surface(width: int, height: int, pixels: NDArray[np.uint32]) -> Any:
    info = skia.ImageInfo.Make(width, height, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
    return skia.Surface.MakeRasterDirect(info, pixels, pixels.strides[0])


class Ruler(Brush):
    """A brush that measures instead of painting: the area of every shape, in the units outside of all `at`.

    Glows have no edge and what is drawn `inside` a shape lies within it, so neither is measured.
    """

    def __init__(self) -> None:
        self._canvas = skia.Canvas(1, 1)
        self.areas: list[Area] = []

    @property
    def area(self) -> Area:
        """The area of all together; of nothing, the origin."""
        return around(self.areas) if self.areas else Area(0, 0, 0, 0)

    def fill(self, path: Path, ink: Ink, alpha: float = 1.0) -> None:
        """Measure a path."""
        self._measure(path, 0.0)

    def melt(self, path: Path, start: Point, end: Point, inks: Sequence[tuple[Ink, float]]) -> None:
        """Measure a path."""
        self._measure(path, 0.0)

    def line(self, path: Path, ink: Ink, width: float, alpha: float = 1.0) -> None:
        """Measure a path with the width of its stroke."""
        self._measure(path, width / 2)

    def glow(self, centre: Point, radii: Point, ink: Ink, alpha: float = 0.5) -> None:
        """Measure nothing."""

    @contextmanager
    def inside(self, path: Path) -> Iterator[None]:
        """Measure nothing of what follows."""
        kept = list(self.areas)
        yield
        self.areas[:] = kept

    def _measure(self, path: Path, border: float) -> None:
        matrix, placed = self._canvas.getTotalMatrix(), skia.Path()
        path.transform(matrix, placed)
        bounds = placed.computeTightBounds()
        if placed.countPoints():
            area = Area(bounds.left(), bounds.top(), bounds.right(), bounds.bottom())
            self.areas.append(area.grown(border * matrix.mapRadius(1.0)))


@lru_cache(4096)
def _argb(ink: Ink, alpha: float) -> int:
    r, g, b = ink.rgb()
    return int(skia.ColorSetARGB(round(255 * min(max(alpha, 0.0), 1.0)), r, g, b))


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> Path:
    """A rectangle by its left upper corner, with rounded corners if asked."""
    path = skia.Path()
    if radius:
        path.addRoundRect(skia.Rect.MakeXYWH(x, y, width, height), radius, radius)
    else:
        path.addRect(skia.Rect.MakeXYWH(x, y, width, height))
    return path


def boxes(rectangles: Sequence[tuple[float, float, float, float]]) -> Path:
    """Many rectangles (x, y, width, height) in one path."""
    path = skia.Path()
    for x, y, width, height in rectangles:
        path.addRect(skia.Rect.MakeXYWH(x, y, width, height))
    return path


def oval(centre: Point, rx: float, ry: float | None = None) -> Path:
    """An ellipse, or a circle where only one radius is given."""
    ry = rx if ry is None else ry
    return skia.Path.Oval(skia.Rect.MakeLTRB(centre[0] - rx, centre[1] - ry, centre[0] + rx, centre[1] + ry))


def ovals(circles: Sequence[tuple[float, float, float]]) -> Path:
    """Many circles (x, y, radius) in one path."""
    path = skia.Path()
    for x, y, radius in circles:
        path.addCircle(x, y, radius)
    return path


def polygon(*points: Point) -> Path:
    """A closed shape with straight sides."""
    return skia.Path.Polygon(list(points), True)


def lines(*points: Point) -> Path:
    """An open run of straight lines."""
    return skia.Path.Polygon(list(points), False)


def curve(*points: Point) -> Path:
    """An open smooth line through the points."""
    return _spline(points, closed=False)


def blob(*points: Point) -> Path:
    """A closed smooth shape through the points; a point given twice is a corner."""
    return _spline(points, closed=True)


def mirrored(*points: Point) -> Path:
    """A closed smooth shape from its right half, given from top to bottom."""
    left = [(-x, y) for x, y in reversed(points) if x]
    return blob(*points, *left)


def bow(start: Point, control: Point, end: Point) -> Path:
    """An open arc from start to end, pulled towards control."""
    path = skia.Path()
    path.moveTo(*start)
    path.quadTo(*control, *end)
    return path


def crescent(start: Point, outer: Point, end: Point, inner: Point) -> Path:
    """The area between two arcs that share their ends."""
    path = bow(start, outer, end)
    path.quadTo(*inner, *start)
    path.close()
    return path


def capsule(start: Point, end: Point, first: float, last: float) -> Path:
    """A limb: two circles of radius `first` and `last` and the hull around them."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length <= abs(first - last):
        return oval(start, first) if first > last else oval(end, last)
    heading = math.degrees(math.atan2(dy, dx))
    lean = math.degrees(math.asin((first - last) / length))
    path = skia.Path()
    path.arcTo(_square(end, last), heading - 90 + lean, 180 - 2 * lean, True)
    path.arcTo(_square(start, first), heading + 90 - lean, 180 + 2 * lean, False)
    path.close()
    return path


def limb(joints: Sequence[Point], radii: Sequence[float]) -> Path:
    """Two capsules, from the first of three joints to the last; there are two radii for each."""
    start, middle, end = joints
    return merged(capsule(start, middle, *radii[:2]), capsule(middle, end, *radii[-2:]))


def band(start: Point, end: Point, half: float) -> Path:
    """A strip from start to end with straight ends, `half` as wide to each side."""
    long = max(math.dist(start, end), 1e-6)
    x, y = (start[1] - end[1]) * half / long, (end[0] - start[0]) * half / long
    return polygon(
        (start[0] + x, start[1] + y), (end[0] + x, end[1] + y), (end[0] - x, end[1] - y), (start[0] - x, start[1] - y)
    )


def between(start: Point, end: Point, share: float) -> Point:
    """The point at a share of the way."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def star(inner: float) -> Path:
    """A star of radius 1 with four rays, one to the right; between them it is `inner` from the origin."""
    radii = [(inner if i % 2 else 1.0, i * math.pi / 4) for i in range(8)]
    return polygon(*((radius * math.cos(angle), radius * math.sin(angle)) for radius, angle in radii))


def _square(centre: Point, radius: float) -> Any:
    return skia.Rect.MakeLTRB(centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius)


def cut(path: Path, hole: Path) -> Path:
    """The first shape without the second."""
    return skia.Op(path, hole, skia.PathOp.kDifference_PathOp)


def merged(*paths: Path) -> Path:
    """Several shapes in one path, filled together."""
    path = skia.Path()
    for part in paths:
        path.addPath(part)
    return path


def _spline(points: Sequence[Point], closed: bool) -> Path:
    """Catmull-Rom through the points, as cubic Béziers whose handles are short enough not to overshoot.

    A handle is a sixth of the way between the neighbours of its point, at most two fifths of its segment.
    """
    path = skia.Path()
    path.moveTo(*points[0])
    ring = [points[-1], *points, points[0], points[1 % len(points)]] if closed else [points[0], *points, points[-1]]
    for before, start, end, after in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        if start == end:
            continue
        (x, y), (to_x, to_y) = start, end
        limit = 0.4 * math.hypot(to_x - x, to_y - y)
        if before == start:
            out_x, out_y = x, y
        else:
            across, down = (to_x - before[0]) / 6, (to_y - before[1]) / 6
            share = min(1.0, limit / (math.hypot(across, down) or 1.0))
            out_x, out_y = x + across * share, y + down * share
        if after == end:
            in_x, in_y = to_x, to_y
        else:
            across, down = (after[0] - x) / 6, (after[1] - y) / 6
            share = min(1.0, limit / (math.hypot(across, down) or 1.0))
            in_x, in_y = to_x - across * share, to_y - down * share
        path.cubicTo(out_x, out_y, in_x, in_y, to_x, to_y)
    if closed:
        path.close()
    return path
