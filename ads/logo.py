"""A brand's logo: an SVG file, drawn at any size."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import skia

from brand import linear, luminance

_SIDE = 200


class LogoError(ValueError):
    """A file of which no logo can be drawn."""


@dataclass(frozen=True)
class LogoVariant:
    """One variant of a logo."""

    svg: str
    sha256: str
    view: tuple[float, float, float, float]
    """Left, top, width and height of what is drawn, in its own units."""

    @classmethod
    def read(cls, path: Path) -> "LogoVariant":
        """Raises LogoError where it is no SVG with a viewBox."""
        try:
            content = path.read_bytes()
            root = ElementTree.fromstring(content)
        except (OSError, ElementTree.ParseError) as error:
            raise LogoError(f"{path}: {error}") from error
        numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
        if len(numbers) != 4 or min(numbers[2:]) <= 0:
            raise LogoError(f"{path}: the logo should have a viewBox of four numbers")
        left, top, width, height = numbers
        return cls(content.decode(), hashlib.sha256(content).hexdigest(), (left, top, width, height))

    @property
    def aspect(self) -> float:
        """Width by height."""
        return self.view[2] / self.view[3]

    @cached_property
    def lights(self) -> tuple[float, float]:
        """The luminances between which nearly all of its ink lies, 0 to 1."""
        height = max(1, round(_SIDE / self.aspect))
        pixels = np.zeros((height, _SIDE, 4), np.uint8)
        self.draw(skia.Surface(pixels).getCanvas(), 0, 0, height)
        ink = pixels[pixels[..., 3] > 250][:, :3]
        if not len(ink):
            return 0.0, 0.0
        low, high = np.quantile(luminance(linear(ink)), (0.02, 0.98))
        return float(low), float(high)

    @cached_property
    def _drawing(self) -> skia.SVGDOM:
        drawing = skia.SVGDOM.MakeFromStream(skia.MemoryStream(self.svg.encode(), True))
        drawing.setContainerSize(skia.Size(self.view[2], self.view[3]))
        return drawing

    def draw(self, canvas: skia.Canvas, x: float, y: float, height: float) -> None:
        """Draw it with its upper left corner at a place, as vectors where the canvas has them."""
        scale = height / self.view[3]
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(scale, scale)
        self._drawing.render(canvas)
        canvas.restore()
