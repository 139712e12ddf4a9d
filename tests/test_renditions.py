"""What is drawn from stored pictures: kept up to a number of bytes, by few at a time, and never from a damaged one."""

import asyncio
import io
import struct
import sys
import threading
import tracemalloc
import zlib

import numpy as np
import pytest
from PIL import Image

from api.renditions import Renditions, certificate_picture, thumbnail
from brand import correct
from errors import Damaged
from tests.kits import BANK
from tests.waiting import run


@pytest.fixture
def hasty():
    """Threads that take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def _picture(kind="PNG", size=(64, 48)):
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, kind)
    return out.getvalue()


def _bomb(width, height):
    """A PNG of a few bytes that says to be of this size."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


def _all(calls):
    async def gathered():
        return await asyncio.gather(*calls)

    return run(gathered())


def test_copies_are_kept_up_to_a_number_of_bytes(hasty):
    copies = Renditions(max_bytes=1000, at_once=8)
    drawn = _all(copies.get(n, lambda n=n: bytes([n % 256]) * 100) for n in range(500))

    assert drawn == [bytes([n % 256]) * 100 for n in range(500)]
    assert sum(copies.find(n) is not None for n in range(500)) == 10


def test_copy_that_is_longer_than_all_room_is_given_and_not_kept():
    copies = Renditions(max_bytes=1000)

    assert _all([copies.get("a", lambda: b"x" * 1001)]) == [b"x" * 1001]
    assert copies.find("a") is None


def test_what_was_looked_at_last_is_kept():
    copies = Renditions(max_bytes=2)
    _all([copies.get("a", lambda: b"a")])
    _all([copies.get("b", lambda: b"b")])
    copies.find("a")
    _all([copies.get("c", lambda: b"c")])

    assert (copies.find("a"), copies.find("b"), copies.find("c")) == (b"a", None, b"c")


def test_only_so_many_draw_at_once():
    copies, inside, most, lock = Renditions(at_once=2), [], [], threading.Lock()

    def draw():
        with lock:
            inside.append(1)
            most.append(len(inside))
        copies.find("nothing")
        with lock:
            inside.pop()
        return b"x"

    _all(copies.get(n, draw) for n in range(200))

    assert max(most) <= 2


def test_same_copy_asked_for_at_once_is_drawn_once():
    copies, drawn = Renditions(at_once=1), []
    _all(copies.get("a", lambda: drawn.append(1) or b"x") for _ in range(50))

    assert len(drawn) == 1


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_small_copy_of_every_format(kind):
    copy = Image.open(io.BytesIO(thumbnail(_picture(kind), 32)))

    assert (copy.format, copy.size) == ("WEBP", (32, 24))


WRONG = {
    "nothing": b"",
    "no picture": b"hello" * 100,
    "cut": _picture()[:500],
    "cut JPEG": _picture("JPEG")[:100],
    "cut WebP": _picture("WEBP")[:100],
    "turned over": _picture()[:60] + _picture()[60:][::-1],
    "too large": _bomb(1751, 1751),
    "bomb": _bomb(60_000, 60_000),
    "another format": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("draw", [lambda c: thumbnail(c, 64), lambda c: certificate_picture(c, None, BANK, "en")])
def test_damaged_picture_is_told_and_not_decoded(draw, wrong):
    tracemalloc.start()
    try:
        with pytest.raises(Damaged, match="stored picture"):
            draw(WRONG[wrong])
        assert tracemalloc.get_traced_memory()[1] < 2**22
    finally:
        tracemalloc.stop()


def test_certificate_is_in_the_colours_that_were_wanted_then():
    content = _picture()
    certificate = correct(np.asarray(Image.open(io.BytesIO(content))), BANK, "off")[1]
    colours = tuple(one.model_copy(update={"hex": f"#12345{place}"}) for place, one in enumerate(BANK.colours))
    drawn = certificate_picture(content, certificate, BANK.model_copy(update={"colours": colours}), "en")
    with Image.open(io.BytesIO(drawn)) as sheet:
        shown = {f"#{red:02X}{green:02X}{blue:02X}" for _, (red, green, blue) in sheet.convert("RGB").getcolors(2**24)}
    assert {one.hex for one in BANK.colours} <= shown
    assert not {one.hex for one in colours} & shown


def test_damaged_picture_is_not_kept():
    copies = Renditions()
    with pytest.raises(Damaged):
        _all([copies.get("a", lambda: thumbnail(b"", 64))])

    assert _all([copies.get("a", lambda: b"whole")]) == [b"whole"]


def test_eight_megabytes_are_kept_where_nobody_says_more():
    drawn, kept = [], Renditions()

    async def ask(*keys):
        for key in keys:
            await kept.get(key, lambda key=key: drawn.append(key) or bytes(2**20))

    run(ask(*range(8), 0, *range(8)))
    assert drawn == [*range(8)]
    run(ask(8, 0, 8))
    assert drawn == [*range(8), 8, 0]
