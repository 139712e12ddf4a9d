"""Advertisements that are asked for with their picture: one seed gives the clean picture and what is set over it."""

import base64
import csv
import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from prompt_builder import seed_of
from tests.waiting import wait_until

COPY = {"headline": "Ипотека для всей семьи", "subline": "Решение за один день", "cta": "Рассчитать", "country": "RU"}
FACTS = {"product": "house", "custom_prompt": "семья у дома"}


def make(api, path="/api/generate", ad=None, **fields):
    asked = {"user_id": "copywriter", "metadata": FACTS, "seed": 3, "ad": COPY | (ad or {})} | fields
    return api.post(path, json=asked)


def opened(content):
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


def test_one_seed_gives_the_clean_picture_and_the_composed_ones(api):
    answer = make(api, ad={"layout": "full-bleed", "formats": ["post", "banner"]}).json()
    assert (answer["width"], answer["height"], answer["text_zone"]) == (1080, 1080, "bottom")
    again = {
        "user_id": "copywriter",
        "metadata": FACTS | {"width": 1080, "height": 1080},
        "seed": 3,
        "text_zone": "bottom",
    }
    clean = api.post("/api/generate", json=again).json()["image"]
    assert (opened(base64.b64decode(clean)) == opened(base64.b64decode(answer["image"]))).all()
    assert answer["ad"] == {**answer["ad"], **COPY, "formats": ["post", "banner"]}
    assert answer["alt_text"]["ru"]
    assert answer["ad_ok"]
    post, banner = (opened(base64.b64decode(one["image"])) for one in answer["files"])
    assert (post.shape, banner.shape) == ((1080, 1080, 3), (480, 1160, 3))
    assert answer["files"][0]["picture"] == answer["image_path"].rpartition("/")[2]
    anew = api.get(f"/api/images/{answer['files'][1]['picture']}")
    assert opened(anew.content).shape == (480, 1160, 3)
    lines = api.get("/api/interactions/copywriter", params={"limit": 4}).json()
    by_name = {line["image_url"].rpartition("/")[2]: line["metadata"] for line in lines}
    formats = [by_name[one["picture"]]["ad"]["formats"] for one in answer["files"]]
    assert formats == [["post"], ["banner"]]
    assert {by_name[one["picture"]]["seed"] for one in answer["files"]} == {3}
    upper = slice(0, 300)
    assert (post[upper] == opened(base64.b64decode(clean))[upper]).all()
    assert (post != opened(base64.b64decode(clean))).any()


def test_picture_of_a_size_is_the_one_that_all_formats_show(api):
    facts = FACTS | {"width": 256, "height": 256}
    answer = make(api, metadata=facts, ad={"formats": ["card", "post"]}).json()
    assert (answer["width"], answer["height"]) == (256, 256)
    assert {one["picture"] for one in answer["files"]} == {answer["image_path"].rpartition("/")[2]}


def test_key_gives_all_formats_again(api):
    asked = {"user_id": "copywriter", "metadata": FACTS, "ad": COPY | {"formats": ["card", "600x314"]}}
    one, other = (
        api.post("/api/generate", json=asked, headers={"Idempotency-Key": "formats"}).json() for _ in range(2)
    )
    assert one["seed"] == other["seed"] == seed_of("copywriter\nformats")
    assert one["files"] == other["files"]
    assert len({file["picture"] for file in one["files"]}) == 2


def test_what_was_recorded_sets_the_same_again_and_other_words_repaint_nothing(api):
    answer = make(
        api, ad={"formats": ["card"], "layout": "side-panel"}, output_format="jpeg", output_compression=70
    ).json()
    [line] = api.get("/api/interactions/copywriter", params={"limit": 1}).json()
    made = line["metadata"]
    assert made["ad"] == answer["ad"]
    used = made["ad_setting"]
    assert [(one["format"], one["name"]) for one in used["layouts"]] == [("card", "side-panel")]
    assert all(len(one["sha256"]) == 64 for part in ("layouts", "typefaces", "logos") for one in used[part])
    kept = api.get(f"{line['image_url']}/ads/card")
    assert kept.headers["content-type"] == "image/jpeg"
    assert base64.b64encode(kept.content).decode() == answer["files"][0]["image"]
    asked = {"image": line["image_url"], "ad": made["ad"], "output_format": "jpeg", "output_compression": 70}
    assert api.post("/api/ads", json=asked).json()["files"][0]["image"] == answer["files"][0]["image"]
    other = api.post("/api/ads", json=asked | {"ad": made["ad"] | {"headline": "Ваш дом ближе"}}).json()
    assert other["image_path"] == line["image_url"]
    assert other["files"][0]["image"] != answer["files"][0]["image"]
    assert api.get(f"{line['image_url']}/ads/card", params={"output_format": "pdf"}).content.startswith(b"%PDF")
    assert api.get(f"{line['image_url']}/ads/post").status_code == 404


