"""Jobs: rows read from JSON, JSON lines and CSV, checked before any is painted, and painted once whatever happens."""

import asyncio
import csv
import gzip
import io
import json
import time
import uuid
import zipfile

import httpx
import pytest
from PIL import Image

from errors import InvalidRequest
from jobs import pace
from jobs.orders import copy_of, facts_of, job_of, read
from jobs.tables import given_rows
from runner import Limiter
from tests.conftest import HOOK_PORT
from tests.waiting import run, wait_until

CSV = {"Content-Type": "text/csv"}
LINES = {"Content-Type": "application/jsonl"}
TINY = {"width": 64, "height": 80}


def somebody():
    return f"jobs-{uuid.uuid4().hex}"


def rows_of(number, **more):
    return [{"custom_id": f"row {n}", "seed": n, "metadata": {"product": "car", **TINY}} | more for n in range(number)]


@pytest.mark.parametrize("number", [0, 10_001])
def test_a_job_is_one_to_ten_thousand_rows(number):
    with pytest.raises(InvalidRequest) as refused:
        read([{}] * number, "somebody", "job")
    [fault] = refused.value.details
    assert (fault.field, fault.limit) == ("rows", "1 to 10000")


def test_as_many_rows_as_there_may_be():
    orders, errors = read([{"metadata": {}}] * 10_000, "somebody", "job")
    assert (len(orders), errors) == (10_000, [])


def test_row_is_told_by_the_name_that_its_client_gave_it_and_a_second_of_that_name_is_refused():
    orders, [taken] = read([{"custom_id": one, "metadata": {}} for one in ("a", "b", "a")], "somebody", "job")
    assert [(one.planned.row, one.planned.custom_id) for one in orders][:2] == [(1, "a"), (2, "b")]
    assert (taken.row, taken.field, taken.code) == (3, "custom_id", "taken")


def test_first_hundred_faults_of_a_row_are_told():
    _, errors = read(
        [{f"k{n}": 1 for n in range(5000)} | {"metadata": {}}, {"nonsense": 1, "metadata": {}}], "7", "job"
    )
    assert [one.row for one in errors] == [1] * 100 + [2]
    assert {one.code for one in errors} == {"extra_forbidden"}


@pytest.mark.parametrize(("media", "row"), [(CSV, b"1\n"), (LINES, b"{}\n")], ids=["csv", "lines"])
def test_one_row_more_than_there_may_be_is_seen_in_every_form(media, row):
    head = b"seed\n" if media is CSV else b""
    assert len(given_rows(media["Content-Type"], head + row * 10_000)[1]) == 10_000
    assert len(given_rows(media["Content-Type"], head + row * 10_002)[1]) == 10_001


def test_cells_are_read_as_their_columns_have_them():
    table = (
        "\ufeffcustom_prompt;guidance_scale;seed;age;formats\nred, blue, green, 7, a, b, c, d, e;2,5;07;1,5;post; \n"
    )
    assert given_rows("text/csv", table.encode())[1] == ["6 cells where there are 5 columns"]
    table = table.replace("post; ", '"post; story link,1200x628"')
    [row] = given_rows("text/csv", table.encode())[1]
    assert row == {
        "guidance_scale": 2.5,
        "seed": "07",
        "metadata": {"custom_prompt": "red, blue, green, 7, a, b, c, d, e", "age": "1,5"},
        "ad": {"formats": ["post", "story", "link", "1200x628"]},
    }


def test_jobs_of_one_key_are_one_of_each_user_and_tenant():
    told = [job_of(*one) for one in (("ab", "c"), ("a", "bc"), ("ab", "c", "acme"), ("ab", "cacme"), ("acmeab", "c"))]
    assert len({*told}) == len(told)
    assert job_of("ab", "c") == told[0] != job_of("ab", None) != job_of("ab", None)


