"""The whole service under load: nothing lost and nothing mixed up."""

import base64
import hashlib
import io
import re

import numpy as np
import pytest
from PIL import Image

from tests.loading import REQUESTS, bodies, everything, post_all
from tests.serving import metrics
from tests.waiting import run

pytestmark = pytest.mark.slow


def painted(told):
    """Pictures, from the figures that operators watch."""
    return float(re.search(r"^painter_painted_total (\S+)$", told, re.MULTILINE)[1])


OWN = ("id", "user_id", "image_path", "duration_ms")
"""What of an answer is another one each time."""


def file(answer):
    return base64.b64decode(answer.json()["image"])


def told(answer):
    """What is said of a picture, and what its file is known by: the same for the same request."""
    facts = answer.json() | {"image": hashlib.sha256(file(answer)).hexdigest()}
    return {name: value for name, value in facts.items() if name not in OWN}


def differences(body, answers, folder):
    """By what the answers to one request differ, in words; the pictures stay in a folder."""
    first, *others = map(told, answers)
    pixels = [np.asarray(Image.open(io.BytesIO(file(answer)))).astype(int) for answer in answers]
    for number, answer in enumerate(answers):
        (folder / f"{body['seed']}-{number}.png").write_bytes(file(answer))
    lines = [f"{body}, in {folder}:"]
    for number, other in enumerate(others, 1):
        facts = {name: (first[name], other[name]) for name in first if first[name] != other[name]}
        apart = abs(pixels[number] - pixels[0]).max(axis=2)
        rows, columns = apart.nonzero()
        ends = [(int(places.min()), int(places.max())) for places in (columns, rows) if len(places)]
        lines.append(f"{number} against 0: {len(rows)} pixels by up to {apart.max()}, x and y in {ends}; {facts}")
    return "\n".join(lines)


def test_mixed_load_is_painted_and_each_gets_its_own(service_url, api, tmp_path):
    before = painted(metrics(service_url))
    requests = list(bodies("load"))
    answers = run(post_all(service_url, requests))
    assert [answer.status_code for answer in answers] == [200] * REQUESTS
    assert painted(metrics(service_url)) - before == REQUESTS
    for body, answer in zip(requests, answers, strict=True):
        picture = Image.open(io.BytesIO(base64.b64decode(answer.json()["image"])))
        assert picture.size == (body["metadata"]["width"], body["metadata"]["height"])
    assert {item["id"] for item in everything(service_url, "load")} == {a.json()["id"] for a in answers}
    wrong = []
    for body, answer in zip(requests, answers, strict=True):
        alone = api.post("/api/generate", json=body | {"user_id": "solo"})
        if told(alone) != told(answer):
            later = [api.post("/api/generate", json=body | {"user_id": "solo"}) for _ in range(2)]
            wrong.append(differences(body, [answer, alone, *later], tmp_path))
    assert not wrong, "\n".join(wrong)
