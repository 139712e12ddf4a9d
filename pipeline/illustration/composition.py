"""Where things stand in a frame of any aspect. Pure arithmetic: knows no inks and draws nothing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from prompt_builder.scene import Object

from .person import Figure


class Frame(NamedTuple):
    """The size of the picture in pixels, whether its subject stands right of the middle, and how close the camera is.

    `crop` is where half-length pictures end: 0 at the feet, 1 at the hips, more above them.
    """

    width: float
    height: float
    right: bool
    crop: float = 0.86


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in pixels: the foot of something and its pixels per unit."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The plan of a picture. `busy` are the pixels (left, right) that the subject covers; `base` is its ground line."""

    width: float
    height: float
    horizon: float
    people: tuple[Spot, ...] = ()
    object: Spot | None = None
    busy: tuple[float, float] = (0.0, 0.0)
    base: float = 0.0
    scale: float = 1.0
    """Pixels per centimetre on the ground line."""
    cropped: bool = False
    """Whether the people are shown half-length."""
    indoors: bool = False
    crowded: bool = False
    """Whether things that were asked for stand on the ground too."""

    @property
    def unit(self) -> float:
        """The size of scenery: a hundredth of the short side, a little more in long frames."""
        short, long = sorted((self.width, self.height))
        return short / 100 * min(math.pow(long / short, 0.35), 1.35)


def _third(frame: Frame) -> float:
    """x of the subject: the middle of a square or tall frame, a third of a wide one."""
    width, height, right, _ = frame
    pull = min(max(width / height - 1.15, 0.0), 0.6) / 0.6
    return width * (0.5 + (0.17 if right else -0.17) * pull)


def _group(figures: Sequence[Figure], tight: bool = False) -> tuple[list[float], float]:
    """x offsets in centimetres of people who stand side by side, and half the width of all; `tight` ones overlap."""
    if not figures:
        return [], 0.0
    sides = [min(figure.side, figure.body.shoulder + 8) if tight else figure.side for figure in figures]
    offsets, left, right = [0.0], -sides[0], sides[0]
    for i, figure in enumerate(figures[1:]):
        close = figure.body.shoulder + (8 if tight else 13)
        if i % 2 == 0:
            offsets.append(left - close + 14)
            left = offsets[-1] - sides[i + 1]
        else:
            offsets.append(right + close - 14)
            right = offsets[-1] + sides[i + 1]
    middle = (left + right) / 2
    return [offset - middle for offset in offsets], (right - left) / 2


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def of_people(frame: Frame, figures: Sequence[Figure], full: bool) -> Layout:
    """People as the subject, full- or half-length."""
    width, height, *_ = frame
    offsets, half = _group(figures, height > width * 1.6 and len(figures) > 1)
    reach = max(figure.reach for figure in figures)
    main = figures[0].body
    margin = 0.1 if reach < main.height + main.head * 0.9 else 0.05
    room = width * (0.94 if width < height * 1.3 else 0.6)
    if full:
        scale = min(height * (0.9 - margin) / reach, room / (2 * half), height * 0.78 / main.height)
        feet = height * (0.93 if height < width * 2 else 0.92)
        if scale * reach < height * 0.55:
            feet = height * 0.88
    else:
        shown = reach - (main.leg * frame.crop if not figures[0].pose.desk else -main.belt - 30)
        scale = height * (1 - margin) / shown
        if scale * 2 * half > room * 1.06:
            return of_people(frame, figures, True) if height > width * 0.8 else _narrowed(frame, figures)
        feet = height * margin + reach * scale
    x = (
        _clamp(_third(frame), half * scale * 0.96, width - half * scale * 0.96)
        if half * scale * 2 < width
        else width / 2
    )
    spots = tuple(
        Spot(x + offset * scale, feet if full else _sunk(frame, feet, scale, figure), scale)
        for offset, figure in zip(offsets, figures, strict=True)
    )
    horizon = _clamp(feet - scale * 62, height * 0.5, height * 0.8) if full else height * 0.66
    return Layout(
        width,
        height,
        horizon,
        spots,
        None,
        (x - half * scale, x + half * scale),
        min(feet, height * 1.3),
        scale,
        not full,
    )


