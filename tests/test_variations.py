"""Pictures made from others: of the same user alone, by painters that can, and recorded."""

import numpy as np
import pytest

from pipeline import Canvas
from pipeline.encoder import decode
from tests.flow import SMALL, flowing
from tests.painters import Recording
from tests.stores import drained
from tests.waiting import run


class Painter(Recording):
    """Paints what it is given to start from, upside down; else one colour made from the seed."""

    model = "painter"

    def canvas(self, task):
        return Canvas(self._pixels(task), task.num_inference_steps, 1.0)

    def _pixels(self, task):
        if task.init_image:
            return decode(task.init_image)[::-1]
        return np.full((task.height, task.width, 3), (task.seed % 256, 99, 0), np.uint8)


@pytest.fixture
def painter():
    return Painter()


@pytest.fixture
def asking(store, painter):
    """Asks the service of a photo model, as `ann` unless said otherwise."""

    async def ask(bodies):
        async with flow.client() as client:
            return [
                await client.post("/api/generate", json={"user_id": "ann", "metadata": SMALL, "seed": 7} | body)
                for body in bodies
            ]

    with flowing(store, painter, medium="photograph") as flow:
        yield lambda *bodies: run(ask(bodies))


def named(answer, strip=""):
    return answer.json()["image_path"].removeprefix(strip)


def test_variation_starts_from_the_very_bytes_of_the_users_picture_and_is_recorded(store, painter, asking):
    [first] = asking({"output_format": "webp"})
    for kept in (lambda: None, lambda: drained(store)):  # from the outbox, and from MongoDB
        kept()
        [varied] = asking({"init_image": named(first), "strength": 0.3})
        assert varied.status_code == 200, varied.text
        task = painter.tasks[-1]
        assert (task.init_image, task.strength) == (store.image(named(first, "/api/images/"))[0], 0.3)
        line = store.history("ann")[0].metadata
        assert (line.init_image, line.strength) == (named(first, "/api/images/"), 0.3)
    assert store.history("ann")[-1].metadata.init_image is None
    assert painter.tasks[0].init_image == b""


def test_picture_is_told_by_its_name_or_its_address_also_behind_a_prefix(store, painter, asking):
    [first] = asking({})
    name = named(first, "/api/images/")
    answers = asking(*({"init_image": told} for told in (name, f"/api/images/{name}", f"/brand/x/api/images/{name}")))
    assert [one.status_code for one in answers] == [200] * 3
    assert {one.metadata.init_image for one in store.history("ann")} == {None, name}
    assert {task.strength for task in painter.tasks[1:]} == {0.5}  # where nobody says


def refused(answer, field):
    told = answer.json()["error"]
    assert (answer.status_code, told["code"]) == (422, "invalid_request"), told
    assert [one["field"] for one in told["details"]] == [field]
    return told["message"]


def test_pictures_of_nobody_of_others_and_addresses_are_refused(store, painter, asking):
    [first] = asking({})
    name = named(first, "/api/images/")
    strangers = [{"init_image": name, "user_id": "bob"}, {"init_image": "0" * 32 + ".png"}]
    other = name.replace(".png", ".jpg")
    told = {refused(one, "init_image") for one in asking(*strangers, {"init_image": other})}
    assert told == {"init_image: this user has no such image"}  # nobody learns what others have
    odd = ["http://localhost/api/images/" + name, "//x/api/images/" + name, "../" + name, "/etc/passwd", "", name + "\n",
           "file:///api/images/" + name, "/api/images/../" + name, "a" * 301, "data:image/png;base64,AAAA", "/" * 300]  # fmt: skip
    for one in asking(*({"init_image": bad} for bad in odd)):
        refused(one, "init_image")
    for bad in ([name], 1, {"url": name}):
        assert asking({"init_image": bad})[0].status_code == 422
    assert len(painter.tasks) == 1


@pytest.mark.parametrize("strength", [0, 0.04, 1.01, -1, "0.5", True])
def test_strength_has_limits(asking, strength):
    refused(asking({"init_image": "a.png", "strength": strength})[0], "strength")


def test_strength_of_nothing_is_refused(asking):
    assert "needs an init_image" in refused(asking({"strength": 0.5})[0], "strength")


def test_damaged_picture_is_not_varied(store, painter, asking, monkeypatch):
    [first] = asking({})
    drained(store)
    monkeypatch.setattr(store.blobs, "get", lambda digest: b"else")
    assert "damaged" in refused(asking({"init_image": named(first)})[0], "init_image")


def test_illustrator_refuses_to_vary(store, painter):
    async def ask():
        async with flow.client() as client:
            return await client.post("/api/generate", json={"user_id": "ann", "metadata": SMALL, "init_image": "a.png"})

    with flowing(store, painter) as flow:
        assert "illustration painter" in refused(run(ask()), "init_image")
    assert painter.tasks == []


def test_all_seeds_of_a_strict_picture_start_from_the_same(store, painter, asking):
    [first] = asking({})
    [varied] = asking({"init_image": named(first), "palette_mode": "strict"})
    assert varied.status_code == 200
    assert {task.init_image for task in painter.tasks[1:]} == {store.image(named(first, "/api/images/"))[0]}
