"""A certificate drawn for people: picture, heat-map, bars and numbers on one sheet. Measures and changes nothing."""

import numpy as np
from PIL import Image

from brand.certificate import Certificate
from brand.kit import Kit
from brand.sheet import INK, LINE, SOFT, Sheet, latin
from brand.space import Bytes, Floats, length, linear, luminance, oklab, swatches
from brand.survey import OFF, kinds, survey, target

WIDTH, HEIGHT, PANEL = 1280, 760, 372
_ALARM, _NEAR, _FAR = "#C2185B", "#FFB300", "#C2003A"
_MARGIN, _TOP = 48, 186
_SECOND = _MARGIN + PANEL + 24
_COLUMN = _SECOND + PANEL + 40
_DID = {
    "off": "measured only",
    "snap": "hues pulled to the brand",
    "strict": "best of several, hues pulled to the brand",
    "poster": "printed as a poster in the brand's inks",
}


def draw(pixels: Bytes, certificate: Certificate, kit: Kit) -> bytes:
    """A PNG of 1280 x 760: the picture, uint8 (height, width, 3), where it is off brand, and the certificate.

    Raises:
        ValueError: `pixels` are of another shape or type, or the certificate is of a kit with other colours.
    """
    if len(certificate.after.coverage) != len(kit.colours):
        raise ValueError(f"a certificate of {len(certificate.after.coverage)} colours is not of kit {kit.name!r}")
    sheet = Sheet(WIDTH, HEIGHT)
    _head(sheet, certificate, kit)
    found = certificate.after.off_hue
    panels = (
        (pixels, _MARGIN, "Picture"),
        (heat(_shrunk(pixels), kit), _SECOND, f"Off brand: {found:.1%}" if found else "All on brand"),
    )
    for shown, x, caption in panels:
        sheet.text((x, _TOP - 14), caption, 17, SOFT)
        sheet.picture(shown, (x, _TOP), (PANEL, PANEL))
    _legend(sheet, kit)
    _bars(sheet, certificate)
    _numbers(sheet, certificate)
    return sheet.png()


def heat(pixels: Bytes, kit: Kit) -> Bytes:
    """The picture in pale grey, its off-brand pixels amber to crimson: the further from every brand hue, the redder."""
    light = linear(pixels)
    lab = oklab(light)
    grey = 255 - 0.42 * (255 - 255 * np.cbrt(luminance(light)))
    shown = np.repeat(grey[:, None], 3, axis=1)
    off = survey(pixels, kinds(lab, kit)).ravel() == OFF
    amber, crimson = swatches(_NEAR, _FAR).astype(np.float32)
    redness = _distance(lab[:, off], kit)[:, None]
    shown[off] = (amber + (crimson - amber) * redness) * (0.5 + grey[off, None] / 510)
    heated: Bytes = shown.round().astype(np.uint8).reshape(pixels.shape)
    return heated


def _distance(lab: Floats, kit: Kit) -> Floats:
    """How far hues (n,) are from every brand hue, 0 at the tolerance to 1 from 90 degrees beyond it."""
    hues = target(kit).hues
    if not hues.size:
        return np.ones(lab.shape[1])
    _, a, b = lab
    along = (a[:, None] * np.cos(hues) + b[:, None] * np.sin(hues)) / length(a, b)[:, None]
    away = np.degrees(np.arccos(np.clip(along, -1, 1))).min(axis=1)
    share: Floats = np.clip((away - kit.tolerances.hue) / 90, 0, 1)
    return share


def _head(sheet: Sheet, certificate: Certificate, kit: Kit) -> None:
    colour = kit.by_role("deep").hex if certificate.ok else _ALARM
    x = 0.0
    for swatch, weight in zip(kit.colours, kit.weights, strict=True):
        width = weight * WIDTH
        sheet.strip((x, 0), (width, 10), swatch.hex)
        x += width
    sheet.strip((0, 10), (WIDTH, 0.5), LINE)
    sheet.text((_MARGIN, 78), "Brand certificate", 36)
    done = _DID[certificate.mode] if certificate.strength or certificate.mode == "off" else "needed no correction"
    strength = f", strength {certificate.strength:.0%}" if 0 < certificate.strength < 1 else ""
    sheet.text((_MARGIN, 110), f"{latin(kit.name) or 'Brand kit'}  ·  {done}{strength}", 18, SOFT)
    centre = (WIDTH - _MARGIN - 46, 78)
    sheet.ring(centre, 46, certificate.after.score / 100, colour)
    sheet.text(centre, f"{certificate.after.score:.0f}", 30, INK, "mm")
    sheet.text((centre[0] - 64, 72), "On brand" if certificate.ok else "Not on brand", 22, colour, "rs")
    sheet.text((centre[0] - 64, 98), "score of 100", 16, SOFT, "rs")


