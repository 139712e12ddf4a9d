"""Putting a picture right: hues pulled to the brand's, or a poster in its inks. Knows no painter and no encoding."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageFilter

from brand.certificate import Certificate, Mode
from brand.kit import Kit
from brand.measure import measure
from brand.poster import poster
from brand.pull import NODES, STEPS, Pull, table
from brand.space import Bytes, Floats, linear, oklab
from brand.survey import OFF, kinds, small

_PASSES = 3


def correct(pixels: Bytes, kit: Kit, mode: Mode) -> tuple[Bytes, Certificate]:
    """Measure a picture, uint8 (height, width, 3), put it right, measure it again.

    `off` leaves it; `snap` and `strict` pull off-brand hues only as strongly as needed; `poster` prints it in the
    brand's inks. A picture that needs nothing comes back as it is.

    Raises:
        ValueError: `pixels` are of another shape or type.
    """
    before = measure(pixels, kit)
    if mode == "poster":
        after, strength = poster(pixels, kit), 1.0
    elif mode == "off" or before.off_hue <= kit.tolerances.off_hue:
        return pixels, Certificate.of(kit, (before, before), mode, 0.0)
    else:
        after, strength = snap(pixels, kit)
    return after, Certificate.of(kit, (before, measure(after, kit, flat=mode == "poster")), mode, strength)


def best(canvases: Sequence[Bytes], kit: Kit) -> tuple[int, Bytes, Certificate]:
    """Snap every canvas and choose the best: its index, its pixels, its certificate.

    One that is in order goes before one that is not, then the higher score after, then the better balance of
    colours, then the one that needed less. So the score is never lower than that of any one canvas snapped.

    Raises:
        ValueError: there is no canvas, or one is of another shape or type.
    """
    if not canvases:
        raise ValueError("there should be at least one canvas")
    tried = [correct(canvas, kit, "strict") for canvas in canvases]
    index = max(range(len(tried)), key=lambda place: (*tried[place][1].rank, -place))
    return (index, *tried[index])


def snap(pixels: Bytes, kit: Kit) -> tuple[Bytes, float]:
    """Pull hues just strongly enough to bring `off_hue` within the kit's limit: the pixels, the strength 0 to 1.

    Full strength is the end; where even that is not enough, the picture is as near as it gets.
    """
    lab = oklab(linear(small(pixels)))
    step = _needed(lab, kit)
    after = _looked_up(pixels, table(kit, step))
    for _ in range(_PASSES):
        if _off(oklab(linear(small(after))), kit) <= kit.tolerances.off_hue:
            break
        source = after if step == STEPS else pixels
        step += (STEPS - step + 1) // 2
        after = _looked_up(source, table(kit, step))
    return after, step / STEPS


def _needed(lab: Floats, kit: Kit) -> int:
    """The least step, by bisection, at which a sample (3, n) in OKLab keeps the limit; else the last."""
    pull, low, high = Pull(lab, kit), 0, STEPS
    while high - low > 1:
        middle = (low + high) // 2
        plane = pull.at(middle)
        kept = _off(np.stack((lab[0], plane.real, plane.imag)), kit) <= kit.tolerances.off_hue
        low, high = (low, middle) if kept else (middle, high)
    return high


def _off(lab: Floats, kit: Kit) -> float:
    return float((kinds(lab, kit) == OFF).mean())


def _looked_up(pixels: Bytes, nodes: Floats) -> Bytes:
    lut = ImageFilter.Color3DLUT(NODES, nodes.ravel().tolist())
    return np.asarray(Image.fromarray(pixels).filter(lut))
