"""An advertisement composed: a picture, its covers, texts and logo in one frame, measured on its own pixels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ads import legibility
from ads.drawing import Artboard, Drawn, Plane, Word, fitted, framed, without_alpha
from ads.findings import judged
from ads.layouts import Arrangement, Box, CopyArea, Format
from ads.legibility import LOGO, TEXT, Choice, Ground
from ads.lettering import Lettering
from ads.logo import LogoVariant
from ads.typesetting import WEIGHTS, SetText, Typesetter
from ads.windows import Strip, cut, hardest, least
from brand import Bytes, Kit
from schemas import TEXT_ROLES, AdCertificate, Cover, Edges, PlacedLogo, PlacedText, TextRole

_DENSER = (0.0, 0.05, 0.15, 0.4, 1.0)
"""Opacities that are added where texts still do not stand out: what is certified is what lies beside their ink."""


@dataclass(frozen=True)
class Brief:
    """What is composed, apart from the picture: names are those of the request, texts are ready to be set."""

    kit: Kit
    lettering: Lettering
    logos: Mapping[str, LogoVariant]
    """`light` and `dark`, those of them that may be used."""
    texts: Mapping[TextRole, str]
    language: str
    country: str | None
    layout: str
    format: str
    frame: Format
    arrangement: Arrangement


@dataclass(frozen=True)
class Ad:
    """A composed advertisement: its pixels (height, width, 3), what it is drawn from, and its certificate."""

    pixels: Bytes
    bare: Bytes
    """The same without texts and logo, (height, width, 4)."""
    artboard: Artboard
    certificate: AdCertificate

    @property
    def ground(self) -> Bytes:
        """`bare` in three channels."""
        return without_alpha(self.bare)


@dataclass
class _Part:
    """An area on its way."""

    area: CopyArea
    texts: list[SetText]
    logo: Edges | None = None
    choice: Choice | None = None

    def denser(self, more: float) -> "_Part":
        """The same with more of its cover than what looked enough before its texts were there."""
        choice = self.choice and replace(self.choice, opacity=min(1.0, self.choice.opacity + more))
        return replace(self, choice=choice)


def check(brief: Brief) -> None:
    """Whether its texts can be set, whatever the picture is. Raises InvalidRequest as `compose`."""
    for area in brief.arrangement.areas:
        _set(area, brief)


def compose(picture: Bytes, brief: Brief) -> Ad:
    """Set a picture, uint8 (height, width, 3), as an advertisement.

    Raises InvalidRequest where letters are missing or a text has no room.
    """
    parts = [_set(area, brief) for area in brief.arrangement.areas]
    left, top, right, bottom = (round(edge) for edge in brief.frame.in_pixels(brief.arrangement.picture))
    inner = fitted(picture, right - left, bottom - top, brief.arrangement.hidden)
    bare = framed(inner, (left, top), brief.frame.width, brief.frame.height)
    for part in parts:
        part.choice = _covered(bare, part, brief)
    for denser in _DENSER:
        ad = _composed(inner, (left, top), bare, [part.denser(denser) for part in parts], brief)
        if not any(fault.code == "contrast" for fault in ad.certificate.faults):
            break
    return ad


def _composed(inner: Bytes, at: tuple[int, int], frame: Bytes, parts: list[_Part], brief: Brief) -> Ad:
    drawn = Drawn(frame.copy())
    planes = [_plane(part, brief) for part in parts if part.choice]
    for one in planes:
        drawn.plane(one)
    texts = [text for part in parts for text in part.texts]
    inked = [_inked(drawn.pixels, text, part, brief) for part in parts for text in part.texts]
    words, buttons = [word for word, _ in inked], [button for _, button in inked if button]
    for one in buttons:
        drawn.plane(one)
    drawing = next((_variant(drawn.pixels, part, brief) for part in parts if part.logo), None)
    bare = drawn.pixels.copy()
    for word in words:
        drawn.word(word, brief.lettering)
    if drawing:
        drawn.logo(*drawing)
    touched = (drawn.pixels.view(np.uint32) != bare.view(np.uint32))[..., 0]
    placed = tuple(_certified(drawn.pixels, touched, *one, brief) for one in zip(texts, words, strict=True))
    logo = _logo_certified(drawn.pixels, touched, drawing, brief, [text.button or text.box for text in texts])
    artboard = Artboard(brief.frame.width, brief.frame.height, inner, at, (*planes, *buttons), tuple(words), drawing)
    return Ad(without_alpha(drawn.pixels), bare, artboard, judged(brief, placed, logo, _covers(parts, brief), texts))


def _set(area: CopyArea, brief: Brief) -> _Part:
    part = _Part(area, [])
    frame = brief.frame
    scale = frame.width / frame.shown
    legal, text = frame.legal * scale, frame.text * scale
    least = {role: legal if role == "legal" else text for role in TEXT_ROLES}
    setter = Typesetter(brief.lettering, brief.language, least, min(frame.width, frame.height))
    for box in area.roomy([role for role, text in brief.texts.items() if text], bool(brief.logos)).boxes:
        at = frame.in_pixels(box.box)
        if box.stack:
            part.texts += setter.stacked(box, at, brief.texts)
        else:
            part.logo = _logo_place(box, at, next(iter(brief.logos.values())))
    return part


def _logo_place(box: Box, at: Edges, logo: LogoVariant) -> Edges:
    left, top, right, bottom = at
    tall = min(bottom - top, (right - left) / logo.aspect)
    wide = tall * logo.aspect
    x = {"left": left, "centre": (left + right - wide) / 2, "right": right - wide}[box.align]
    y = {"top": top, "middle": (top + bottom - tall) / 2, "bottom": bottom - tall}[box.valign]
    return x, y, x + wide, y + tall


def _covered(pixels: Bytes, part: _Part, brief: Brief) -> Choice | None:
    """What is laid over the picture in an area; None where nothing stands in it and it is no plane of the design."""
    area, kit = part.area, brief.kit
    if area.cover == "solid":
        return legibility.plane(kit, area.fill)
    grounds = [Ground(hardest(pixels, _behind(text))) for text in part.texts]
    if part.logo:
        logos = tuple(one.lights for one in brief.logos.values())
        grounds.append(Ground(hardest(pixels, [_strip(part.logo)]), LOGO, logos))
    return legibility.lightest(grounds, kit, area.fill) if grounds else None


def _behind(text: SetText) -> tuple[Strip, ...]:
    """What the picture shows through of behind a text: all that a button hides at once, else line by line."""
    return (Strip(text.button, text.button[2] - text.button[0]),) if text.button else text.strips


def _strip(logo: Edges) -> Strip:
    return Strip(logo, logo[3] - logo[1])


def _plane(part: _Part, brief: Brief) -> Plane:
    assert part.choice
    side = min(brief.frame.width, brief.frame.height)
    at = brief.frame.in_pixels(part.area.box)
    return Plane(at, part.choice.fill.hex, part.choice.opacity, part.area.radius * side, part.area.fade)


def _inked(pixels: Bytes, text: SetText, part: _Part, brief: Brief) -> tuple[Word, Plane | None]:
    """A text in its colour; a button's too, and the button."""
    assert part.choice
    if not text.button:
        return Word(text.lines, WEIGHTS[text.role], text.size, part.choice.ink.hex, text.role, brief.language), None
    mean = cut(pixels, text.button).reshape(-1, 3).mean(axis=0).round().astype(int)
    choice = legibility.button(brief.kit, "#{:02X}{:02X}{:02X}".format(*mean))
    plane = Plane(text.button, choice.fill.hex, 1.0, (text.button[3] - text.button[1]) / 2, None)
    return Word(text.lines, WEIGHTS[text.role], text.size, choice.ink.hex, text.role, brief.language), plane