@pytest.mark.parametrize(
    ("key_of", "same", "other"),
    [
        (
            facts_of,
            ({"seed": 9}, {"metadata": {"width": 80}}, {"ad": {"headline": "x"}}),
            (
                *({"brand": "forest"}, {"loras": []}, {"init_image": "/api/images/a.png"}, {"text_zone": "left"}),
                *({"metadata": {"age": 9}}, {"metadata": {"custom_prompt": "a cat"}}),
            ),
        ),
        (
            copy_of,
            ({"seed": 9}, {"metadata": {"width": 80}}, {"metadata": {"custom_prompt": "a cat"}}),
            (
                {"brand": "forest"},
                {"metadata": {"age": 9}},
                {"metadata": {"product": "car"}},
                {"ad": {"headline": "x"}},
            ),
        ),
    ],
)
def test_rows_are_checked_together_only_where_nothing_that_is_checked_differs(key_of, same, other):
    plain = {
        "metadata": {"product": "house", "width": 96, "height": 64},
        "ad": {"headline": "Home", "formats": ["post"]},
    }

    def key(more):
        row = plain | more | {part: plain[part] | more[part] for part in ("metadata", "ad") if part in more}
        [order], errors = read([row], "somebody", "job")
        assert not errors
        return key_of(order.request)

    assert {key(more) for more in same} == {key({})}
    assert len({key({}), *map(key, other)}) == 1 + len(other)


def ended(api, job, seconds=120):
    return wait_until(lambda: found if (found := api.get(f"/api/jobs/{job}").json())["ended_at"] else None, seconds)


@pytest.fixture(scope="module")
def done(api):
    user = somebody()
    made = api.post("/api/jobs", json={"user_id": user, "name": "Весна", "rows": rows_of(3)})
    assert made.status_code == 201, made.text
    assert made.headers["Location"] == f"/api/jobs/{made.json()['id']}"
    return ended(api, made.json()["id"])


def test_job_is_painted_to_its_end(api, done):
    assert (done["state"], done["name"]) == ("succeeded", "Весна")
    assert done["rows"] == {"total": 3, "queued": 0, "running": 0, "succeeded": 3, "failed": 0, "canceled": 0}
    rows = api.get(f"/api/jobs/{done['id']}/rows").json()
    assert [(row["row"], row["custom_id"], row["seed"]) for row in rows] == [(n + 1, f"row {n}", n) for n in range(3)]
    assert all(0 <= row["score"] <= 100 for row in rows)


def test_rows_are_the_pictures_of_single_requests(api, done):
    [row] = api.get(f"/api/jobs/{done['id']}/rows", params={"after": 1, "limit": 1}).json()
    single = {"user_id": somebody(), "seed": row["seed"], "metadata": {"product": "car", **TINY}}
    alone = api.post("/api/generate", json=single, headers={"Accept": "image/png"}).content
    assert api.get(row["image_path"]).content == alone
    assert row["id"] in [line["id"] for line in api.get(f"/api/interactions/{done['user_id']}").json()]


def test_tables_and_archive(api, done):
    at = f"/api/jobs/{done['id']}"
    found = list(csv.DictReader(io.StringIO(api.get(f"{at}/results.csv").text)))
    assert [line["custom_id"] for line in found] == ["row 0", "row 1", "row 2"]
    assert list(csv.DictReader(io.StringIO(api.get(f"{at}/errors.csv").text))) == []
    archive = zipfile.ZipFile(io.BytesIO(api.get(f"{at}/images.zip").content))
    names = {f"row-{n}_car_64x80_{n}.png" for n in range(3)}
    assert set(archive.namelist()) == names | {"metadata.jsonl"}


def test_archive_by_a_pattern_of_names(api, done):
    def names(pattern):
        answer = api.get(f"/api/jobs/{done['id']}/images.zip", params={"names": pattern})
        return answer.status_code == 200 and set(zipfile.ZipFile(io.BytesIO(answer.content)).namelist())

    assert names("{custom_id}_{width}x{height}.{ext}") == {f"row-{n}_64x80.png" for n in range(3)} | {"metadata.jsonl"}
    assert names("{product}.{ext}") == {"car.png", "car_2.png", "car_3.png", "metadata.jsonl"}
    assert {names(one) for one in ("../{seed}", "{nobody}", "{", "a\\b", "{custom_id.__class__}", "")} == {False}


def test_history_of_named_pictures(api, done):
    rows = api.get(f"/api/jobs/{done['id']}/rows").json()
    names = [row["image_path"].rpartition("/")[2] for row in rows[1:]]
    lines = api.get(f"/api/interactions/{done['user_id']}", params={"name": [*names, "nobody.png"]}).json()
    assert {line["id"] for line in lines} == {row["id"] for row in rows[1:]}
    assert api.get(f"/api/interactions/{somebody()}", params={"name": names}).json() == []


def test_jobs_of_a_user(api, done):
    assert [job["id"] for job in api.get("/api/jobs", params={"user_id": done["user_id"]}).json()] == [done["id"]]
    assert api.get("/api/jobs", params={"user_id": somebody()}).json() == []
    strangers = {"user_id": somebody(), "before": done["id"]}
    assert api.get("/api/jobs", params=strangers).status_code == 404


