"""Advertisements over HTTP: set over a picture of the history, without painting anything anew."""

import base64
import io
import json
import zipfile

import c2pa
import httpx
import pytest
from PIL import Image

COPY = {"headline": "Ипотека для всей семьи", "subline": "Решение за один день", "cta": "Рассчитать", "country": "RU"}
SIX = ["post", "story", "banner", "email", "card", "1200x628"]


@pytest.fixture(scope="module")
def picture(api):
    """The path of a picture of a house."""
    asked = {"user_id": "advertiser", "metadata": {"product": "house", "width": 512, "height": 512}, "seed": 1}
    return api.post("/api/generate", json=asked).json()["image_path"]


def ask(api: httpx.Client, picture: str, accept: str = "application/json", **fields):
    copy = COPY | fields.pop("ad", {})
    return api.post("/api/ads", json={"image": picture, "ad": copy, **fields}, headers={"Accept": accept})


def test_six_formats_come_with_certificates_and_copy(api, picture):
    answer = ask(api, picture, ad={"formats": SIX}).json()
    assert answer["ok"]
    assert answer["image_path"] == picture
    assert answer["alt_text"]["ru"]
    assert answer["ad"]["headline"] == COPY["headline"]
    assert [one["format"] for one in answer["files"]] == SIX
    for one in answer["files"]:
        shown = Image.open(io.BytesIO(base64.b64decode(one["image"])))
        assert shown.size == (one["certificate"]["width"], one["certificate"]["height"])
        assert shown.info.get("srgb") is not None or shown.info.get("icc_profile")
        legal = next(text for text in one["certificate"]["texts"] if text["role"] == "legal")
        assert "Оценивайте свои финансовые возможности" in " ".join(legal["lines"])


def test_zip_has_names_that_people_understand(api, picture):
    answer = ask(api, picture, "application/zip", ad={"formats": SIX}, output_format="jpeg")
    assert "filename*=UTF-8''" in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == [
            "ипотека-для-всей-семьи_post_1080x1080.jpg",
            "ипотека-для-всей-семьи_story_1080x1920.jpg",
            "ипотека-для-всей-семьи_banner_1160x480.jpg",
            "ипотека-для-всей-семьи_email_1200x400.jpg",
            "ипотека-для-всей-семьи_card_856x540.jpg",
            "ипотека-для-всей-семьи_1200x628.jpg",
            "ads.json",
        ]
        told = json.loads(archive.read("ads.json"))
    assert [one["certificate"]["ok"] for one in told["files"]] == [True] * 6


@pytest.mark.parametrize("output_format", ["png", "webp", "jpeg"])
def test_finished_file_is_signed_as_the_composite_that_it_is(api, picture, output_format):
    mime = f"image/{output_format}"
    content = ask(api, picture, mime, output_format=output_format, ad={"formats": ["card"]}).content
    with c2pa.Reader(mime, io.BytesIO(content)) as reader:
        found = json.loads(reader.json())
    assert found["validation_state"] in {"Valid", "Trusted"}
    said = {one["label"]: one["data"] for one in found["manifests"][found["active_manifest"]]["assertions"]}
    assert [one["action"].rpartition(".")[2] for one in said["c2pa.actions.v2"]["actions"]][-1] == "drawing"
    assert "Ипотека" not in json.dumps(found, ensure_ascii=False)
    described = Image.open(io.BytesIO(content)).getxmp()["xmpmeta"]["RDF"]["Description"]
    assert described["DigitalSourceType"].endswith("/composite")


def test_one_file_comes_as_itself(api, picture):
    for output_format, mime, beginning in (
        ("webp", "image/webp", b"RIFF"),
        ("pdf", "application/pdf", b"%PDF"),
        ("svg", "image/svg+xml", b"<svg"),
    ):
        answer = ask(api, picture, mime, output_format=output_format)
        assert (answer.headers["content-type"], answer.headers["x-ad-ok"]) == (mime, "true")
        assert answer.content.startswith(beginning)
    assert ask(api, picture, "image/webp", ad={"formats": SIX}, output_format="webp").status_code == 406


@pytest.mark.parametrize(("fields", "field"), [
    ({"ad": {"headline": ""}}, "ad.headline"),
    ({"ad": {"headline": "Кредит 😀"}}, "ad.headline"),
    ({"ad": {"headline": "\u200d"}}, "ad.headline"),
    ({"ad": {"formats": ["nothing"]}}, "ad.formats"),
    ({"ad": {"formats": ["12x12"]}}, "ad.formats.0"),
    ({"ad": {"layout": "nothing"}}, "ad.layout"),
    ({"ad": {"country": "DE"}}, "ad.legal"),
    ({"ad": {"colour": "red"}}, "ad.colour"),
    ({"output_format": "gif"}, "output_format"), ({"draft": True, "keep": True}, "draft"),
])  # fmt: skip
def test_what_cannot_be_set_names_its_field(api, picture, fields, field):
    answer = ask(api, picture, **fields)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["error"]["details"]] == [field]


def test_picture_that_is_not_there(api):
    assert ask(api, "00000000000000000000000000000000.png").status_code == 404


def test_layouts_are_listed_in_a_language(api):
    told = api.get("/api/layouts", params={"lang": "ru"}).json()
    assert len(told["layouts"]) >= 8
    fits = {one["name"]: {fit.pop("format"): fit for fit in one["formats"]} for one in told["layouts"]}
    assert fits["story"] == {"story": {"width": 1080, "height": 1920, "text_zone": "top"}}
    assert fits["side-panel"]["post"] == {"width": 583, "height": 1080, "text_zone": None}
    assert next(one for one in told["formats"] if one["name"] == "story")["title"] == "Сторис"
