"""The routes over the log, in this process: what each hands to the log, answers, and lets caches keep."""

import csv
import io
import json
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from fastapi import FastAPI
from PIL import Image
from prometheus_client import REGISTRY
from starlette.testclient import TestClient

from api import routes
from api.middleware.access import Access
from api.middleware.methods import Methods
from api.middleware.root_path import RootPath
from api.problems import answer_problems
from api.routes import images
from brand import correct
from pipeline.encoder import encode
from storage.history import Page
from tests.asking import Asked
from tests.flow import alone, flowing
from tests.kits import KITS
from tests.painters import Plain
from tests.stores import drained, interaction
from tests.waiting import wait_until

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def client(shared_store):
    app = FastAPI()
    answer_problems(app)
    app.include_router(routes.router)
    app.state.tenants = alone(shared_store, KITS)
    with TestClient(Access(Methods(app), ask=False, state=app.state)) as client:
        yield client


def logged(store, user, **changes):
    """A line, with a certificate of its picture, by hand."""
    pixels, certificate = correct(np.full((64, 96, 3), (65, 105, 225), np.uint8), KITS["default"], "off")
    line = interaction(user, **{"created_at": NOON} | {name: changes[name] for name in changes.keys() & {"created_at"}})
    about = {"certificate": certificate, "brand": "default"} | {n: v for n, v in changes.items() if n != "created_at"}
    line = line.model_copy(update={"metadata": line.metadata.model_copy(update=about)})
    store.record(line, encode(pixels, "png"), "image/png")
    return line


def listed(client, user, **query):
    answer = client.get(f"/api/interactions/{user}", params=query)
    assert answer.status_code == 200
    return [line["id"] for line in answer.json()]


def test_ends_of_a_span_are_within_and_without(client, shared_store, user):
    lines = [logged(shared_store, user, created_at=NOON + timedelta(hours=hour)) for hour in range(3)]
    ids = [line.id for line in lines]
    for waits in (True, False):
        assert listed(client, user, **{"from": "2026-05-04T13:00:00Z"}) == [ids[2], ids[1]]
        assert listed(client, user, to="2026-05-04T13:00:00Z") == [ids[0]]
        assert listed(client, user, **{"from": "2026-05-04T13:00", "to": "2026-05-04T14:00"}) == [ids[1]]
        assert listed(client, user, **{"from": "2026-05-04T16:00+03:00", "to": "2026-05-04T16:00:01+03:00"}) == [ids[1]]
        if waits:
            drained(shared_store)


def test_each_filter_is_handed_on_as_itself(client, shared_store, user):
    house = logged(shared_store, user, product="house", custom_prompt="Синий дом")
    car = logged(shared_store, user, product="car", custom_prompt="red", created_at=NOON + timedelta(seconds=1))
    shared_store.mark(user, house.image_url, True)
    shared_store.mark(user, car.image_url, False)
    score = house.metadata.certificate.after.score
    for query, found in [
        ({"product": "house"}, [house]), ({"mark": "good"}, [house]), ({"mark": "bad"}, [car]), ({"mark": "none"}, []),
        ({"text": "ДОМ"}, [house]), ({"min_score": score}, [car, house]), ({"max_score": score}, [car, house]),
        ({"min_score": score + 0.1}, []), ({"max_score": score - 0.1}, []), ({"limit": 1}, [car]), ({"before": car.id}, [house]),
    ]:  # fmt: skip
        assert listed(client, user, **query) == [line.id for line in found], query


def test_next_page_is_linked_with_the_same_filters_and_no_further(client, shared_store, user):
    lines = [logged(shared_store, user, created_at=NOON + timedelta(seconds=at)) for at in range(5)]
    answer = client.get(f"/api/interactions/{user}", params={"limit": 2, "product": "car"})
    assert "x-partial" not in answer.headers
    found = [line["id"] for line in answer.json()]
    while "link" in answer.headers:
        address, _, kind = answer.headers["link"].partition(">; ")
        assert kind == 'rel="next"'
        assert "product=car" in address
        assert address.count("before=") == 1
        answer = client.get(address.removeprefix("<"))
        found += [line["id"] for line in answer.json()]
    assert found == [line.id for line in reversed(lines)]
    assert "link" not in client.get(f"/api/interactions/{user}", params={"limit": 5}).headers


def test_history_without_mongodb_says_so(client, shared_store, user, monkeypatch):
    monkeypatch.setattr(type(shared_store), "history", lambda *_: Page([], None, True))
    assert client.get(f"/api/interactions/{user}").headers["x-partial"] == "true"


