"""The illustration painter, drawn with Skia: flat, vector-like pictures in a brand's colours, without any weights."""

from .illustration import Illustration

__all__ = ["Illustration"]