def test_events_tell_until_the_end(api, done):
    text = api.get(f"/api/jobs/{done['id']}/events").text
    [event] = [json.loads(line.removeprefix("data: ")) for line in text.splitlines() if line.startswith("data:")]
    assert event["state"] == "succeeded"


@pytest.mark.parametrize("address", ["", "/rows", "/events", "/results.csv", "/errors.csv", "/images.zip"])
def test_unknown_job(api, address):
    assert api.get(f"/api/jobs/nobody{address}").status_code == 404


@pytest.mark.parametrize("verb", ["cancel", "pause", "resume"])
def test_unknown_job_cannot_be_turned(api, verb):
    assert api.post(f"/api/jobs/nobody/{verb}").status_code == 404


@pytest.mark.parametrize(
    ("media", "body"),
    [
        (CSV, "custom_id,product,width,height,seed\r\na,car,64,80,1\r\nb,house,64,80,\r\n"),
        (CSV, "\ufeffСвой номер;Продукт;Ширина;Высота;Номер варианта\na;car;64;80;1\n\nb;house;64;80;\n"),
        (
            LINES,
            '{"custom_id": "a", "seed": 1, "metadata": {"product": "car", "width": 64, "height": 80}}\n\n'
            '{"custom_id": "b", "metadata": {"product": "house", "width": 64, "height": 80}}',
        ),
    ],
)
def test_forms_of_rows(api, media, body):
    user = somebody()
    packed = gzip.compress(body.encode())
    made = api.post("/api/jobs", params={"user_id": user}, content=packed, headers=media | {"Content-Encoding": "gzip"})
    assert made.status_code == 201, made.text
    job = ended(api, made.json()["id"])
    rows = api.get(f"/api/jobs/{job['id']}/rows").json()
    assert [(row["custom_id"], row["state"]) for row in rows] == [("a", "succeeded"), ("b", "succeeded")]
    assert rows[0]["seed"] == 1
    pictures = [Image.open(io.BytesIO(api.get(row["image_path"]).content)) for row in rows]
    assert [picture.size for picture in pictures] == [(64, 80)] * 2


def test_template_is_a_table_that_is_taken(api):
    table = api.get("/api/jobs/template.csv").content
    checked = api.post("/api/jobs", params={"user_id": "7", "dry_run": ""}, content=table, headers=CSV)
    found = checked.json()
    assert (found["rows"], found["pixels"], found["errors"]) == (1, 1200 * 628, [])
    [row] = found["first"]
    assert (row["custom_id"], row["request"]["metadata"]["custom_prompt"]) == ("spring-1", "spring garden")


WRONG = [
    ({"metadata": {"age": 121}}, "metadata.age", "less_than_equal"),
    ({"metadata": {"width": 1800, "height": 1800}}, "metadata.height + width", "sides_sum"),
    ({"metadata": {"custom_prompt": "naked woman"}}, "metadata.custom_prompt", "prompt_refused"),
    ({"brand": "nobody", "metadata": {}}, "brand", "invalid_request"),
    ({"nonsense": 1, "metadata": {}}, "nonsense", "extra_forbidden"),
    ({"user_id": "another", "metadata": {}}, "user_id", "other_user"),
    ({"custom_id": "x" * 65, "metadata": {}}, "custom_id", "string_too_long"),
    ({"custom_id": "good", "metadata": {}}, "custom_id", "taken"),
    ("text", "row", "malformed"),
    ({"metadata": {}, "a": "x" * 2**16}, "row", "malformed"),
    ({f"k{number}": 1 for number in range(8000)}, "row", "malformed"),
    ({"metadata": json.loads("[" * 500 + "]" * 500)}, "row", "malformed"),
    ({"custom_id": "a\x00b", "metadata": {}}, "custom_id", "string_pattern_mismatch"),
    ({"custom_id": "a\u2028b", "metadata": {}}, "custom_id", "string_pattern_mismatch"),
]


