"""A white sheet to draw on: text, boxes, rings, pictures. Knows nothing of brands or certificates."""

import io
from functools import lru_cache

from font_source_sans_pro import font_files_ttf
from PIL import Image, ImageDraw, ImageFont

from brand import srgb
from brand.space import Bytes

INK, SOFT, LINE, PAGE = "#1B2230", "#6A7385", "#E4E7EC", "#FFFFFF"
_SCALE, _INSET = 2, 16
_TEXT = 24
"""Size up to which words are text; what is larger is a heading."""


class Sheet:
    """A white sheet, drawn at twice its size and shrunk at the end; places and sizes are in its own units."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._image = Image.new("RGB", (width * _SCALE, height * _SCALE), PAGE)
        self._draw = ImageDraw.Draw(self._image)

    def text(self, at: tuple[float, float], words: str, size: int, colour: str = INK, anchor: str = "ls") -> None:
        """Write one line, its baseline at `at`, in Latin, Greek or Cyrillic letters; large ones are heavier."""
        place = (at[0] * _SCALE, at[1] * _SCALE)
        face = "SourceSansProSemibold" if size > _TEXT else "SourceSansPro"
        self._draw.text(place, words, colour, _font(face, size * _SCALE), anchor=anchor)

    def box(self, at: tuple[float, float], size: tuple[float, float], colour: str, outline: str | None = None) -> None:
        """A rounded box; its smaller side sets the roundness."""
        (x, y), (width, height) = at, size
        corners = (x * _SCALE, y * _SCALE, (x + width) * _SCALE, (y + height) * _SCALE)
        self._draw.rounded_rectangle(corners, min(width, height, 16) / 2 * _SCALE, colour, outline, _SCALE)

    def strip(self, at: tuple[float, float], size: tuple[float, float], colour: str) -> None:
        """A box with sharp corners."""
        (x, y), (width, height) = at, size
        corners = (x * _SCALE, y * _SCALE, (x + width) * _SCALE - 1, (y + height) * _SCALE - 1)
        self._draw.rectangle(corners, colour)

    def ring(self, centre: tuple[float, float], radius: float, share: float, colour: str) -> None:
        """A ring, filled clockwise from the top up to a share of it."""
        (x, y), thick = centre, 10
        corners = tuple(_SCALE * value for value in (x - radius, y - radius, x + radius, y + radius))
        self._draw.arc(corners, 0, 360, LINE, thick * _SCALE)
        self._draw.arc(corners, -90, -90 + 360 * share, colour, thick * _SCALE)

    def picture(self, pixels: Bytes, at: tuple[int, int], frame: tuple[int, int]) -> None:
        """A framed panel with the whole picture in its middle, with rounded corners."""
        self.box(at, frame, "#F5F6F8", LINE)
        image = Image.fromarray(pixels)
        share = min((side - _INSET) * _SCALE / length for side, length in zip(frame, image.size, strict=True))
        size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
        image = image.resize(size, Image.Resampling.LANCZOS)
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), 6 * _SCALE, 255)
        x, y = (
            round((place + side / 2) * _SCALE - length / 2) for place, side, length in zip(at, frame, size, strict=True)
        )
        self._image.paste(image, (x, y), mask)

    def png(self) -> bytes:
        """The sheet as a PNG."""
        file = io.BytesIO()
        self._image.resize(self._size, Image.Resampling.LANCZOS).save(file, "PNG", pnginfo=srgb.png_info())
        return file.getvalue()


@lru_cache(maxsize=16)
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_files_ttf[face], size)
