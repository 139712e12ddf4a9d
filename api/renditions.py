"""What is drawn from a stored picture: small copies and certificates. Knows not where the picture comes from."""

import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

import numpy as np
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from PIL import Image

from brand import Certificate, Kit, correct, draw, srgb
from errors import Damaged
from locales import Language
from schemas import MAX_SIDES_SUM, OUTPUT_FORMATS

MAX_PIXELS = (MAX_SIDES_SUM // 2) ** 2
"""Of the largest picture that can be asked for; what has more is none of ours."""


class Renditions:
    """What was drawn lately, up to a number of bytes; one copy that is longer than all of it is not kept.

    A picture takes tens of megabytes while it is drawn from, so only a few are drawn from at a time; who asks for the
    same copy meanwhile gets what the first one drew.
    """

    def __init__(self, max_bytes: int = 2**23, at_once: int = 2) -> None:
        self._max = max_bytes
        self._bytes = 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._limiter = CapacityLimiter(at_once)

    def find(self, key: Hashable) -> bytes | None:
        """The copy, if it was drawn lately."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    async def get(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        """The copy; `draw` is called on a thread where there is none yet."""
        if kept := self.find(key):
            return kept
        return await run_sync(self._get, key, draw, limiter=self._limiter)

    def _get(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        if kept := self.find(key):
            return kept
        drawn = draw()
        if len(drawn) <= self._max:
            with self._lock:
                self._bytes += len(drawn) - len(self._kept.pop(key, b""))
                self._kept[key] = drawn
                while self._bytes > self._max:
                    self._bytes -= len(self._kept.popitem(last=False)[1])
        return drawn


def thumbnail(content: bytes, side: int) -> bytes:
    """A WebP copy of a picture whose longer side is at most `side` pixels. Raises Damaged."""
    picture = _opened(content)
    try:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2)
        picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise _damaged() from error
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=82, method=2, icc_profile=srgb.profile())
    return out.getvalue()


def certificate_picture(content: bytes, certificate: Certificate | None, kit: Kit, language: Language) -> bytes:
    """A PNG that shows a picture's certificate, in the colours that were wanted when it was made.

    Without one the picture is measured now. Raises Damaged.
    """
    try:
        pixels = np.asarray(_opened(content).convert("RGB"))
    except (OSError, SyntaxError, ValueError) as error:
        raise _damaged() from error
    if certificate is None:
        return draw(pixels, correct(pixels, kit, "off")[1], kit, language)
    wanted = {"name": certificate.kit, "colours": certificate.target}
    return draw(pixels, certificate, kit.model_copy(update=wanted), language)


def _opened(content: bytes) -> Image.Image:
    """The picture, not decoded yet: one that says to be larger than any of ours never is."""
    try:
        picture = Image.open(io.BytesIO(content), formats=[one.upper() for one in OUTPUT_FORMATS])
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _damaged() from error
    if picture.width * picture.height > MAX_PIXELS:
        raise Damaged(f"The stored picture says to be {picture.width}x{picture.height}; none of ours is that large.")
    return picture


def _damaged() -> Damaged:
    return Damaged("The stored picture is damaged: it cannot be decoded.")
