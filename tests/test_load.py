"""The whole service under load: nothing lost and nothing mixed up."""

import base64
import hashlib
import io
import re

import pytest
from PIL import Image

from tests.loading import REQUESTS, bodies, everything, post_all
from tests.serving import metrics
from tests.waiting import run

pytestmark = pytest.mark.slow


def painted(told):
    """Pictures, from the figures that operators watch."""
    return float(re.search(r"^painter_painted_total (\S+)$", told, re.MULTILINE)[1])


def digest(answer):
    return hashlib.sha256(base64.b64decode(answer.json()["image"])).hexdigest()


def test_mixed_load_is_painted_and_each_gets_its_own(service_url, api):
    before = painted(metrics(service_url))
    requests = list(bodies("load"))
    answers = run(post_all(service_url, requests))
    assert [answer.status_code for answer in answers] == [200] * REQUESTS
    assert painted(metrics(service_url)) - before == REQUESTS
    for body, answer in zip(requests, answers, strict=True):
        picture = Image.open(io.BytesIO(base64.b64decode(answer.json()["image"])))
        assert picture.size == (body["metadata"]["width"], body["metadata"]["height"])
    assert {item["id"] for item in everything(service_url, "load")} == {a.json()["id"] for a in answers}
    for body, answer in list(zip(requests, answers, strict=True))[::10]:
        assert digest(api.post("/api/generate", json=body | {"user_id": "solo"})) == digest(answer)
