"""Putting a picture right: hues pulled to the brand's, or a poster in its inks. Knows no painter and no encoding."""

import numpy as np
from PIL import Image, ImageFilter

from brand.antialiasing import mixtures
from brand.certificate import Certificate, Mode
from brand.classify import OFF, kinds, small
from brand.hue_shift import NODES, STEPS, HueShift, lookup_table
from brand.kit import Kit
from brand.measure import Measure, measure
from brand.poster import poster
from brand.space import Bytes, Floats, linear, oklab

_ROUNDS, _SAFETY = 4, 0.9


def correct(pixels: Bytes, kit: Kit, mode: Mode, sample: Bytes | None = None) -> tuple[Bytes, Certificate]:
    """Measure a picture, uint8 (height, width, 3), put it right, measure it again; `sample` is its `small` copy.

    `off` leaves it; `snap` and `strict` pull off-brand hues only as strongly as needed; `poster` prints it in the
    brand's inks. A picture that needs nothing comes back as it is.

    Raises:
        ValueError: `pixels` are of another shape or type.
    """
    before = measure(pixels if sample is None else sample, kit)
    if mode == "poster":
        printed = poster(pixels, kit)
        return printed, Certificate.of(kit, (before, measure(printed, kit)), mode, 1.0)
    if mode == "off" or before.off_hue <= kit.tolerances.off_hue:
        return pixels, Certificate.of(kit, (before, before), mode, 0.0)
    snapped, after, strength = _snapped(pixels, kit)
    return snapped, Certificate.of(kit, (before, after), mode, strength)


def _snapped(pixels: Bytes, kit: Kit) -> tuple[Bytes, Measure, float]:
    """Pull hues just strongly enough to keep the kit's limit: the pixels, their measure, the strength 0 to 1.

    Where full strength on each pixel is not enough, because the pixels of an area are on brand and their mean is
    not, the means are pulled too. After a few rounds the picture is as near as it gets.
    """
    step = _needed(small(pixels), kit)
    snapped = _looked_up(pixels, lookup_table(kit, step))
    after = measure(snapped, kit)
    for _ in range(_ROUNDS):
        if after.off_hue <= kit.tolerances.off_hue:
            break
        if step == STEPS:
            snapped = _shifted(snapped, lookup_table(kit, STEPS))
        else:
            step += (STEPS - step + 1) // 2
            snapped = _looked_up(pixels, lookup_table(kit, step))
        after = measure(snapped, kit)
    return snapped, after, step / STEPS


def _needed(sample: Bytes, kit: Kit) -> int:
    """The least step, by bisection, that brings a small picture safely within the limit; else the last."""
    lab = oklab(linear(sample))
    strange = (kinds(lab, kit) == OFF).reshape(sample.shape[:2])
    lab = lab[:, ~mixtures(sample, strange).ravel()]
    allowed = _SAFETY * kit.tolerances.off_hue * strange.size
    pull, low, high = HueShift(lab, kit), 0, STEPS
    while high - low > 1:
        middle = (low + high) // 2
        plane = pull.at(middle)
        left = np.count_nonzero(kinds(np.stack((lab[0], plane.real, plane.imag)), kit) == OFF)
        low, high = (low, middle) if left <= allowed else (middle, high)
    return high


def _looked_up(pixels: Bytes, nodes: Floats) -> Bytes:
    lut = ImageFilter.Color3DLUT(NODES, nodes.ravel().tolist())
    return np.asarray(Image.fromarray(pixels).filter(lut))


def _shifted(pixels: Bytes, nodes: Floats) -> Bytes:
    """The picture with each area moved by as much as its mean is moved by the table."""
    sample = small(pixels)
    shift = _looked_up(sample, nodes).astype(np.int16) - sample
    offset = Image.fromarray((shift.clip(-127, 127) + 127).astype(np.uint8))
    height, width = pixels.shape[:2]
    spread = np.asarray(offset.resize((width, height), Image.Resampling.BILINEAR)).astype(np.int16) - 127
    return (pixels + spread).clip(0, 255).astype(np.uint8)