def test_picture_in_every_form_tells_what_it_is_and_how_long_it_may_be_kept(client, shared_store, user):
    line = logged(shared_store, user, custom_prompt="Синий дом")
    name = line.image_url.rpartition("/")[2]
    whole = client.get(line.image_url)
    assert whole.headers["etag"] == f'"{name}"'
    assert whole.headers["last-modified"] == "Mon, 04 May 2026 12:00:00 GMT"
    assert (whole.headers["cache-control"], whole.headers["accept-ranges"]) == ("private, no-cache", "bytes")
    assert (whole.headers["content-type"], "content-disposition" in whole.headers) == ("image/png", False)
    small = client.get(line.image_url, params={"thumb": 48})
    assert (small.headers["etag"], small.headers["accept-ranges"]) == (f'"{name}-48"', "none")
    assert (small.headers["cache-control"], small.headers["content-type"]) == ("private, no-cache", "image/webp")
    assert Image.open(io.BytesIO(small.content)).size == (48, 32)
    assert small.headers["last-modified"] == whole.headers["last-modified"]
    kept = client.get(f"{line.image_url}?download")
    assert kept.content == whole.content
    assert kept.headers["content-disposition"] == (
        "attachment; filename=\"car_---_64x64_7.png\"; filename*=UTF-8''car_%D1%81%D0%B8%D0%BD%D0%B8%D0%B9-%D0%B4%D0%BE%D0%BC_64x64_7.png"
    )
    assert "content-disposition" not in client.get(f"{line.image_url}?download&thumb=48").headers
    assert "content-disposition" not in client.get(f"{line.image_url}?download=false").headers
    drawn = client.get(f"{line.image_url}/palette.png")
    assert (drawn.headers["content-type"], drawn.headers["cache-control"]) == ("image/png", "private, no-cache")
    assert drawn.headers["etag"] == f'"{name}-palette-en"'
    assert client.get(f"{line.image_url}/palette.png?lang=ru").headers["etag"] == f'"{name}-palette-ru"'


@pytest.mark.parametrize("path", ["", "?thumb=64", "/palette.png", "?download"])
def test_head_and_304_tell_the_same_without_a_body(client, shared_store, user, path):
    address = logged(shared_store, user).image_url + path
    whole, head = client.get(address), client.head(address)
    spared = client.get(address, headers={"If-None-Match": whole.headers["etag"]})
    assert (head.status_code, head.content, spared.status_code, spared.content) == (200, b"", 304, b"")
    for name in ("etag", "cache-control", "last-modified", "accept-ranges", "content-disposition"):
        assert head.headers.get(name) == spared.headers.get(name) == whole.headers.get(name)
    assert head.headers["content-length"] == str(len(whole.content))


@pytest.mark.parametrize(("lang", "title", "colour"), [("ru", "Лес", "золотой"), ("en", "Forest", "gold")])
def test_kits_are_told_by_the_names_that_requests_give_them(client, lang, title, colour):
    told = {one["name"]: one for one in client.get("/api/brands", params={"lang": lang}).json()}
    assert told.keys() == KITS.keys()
    assert told["forest"]["title"] == title
    assert told["forest"]["colours"][1] == {"name": colour, "hex": "#D4AF37", "weight": 0.3}


def test_certificate_is_of_the_pictures_own_kit(client, shared_store, user):
    own, other = (logged(shared_store, user, brand=brand, certificate=None) for brand in ("default", "forest"))
    drawn = [client.get(f"{line.image_url}/palette.png").content for line in (own, other)]
    assert drawn[0] != drawn[1]
    unnamed = logged(shared_store, user, brand=None, certificate=None)
    assert client.get(f"{unnamed.image_url}/palette.png").content == drawn[0]


def test_certificates_are_drawn_one_at_a_time(client, shared_store, user, monkeypatch):
    """A picture takes tens of megabytes while it is drawn from."""
    addresses = [f"{logged(shared_store, user).image_url}/palette.png" for _ in range(2)]
    let, drawing = threading.Event(), []

    def draw(*_):
        drawing.append(1)
        assert let.wait(60)
        return b"drawn"

    monkeypatch.setattr(images, "certificate_picture", draw)
    with ThreadPoolExecutor(2) as asking:
        asked = [asking.submit(client.get, address) for address in addresses]
        try:
            wait_until(lambda: images.certificates._limiter.statistics().tasks_waiting, 20)
            assert drawing == [1]
        finally:
            let.set()
        assert [one.result().content for one in asked] == [b"drawn"] * 2


def test_nobody_acts_for_another_or_reads_what_is_theirs(shared_store):
    with flowing(shared_store, Plain()) as flow:
        asked = Asked(flow, shared_store)
        maker = asked.key()
        for path in ("/api/generate", "/generate/stream"):
            assert asked.ask(maker, asked.body(user_id="another"), path).status_code == 403
        for query, status in (("?user_id=another", 404), ("", 403), (f"?user_id={asked.name}", 200)):
            assert asked.ask(maker, None, f"/api/brand/report{query}", "GET").status_code == status
        for whose, status in ((f"another-{asked.name}", 404), (asked.name, 200)):
            address = logged(shared_store, whose).image_url
            for form in ("", "?thumb=64", "/palette.png"):
                assert asked.ask(maker, None, f"{address}{form}", "GET").status_code == status
            marked = asked.ask(maker, {"user_id": whose, "image_path": address, "result": True}, "/api/marks")
            assert marked.status_code == min(status, 403)