def test_kept_advertisement_is_a_line_of_its_own_over_the_same_picture(api):
    picture = make(api, ad={"formats": ["card"]}).json()
    asked = {
        "image": picture["image_path"],
        "ad": COPY | {"headline": "Ваш дом ближе", "formats": ["card"]},
        "keep": True,
    }
    answer = api.post("/api/ads", json=asked).json()
    assert answer["image_path"] != picture["image_path"]
    assert api.post("/api/ads", json=asked).json()["image_path"] == answer["image_path"]
    kept, first = api.get("/api/interactions/copywriter", params={"limit": 2}).json()
    assert (kept["image_url"], first["image_url"]) == (answer["image_path"], picture["image_path"])
    assert kept["metadata"]["ad"]["headline"] == "Ваш дом ближе"
    assert kept["metadata"]["set_over"] == picture["image_path"].rpartition("/")[2]
    assert api.get(kept["image_url"]).content == api.get(first["image_url"]).content
    assert base64.b64encode(api.get(f"{kept['image_url']}/ads/card").content).decode() == answer["files"][0]["image"]
    small = api.get(f"{kept['image_url']}/ads/card", params={"thumb": 128})
    assert (small.headers["content-type"], opened(small.content).shape) == ("image/webp", (81, 128, 3))
    anew = api.post("/api/ads", json=asked | {"image": kept["image_url"], "ad": COPY | {"formats": ["card"]}}).json()
    [line] = api.get("/api/interactions/copywriter", params={"limit": 1}).json()
    assert (line["image_url"], line["metadata"]["set_over"]) == (anew["image_path"], kept["metadata"]["set_over"])


def test_mark_is_about_the_picture_or_the_advertisement(api):
    with_ad = make(api, ad={"formats": ["card"]}).json()["image_path"]
    plain = api.post("/api/generate", json={"user_id": "copywriter", "metadata": {"width": 64, "height": 64}}).json()[
        "image_path"
    ]
    asked = {"user_id": "copywriter", "result": False, "reason": "headline", "about": "ad"}
    assert api.post("/api/marks", json=asked | {"image_path": with_ad}).json()["about"] == "ad"
    assert api.post("/api/marks", json=asked | {"image_path": plain}).status_code == 404
    assert api.post("/api/marks", json=asked | {"image_path": plain, "about": "picture"}).json()["about"] == "picture"

    def told():
        lines = api.get("/api/interactions/copywriter", params={"limit": 2}).json()
        return [(line["mark"], line["mark_about"]) for line in lines]

    assert told() == [(False, "picture"), (False, "ad")]


@pytest.mark.parametrize("path", ["/generate", "/v1/images/generations"])
def test_every_way_to_a_picture_takes_copy(api, path):
    asked = {"prompt": "дом", "size": "256x256", "user": "copywriter", "ad": COPY} if path.startswith("/v1") else None
    answer = (api.post(path, json=asked) if asked else make(api, path)).json()
    answer = answer["data"][0] if asked else answer
    assert answer["ad_ok"]
    assert opened(base64.b64decode(answer["files"][0]["image"])).shape == (1080, 1080, 3)


