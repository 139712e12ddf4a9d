"""A certificate drawn for people: picture, heat-map, bars and numbers on one sheet. Measures and changes nothing."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from brand.certificate import Certificate
from brand.classify import OFF, classify, kinds, target
from brand.kit import Kit
from brand.measure import Measure
from brand.sheet import INK, LINE, SOFT, Sheet
from brand.space import Bytes, Floats, length, linear, luminance, oklab, swatches
from locales import SOURCE, Language, Texts, texts

WIDTH, HEIGHT, PANEL = 1280, 760, 372
_ALARM, _NEAR, _FAR = "#C2185B", "#FFB300", "#C2003A"
_MARGIN, _TOP = 48, 186
_SECOND = _MARGIN + PANEL + 24
_COLUMN = _SECOND + PANEL + 40
_TEXTS = texts("certificate")


def draw(pixels: Bytes, certificate: Certificate, kit: Kit, language: Language = SOURCE) -> bytes:
    """A PNG of 1280 x 760: the picture, uint8 (height, width, 3), where it is off brand, and the certificate.

    The kit and its colours are called as the kit calls them in that language.

    Raises:
        ValueError: `pixels` are of another shape or type, or the certificate is of a kit with other colours.
    """
    if len(certificate.after.coverage) != len(kit.colours):
        raise ValueError(f"a certificate of {len(certificate.after.coverage)} colours is not of kit {kit.name!r}")
    labels, sheet = _TEXTS[language], Sheet(WIDTH, HEIGHT)
    _head(sheet, language, certificate, kit)
    found = certificate.after.off_hue
    map_of = labels.map_of.format(share=labels.percent(found)) if found else labels.map_of_nothing
    panels = ((pixels, _MARGIN, labels.picture), (heat(_shrunk(pixels), kit), _SECOND, map_of))
    for shown, x, caption in panels:
        sheet.text((x, _TOP - 14), caption, 17, SOFT)
        sheet.picture(shown, (x, _TOP), (PANEL, PANEL))
    _legend(sheet, labels, kit)
    _bars(sheet, labels, certificate, [kit.called(one.name, language) for one in certificate.target])
    _numbers(sheet, labels, certificate)
    return sheet.png()


def heat(pixels: Bytes, kit: Kit) -> Bytes:
    """The picture in pale grey, its off-brand pixels amber to crimson: the further from every brand hue, the redder."""
    light = linear(pixels)
    lab = oklab(light)
    grey = 255 - 0.42 * (255 - 255 * np.cbrt(luminance(light)))
    shown = np.repeat(grey[:, None], 3, axis=1)
    off = classify(pixels, kinds(lab, kit)).ravel() == OFF
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


def _head(sheet: Sheet, language: Language, certificate: Certificate, kit: Kit) -> None:
    labels = _TEXTS[language]
    colour = kit.by_role("deep").hex if certificate.ok else _ALARM
    x = 0.0
    for swatch, weight in zip(kit.colours, kit.weights, strict=True):
        width = weight * WIDTH
        sheet.strip((x, 0), (width, 10), swatch.hex)
        x += width
    sheet.strip((0, 10), (WIDTH, 0.5), LINE)
    sheet.text((_MARGIN, 78), labels.certificate, 36)
    did = certificate.strength or certificate.mode == "off"
    told = [kit.called(kit.name, language), labels.done[certificate.mode] if did else labels.nothing_done]
    if 0 < certificate.strength < 1:
        told.append(labels.strength.format(share=labels.percent(certificate.strength, 0)))
    sheet.text((_MARGIN, 110), "  ·  ".join(told), 18, SOFT)
    centre = (WIDTH - _MARGIN - 46, 78)
    sheet.ring(centre, 46, certificate.after.score / 100, colour)
    sheet.text(centre, labels.number(certificate.after.score, 0), 30, INK, "mm")
    sheet.text((centre[0] - 64, 72), labels.on_brand if certificate.ok else labels.off_brand, 22, colour, "rs")
    sheet.text((centre[0] - 64, 98), labels.of_100, 16, SOFT, "rs")


def _bars(sheet: Sheet, labels: Texts, certificate: Certificate, names: Sequence[str]) -> None:
    """One bar a colour, with its name: its share of the coloured part, and a mark where its weight would have it."""
    total = sum(certificate.after.coverage) or 1
    width = WIDTH - _MARGIN - _COLUMN
    pitch = min(74, (PANEL + 14) / len(certificate.target))
    sheet.text((_COLUMN, _TOP - 14), labels.coverage, 17, SOFT)
    for place, (colour, coverage) in enumerate(zip(certificate.target, certificate.after.coverage, strict=True)):
        y = _TOP + place * pitch
        thick = min(16, pitch / 3)
        sheet.text((_COLUMN, y + pitch / 4), names[place], 16)
        target_share = labels.target.format(share=labels.percent(colour.weight, 0))
        shares = f"{labels.percent(coverage / total, 0)}  ·  {target_share}"
        sheet.text((_COLUMN + width, y + pitch / 4), shares, 16, SOFT, "rs")
        top = y + pitch / 4 + 8
        sheet.box((_COLUMN, top), (width, thick), "#F0F2F5")
        if coverage / total >= 0.005:
            sheet.box((_COLUMN, top), (max(width * coverage / total, thick), thick), colour.hex, LINE)
        sheet.box((_COLUMN + width * colour.weight - 1.5, top - 4), (3, thick + 8), INK)


def _legend(sheet: Sheet, labels: Texts, kit: Kit) -> None:
    """What the colours of the heat-map mean, and what the kit asks for."""
    y = _TOP + PANEL + 28
    first, last = swatches(_NEAR, _FAR).tolist()
    for place in range(60):
        red, green, blue = (round(low + (high - low) * place / 59) for low, high in zip(first, last, strict=True))
        sheet.strip((_SECOND + 2 * place, y - 10), (2, 10), f"#{red:02X}{green:02X}{blue:02X}")
    sheet.text((_SECOND + 132, y), labels.map_legend, 15, SOFT)
    limits = kit.tolerances
    wanted = labels.limits.format(share=labels.percent(limits.off_hue), score=labels.number(limits.score, 0))
    sheet.text((_COLUMN, y), wanted, 15, SOFT)


def _numbers(sheet: Sheet, labels: Texts, certificate: Certificate) -> None:
    """A row of figures after, each with what it was before where that differs."""
    after, before = (_figures(labels, found) for found in (certificate.after, certificate.before))
    pitch = (WIDTH - 2 * _MARGIN) / len(after)
    y = _TOP + PANEL + 56
    sheet.box((_MARGIN, y), (WIDTH - 2 * _MARGIN, 1), LINE)
    for place, (figure, now) in enumerate(after.items()):
        x = _MARGIN + place * pitch
        sheet.text((x, y + 40), labels.figures[figure], 16, SOFT)
        sheet.text((x, y + 78), now, 28)
        if now != before[figure]:
            sheet.text((x, y + 104), labels.before.format(figure=before[figure]), 16, SOFT)


def _figures(labels: Texts, found: Measure) -> dict[str, str]:
    return {
        "score": labels.number(found.score, 1),
        "off_brand": labels.percent(found.off_hue),
        "brand_colours": labels.percent(sum(found.coverage)),
        "neutral": labels.percent(found.neutral),
        "skin": labels.percent(found.skin),
        "balance": labels.number(found.balance, 2),
        "mean_ciede2000": labels.number(found.mean_delta_e, 1),
    }


def _shrunk(pixels: Bytes) -> Bytes:
    image = Image.fromarray(pixels)
    image.thumbnail((PANEL, PANEL), Image.Resampling.BOX)
    return np.asarray(image)
