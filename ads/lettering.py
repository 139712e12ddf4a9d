"""Letters: a family's files, what it has letters for, and lines shaped by HarfBuzz, ordered by ICU. Knows no layout."""

import hashlib
import re
import unicodedata
from functools import cache
from pathlib import Path

import numpy as np
import skia

from brand import FONT_WEIGHTS, FontWeight, Typeface

_UNIT = 100.0
"""The size at which widths are measured; they grow with the size, without hinting."""
_ISOLATED, _END = "\u2067", "\u2069"
_RIGHT_TO_LEFT = {"R", "AL"}
_LIGATURES = re.compile("(?<=f)(?=[bfhijklt])|(?<=T)(?=h)")
"""Where two letters may come as one sign."""
_OTHER = "another"
"""A family that there is not: two styles are never shaped as one."""
_UPRIGHT = skia.FontStyle.kUpright_Slant
_UNSEEN = {"Cf", "Zs"}
_SIGNS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Of the format characters, those that are seen (Unicode's Prepended_Concatenation_Mark)."""
_TEXT = skia.textlayout


class FontError(ValueError):
    """A file that has no letters in it."""


@cache
def _unicode() -> skia.Unicode:
    return skia.Unicodes.ICU.Make()


class Lettering:
    """A family in its weights. All sizes are in pixels, from the upper left."""

    def __init__(self, typeface: Typeface, folder: Path) -> None:
        """Raises FontError when a file of the family cannot be used."""
        self.family = typeface.family
        self.files = typeface.paths(folder)
        self.sha256: dict[str, str] = {}
        self._faces: dict[FontWeight, skia.Typeface] = {}
        self._fonts = _TEXT.FontCollection()
        provider = _TEXT.TypefaceFontProvider()
        for weight in FONT_WEIGHTS:
            path = self.files[weight]
            try:
                content = path.read_bytes()
            except OSError as error:
                raise FontError(f"{path}: {error}") from error
            face = skia.Typeface.MakeFromData(skia.Data.MakeWithCopy(content))
            if face is None:
                raise FontError(f"{path}: no typeface could be read from it")
            self._faces[weight] = face
            provider.registerTypeface(face, f"{self.family} {weight}")
            self.sha256[path.name] = hashlib.sha256(content).hexdigest()
        self._fonts.setDefaultFontManager(provider)

    def missing(self, text: str, weight: FontWeight) -> str:
        """The characters of a text that the family has no letter for, each once."""
        seen = dict.fromkeys(one for one in text if not _unseen(one))
        glyphs = self._faces[weight].unicharsToGlyphs([ord(one) for one in seen])
        return "".join(one for one, glyph in zip(seen, glyphs, strict=True) if not glyph)

    def width(self, text: str, weight: FontWeight, language: str) -> float:
        """How wide a line is at size 1."""
        return float(self.shaped(text, weight, _UNIT, language).MaxIntrinsicWidth) / _UNIT

    def height(self, text: str, weight: FontWeight) -> tuple[float, float]:
        """How far ink reaches above and below the baseline at size 1; at least as far as a capital letter."""
        font = skia.Font(self._faces[weight], _UNIT)
        glyphs = self._faces[weight].unicharsToGlyphs([ord(one) for one in text + "H" if not _unseen(one)])
        bounds = font.getBounds(glyphs)
        up, down = -min(one.top() for one in bounds), max(0.0, *(one.bottom() for one in bounds))
        if any(unicodedata.category(one)[0] == "M" for one in text):  # stands where shaping puts it
            _, above, _, below = self._drawn(text, weight)
            up, down = max(up, -above), max(down, below)
        return up / _UNIT, down / _UNIT

    def _drawn(self, text: str, weight: FontWeight) -> tuple[float, float, float, float]:
        """The box of the ink of a line, drawn, around where it begins on its baseline."""
        line = self.shaped(text, weight, _UNIT, "en")
        x, y = int(_UNIT), 2 * int(_UNIT)
        pixels = np.zeros((2 * y, int(line.MaxIntrinsicWidth) + 2 * x, 4), np.uint8)
        line.paint(skia.Surface(pixels).getCanvas(), x, y - float(line.AlphabeticBaseline))
        ink = pixels[..., 3] > 0
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        if not len(rows):
            return 0.0, 0.0, 0.0, 0.0
        return float(columns[0] - x), float(rows[0] - y), float(columns[-1] + 1 - x), float(rows[-1] + 1 - y)

    def bearing(self, text: str, weight: FontWeight) -> float:
        """How far right of its origin the ink of a line begins at size 1, left of it where negative; 0 where it begins
        with anything unusual."""
        bounds = self._bounds(text, text[0], weight)
        return float(bounds.left()) / _UNIT if bounds else 0.0

    def overhang(self, text: str, weight: FontWeight) -> tuple[float, float]:
        """How far the ink of a line reaches out of its width at size 1, before and after it: the foot of a j does."""
        if any(unicodedata.category(one)[0] == "M" for one in text):
            left, _, right, _ = self._drawn(text, weight)
            return max(0.0, -left / _UNIT), max(0.0, right / _UNIT - self.width(text, weight, "en"))
        last = self._bounds(text, text[-1], weight)
        after = (float(last.right()) / _UNIT - self.width(text[-1], weight, "en")) if last else 0.0
        return max(0.0, -self.bearing(text, weight)), max(0.0, after)

    def _bounds(self, text: str, letter: str, weight: FontWeight) -> skia.Rect | None:
        glyph = self._faces[weight].unicharToGlyph(ord(letter))
        if not glyph or rightward(text) or unicodedata.category(letter)[0] == "M":
            return None
        return skia.Font(self._faces[weight], _UNIT).getBounds([glyph])[0]

    def shaped(
        self, text: str, weight: FontWeight, size: float, language: str, colour: int = 0xFF000000
    ) -> skia.textlayout_Paragraph:
        """A line, shaped and in the order in which it is seen, its Latin letters one by one: what is copied from a PDF
        is found again."""
        styles = [_TEXT.TextStyle(), _TEXT.TextStyle()]
        for style, other in zip(styles, ([], [_OTHER]), strict=True):
            style.setFontFamilies([f"{self.family} {weight}", *other])
            style.setFontStyle(skia.FontStyle(FONT_WEIGHTS[weight], skia.FontStyle.kNormal_Width, _UPRIGHT))
            style.setFontSize(size)
            style.setLocale(language)
            style.setColor(colour)
        whole = _TEXT.ParagraphStyle()
        whole.setTextStyle(styles[0])
        builder = _TEXT.ParagraphBuilder.make(whole, self._fonts, _unicode())
        for number, part in enumerate(_LIGATURES.split(f"{_ISOLATED}{text}{_END}" if rightward(text) else text)):
            builder.pushStyle(styles[number % 2])
            builder.addText(part)
            builder.pop()
        line = builder.Build()
        line.layout(1e6)
        return line


def rightward(text: str) -> bool:
    """Whether a text is read from right to left: its first letter says so."""
    first = next((kind for one in text if (kind := unicodedata.bidirectional(one)) in {"L", "R", "AL"}), "L")
    return first in _RIGHT_TO_LEFT


def _unseen(character: str) -> bool:
    unseen = unicodedata.category(character) in _UNSEEN and ord(character) not in _SIGNS
    return unseen or "\ufe00" <= character <= "\ufe0f"
