"""The brand over HTTP: kits, palettes, certificates, the best of several seeds, filters and the report."""

import base64
import csv
import io
from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image

from brand import Certificate, measure, zone_box
from tests.kits import KITS
from tests.waiting import wait_until

SMALL = {"height": 128, "width": 128}
FOREIGN = {"members": [{"color": "#000000"}]}
"""Black alone: no illustration has enough of it."""


def ask(api, user="u", **extra):
    metadata = SMALL | extra.pop("metadata", {})
    return api.post("/api/generate", json={"user_id": user, "metadata": metadata} | extra)


def pixels(answer):
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(answer["image"]))))


def history(api, user, **wanted):
    return api.get(f"/api/interactions/{user}", params=wanted).json()


def test_every_answer_carries_the_certificate_of_its_picture(api):
    answer = ask(api, seed=1).json()
    certificate = Certificate.model_validate(answer["certificate"])
    assert (answer["brand"], answer["palette_ok"], certificate.mode) == ("default", True, "snap")
    assert certificate.after == measure(pixels(answer), KITS["default"])


def test_record_and_png_carry_the_same_certificate(api, user):
    answer = ask(api, user).json()
    picture = Image.open(io.BytesIO(api.get(answer["image_path"]).content))
    [line] = history(api, user)
    assert line["metadata"]["certificate"] == answer["certificate"]
    assert (
        Certificate.model_validate_json(picture.text["brand_certificate"]).model_dump(mode="json")
        == answer["certificate"]
    )


def test_another_brand_is_painted_in_its_colours(api):
    ours, theirs = (ask(api, seed=3, brand=name).json() for name in ("default", "forest"))
    assert theirs["certificate"]["kit"] == "Forest"
    assert "forest green" in theirs["prompt"]
    assert theirs["palette_ok"]
    assert measure(pixels(ours), KITS["forest"]).score < measure(pixels(theirs), KITS["forest"]).score


@pytest.mark.parametrize("path", ["/generate", "/api/generate", "/generate/stream", "/api/prompts/preview"])
def test_unknown_brand_names_the_known_ones(api, path):
    answer = api.post(path, json={"user_id": "u", "metadata": SMALL, "brand": "nobody"})
    [detail] = answer.json()["error"]["details"]
    assert answer.status_code == 422
    assert (detail["field"], detail["value"], detail["limit"]) == ("brand", "nobody", "one of default, forest")


@pytest.mark.parametrize(
    "form",
    [
        {"color_palette": {"members": [{"color": "#228b22", "weight": 0.5}, {"color": "#FFD700", "weight": 0.5}]}},
        {"controls": {"colors": [{"rgb": [34, 139, 34]}, {"rgb": [255, 215, 0]}]}},
    ],
)
def test_palette_of_the_request_in_either_form(api, form):
    answer = ask(api, seed=4, **form).json()
    assert [(one["hex"], one["weight"]) for one in answer["certificate"]["target"]] == [
        ("#228B22", 0.5),
        ("#FFD700", 0.5),
    ]
    assert "forest green and gold" in answer["prompt"]


PALETTES = {
    "both": ({"color_palette": FOREIGN, "controls": {"colors": [{"rgb": [0, 0, 0]}]}}, "body", "one palette"),
    "not hex": ({"color_palette": {"members": [{"color": "#GGG"}]}}, "color_palette.members.0.color", "a colour, #RRGGBB or #RGB"),
    "none": ({"color_palette": {"members": []}}, "color_palette.members", "at least 1 of them"),
    "nine": ({"controls": {"colors": [{"rgb": [i, 0, 0]} for i in range(9)]}}, "controls.colors", "at most 8 of them"),
    "no weight": ({"color_palette": {"members": [{"color": "#000", "weight": 0}]}}, "color_palette", "one weight above 0"),
    "mode": ({"palette_mode": "wild"}, "palette_mode", "'off', 'snap', 'strict' or 'poster'"),
}  # fmt: skip


@pytest.mark.parametrize("case", PALETTES)
def test_hostile_palette_is_refused_by_field(api, case):
    fields, field, limit = PALETTES[case]
    answer = ask(api, **fields)
    [detail] = answer.json()["error"]["details"]
    assert answer.status_code == 422
    assert (detail["field"], detail["limit"]) == (field, limit)