def test_all_rows_are_checked_before_any_is_painted(api):
    user = somebody()
    rows = [{"custom_id": "good", "metadata": TINY}, *(wrong for wrong, _, _ in WRONG)]
    refused = api.post("/api/jobs", json={"user_id": user, "rows": rows})
    assert refused.status_code == 422
    named = {detail["field"] for detail in refused.json()["error"]["details"]}
    assert named == {f"rows.{number}.{field}" for number, (_, field, _) in enumerate(WRONG, 2)}
    assert all(detail["rule"] for detail in refused.json()["error"]["details"])
    assert api.get("/api/jobs", params={"user_id": user}).json() == []
    checked = api.post("/api/jobs", json={"user_id": user, "rows": rows, "dry_run": True}).json()
    assert [(one["row"], one["field"], one["code"]) for one in checked["errors"]] == [
        (number, field, code) for number, (_, field, code) in enumerate(WRONG, 2)
    ]


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"", CSV, 400),
        (b"nobody,knows\n1,2\n", CSV, 400),
        (b"width,width\n64,64\n", CSV, 400),
        ("ширина\n64\n".encode("cp1251"), CSV, 400),
        (b"width,height\n", CSV, 422),
        (b"width,height\n64\n", CSV, 422),
        (b'width,height\n"64"x,64\n', CSV, 422),
        (b'custom_prompt\n"never closed\n', CSV, 422),
        (b"custom_prompt\n" + b"x" * 200_000 + b"\n", CSV, 422),
        (b"\0" * 100, CSV, 400),
        (b"{", LINES, 422),
        (b"[]", {"Content-Type": "application/json"}, 400),
        (b'{"rows": 1}', {"Content-Type": "application/json"}, 400),
        (b'{"rows": [], "nonsense": 1}', {"Content-Type": "application/json"}, 422),
        (b"[" * 50_000, {"Content-Type": "application/json"}, 400),
        (b"x", {"Content-Type": "text/plain"}, 415),
        (b"x" * (10 * 2**20 + 1), CSV, 413),
        (b"width,height\n" + b"64,64\n" * 10_001, CSV, 422),
        (b"seed\n" + b"1\n" * 400_000, CSV, 422),
        (b'{"rows": [{}], "nonsense": ' + b"[" * 900 + b"]" * 900 + b"}", {"Content-Type": "application/json"}, 422),
    ],
    ids=range(20),
)
def test_bodies_that_are_no_job(api, body, media, status):
    answer = api.post("/api/jobs", params={"user_id": "7"}, content=body, headers=media)
    assert answer.status_code == status, answer.text


def test_packed_body_is_bounded_unpacked(api):
    bomb = gzip.compress(b"\n" * (200 * 2**20))
    answer = api.post("/api/jobs", params={"user_id": "7"}, content=bomb, headers=CSV | {"Content-Encoding": "gzip"})
    assert answer.status_code == 413
    many = gzip.compress(b"") * 100
    answer = api.post("/api/jobs", params={"user_id": "7"}, content=many, headers=CSV | {"Content-Encoding": "gzip"})
    assert answer.status_code == 400


def test_job_without_a_user(api):
    answer = api.post("/api/jobs", json={"rows": rows_of(1)})
    assert answer.json()["error"]["details"][0]["field"] == "user_id"


def test_same_key_is_the_same_job(api):
    order, key = {"user_id": somebody(), "rows": rows_of(1)}, {"Idempotency-Key": uuid.uuid4().hex}
    first, second = (api.post("/api/jobs", json=order, headers=key).json()["id"] for _ in range(2))
    assert first == second
    assert api.post("/api/jobs", json=order | {"name": "other"}, headers=key).status_code == 409
    assert api.post("/api/jobs", json=order).json()["id"] != first


def test_pause_resume_and_cancel(api):
    rows = rows_of(200, metadata={"product": "house", "width": 512, "height": 512})
    job = api.post("/api/jobs", json={"user_id": somebody(), "rows": rows}).json()["id"]
    wait_until(lambda: api.get(f"/api/jobs/{job}").json()["rows"]["succeeded"] > 1)
    assert api.post(f"/api/jobs/{job}/pause").json()["state"] == "paused"
    at_rest = wait_until(
        lambda: found if not (found := api.get(f"/api/jobs/{job}").json())["rows"]["running"] else None
    )
    assert at_rest["state"] == "paused"
    assert at_rest["rows"]["queued"] > 0
    assert api.post(f"/api/jobs/{job}/resume").json()["state"] in {"queued", "running"}
    wait_until(lambda: api.get(f"/api/jobs/{job}").json()["rows"]["succeeded"] > at_rest["rows"]["succeeded"])
    canceled = api.post(f"/api/jobs/{job}/cancel").json()
    assert canceled["state"] == "canceled"
    assert canceled["rows"]["queued"] == canceled["rows"]["running"] == 0
    assert canceled["rows"]["canceled"] > 0
    assert api.post(f"/api/jobs/{job}/resume").json()["state"] == "canceled"