def _bars(sheet: Sheet, certificate: Certificate) -> None:
    """One bar a colour: its share of the coloured part, and a mark where its weight would have it."""
    total = sum(certificate.after.coverage) or 1
    width = WIDTH - _MARGIN - _COLUMN
    pitch = min(74, (PANEL + 14) / len(certificate.target))
    sheet.text((_COLUMN, _TOP - 14), "Coverage of the coloured part", 17, SOFT)
    for place, (colour, coverage) in enumerate(zip(certificate.target, certificate.after.coverage, strict=True)):
        y = _TOP + place * pitch
        thick = min(16, pitch / 3)
        sheet.text((_COLUMN, y + pitch / 4), colour.name, 16)
        shares = f"{coverage / total:.0%}  ·  target {colour.weight:.0%}"
        sheet.text((_COLUMN + width, y + pitch / 4), shares, 16, SOFT, "rs")
        top = y + pitch / 4 + 8
        sheet.box((_COLUMN, top), (width, thick), "#F0F2F5")
        if coverage / total >= 0.005:
            sheet.box((_COLUMN, top), (max(width * coverage / total, thick), thick), colour.hex, LINE)
        sheet.box((_COLUMN + width * colour.weight - 1.5, top - 4), (3, thick + 8), INK)


def _legend(sheet: Sheet, kit: Kit) -> None:
    """What the colours of the heat-map mean, and what the kit asks for."""
    y = _TOP + PANEL + 28
    first, last = swatches(_NEAR, _FAR).tolist()
    for place in range(60):
        red, green, blue = (round(low + (high - low) * place / 59) for low, high in zip(first, last, strict=True))
        sheet.strip((_SECOND + 2 * place, y - 10), (2, 10), f"#{red:02X}{green:02X}{blue:02X}")
    sheet.text((_SECOND + 132, y), "from just off to far off", 15, SOFT)
    limits = kit.tolerances
    wanted = f"To pass: off brand up to {limits.off_hue:.1%}, score from {limits.score:.0f}"
    sheet.text((_COLUMN, y), wanted, 15, SOFT)


def _numbers(sheet: Sheet, certificate: Certificate) -> None:
    """A row of figures after, each with what it was before where that differs."""
    before, after = certificate.before, certificate.after
    figures = (
        ("Score", f"{after.score:.1f}", f"{before.score:.1f}"),
        ("Off brand", _percent(after.off_hue), _percent(before.off_hue)),
        ("Brand colours", _percent(sum(after.coverage)), _percent(sum(before.coverage))),
        ("Neutral", _percent(after.neutral), _percent(before.neutral)),
        ("Skin", _percent(after.skin), _percent(before.skin)),
        ("Balance", f"{after.balance:.2f}", f"{before.balance:.2f}"),
        ("Mean CIEDE2000", f"{after.mean_delta_e:.1f}", f"{before.mean_delta_e:.1f}"),
    )
    pitch = (WIDTH - 2 * _MARGIN) / len(figures)
    y = _TOP + PANEL + 56
    sheet.box((_MARGIN, y), (WIDTH - 2 * _MARGIN, 1), LINE)
    for place, (label, now, was) in enumerate(figures):
        x = _MARGIN + place * pitch
        sheet.text((x, y + 40), label, 16, SOFT)
        sheet.text((x, y + 78), now, 28)
        if now != was:
            sheet.text((x, y + 104), f"was {was}", 16, SOFT)


def _shrunk(pixels: Bytes) -> Bytes:
    image = Image.fromarray(pixels)
    image.thumbnail((PANEL, PANEL), Image.Resampling.BOX)
    return np.asarray(image)


def _percent(share: float) -> str:
    return f"{share:.1%}"
