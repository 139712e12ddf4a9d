"""The way of a request through the service, in this process: what is cancelled, counted, kept, timed and told."""

import asyncio
import io
import logging
import threading
import time
import uuid
from dataclasses import replace

import numpy as np
import pymongo
import pytest
from PIL import Image
from prometheus_client import REGISTRY

import likeness
import service
from api import presence
from errors import StorageFull
from generation import advertising
from jobs import worker
from pipeline.encoder import encode
from runner import Client, Limiter
from schemas import MAX_SEED, RecordedCopy
from tests.flow import SMALL, flowing, problem, until
from tests.painters import Branded, Forgetful, Held, Plain
from tests.stores import drained, interaction
from tests.waiting import run

ASKED = {"metadata": SMALL, "seed": 7, "palette_mode": "off"}
"""In each test of another user."""
REFUSED = {"metadata": SMALL | {"custom_prompt": "a naked woman"}}


@pytest.fixture
def store(shared_store):
    return shared_store


@pytest.fixture(autouse=True)
def user(monkeypatch):
    monkeypatch.setitem(ASKED, "user_id", uuid.uuid4().hex)
    return ASKED["user_id"]


@pytest.fixture
def held(store, monkeypatch):
    """A service of three places whose painter waits, and which soon sees that a client has gone."""
    monkeypatch.setattr(presence, "LOOK_SECONDS", 0.02)
    painter = Held()
    with flowing(store, painter, places=3) as flow:
        flow.go = painter.go
        yield flow
        painter.go.set()