@pytest.mark.parametrize("colours", [["#808080"], ["#F00", "#F00"], [f"#{i}{i}0" for i in range(8)], ["#000", "#FFF"]])
def test_odd_palette_is_painted_all_the_same(api, colours):
    members = [{"color": colour} for colour in colours]
    answer = ask(api, color_palette={"members": members}).json()
    assert len(answer["certificate"]["target"]) == len(set(colours))
    assert 0 <= answer["certificate"]["after"]["score"] <= 100


def test_strict_never_scores_below_snap_and_can_be_repeated(api):
    snapped = ask(api, seed=11).json()
    strict = ask(api, seed=11, palette_mode="strict").json()
    again = ask(api, seed=strict["seed"]).json()
    assert strict["certificate"]["after"]["score"] >= snapped["certificate"]["after"]["score"]
    assert strict["seed"] in range(11, 15)
    assert np.array_equal(pixels(strict), pixels(again))


def test_strict_tries_again_and_owns_up(api, user):
    strict = ask(api, user, seed=2**32 - 1, palette_mode="strict", color_palette=FOREIGN).json()
    tried = [ask(api, seed=seed, color_palette=FOREIGN).json() for seed in (2**32 - 1, *range(7))]
    assert strict["palette_ok"] is False
    scores = {one["seed"]: one["certificate"]["after"]["score"] for one in tried}
    [again] = [one for one in tried if one["seed"] == strict["seed"]]
    assert scores[strict["seed"]] == max(scores.values())
    assert (pixels(strict) == pixels(again)).all()
    assert [item["metadata"]["seed"] for item in history(api, user)] == [strict["seed"]]


def test_poster_is_printed_in_the_inks(api):
    answer = ask(api, palette_mode="poster", metadata={"product": "car"}).json()
    assert answer["certificate"]["mode"] == "poster"
    assert len(np.unique(pixels(answer).reshape(-1, 3), axis=0)) < 3000


@pytest.mark.parametrize("brand", KITS)
def test_certificate_is_drawn_for_people(api, brand):
    path = ask(api, brand=brand).json()["image_path"]
    answer = api.get(f"{path}/palette.png")
    again = api.get(f"{path}/palette.png", headers={"If-None-Match": answer.headers["etag"]})
    assert Image.open(io.BytesIO(answer.content)).size == (1280, 760)
    assert (answer.headers["content-type"], again.status_code) == ("image/png", 304)
    russian = api.get(f"{path}/palette.png", params={"lang": "ru"}, headers={"If-None-Match": answer.headers["etag"]})
    assert russian.status_code == 200
    assert russian.content != answer.content
    refused = api.get(f"{path}/palette.png", params={"lang": "xx"})
    assert (refused.status_code, refused.json()["error"]["details"][0]["field"]) == (422, "lang")


@pytest.mark.parametrize("wanted", [{"min_score": -1}, {"max_score": 101}, {"min_score": "nan"}])
def test_score_past_limits(api, wanted):
    assert api.get("/api/interactions/u", params=wanted).status_code == 422


def reported(api, pictures, **span):
    """The report as soon as it has so many pictures: they reach it a moment after their answers."""

    def enough():
        report = api.get("/api/brand/report", params=span).raise_for_status().json()
        return report if report["total"]["pictures"] >= pictures else None

    return wait_until(enough)


def test_report_adds_up_a_span_of_time(api, user):
    since = datetime.now(UTC).isoformat()
    asked = [{"metadata": {"product": "car"}}, {"metadata": {"product": "car"}}, {"color_palette": FOREIGN}]
    scores = [ask(api, user, **one).json()["certificate"]["after"]["score"] for one in asked]
    report = reported(api, 3, **{"from": since})
    assert (report["total"]["pictures"], report["total"]["lowest"]) == (3, min(scores))
    assert {group["name"]: group["pictures"] for group in report["products"]} == {"car": 2, "none": 1}
    assert sum(report["total"]["bands"]) == 3
    days = Counter(line["created_at"][:10] for line in history(api, user))
    assert {group["name"]: group["pictures"] for group in report["days"]} == days
    assert [one["score"] for one in report["worst"]] == sorted(scores)
    assert {group["name"]: group["pictures"] for group in report["brands"]} == {"default": 3}
    assert sum(group["pictures"] for group in report["sizes"]) == 3


