"""How texts and a logo stand out from their ground, and the lightest cover that makes them. Knows no layout."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ads.windows import WORST, contrasts
from brand import Bytes, ColourRole, Floats, Kit, Swatch, linear, luminance, oklab, swatches

TEXT, LOGO = 4.5, 3.0
"""Contrasts that WCAG asks for: of text at any size, and of what is no text."""
_SAMPLES = 64
"""Of a window."""
_HALVINGS = 7
_MARGIN, _SURE = 1.04, 1.02
"""Times what is wanted: of a sample, and of all pixels."""
_STEP = 0.03
RESTLESS = 0.22
"""Standard deviation of the logarithm of luminance from which a ground is too lively to be read on."""
_OTHER_FILL, _OTHER_INK = 0.12, 0.04
"""What it is worth in opacity to keep the fill and the ink that come first."""
_HUE_COUNTS = np.array(((1.0,), (3.0,), (3.0,)))
"""More than lightness: what stands for a green is a darker green, not a gold."""
_BLACK_AND_WHITE = (Swatch(name="white", hex="#FFFFFF"), Swatch(name="black", hex="#000000"))


@dataclass(frozen=True, slots=True)
class Ground:
    """Windows, pixels (n, 3) each, under a text or a logo; `wanted` is the contrast to reach in every one."""

    windows: tuple[Bytes, ...]
    wanted: float = TEXT
    logos: tuple[tuple[float, ...], ...] = ()
    """Of each variant that may be taken; each of its luminances has to stand out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is laid over a picture, how densely (0 to 1), and the colour of the text on it."""

    fill: Swatch
    opacity: float
    ink: Swatch


def light(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1."""
    return float(luminance(linear(swatches(colour)))[0])


def ratio(one: float, other: float) -> float:
    """WCAG's contrast of two luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def inks(kit: Kit) -> Sequence[Swatch]:
    """The colours that a kit sets text in."""
    return kit.text or _BLACK_AND_WHITE


def on(fill: str, kit: Kit) -> Swatch:
    """The kit's first colour of text that is read on a plane of colour; the one that is read best where none is."""
    ground = light(fill)
    reached = [one for one in inks(kit) if ratio(light(one.hex), ground) >= TEXT]
    return reached[0] if reached else max(inks(kit), key=lambda one: ratio(light(one.hex), ground))


def plane(kit: Kit, role: ColourRole) -> Choice:
    """A plane of the kit's colours: that of the role, or the nearest to it on which its text is read."""
    for fill in _fills(kit, role):
        ink = on(fill.hex, kit)
        if ratio(light(ink.hex), light(fill.hex)) >= TEXT:
            return Choice(fill, 1.0, ink)
    fill = kit.by_role(role)
    return Choice(fill, 1.0, on(fill.hex, kit))


def lightest(grounds: Sequence[Ground], kit: Kit, role: ColourRole) -> Choice:
    """The lightest cover of the kit's colours on which all stands out as wanted; a plane where nothing lighter does."""
    sampled = [replace(one, windows=_sample(one.windows)) for one in grounds if one.windows]
    best, least = plane(kit, role), 1.0 + _OTHER_FILL
    for place, fill in enumerate(_fills(kit, role)[:4]):
        for number, ink in enumerate(inks(kit)):
            cost = place * _OTHER_FILL + number * _OTHER_INK
            if ratio(light(ink.hex), light(fill.hex)) < TEXT * _MARGIN or cost >= least:
                continue
            opacity = _opacity(sampled, fill, light(ink.hex))
            if opacity + cost < least:
                best, least = Choice(fill, opacity, ink), opacity + cost
    return _raised(best, grounds)


def button(kit: Kit, ground: str) -> Choice:
    """A button on a ground of this colour: the brand's colour that stands out from it most and carries text."""
    fits = []
    for fill in (*kit.colours, *kit.text):
        ink = on(fill.hex, kit)
        if ratio(light(ink.hex), light(fill.hex)) >= TEXT:
            fits.append((min(ratio(light(fill.hex), light(ground)), 3.0), Choice(fill, 1.0, ink)))
    return max(fits, key=lambda one: one[0])[1] if fits else plane(kit, "deep")


def _fills(kit: Kit, role: ColourRole) -> list[Swatch]:
    """The kit's colours, those of its text too, the nearest to the role's first."""
    wanted = kit.by_role(role)
    there = oklab(linear(swatches(wanted.hex)))
    return sorted(
        {one.hex: one for one in (*kit.text, *kit.colours)}.values(),
        key=lambda one: float(np.linalg.norm(_HUE_COUNTS * (oklab(linear(swatches(one.hex))) - there))),
    )


def _opacity(grounds: Sequence[Ground], fill: Swatch, ink: float) -> float:
    cover = swatches(fill.hex).astype(np.float32)

    def enough(opacity: float) -> bool:
        return all(_reached(one, cover, opacity, ink) >= one.wanted * _MARGIN for one in grounds)

    if enough(0.0):
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return round(high, 3)


def _raised(choice: Choice, grounds: Sequence[Ground]) -> Choice:
    """The same, denser where all pixels ask for more than the sample of them did."""
    cover, ink, opacity = swatches(choice.fill.hex).astype(np.float32), light(choice.ink.hex), choice.opacity
    while opacity < 1 and any(_reached(one, cover, opacity, ink) < one.wanted * _SURE for one in grounds):
        opacity = min(1.0, opacity + _STEP)
    return Choice(choice.fill, round(opacity, 3), choice.ink)


def _reached(ground: Ground, cover: Floats, opacity: float, ink: float) -> float:
    """The contrast of the worst window under a cover; none on what stays restless."""
    return min(_in_window(one, ground.logos or ((ink,),), cover, opacity) for one in ground.windows)


def _in_window(pixels: Bytes, variants: tuple[tuple[float, ...], ...], cover: Floats, opacity: float) -> float:
    """Of one window (n, 3), or of some of n pixels each (m, n, 3)."""
    mixed = pixels + (cover - pixels) * opacity
    lights = luminance(linear(mixed.round().astype(np.uint8))).reshape(pixels.shape[:-1])
    if float(np.log(lights + 0.05).std(axis=-1).max()) > RESTLESS:
        return 0.0
    return max(min(_worst(lights, one) for one in variant) for variant in variants)


def _worst(lights: Floats, ink: float) -> float:
    ratios = contrasts(lights, ink)
    place = int(WORST * ratios.shape[-1])
    return float(np.partition(ratios, place, axis=-1)[..., place].min())


def _sample(windows: tuple[Bytes, ...]) -> tuple[Bytes, ...]:
    """All windows as one array (m, n, 3), of some of their pixels."""
    source = np.random.default_rng(0)  # even steps would meet a column of a window again
    return (np.stack([one[source.integers(0, len(one), _SAMPLES)] for one in windows]),)