def _sunk(frame: Frame, feet: float, scale: float, figure: Figure) -> float:
    """The foot of somebody in a half-length group: small people come nearer until they show from the hips up too."""
    return min(feet, frame.height + figure.body.leg * frame.crop * scale)


def _narrowed(frame: Frame, figures: Sequence[Figure]) -> Layout:
    """Half-length people in a frame too narrow for all of them at that size: they get smaller and show more."""
    width, height, *_ = frame
    offsets, half = _group(figures)
    reach = max(figure.reach for figure in figures)
    scale = width * 0.97 / (2 * half)
    feet = height * 0.1 + reach * scale
    if feet < height * 1.04:
        return of_people(frame, figures, True)
    spots = tuple(
        Spot(width / 2 + offset * scale, _sunk(frame, feet, scale, figure), scale)
        for offset, figure in zip(offsets, figures, strict=True)
    )
    return Layout(width, height, height * 0.66, spots, None, (0, width), min(feet, height * 1.3), scale, True)


def of_object(frame: Frame, size: tuple[float, float], kind: Object) -> Layout:
    """A car, a house or a card alone; `size` is its width and height in its own units."""
    width, height, *_ = frame
    wide, tall = size
    room = width * (0.86 if width < height * 1.4 else 0.56)
    share = {"car": 0.5, "house": 0.66, "credit card": 0.56}[kind]
    scale = min(room / wide, height * share / tall)
    half = wide * scale / 2
    x = _clamp(_third(frame), half * 1.06, width - half * 1.06)
    if kind == "credit card":
        return Layout(
            width,
            height,
            height * 0.66,
            (),
            Spot(x, height * (0.45 if height < width * 1.3 else 0.5), scale),
            (x - half, x + half),
            height * 0.84,
            height / 300,
        )
    base = height * (0.82 if kind == "car" else 0.85)
    if tall * scale < height * 0.4:
        base = height * 0.78
    camera = 90 if kind == "car" else 120
    horizon = _clamp(base - camera * scale, height * 0.5, height * 0.74)
    ground = scale if kind == "car" else scale * 1.25
    return Layout(width, height, horizon, (), Spot(x, base, scale), (x - half, x + half), base, ground)


def of_both(frame: Frame, figures: Sequence[Figure], size: tuple[float, float], kind: Object) -> Layout:
    """People in front of a car or a house, or beside a large card: the people on one side, the object on the other."""
    if kind == "credit card":
        return _beside_card(frame, figures, size)
    if frame.height > frame.width * 1.35:
        return _below_object(frame, figures, size)
    width, height, right, _ = frame
    offsets, half = _group(figures)
    reach = max(figure.reach for figure in figures)
    (wide, tall), side = size, 1 if right else -1
    house = kind == "house"
    scale = min(width * (0.78 if house else 0.74) / wide, height * (0.6 if house else 0.42) / tall)
    figure_scale = min(height * 0.78 / reach, width * 0.52 / (2 * half), scale * (5.0 if house else 2.5))
    object_x = width / 2 - side * _clamp(width * 0.47 - wide * scale / 2, 0, width * 0.2)
    spread = 0.92 if width < height * 1.6 else 0.62
    x = width / 2 + side * (width * 0.5 - half * figure_scale * 1.08) * spread
    base = height * (0.8 if house else 0.82)
    horizon = _clamp(base - scale * (110 if house else 85), height * 0.46, height * 0.72)
    spots = tuple(Spot(x + offset * figure_scale, height * 0.94, figure_scale) for offset in offsets)
    left = min(object_x - wide * scale / 2, x - half * figure_scale)
    end = max(object_x + wide * scale / 2, x + half * figure_scale)
    place = Spot(object_x, base, scale)
    return Layout(width, height, horizon, spots, place, (left, end), height * 0.94, figure_scale)


