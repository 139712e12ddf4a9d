"""The illustration painter, drawn with Skia: flat, vector-like pictures in a brand's colours, without any weights.

What can be drawn is in `objects`, `scenery` and `figure`; here is where it goes in a frame.
"""

from .illustration import Illustration
