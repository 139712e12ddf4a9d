"""The frame of a picture, and what of it is taken. Pure arithmetic."""

import math
from typing import NamedTuple

SLENDER = 2.2
"""From how many times its shorter side a frame is a strip or a narrow column."""


class Frame(NamedTuple):
    """The size of the picture in pixels, whether its subject stands right of the middle, and how close the camera is.

    `crop` is where half-length pictures end: 0 at the feet, 1 at the hips, more above them. Faces are kept between
    `top` and `bottom`, in pixels, where there is room.
    """

    width: float
    height: float
    right: bool
    crop: float = 0.86
    top: float = 0.0
    bottom: float = math.inf
    aside: float = 0.0
    """How wide what stands before the subject is, in centimetres: it has its place beside it, where there is one."""
    used: float = 0.0
    """How wide that of it is at which somebody has a hand: it is beside people in any frame."""
    leans: bool = False
    """Whether the main person, at the right end, leans on the car."""
    ahead: bool = False
    """Whether the car is seen from the front."""
    whole: bool = False
    """Whether people are seen from head to foot: nothing is cut away that they sit in, hold low or roll."""
    holds: bool = False
    """Whether somebody has in a hand what is shown large besides."""
    over: float = 0.0
    """How much of a building that is behind a car is to be seen over it from the front, in centimetres of the car."""
    backing: tuple[float, float] = (0.0, 1.0)
    """How much of what is behind people is to be seen beside them, in centimetres, and how much smaller they get."""

    @property
    def tall(self) -> bool:
        """Whether the frame is a column, as on a telephone."""
        return self.height > self.width * 1.35

    @property
    def strip(self) -> bool:
        """Whether it is so low that people are cut before what is large and behind them."""
        return self.width > self.height * SLENDER

    @property
    def narrow(self) -> bool:
        """Whether it is as slender upright: a column that people fill across."""
        return self.height > self.width * SLENDER
