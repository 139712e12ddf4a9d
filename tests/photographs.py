"""Photographs that come inside scikit-image."""

from pathlib import Path

import numpy as np
import skimage.data
from PIL import Image

from brand.space import Bytes

FILES = {
    path.stem: path
    for path in sorted(Path(skimage.data.__file__).parent.iterdir())
    if path.name
    in {"astronaut.png", "coffee.png", "chelsea.png", "rocket.jpg", "motorcycle_left.png", "ihc.png", "color.png"}
}


def photograph(name: str, size: tuple[int, int] | None = None) -> Bytes:
    """Pixels of a bundled photograph, scaled to (width, height) if given."""
    with Image.open(FILES[name]) as image:
        rgb = image.convert("RGB")
        return np.asarray(rgb.resize(size, Image.Resampling.LANCZOS) if size else rgb)


def plain(*colours: str, side: int = 32) -> Bytes:
    """A picture of vertical stripes, each `side` wide and high."""
    stripes = [np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.uint8) for colour in colours]
    return np.repeat(np.repeat(np.stack(stripes)[None], side, axis=0), side, axis=1)