def test_report_tells_marks_and_their_reasons(api, user):
    made = [
        ask(api, user, metadata={"width": width, "height": 96}).json()["image_path"] for width in (96, 96, 128, 128)
    ]
    reasons = ("=цвета", "Пёстро и скучно", "  пестро  и\u00a0СКУЧНО. ", "Пёстро и скучно")
    for path, result, reason in zip(made, (True, False, False, False), reasons, strict=True):
        body = {"user_id": user, "image_path": path, "result": result, "reason": reason}
        api.post("/api/marks", json=body).raise_for_status()

    def marked():
        report = api.get("/api/brand/report", params={"user_id": user}).raise_for_status().json()
        return report if report["total"]["good"] + report["total"]["bad"] == 4 else None

    report = wait_until(marked)
    assert (report["total"]["good"], report["total"]["bad"]) == (1, 3)
    assert [(g["name"], g["good"], g["bad"]) for g in report["sizes"]] == [("128×96", 0, 2), ("96×96", 1, 1)]
    assert report["reasons"] == [
        {"reason": "Пёстро и скучно", "result": False, "pictures": 3},
        {"reason": "=цвета", "result": True, "pictures": 1},
    ]
    answer = api.get("/api/brand/report", params={"user_id": user, "format": "csv"})
    lines = {(line["by"], line["name"]): line for line in csv.DictReader(io.StringIO(answer.text))}
    assert lines["size", "96×96"]["bad"] == "1"
    assert lines["reason bad", "Пёстро и скучно"]["pictures"] == "3"
    assert ("reason good", "'=цвета") in lines
    parts = {"all", "day", "product", "model", "brand", "size", "reason good", "reason bad"}
    assert {by for by, _ in lines} == parts


def test_report_of_everybody_names_nobody(api, user):
    path = ask(api, user, color_palette=FOREIGN).json()["image_path"]
    name, moment = path.rpartition("/")[2], history(api, user)[0]["created_at"]
    own = wait_until(lambda: api.get("/api/brand/report", params={"user_id": user}).json()["worst"])
    assert [one["image_url"] for one in own] == [path]
    for answer in (api.get("/api/brand/report"), api.get("/api/brand/report", params={"format": "csv"})):
        assert not {user, name, name.partition(".")[0], "/api/images/", moment[:19]} & set(answer.text.split('"'))
        assert "/api/images/" not in answer.text
        assert moment[:19] not in answer.text
    assert {one["image_url"] for one in api.get("/api/brand/report").json()["worst"]} == {None}
    assert api.get("/api/brand/report", params={"user_id": "nobody at all"}).json()["worst"] == []


@pytest.mark.parametrize("zone", ["left", "right", "top", "bottom"])
@pytest.mark.parametrize(("product", "brand"), [("people", "default"), ("car", "forest")])
def test_text_zone_is_calm_and_legible(api, zone, product, brand):
    size = {"height": 300, "width": 400, "product": product}
    answer = ask(api, seed=9, text_zone=zone, brand=brand, metadata=size).json()
    left, top, right, bottom = zone_box(400, 300, zone)
    part = pixels(answer)[top:bottom, left:right].reshape(-1, 3)
    assert part.std(axis=0).max() < 2
    assert answer["contrast"][0]["level"] in ("AA", "AAA")
    assert (answer["text_zone"], answer["palette_ok"]) == (zone, True)
    assert f"empty calm area {'at' if zone in ('top', 'bottom') else 'on'} the {zone}" in answer["prompt"]


def test_brands_are_called_in_the_language_asked_for(api):
    bank = {lang: api.get("/api/brands", params={"lang": lang}).json()[0] for lang in ("en", "ru")}
    assert [bank[lang]["title"] for lang in bank] == ["Bank", "Банк"]
    assert [colour["name"] for colour in bank["ru"]["colours"]] == [
        "светло-лососевый",
        "бледно-бирюзовый",
        "королевский синий",
    ]
    assert api.get("/api/brands").json()[0] == bank["en"]
    assert api.get("/api/brands", params={"lang": "de"}).status_code == 422
