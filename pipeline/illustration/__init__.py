"""The illustration painter, drawn with Skia: flat, vector-like pictures in three brand colours, without any weights."""

from .illustration import Illustration
from .inks import BANK, Palette

__all__ = ["BANK", "Illustration", "Palette"]