def _variant(pixels: Bytes, part: _Part, brief: Brief) -> tuple[str, LogoVariant, Edges]:
    """The variant of the logo that stands out most from where it comes."""
    assert part.logo
    strips, bare = [_strip(part.logo)], np.zeros(pixels.shape[:2], bool)
    name = max(brief.logos, key=lambda one: least(pixels, bare, strips, *brief.logos[one].lights))
    return name, brief.logos[name], part.logo


def _certified(pixels: Bytes, touched: Bytes, text: SetText, word: Word, brief: Brief) -> PlacedText:
    frame = brief.frame
    return PlacedText(
        role=text.role,
        lines=tuple(line.text for line in text.lines),
        box=_rounded(text.box),
        contrast=round(least(pixels, touched, text.strips, legibility.light(word.colour)), 2),
        wanted=TEXT,
        size=round(text.size, 2),
        on_screen=round(text.size * frame.shown / frame.width, 2),
        smallest=frame.legal if text.role == "legal" else frame.text,
        colour=word.colour,
        typeface=brief.lettering.files[word.weight].name,
    )


def _logo_certified(
    pixels: Bytes, touched: Bytes, logo: tuple[str, LogoVariant, Edges] | None, brief: Brief, others: list[Edges]
) -> PlacedLogo | None:
    if logo is None or brief.kit.logo is None:
        return None
    name, drawing, box = logo
    height = box[3] - box[1]
    return PlacedLogo(
        variant="light" if name == "light" else "dark",
        sha256=drawing.sha256,
        box=_rounded(box),
        contrast=round(least(pixels, touched, [_strip(box)], *drawing.lights), 2),
        wanted=LOGO,
        clear=round(min(_distances(box, others, brief.frame)), 2),
        clear_wanted=round(brief.kit.logo.clear * height, 2),
    )


def _distances(box: Edges, others: list[Edges], frame: Format) -> Iterator[float]:
    yield from (box[0], box[1], frame.width - box[2], frame.height - box[3])
    for other in others:
        across = max(other[0] - box[2], box[0] - other[2])
        down = max(other[1] - box[3], box[1] - other[3])
        yield float(np.hypot(max(across, 0), max(down, 0))) if max(across, down) > 0 else 0.0


def _covers(parts: list[_Part], brief: Brief) -> tuple[Cover, ...]:
    return tuple(
        Cover(
            box=_rounded(brief.frame.in_pixels(part.area.box)), colour=part.choice.fill.hex, opacity=part.choice.opacity
        )
        for part in parts
        if part.choice
    )


def _rounded(box: Edges) -> Edges:
    left, top, right, bottom = (round(float(one), 2) for one in box)
    return left, top, right, bottom
