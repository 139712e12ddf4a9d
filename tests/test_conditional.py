"""Conditional requests and ranges: every form a client may send, on a picture that was made once."""

import contextlib
import io
import time
from datetime import UTC, datetime

import numpy as np
import pytest
from fastapi import FastAPI
from PIL import Image
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from api import routes
from api.conditional import partial_content, unchanged, validators
from api.middleware.access import Access
from brand import correct
from pipeline.encoder import encode
from storage import Store
from tests.flow import alone
from tests.kits import KITS
from tests.stores import interaction

CONTENT = bytes(range(100))
MADE = datetime(2026, 5, 4, 3, 2, 1, 500_000, UTC)
TOLD = validators('"name"', MADE)
SAME, BEFORE, AFTER = (f"Mon, 04 May 2026 03:02:{second:02} GMT" for second in (1, 0, 2))


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ({}, False),
        ({"If-None-Match": '"name"'}, True),
        ({"If-None-Match": 'W/"name"'}, True),
        ({"If-None-Match": "*"}, True),
        ({"If-None-Match": ' "a" , W/"name","b"'}, True),
        ({"If-None-Match": '"name-64"'}, False),
        ({"If-None-Match": '"a,name"'}, False),
        ({"If-None-Match": "name"}, False),
        ({"If-None-Match": '"x"', "If-Modified-Since": AFTER}, False),
        ({"If-Modified-Since": SAME}, True),
        ({"If-Modified-Since": AFTER}, True),
        ({"If-Modified-Since": BEFORE}, False),
        ({"If-Modified-Since": "yesterday"}, False),
        ({"If-None-Match": '"' * 60_000}, False),
        ({"If-None-Match": 'W/"' + "," * 60_000}, False),
    ],
)
def test_a_copy_is_good_or_not(asked, known):
    started = time.process_time()
    assert unchanged(Headers(asked), TOLD) is known
    assert time.process_time() - started < 1


def part(wanted, **conditions):
    headers = {"Range": wanted} | {name.replace("_", "-"): value for name, value in conditions.items()}
    answer = partial_content(CONTENT, "image/png", TOLD, Headers(headers))
    return answer.status_code, answer.body, answer.headers.get("content-range")


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=20-", 20, 99), ("bytes=-7", 93, 99), ("bytes=-500", 0, 99), ("bytes=90-500", 90, 99),
     ("BYTES = 1 - 2 ", 1, 2), ("bytes=0-0", 0, 0), ("bytes=5-6, ,", 5, 6), ("bytes=0-" + "9" * 5000, 0, 99),
     ("bytes=99-99", 99, 99)],
)  # fmt: skip
def test_one_range_is_a_part(wanted, first, last):
    assert part(wanted) == (206, CONTENT[first : last + 1], f"bytes {first}-{last}/100")


@pytest.mark.parametrize("wanted", ["bytes=100-", "bytes=-0", "bytes=200-300", f"bytes={'9' * 5000}-"])
def test_a_range_that_is_not_there(wanted):
    status, _, told = part(wanted)
    assert (status, told) == (416, "bytes */100")


@pytest.mark.parametrize(
    "wanted",
    ["", "bytes=", "bytes=-", "bytes=9-5", "bytes=a-b", "lines=0-1", "bytes=0-1,5-6", "bytes=١-٢", "bytes=1", "bytes=--1",
     "," * 60_000, "bytes=" + "0-0," * 15_000, "bytes" + " " * 60_000],
)  # fmt: skip
def test_any_other_range_is_passed_over(wanted):
    started = time.process_time()
    assert partial_content(CONTENT, "image/png", TOLD, Raw({"range": wanted})).status_code == 200
    assert time.process_time() - started < 1


class Raw(Headers):
    """Headers that hold what no client can send."""

    def __init__(self, values):
        super().__init__(raw=[])
        self.values = values

    def getlist(self, key):
        return [self.values[key]] if key in self.values else []

    def get(self, key, default=None):
        return self.values.get(key, default)


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ('"name"', 206),
        (SAME, 206),
        ('W/"name"', 200),
        ('"other"', 200),
        (BEFORE, 200),
        (AFTER, 200),
        ("x", 200),
        ("", 200),
    ],
)
def test_a_part_of_this_picture_only(condition, status):
    assert part("bytes=0-9", If_Range=condition)[0] == status


def logged(store, kit):
    pixels, certificate = correct(np.full((64, 64, 3), (34, 139, 34), np.uint8), KITS[kit], "off")
    line = interaction()
    about = {"brand": "gone", "certificate": certificate}
    line = line.model_copy(update={"metadata": line.metadata.model_copy(update=about)})
    store.record(line, encode(pixels, "png"), "image/png")
    return line.image_url


@pytest.fixture
def client(uri, tmp_path):
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        app = FastAPI()
        app.include_router(routes.router)
        app.state.tenants = alone(store, {"default": KITS["default"]})
        with TestClient(Access(app, ask=False, state=app.state)) as client:
            client.path = logged(store, "forest")
            yield client


def test_certificate_of_a_kit_that_is_gone_is_drawn_in_its_colours(client):
    answer = client.get(f"{client.path}/palette.png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    drawn = Image.open(io.BytesIO(answer.content)).convert("RGB")
    assert drawn.info.get("srgb", 0) == 0
    assert drawn.getpixel((2, 2)) == (34, 139, 34)  # the strip at the top shows the kit's first colour


def test_every_form_of_a_picture_has_its_own_tag_and_a_private_cache(client):
    paths = [client.path, f"{client.path}?thumb=64", f"{client.path}?thumb=65", f"{client.path}/palette.png"]
    paths += [f"{client.path}/palette.png?lang=ru"]
    answers = [client.get(path) for path in paths]
    assert len({answer.headers["etag"] for answer in answers}) == len(paths)
    for path, answer in zip(paths, answers, strict=True):
        assert answer.headers["cache-control"].split(",")[0] == "private"
        for tag in (answer.headers["etag"], f"W/{answer.headers['etag']}", "*"):
            spared = client.get(path, headers={"If-None-Match": tag})
            assert (spared.status_code, spared.content, spared.headers["etag"]) == (304, b"", answer.headers["etag"])
        other = answers[0] if answer is not answers[0] else answers[1]
        assert client.get(path, headers={"If-None-Match": other.headers["etag"]}).status_code == 200
    since = {"If-Modified-Since": answers[0].headers["last-modified"]}
    assert client.get(client.path, headers=since).status_code == 304


def test_a_small_copy_has_no_parts(client):
    answer = client.get(f"{client.path}?thumb=64", headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer.headers["accept-ranges"]) == (200, "none")