def test_erased_user_has_no_jobs(api):
    user = somebody()
    job = ended(api, api.post("/api/jobs", json={"user_id": user, "rows": rows_of(1)}).json()["id"])["id"]
    told = {"user_id": user, "url": f"http://localhost:{HOOK_PORT}/"}
    hook = api.post("/api/webhooks", json=told).raise_for_status().json()["id"]
    api.delete(f"/api/users/{user}").raise_for_status()
    assert api.get(f"/api/jobs/{job}").status_code == 404
    assert api.get(f"/api/webhooks/{hook}").status_code == 404
    assert api.get("/api/jobs", params={"user_id": user}).json() == []


def go_on(job, rows):
    """Wait until the job at an address has painted so many more."""
    begun = httpx.get(job).json()["rows"]["succeeded"]
    wait_until(lambda: httpx.get(job).json()["rows"]["succeeded"] >= begun + rows)


def test_user_erased_while_painting_leaves_nothing_and_harms_nobody(api):
    user = somebody()
    rows = rows_of(200, metadata={"product": "house", "width": 512, "height": 512})
    job = api.post("/api/jobs", json={"user_id": user, "rows": rows}).json()["id"]
    go_on(f"{api.base_url}/api/jobs/{job}", 2)
    api.delete(f"/api/users/{user}").raise_for_status()
    assert api.get(f"/api/jobs/{job}").status_code == 404
    other = api.post("/api/jobs", json={"user_id": somebody(), "rows": rows_of(2)}).json()["id"]
    assert ended(api, other)["rows"]["succeeded"] == 2
    assert api.get(f"/api/interactions/{user}").json() == []


@pytest.mark.parametrize("turned", [False, True])
def test_each_row_is_checked_by_what_it_has(api, turned):
    rows = [{"init_image": "/api/images/no.png", "metadata": TINY}, {"metadata": TINY}][:: -1 if turned else 1]
    checked = api.post("/api/jobs", json={"user_id": "7", "rows": rows, "dry_run": True}).json()
    assert [error["row"] for error in checked["errors"]] == [2 if turned else 1]


def test_rows_go_after_people_and_use_what_is_idle(monkeypatch):
    """Who asks now, or has asked just now, is not slowed by more than one row, and by that only in a pause."""
    monkeypatch.setattr(pace, "BESIDE", 0)
    people = Limiter(9)
    rows = pace.Pace(people, 1)

    def begins(*painting, waited=False):
        rows.painting = set(painting)
        return rows.may_begin(waited)

    async def ask():
        async with people.enter("anna"):
            assert people.quiet_seconds == 0
            assert (begins(), begins(waited=True), begins(1, waited=True)) == (False, True, False)
            monkeypatch.setattr(pace, "BESIDE", 3)
            assert (begins(), begins(1), begins(1, 2)) == (True, True, False)
        rows.painting = {1, 2, 3}
        own = {asyncio.create_task(asyncio.sleep(0.001))}
        for task in own:
            task.add_done_callback(own.discard)
        people._left_at = time.monotonic() - pace.AT_WORK_SECONDS - 1
        async with asyncio.timeout(60):
            await rows.turn(own)
        assert not own

    run(ask())
    monkeypatch.setattr(pace, "BESIDE", 0)
    moments = ((-60, False, False), (pace.BREATH_SECONDS + 1, True, False), (pace.AT_WORK_SECONDS + 1, True, True))
    for quiet, alone, beside in moments:  # the first is still to come: no slow machine makes a pause of it
        people._left_at = time.monotonic() - quiet
        assert (begins(), begins(1)) == (alone, beside)


def test_rows_of_all_tenants_have_their_turns_one_at_a_time_while_people_are_at_work(monkeypatch):
    monkeypatch.setattr(pace, "BESIDE", 0)
    monkeypatch.setattr(pace, "YIELD_SECONDS", 0)
    people, begun = Limiter(9), []
    rows = pace.Pace(people, 4)

    async def work(tenant):
        own = set()
        for _ in range(2):
            await rows.turn(own)
            task = asyncio.create_task(asyncio.sleep(0.001))
            assert not rows.painting
            begun.append(tenant)
            for counted in (own, rows.painting):
                counted.add(task)
                task.add_done_callback(counted.discard)
            await asyncio.sleep(0)

    async def both():
        async with people.enter("anna"), asyncio.timeout(60):
            await asyncio.gather(work("acme"), work("other"))

    run(both())
    assert begun == ["acme", "other"] * 2