def _below_object(frame: Frame, figures: Sequence[Figure], size: tuple[float, float]) -> Layout:
    """In a tall frame: the object in the middle distance, the people below it in front."""
    width, height, right, _ = frame
    offsets, half = _group(figures, len(figures) > 1)
    reach = max(figure.reach for figure in figures)
    wide, tall = size
    scale = min(width * 0.94 / wide, height * 0.36 / tall)
    figure_scale = min(height * 0.4 / reach, width * 0.9 / (2 * half))
    shift = min(width * 0.5 - half * figure_scale, width * 0.2) * (1 if right else -1)
    base, feet = height * 0.6, height * (0.94 if figure_scale * reach > height * 0.3 else 0.86)
    spots = tuple(Spot(width / 2 + shift + offset * figure_scale, feet, figure_scale) for offset in offsets)
    horizon = _clamp(base - scale * 100, height * 0.46, height * 0.56)
    busy = (width / 2 + shift - half * figure_scale, width / 2 + shift + half * figure_scale)
    return Layout(width, height, horizon, spots, Spot(width / 2, base, scale), busy, feet, figure_scale)


def _beside_card(frame: Frame, figures: Sequence[Figure], size: tuple[float, float]) -> Layout:
    """Half-length people and a card nearly as large as they are; one above the other in a tall frame."""
    width, height, right, _ = frame
    offsets, half = _group(figures)
    reach = max(figure.reach for figure in figures)
    wide, tall = size
    side = 1 if right else -1
    shown = reach - figures[0].body.leg * 0.86
    if height > width * 1.2:
        scale = min(height * 0.6 / shown, width * 0.9 / (2 * half))
        feet = height * (0.4 if scale * reach > height * 0.6 else 0.93 - scale * reach / height) + reach * scale
        card = min(width * 0.74 / wide, height * 0.27 / tall)
        spots = tuple(Spot(width / 2 + offset * scale, feet, scale) for offset in offsets)
        place = Spot(width * (0.5 + side * 0.02), height * 0.21, card)
        return Layout(
            width,
            height,
            height * 0.68,
            spots,
            place,
            (width / 2 - half * scale, width / 2 + half * scale),
            feet,
            scale,
            feet > height,
        )
    scale = min(height * 0.88 / shown, width * 0.5 / (2 * half))
    feet = height * 0.1 + reach * scale if scale * reach > height * 0.85 else height * 0.94
    card = min(width * 0.5 / wide, height * 0.5 / tall)
    spread = min(0.24 * width, 0.42 * height + half * scale * 0.35)
    x = width / 2 + side * spread
    place = Spot(width / 2 - side * min(spread, width * 0.24), height * 0.42, card)
    spots = tuple(Spot(x + offset * scale, feet, scale) for offset in offsets)
    left, end = sorted((x + side * half * scale, place.x - side * wide * card / 2))
    return Layout(width, height, height * 0.66, spots, place, (left, end), feet, scale, feet > height)


def ashore(layout: Layout) -> Layout:
    """The same plan with a horizon high enough that a car or a house stands on land, not in the water behind it."""
    if layout.object is None or layout.object.y < layout.height * 0.55:
        return layout
    highest = (layout.object.y - layout.height * 0.42) / 0.58
    return replace(layout, horizon=max(min(layout.horizon, highest), layout.height * 0.25))


def of_nothing(frame: Frame) -> Layout:
    """A general brand scene."""
    width, height, *_ = frame
    return Layout(
        width,
        height,
        height * 0.62,
        base=height * 0.84,
        scale=min(width, height) / 320,
        busy=(width * 0.4, width * 0.6),
    )
