"""Small copies of pictures, made by several threads at once."""

import io
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from web import Thumbnails


@pytest.fixture
def hasty():
    """Threads that take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_many_threads_keep_the_latest(hasty):
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    thumbnails = Thumbnails(kept=1)
    with ThreadPoolExecutor(8) as threads:
        copies = list(threads.map(lambda n: thumbnails.make(str(n), 4, out.getvalue()), range(20_000)))
    assert len(set(copies)) == 1
    assert sum(thumbnails.find(str(n), 4) is not None for n in range(20_000)) == 1
