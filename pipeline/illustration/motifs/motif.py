"""What a motif is. Knows none of them."""

from collections.abc import Callable
from typing import NamedTuple

from ..air import Air
from ..brush import Brush


class Motif(NamedTuple):
    """A drawing that stands for something a bank offers: its width and height in centimetres, foot in the origin."""

    width: float
    height: float
    draw: Callable[[Brush, Air], None]
