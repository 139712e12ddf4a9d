"""The colour space of all that we draw, as files say it: sRGB, by a profile or by PNG's own chunk."""

import struct
from functools import cache

from PIL import ImageCms
from PIL.PngImagePlugin import PngInfo

_DATE = slice(24, 36)
CHUNK = (b"sRGB", b"\0")
"""Name and content of PNG's chunk; 0 is the perceptual intent."""


@cache
def profile() -> bytes:
    """The ICC profile for formats without a word of their own for it: the same bytes in every process."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_DATE] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)  # else it is the moment of the call
    return bytes(made)


def png_info() -> PngInfo:
    """The chunk for Pillow."""
    info = PngInfo()
    info.add(*CHUNK)
    return info