def counted(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


def failures(uri, store):
    """What went wrong, as the log has it."""
    drained(store)
    with pymongo.MongoClient(uri) as client:
        return list(client.get_default_database().failures.find({"user_id": ASKED["user_id"]}))


def ask(flow, body=None, path="/api/generate", **headers):
    async def asked():
        async with flow.client() as client:
            return await client.post(
                path, json=body or ASKED, headers={n.replace("_", "-"): v for n, v in headers.items()}
            )

    return run(asked())


def begun(flow, jobs=1):
    return lambda: flow.engine.stats().queued + flow.engine.stats().running >= jobs


async def hang_up(flow, path, key=None):
    """Ask, hang up once it is painted, and let the painter go on."""
    gone = asyncio.Event()
    headers = {"idempotency_key": key} if key else {}
    asking = asyncio.create_task(flow.left(path, ASKED, gone, **headers))
    await until(begun(flow))
    gone.set()
    await until(lambda: not flow.generator.limiter.in_flight)
    flow.go.set()
    await asyncio.gather(asking, return_exceptions=True)
    await until(lambda: not begun(flow)())


@pytest.mark.parametrize("path", ["/api/generate", "/generate/stream"])
def test_picture_of_a_client_that_hangs_up_is_dropped(held, path):
    run(hang_up(held, path))
    assert held.store.history(ASKED["user_id"]) == []
    assert (held.engine.stats().cancelled, held.engine.stats().painted) == (1, 0)


def test_key_of_a_client_that_hangs_up_is_free_for_another_request(held):
    run(hang_up(held, "/api/generate", key="key"))
    assert ask(held, ASKED | {"seed": 8}, idempotency_key="key").status_code == 200


@pytest.mark.parametrize("keyed", [True, False])
def test_client_that_hangs_up_while_its_picture_is_recorded_leaves_it_whole(held, monkeypatch, keyed):
    recording, let, record = threading.Event(), threading.Event(), held.store.record

    def slowly(*facts):
        recording.set()
        assert let.wait(60)
        record(*facts)

    async def hang_up_late():
        gone = asyncio.Event()
        asking = asyncio.create_task(held.left("/api/generate", ASKED, gone, **headers))
        await until(recording.is_set)
        gone.set()
        await asyncio.sleep(0.2)  # it is noticed, and must change nothing
        assert held.generator.limiter.in_flight == 1
        let.set()
        await asyncio.gather(asking, return_exceptions=True)
        await until(lambda: not held.generator.limiter.in_flight)

    headers = {"idempotency_key": "key"} if keyed else {}
    monkeypatch.setattr(held.store, "record", slowly)
    held.go.set()
    run(hang_up_late())
    [line] = held.store.history(ASKED["user_id"])
    if keyed:
        drained(held.store)
        assert ask(held, **headers).json()["id"] == line.id
    assert [one.id for one in held.store.history(ASKED["user_id"])] == [line.id]


def test_who_waits_for_a_key_has_a_place_at_the_door(held):
    async def crowd():
        async with held.client() as client:

            async def post(body=ASKED, **headers):
                return await client.post("/api/generate", json=body, headers=headers)

            key = {"Idempotency-Key": "key"}
            inside = [asyncio.create_task(post(**key))]
            await until(begun(held))
            inside += [asyncio.create_task(post(**key)) for _ in range(2)]
            await until(lambda: held.generator.limiter.in_flight == 3)
            refused = [await post(**key), await post(ASKED | {"seed": 1}), await post()]
            held.go.set()
            return refused, await asyncio.gather(*inside), await post(ASKED | {"seed": 1})

    refused, answers, after = run(crowd())
    for answer in refused:
        assert problem(answer) == (429, "busy")
        assert int(answer.headers["retry-after"]) == answer.json()["error"]["retry_after"] >= 1
        assert "3 requests are in the queue" in answer.json()["error"]["message"]
    assert {answer.json()["id"] for answer in answers} == {answers[0].json()["id"]}
    assert after.status_code == 200


def test_place_at_the_door_is_given_back_whatever_happens(store):
    with flowing(store, Plain(), places=1) as flow:
        for _ in range(2):
            assert problem(ask(flow, ASKED | {"seed": 130})) == (500, "painting_failed")
            assert ask(flow, ASKED | REFUSED).status_code == 422
            assert ask(flow).status_code == 200
        assert flow.generator.limiter.in_flight == 0


def test_refusal_is_kept_in_the_log_and_counted(store, shared_uri):
    labels = {"code": "prompt_refused", "kept": "true"}
    before = counted("service_failures_total", **labels)
    with flowing(store, Plain()) as flow:
        for path in ("/api/generate", "/generate/stream"):
            assert problem(ask(flow, ASKED | REFUSED, path)) == (422, "prompt_refused")
        assert ask(flow, ASKED | REFUSED, "/api/prompts/preview").status_code == 422  # of no picture
    kept = failures(shared_uri, store)
    assert [(one["status"], one["code"]) for one in kept] == [(422, "prompt_refused")] * 2
    assert kept[0]["metadata"]["custom_prompt"] == "a naked woman"
    assert counted("service_failures_total", **labels) == before + 2


def test_who_is_turned_away_at_the_door_is_counted_and_not_kept(held, shared_uri):
    before = counted("service_failures_total", code="busy", kept="false")
    held.generator.limiter = Limiter(0)
    assert problem(ask(held)) == (429, "busy")
    assert failures(shared_uri, held.store) == []
    assert counted("service_failures_total", code="busy", kept="false") == before + 1


def test_failure_of_the_painter_is_kept_and_told_without_a_detail(store, shared_uri):
    with flowing(store, Plain()) as flow:
        answer = ask(flow, ASKED | {"seed": 130})
    assert problem(answer) == (500, "painting_failed")
    assert answer.json()["error"]["message"] == "The picture could not be painted."
    assert [(one["status"], one["code"]) for one in failures(shared_uri, store)] == [(500, "painting_failed")]
    assert store.history(ASKED["user_id"]) == []
    with flowing(store, Forgetful()) as flow:
        assert problem(ask(flow)) == (500, "painting_failed")


def test_pictures_that_are_mixed_up_are_given_to_nobody(store):
    with flowing(store, Plain()) as flow:

        def mixed(task, watched):
            return flow.streams.paint(task.model_copy(update={"id": "somebody else's"}), watched)

        flow.generator.client = Client(mixed)
        answer = ask(flow)
    assert problem(answer) == (500, "painting_failed")
    assert "mixed up" in answer.json()["error"]["message"]
    assert store.history(ASKED["user_id"]) == []


def test_picture_that_takes_too_long_is_given_up_with_504(held, shared_uri):
    held.generator.timeout = 1
    started = time.monotonic()
    answer = ask(held)
    assert 0.9 < time.monotonic() - started < 30
    assert problem(answer) == (504, "timed_out")
    assert "within 1 s" in answer.json()["error"]["message"]
    assert [(one["status"], one["code"]) for one in failures(shared_uri, held.store)] == [(504, "timed_out")]
    held.go.set()
    run(until(lambda: held.engine.stats().cancelled == 1))
    assert held.store.history(ASKED["user_id"]) == []


def test_nothing_is_painted_that_could_not_be_recorded(held, monkeypatch):
    asked = []

    def full(size):
        asked.append(size)
        raise StorageFull("full")

    monkeypatch.setattr(held.store, "admit", full)
    assert problem(ask(held, ASKED | {"metadata": {"height": 100, "width": 200}})) == (503, "storage_full")
    assert asked == [100 * 200 * 3 + 2**16]
    assert not begun(held)()


def test_time_of_a_picture_is_told_in_milliseconds_and_watched_in_seconds(held):
    async def slowly():
        async with held.client() as client:
            started = time.monotonic()
            asking = asyncio.create_task(client.post("/api/generate", json=ASKED))
            await until(begun(held))
            await asyncio.sleep(0.05)
            held.go.set()
            return (await asking).json(), time.monotonic() - started

    labels = {"model": "plain", "megapixels": "<=0.3"}
    before = counted("service_picture_seconds_sum", **labels), counted("service_picture_seconds_count", **labels)
    answer, seconds = run(slowly())
    assert 50 <= answer["duration_ms"] <= seconds * 1000
    assert counted("service_picture_seconds_count", **labels) == before[1] + 1
    spent = counted("service_picture_seconds_sum", **labels) - before[0]
    assert spent == pytest.approx(answer["duration_ms"] / 1000)


def test_bentoml_gives_up_later_than_we_do():
    limits = [one.config["traffic"]["timeout"] for one in (service.LogoGeneration, service.Runner)]
    assert min(limits) > service.settings.request_timeout


def strict(store, seed, *branded, **more):
    """The answer, and the tasks that were painted for it."""
    painter = Branded(*branded)
    with flowing(store, painter) as flow:
        answer = ask(flow, ASKED | {"seed": seed, "palette_mode": "strict"} | more)
    return answer.json(), painter.tasks


@pytest.mark.parametrize(("seed", "best"), [(7, 7), (7, 9), (7, 10), (MAX_SEED - 1, 1)])
def test_strict_paints_four_seeds_and_takes_the_best(store, seed, best):
    answer, tasks = strict(store, seed, best, preview=True)
    assert [task.seed for task in tasks] == [(seed + place) % 2**32 for place in range(4)]
    assert (answer["seed"], answer["palette_ok"], answer["certificate"]["after"]["score"]) == (best, True, 100)
    assert len({task.id for task in tasks}) == 4
    assert [task.preview for task in tasks] == [True, False, False, False]
    assert answer["prompt"] == next(task.prompt for task in tasks if task.seed == best)
    assert answer["id"] == tasks[0].id


@pytest.mark.parametrize(("seed", "best"), [(7, 11), (7, 14), (MAX_SEED - 5, 1)])
def test_strict_tries_the_next_four_where_none_is_on_brand(store, seed, best):
    answer, tasks = strict(store, seed, best)
    assert [task.seed for task in tasks] == [(seed + place) % 2**32 for place in range(8)]
    assert (answer["seed"], answer["palette_ok"]) == (best, True)
    assert len({task.id for task in tasks}) == 8
    [line] = store.history(ASKED["user_id"])
    assert (line.id, line.metadata.seed) == (answer["id"], best)


def test_strict_gives_its_first_where_none_of_eight_is_better(store):
    answer, tasks = strict(store, 7)
    assert (len(tasks), answer["seed"], answer["palette_ok"]) == (8, 7, False)


@pytest.mark.parametrize("mode", ["off", "snap", "poster"])
def test_other_modes_paint_once(store, mode):
    painter = Branded()
    with flowing(store, painter) as flow:
        assert ask(flow, ASKED | {"palette_mode": mode}).json()["seed"] == 7
    assert len(painter.tasks) == 1


class Guided(Plain):
    """Paints with the guidance that it is asked for."""

    def paint(self, tasks):
        return [
            replace(one, guidance_scale=task.guidance_scale)
            for one, task in zip(super().paint(tasks), tasks, strict=True)
        ]


@pytest.mark.parametrize(("guidance", "applied"), [(None, None), (1, False), (1.01, True), (10, True)])
def test_what_was_to_be_avoided_had_an_effect_where_there_was_guidance(store, guidance, applied):
    with flowing(store, Guided()) as flow:
        assert ask(flow, ASKED | {"guidance_scale": guidance}).json()["negative_applied"] is applied


def test_seed_is_drawn_where_none_is_given(store):
    body = {name: value for name, value in ASKED.items() if name != "seed"}
    with flowing(store, Branded()) as flow:
        seeds = {ask(flow, body).json()["seed"] for _ in range(4)}
    assert len(seeds) == 4
    assert max(seeds) > 2**16


def test_full_outbox_is_not_ready_and_says_so(store, monkeypatch, caplog):
    def ping():
        raise StorageFull("no room for a picture")

    with flowing(store, Plain()) as flow:
        assert run(flow.service.__is_ready__()) is True
        monkeypatch.setattr(store, "ping", ping)
        with caplog.at_level(logging.WARNING, "service"):
            assert run(flow.service.__is_ready__()) is False
    assert "not ready: no room for a picture" in caplog.text


def test_job_is_begun_when_it_is_ordered_and_not_at_the_next_look(store, monkeypatch):
    async def ordered(flow):
        made = flow.tenants.open()[0].worker
        made.start()
        async with flow.client() as client:
            rows = {"user_id": ASKED["user_id"], "rows": [{"metadata": SMALL}]}
            for _ in range(2):  # one while it looks, one while it waits
                job = (await client.post("/api/jobs", json=rows)).json()["id"]
                await until(lambda job=job: store.jobs.get(job).ended_at, 20)
        await made.close()

    monkeypatch.setattr(worker, "LOOK_SECONDS", 60)
    with flowing(store, Plain()) as flow:
        run(ordered(flow))


async def worked(flow, job):
    """Paint a job to its end."""
    made = flow.tenants.open()[0].worker
    made.start()
    await until(lambda: flow.store.jobs.get(job).ended_at, 20)
    await made.close()


def test_row_that_was_recorded_before_its_worker_died_is_told_and_not_painted_again(store, monkeypatch):
    monkeypatch.setattr("ads.composition.TEXT", 22.0)  # more than black has on white: no text is ok
    rows = [{"seed": 7, "metadata": SMALL, "ad": {"headline": "Да"}}]
    with flowing(store, Plain()) as flow:
        job = ask(flow, {"user_id": ASKED["user_id"], "rows": rows}, "/api/jobs").json()["id"]
        run(worked(flow, job))
        before = store.jobs.rows(job)
        drained(store)
        lost = {"image_url": 1, "score": 1, "ad_ok": 1, "error": 1, "painted": 1}
        store.jobs._rows.update_one({"job": job}, {"$set": {"state": "running"}, "$unset": lost})
        store.jobs._jobs.update_one({"_id": job}, {"$set": {"state": "running"}, "$unset": {"ended_at": 1}})
        assert store.jobs.rows(job) != before
        run(worked(flow, job))
        assert sum(map(len, flow.engine.painter.calls)) == 1
    assert store.jobs.rows(job) == before
    assert before[0].image_path
    assert before[0].ad_ok is False
    assert "headline has a contrast of" in before[0].error


def test_row_whose_advertisement_cannot_be_judged_is_painted_once_and_ends(store, monkeypatch):
    def breaks(*_):
        raise ValueError("/secret/path: broken")

    monkeypatch.setattr(advertising, "compose", breaks)
    rows = [{"seed": 7, "metadata": SMALL, "ad": {"headline": "Да"}}, {"seed": 8, "metadata": SMALL}]
    with flowing(store, Plain()) as flow:
        job = ask(flow, {"user_id": ASKED["user_id"], "rows": rows}, "/api/jobs").json()["id"]
        run(worked(flow, job))
        assert sum(map(len, flow.engine.painter.calls)) == 2
    first, second = store.jobs.rows(job)
    assert (first.state, first.ad_ok, first.error) == ("succeeded", False, "Something went wrong on our side.")
    assert (second.state, second.ad_ok, second.error) == ("succeeded", None, None)


def test_advertisement_goes_out_where_its_looks_cannot_be_kept_and_they_are_kept_when_it_goes_out_again(
    store, user, monkeypatch, caplog
):
    def full(_):
        raise StorageFull("full")

    line = interaction(user)
    copy = RecordedCopy(headline="Да", formats=("card",))
    line = line.model_copy(update={"metadata": line.metadata.model_copy(update={"ad": copy})})
    store.record(line, encode(np.full((64, 64, 3), 7, np.uint8), "png"), "image/png")

    def get():
        async def asked():
            async with flow.client() as client:
                return await client.get(f"{line.image_url}/ads/card")

        return run(asked())

    with flowing(store, Plain()) as flow:
        with monkeypatch.context() as away:
            away.setattr(store.outbox, "check_room", full)
            first, beside = get(), list(flow.generator.advertiser.beside(line))
        drained(store)
        assert store.likenesses(user) == ([], [])
        again = get()
    assert (first.status_code, len(beside), again.content) == (200, 1, first.content)
    assert "is not known again by its looks: full" in caplog.text
    drained(store)
    shown = np.asarray(Image.open(io.BytesIO(first.content)).convert("RGB"))
    assert store.likenesses(user) == ([line.id], [likeness.of(shown)])
