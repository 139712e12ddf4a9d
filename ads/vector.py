"""An advertisement as PDF and as SVG: texts as letters that can be selected, logo and planes as vectors."""

import base64
import html
import io
from collections.abc import Iterator

import numpy as np
import skia
from PIL import Image

from ads.drawing import Artboard, Plane, Word, direction, draw_plane, draw_word, stops
from ads.layouts import Format
from ads.lettering import Lettering, rightward
from brand import FONT_WEIGHTS, Bytes

_POINTS = 72.0
_CSS_INCH = 96.0
_MILLIMETRES = 25.4


def pdf(artboard: Artboard, lettering: Lettering, frame: Format, title: str) -> bytes:
    """One page: as wide as the format is in print, else as a screen shows it, to a point; fonts are in it."""
    inches = frame.millimetres / _MILLIMETRES if frame.millimetres else frame.shown / _CSS_INCH
    exact = inches * _POINTS / artboard.width
    wide, tall = round(artboard.width * exact), round(artboard.height * exact)  # skia's pages are of whole points
    scale = max(wide / artboard.width, tall / artboard.height)  # and no edge of one stays white
    about = skia.PDF.Metadata()
    about.fTitle, about.fCreator, about.fProducer = title, "logo-generation", "logo-generation"
    out = skia.DynamicMemoryWStream()
    with (
        skia.PDF.MakeDocument(out, about) as document,
        document.page(wide, tall) as page,
    ):
        page.scale(scale, scale)
        picture = skia.Image.fromarray(_opaque(artboard.picture), colorType=skia.kRGBA_8888_ColorType)
        page.drawImage(picture, *artboard.at)
        for plane in artboard.planes:
            draw_plane(page, plane)
        for word in artboard.words:
            draw_word(page, word, lettering)
        if artboard.logo:
            _, logo, box = artboard.logo
            logo.draw(page, box[0], box[1], box[3] - box[1])
    return bytes(out.detachAsData())


def svg(artboard: Artboard, lettering: Lettering, title: str, language: str) -> bytes:
    """A file that stands alone: picture and letters are in it, texts are text."""
    size = f'width="{artboard.width}" height="{artboard.height}" viewBox="0 0 {artboard.width} {artboard.height}"'
    picture = _file(artboard.picture)
    tall, wide = artboard.picture.shape[:2]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} lang="{html.escape(language)}" role="img">',
        f"<title>{html.escape(title)}</title>",
        f"<style>{''.join(_faces(artboard, lettering))}</style>",
        f'<image x="{artboard.at[0]}" y="{artboard.at[1]}" width="{wide}" height="{tall}" href="{picture}"/>',
        *(line for number, plane in enumerate(artboard.planes) for line in _plane(plane, number)),
        *(line for word in artboard.words for line in _word(word, lettering)),
    ]
    if artboard.logo:
        _, logo, box = artboard.logo
        place = f'x="{box[0]:.2f}" y="{box[1]:.2f}" width="{box[2] - box[0]:.2f}" height="{box[3] - box[1]:.2f}"'
        drawing = base64.b64encode(logo.svg.encode()).decode()
        lines.append(f'<image {place} href="data:image/svg+xml;base64,{drawing}"/>')
    return "\n".join([*lines, "</svg>", ""]).encode()


def _opaque(pixels: Bytes) -> Bytes:
    return np.asarray(Image.fromarray(pixels).convert("RGBA"))


def _file(pixels: Bytes) -> str:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=92, subsampling=0)
    return f"data:image/jpeg;base64,{base64.b64encode(file.getvalue()).decode()}"


def _faces(artboard: Artboard, lettering: Lettering) -> Iterator[str]:
    for weight in dict.fromkeys(word.weight for word in artboard.words):
        font = base64.b64encode(lettering.files[weight].read_bytes()).decode()
        yield (
            f'@font-face{{font-family:"{lettering.family}";font-weight:{FONT_WEIGHTS[weight]};'
            f"src:url(data:font/ttf;base64,{font})}}"
        )


def _plane(plane: Plane, number: int) -> Iterator[str]:
    if not plane.opacity:
        return
    left, top, right, bottom = plane.box
    fill = f'fill="{plane.colour}" fill-opacity="{plane.opacity:.3f}"'
    if plane.fade:
        (x1, y1), (x2, y2) = direction(plane)
        colours = "".join(
            f'<stop offset="{at:.3f}" stop-color="{plane.colour}" stop-opacity="{opacity:.3f}"/>'
            for at, opacity in stops(plane)
        )
        ends = f'x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
        yield f'<linearGradient id="fade{number}" gradientUnits="userSpaceOnUse" {ends}>{colours}</linearGradient>'
        fill = f'fill="url(#fade{number})"'
    place = f'x="{left:.2f}" y="{top:.2f}" width="{right - left:.2f}" height="{bottom - top:.2f}"'
    yield f'<rect {place} rx="{plane.radius:.2f}" {fill}/>'


def _word(word: Word, lettering: Lettering) -> Iterator[str]:
    style = f'font-family="{lettering.family}" font-weight="{FONT_WEIGHTS[word.weight]}" font-size="{word.size:.2f}"'
    yield f'<text {style} fill="{word.colour}" lang="{html.escape(word.language)}">'
    for line in word.lines:
        side = 'direction="rtl" text-anchor="end" ' if rightward(line.text) else ""
        yield f'<tspan {side}x="{line.x:.2f}" y="{line.baseline:.2f}">{html.escape(line.text)}</tspan>'
    yield "</text>"