@pytest.mark.parametrize(("result", "label"), [(True, "good"), (False, "bad"), (None, "withdrawn")])
def test_mark_is_answered_kept_and_counted(client, shared_store, user, result, label):
    line = logged(shared_store, user)
    before = REGISTRY.get_sample_value("service_marks_total", {"result": label}) or 0
    body = {"user_id": user, "image_path": line.image_url, "result": result, "reason": "" if result is None else "why"}
    assert client.post("/api/marks", json=body).json() == body | {"reason": body["reason"] or None, "about": "picture"}
    assert REGISTRY.get_sample_value("service_marks_total", {"result": label}) == before + 1
    [found] = client.get(f"/api/interactions/{user}").json()
    assert (found["mark"], found["mark_reason"]) == (result, body["reason"] or None)


def test_addresses_are_told_and_taken_under_a_prefix(client, shared_store, user):
    line = logged(shared_store, user)
    with TestClient(RootPath(client.app, "/brand")) as behind:
        [found] = behind.get(f"/api/interactions/{user}").json()
        assert found["image_url"] == f"/brand{line.image_url}"
        for path in (line.image_url, found["image_url"]):
            mark = {"user_id": user, "image_path": path, "result": True}
            assert behind.post("/api/marks", json=mark).json()["image_path"] == found["image_url"]
        drained(shared_store)
        worst = behind.get("/api/brand/report", params={"user_id": user}).json()["worst"]
        assert [one["image_url"] for one in worst] == [found["image_url"]]
        assert {one["image_url"] for one in behind.get("/api/brand/report").json()["worst"]} == {None}


def test_report_is_of_its_span_and_user_and_comes_as_it_is_asked_for(client, shared_store, user):
    logged(shared_store, user)
    logged(shared_store, user, created_at=NOON + timedelta(hours=1))
    drained(shared_store)
    asked = {"user_id": user, "from": "2026-05-04T12:00:00Z", "to": "2026-05-04T13:00:00Z"}
    told = client.get("/api/brand/report", params=asked)
    assert (told.json()["total"]["pictures"], told.headers["vary"]) == (1, "Accept")
    assert (told.json()["since"][:19], told.json()["until"][:19]) == ("2026-05-04T12:00:00", "2026-05-04T13:00:00")
    sheet = client.get("/api/brand/report", params=asked | {"format": "csv"}, headers={"Accept": "application/json"})
    assert sheet.headers["content-type"].startswith("text/csv")
    assert (sheet.headers["content-disposition"].split(";")[:2], sheet.headers["vary"]) == (
        ["attachment", ' filename="brand-report.csv"'],
        "Accept",
    )
    plain = client.get("/api/brand/report", params=asked | {"format": "json"}, headers={"Accept": "text/csv"})
    assert plain.json() == told.json()
    assert client.get("/api/brand/report", params=asked, headers={"Accept": "text/csv"}).text == sheet.text


@pytest.mark.parametrize("reason", ["=1+1", "+1", "-1", "@x", "x=1", "'=1"])
def test_reason_that_a_spreadsheet_would_run_is_text_in_the_report(client, shared_store, user, reason):
    line = logged(shared_store, user)
    body = {"user_id": user, "image_path": line.image_url, "result": False, "reason": reason}
    client.post("/api/marks", json=body).raise_for_status()
    drained(shared_store)
    sheet = client.get("/api/brand/report", params={"user_id": user, "format": "csv"}).text
    [row] = [one for one in csv.DictReader(io.StringIO(sheet)) if one["by"] == "reason bad"]
    assert row["name"] == (reason if reason[0] in "x'" else f"'{reason}")
    assert (row["pictures"], row["bad"]) == ("1", "1")


def test_export_is_a_file_of_what_is_wanted(client, shared_store, user):
    lines = [logged(shared_store, user, product=product) for product in ("car", "house")]
    answer = client.get(f"/api/users/{user}/images.zip", params={"product": "house"})
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].startswith('attachment; filename="images.zip"')
    taken = zipfile.ZipFile(io.BytesIO(answer.content))
    assert [json.loads(row)["id"] for row in taken.read("metadata.jsonl").splitlines()] == [lines[1].id]
    name = lines[0].image_url.rpartition("/")[2]
    named = client.get(f"/api/users/{user}/images.zip", params={"name": name, "label": "Пост"})
    assert zipfile.ZipFile(io.BytesIO(named.content)).namelist() == ["пост_car_64x64_7.png", "metadata.jsonl"]


def test_erasure_counts_pictures_and_marks(client, shared_store, user):
    lines = [logged(shared_store, user) for _ in range(3)]
    shared_store.mark(user, lines[0].image_url, True)
    assert client.delete(f"/api/users/{user}").json() == {"interactions": 3, "marks": 1}
    for path in ("", "?thumb=64", "/palette.png"):
        assert client.get(lines[0].image_url + path).status_code == 404