@pytest.mark.parametrize(("ad", "field", "rule"), [
    ({"headline": ""}, "ad.headline", "string_too_short"),
    ({"headline": "Ж" * 200}, "ad.headline", "room"),
    ({"cta": "Кредит 😀"}, "ad.cta", "letters"),
    ({"formats": ["nothing"]}, "ad.formats", "value"),
    ({"layout": "nothing"}, "ad.layout", "value"),
    ({"country": "DE"}, "ad.legal", "legal_line"),
    ({"subline": "Голые девушки"}, "ad.subline", "sexual content or nudity"),
    ({"headline": "Neon colours"}, "ad.headline", "what the brand forbids"),
    ({"colour": "red"}, "ad.colour", "extra_forbidden"),
    ({"formats": ["1750x1749", "1750x1750", "1749x1750", "1749x1749", "1748x1750", "1750x1748"]}, "ad.formats", "value"),
])  # fmt: skip
def test_what_cannot_be_set_is_told_before_anything_is_painted(api, ad, field, rule):
    before = api.get("/api/interactions/copywriter", params={"limit": 1}).json()[:1]
    answer = make(api, ad=ad)
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert [(one["field"], one["rule"]) for one in error["details"]] == [(field, rule)]
    assert api.get("/api/interactions/copywriter", params={"limit": 1}).json()[:1] == before


TABLE = """Свой номер;Продукт;Что ещё должно быть на картинке;Ширина;Высота;Заголовок;Кнопка;Макет;Форматы
а;house;дом у реки;;;Ипотека от 6 %;Рассчитать;full-bleed;card, 600x314
б;car;;128;128;;;;
"""


def job(api, content, media, user="campaigner"):
    return api.post("/api/jobs", params={"user_id": user}, content=content, headers={"Content-Type": media})


def test_rows_of_a_job_carry_copy_and_its_archive_holds_what_was_set(api):
    made = job(api, ("\ufeff" + TABLE).encode(), "text/csv")
    assert made.status_code == 201, made.text
    at = f"/api/jobs/{made.json()['id']}"
    wait_until(lambda: api.get(at).json()["state"] == "succeeded", 120)
    first, second = csv.DictReader(io.StringIO(api.get(f"{at}/results.csv").text))
    assert (first["ad_ok"], second["ad_ok"], second["ads"]) == ("True", "", "")
    card, link = first["ads"].split()
    assert opened(api.get(card).content).shape == (540, 856, 3)
    with zipfile.ZipFile(io.BytesIO(api.get(f"{at}/images.zip").content)) as archive:
        names = archive.namelist()
        stem = next(one for one in names if one.startswith("а_")).removesuffix(".png")
        at = names.index(f"{stem}.png")
        assert names[at : at + 3] == [f"{stem}.png", f"{stem}_card_856x540.png", f"{stem}_600x314.png"]
        assert len(names) == 5
        assert archive.read(names[at + 2]) == api.get(link).content


@pytest.mark.parametrize(("row", "field"), [
    ({"ad": {"headline": "Ж" * 200}}, "ad.headline"),
    ({"ad": {"cta": "Дальше"}}, "ad.headline"),
    ({"ad": {"headline": "Оружие в кредит"}}, "ad.headline"),
    ({"ad": {"headline": "Да", "formats": ["poster"]}}, "ad.formats"),
])  # fmt: skip
def test_rows_that_cannot_be_set_refuse_the_job(api, row, field):
    body = {"rows": [{"metadata": {"width": 64, "height": 64}}, {"metadata": {}} | row], "user_id": "campaigner"}
    answer = api.post("/api/jobs", json=body)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["error"]["details"]] == [f"rows.2.{field}"]


def test_template_has_columns_for_copy_and_is_accepted_itself(api):
    template = api.get("/api/jobs/template.csv").content
    head = template.decode("utf-8-sig").splitlines()[0].split(",")
    assert {
        "headline",
        "subline",
        "cta",
        "legal",
        "logo",
        "layout",
        "language",
        "country",
        "ad_product",
        "formats",
    } <= {*head}
    checked = api.post(
        "/api/jobs", params={"user_id": "u", "dry_run": ""}, content=template, headers={"Content-Type": "text/csv"}
    )
    assert checked.json()["errors"] == []
    assert checked.json()["first"][0]["request"]["ad"]["formats"] == ["link", "post"]


def test_row_that_names_no_size_is_planned_and_counted_in_that_of_its_advertisement(api):
    rows = {"user_id": "u", "rows": [{"metadata": {}, "ad": {"headline": "Да", "formats": ["story"]}}], "dry_run": True}
    checked = api.post("/api/jobs", json=rows).json()
    [planned] = checked["first"]
    assert (planned["request"]["metadata"]["width"], planned["request"]["metadata"]["height"]) == (1080, 960)
    assert checked["pixels"] == 1080 * 960
