"""What the service tells while it paints, in this process: events of a picture, figures for operators, prompts."""

import asyncio
import base64
import json
import re
import threading
import uuid
from dataclasses import dataclass

import numpy as np
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api import events as sse
from api.openai.events import Events
from errors import Unavailable
from pipeline import Progress
from pipeline.illustration import Illustration
from prompt_builder import Reader, estimate
from schemas.openai import ImagesRequest
from tests.flow import SMALL, flowing, until
from tests.painters import Plain
from tests.waiting import run

STREAM = "/generate/stream"


@dataclass
class Run:
    task: object
    done: int = 0
    steps = 4
    rows = 1


class Slow(Plain):
    """Takes each of four steps when it is let."""

    def __init__(self):
        super().__init__()
        self.let = threading.Semaphore(0)
        self.stepping = 0

    def places(self, task):
        return 1

    def begin(self, tasks):
        return [Run(task) for task in tasks]

    def step(self, runs):
        self.stepping += 1
        assert self.let.acquire(timeout=60)
        for one in runs:
            one.done += 1

    def finish(self, runs):
        return self.paint([one.task for one in runs])

    def preview(self, run):
        return np.zeros((8, 8, 3), np.uint8)

    def gauges(self):
        return {"cached": 3}


@pytest.fixture
def body():
    return {"user_id": uuid.uuid4().hex, "metadata": SMALL, "seed": 7, "palette_mode": "off"}


@pytest.fixture
def slow(shared_store, monkeypatch):
    monkeypatch.setattr(sse, "LOOK_SECONDS", 0.01)
    painter = Slow()
    with flowing(shared_store, painter) as flow:
        flow.painter = painter
        yield flow
        for _ in range(100):
            painter.let.release()


def parsed(text):
    for block in text.split("\n\n")[:-1]:
        lines = block.split("\n")
        name = lines[0].removeprefix("event: ") if lines[0].startswith("event: ") else ""
        yield name, json.loads(lines[1].removeprefix("data: ")) if name else lines[0]


class Watched:
    """A client that reads a stream as it comes; httpx would wait for its end in this process."""

    def __init__(self, flow, body, path=STREAM, **headers):
        self.sent = []
        self.gone = asyncio.Event()
        self.asking = asyncio.create_task(flow.left(path, body, self.gone, sent=self.sent, **headers))

    @property
    def events(self):
        return list(parsed(b"".join(one.get("body", b"") for one in self.sent).decode()))

    async def heard(self, *wanted):
        await until(
            lambda: (
                wanted
                in [(name, *(data.get(one) for one in ("step", "position"))) for name, data in self.events if name]
            )
        )


def test_steps_are_told_as_they_are_taken_and_the_answer_last(slow, body):
    async def watch():
        watched = Watched(slow, body | {"preview": True})
        for step in range(4):
            await watched.heard("step", step, None)
            slow.painter.let.release()
        await watched.asking
        return watched

    watched = run(watch())
    head = {name.decode(): value.decode() for name, value in watched.sent[0]["headers"]}
    assert (watched.sent[0]["status"], head["content-type"].split(";")[0]) == (200, "text/event-stream")
    assert (head["cache-control"], head["x-accel-buffering"]) == ("no-store", "no")
    steps = [data for name, data in watched.events if name == "step"]
    told = list(dict.fromkeys((one["step"], one["steps"]) for one in steps))
    assert told in ([(step, 4) for step in range(count)] for count in (4, 5))  # the last may be told before the answer
    assert {one["type"] for one in steps} == {"image_generation.step"}
    shown = {one["step"] for one in steps if "b64_json" in one}
    assert {3} <= shown <= {2, 3, 4}  # it follows its step, and the last as well where that is told
    assert steps[-1]["partial_image_index"] == max(shown)
    assert base64.b64decode(steps[-1]["b64_json"]).startswith(b"\xff\xd8\xff")
    name, answer = watched.events[-1]
    assert (name, answer["type"], answer["seed"]) == ("completed", "image_generation.completed", 7)
    [line] = slow.store.history(body["user_id"])
    assert (answer["id"], answer["image_path"]) == (line.id, line.image_url)
    assert base64.b64decode(answer["image"]) == slow.store.image(line.image_url.rpartition("/")[2])[0]


def test_no_preview_is_shown_to_who_wants_none(slow, body):
    async def watch():
        watched = Watched(slow, body)
        for step in range(4):
            await watched.heard("step", step, None)
            slow.painter.let.release()
        await watched.asking
        return watched

    assert not any("b64_json" in data for name, data in run(watch()).events if name == "step")


def test_preview_of_a_painter_that_has_none_is_left_out(shared_store, body):
    with flowing(shared_store, Illustration()) as flow:
        answer = ask(flow, "POST", STREAM, json=body | {"preview": True})
    told = list(parsed(answer.text))
    assert told[-1][0] == "completed"
    assert not any("b64_json" in data for name, data in told if name == "step")


def test_place_in_the_queue_is_told_until_it_is_begun(slow, body):
    async def watch():
        watched = [Watched(slow, body)]
        await until(lambda: slow.painter.stepping)
        for place in (1, 2):
            watched.append(Watched(slow, body | {"metadata": {"height": 64, "width": 96}}))
            await watched[-1].heard("queued", None, place)
        for _ in range(100):
            slow.painter.let.release()
        await asyncio.gather(*(one.asking for one in watched))
        return watched[1:]

    for place, waited in enumerate(run(watch()), 1):
        assert waited.events[0] == ("queued", {"type": "image_generation.queued", "position": place})
        assert waited.events[-1][0] == "completed"


def test_silence_is_filled_with_comments(slow, body, monkeypatch):
    monkeypatch.setattr(sse, "SILENT_SECONDS", 0.05)

    async def watch():
        watched = Watched(slow, body)
        await until(lambda: len([name for name, _ in watched.events if not name]) >= 3)
        for _ in range(4):
            slow.painter.let.release()
        await watched.asking
        return watched.events

    events = run(watch())
    assert {data for name, data in events if not name} == {": ping"}
    assert events[-1][0] == "completed"


def test_no_comment_is_sent_before_it_was_silent_for_long(slow, body):
    async def watch():
        watched = Watched(slow, body)
        await watched.heard("step", 0, None)
        await asyncio.sleep(0.2)
        for _ in range(4):
            slow.painter.let.release()
        await watched.asking
        return watched.events

    assert all(name for name, _ in run(watch()))


def test_failure_is_the_last_event_in_the_one_shape_of_errors(slow, body):
    async def watch():
        watched = Watched(slow, body | {"seed": 130}, x_request_id="trace-7")
        await watched.heard("step", 0, None)
        for _ in range(4):
            slow.painter.let.release()
        await watched.asking
        return watched

    watched = run(watch())
    name, data = watched.events[-1]
    assert (watched.sent[0]["status"], name, data["type"]) == (200, "error", "image_generation.error")
    assert data["error"]["code"] == "painting_failed"
    assert data["error"]["request_id"] == "trace-7"


def test_failure_is_the_last_event_for_openais_clients_too_in_their_shape(slow):
    async def watch():
        asked = {"prompt": "a car", "size": "64x64", "stream": True, "seed": 130}
        watched = Watched(slow, asked, "/v1/images/generations")
        await until(lambda: watched.sent)
        for _ in range(4):
            slow.painter.let.release()
        await watched.asking
        return watched.events

    [(name, data)] = run(watch())
    assert (name, data.keys()) == ("error", {"error"})
    assert data["error"].keys() == {"message", "type", "param", "code"}
    assert (data["error"]["code"], data["error"]["type"]) == ("painting_failed", "server_error")


@pytest.mark.parametrize("wanted", [None, 0, 1, 3])
def test_stream_tells_openais_clients_as_many_previews_as_they_ask_for(wanted):
    request = ImagesRequest(prompt="a car", size="96x64", stream=True, partial_images=wanted)
    events = Events(None, request, 5)
    shown = [bytes([step]) * 9 * (step != 1) for step in range(6)]  # of one step there is none
    told = list(
        parsed(b"".join(events.step(Progress(0, step, 6, preview)) for step, preview in enumerate(shown)).decode())
    )
    assert {name for name, _ in told} <= {"partial_image"}
    previews = [(data["partial_image_index"], base64.b64decode(data["b64_json"])) for _, data in told]
    assert previews == list(enumerate([shown[0], *shown[2:]]))[: wanted or 0]
    for _, data in told:
        assert (data["type"], data["size"], data["output_format"]) == (
            "image_generation.partial_image",
            "96x64",
            "jpeg",
        )
        assert "usage" not in data


def ask(flow, method, path, **options):
    async def asked():
        async with flow.client() as client:
            return await client.request(method, path, **options)

    return run(asked())


@pytest.mark.parametrize(
    ("accept", "status"),
    [(None, 200), ("*/*", 200), ("text/event-stream", 200), ("text/*;q=0.1", 200), ("application/json, TEXT/Event-Stream", 200),
     ("application/json", 406), ("image/*", 406), ("text/event-stream;q=0, */*", 406), ("*/*;q=0", 406), ("nonsense", 406)],
)  # fmt: skip
def test_stream_is_refused_to_who_accepts_none(shared_store, body, accept, status):
    painter = Plain()
    headers = {"Accept": accept} if accept else {"Accept": ""}
    with flowing(shared_store, painter) as flow:
        answer = ask(flow, "POST", STREAM, json=body, headers=headers)
    assert answer.status_code == status
    assert len(painter.calls) == (status == 200)
    if status == 406:
        assert answer.json()["error"]["code"] == "not_acceptable"
        assert answer.json()["error"]["details"][0]["limit"] == "one of text/event-stream"


def test_a_bad_key_refuses_a_stream_before_it_begins(shared_store, body):
    with flowing(shared_store, Plain()) as flow:
        answer = ask(flow, "POST", STREAM, json=body, headers={"Idempotency-Key": "a\tb"})
        asked = [ask(flow, "POST", STREAM, json=body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert answer.status_code == 422
    assert len({dict(parsed(one.text))["completed"]["id"] for one in asked}) == 1


async def scraped(flow):
    async with flow.client() as client:
        return (await client.get("/metrics")).text


def families(text):
    return {
        family.name: (family.type, [one.value for one in family.samples])
        for family in text_string_to_metric_families(text)
    }


def test_figures_have_their_names_types_and_values(slow, body):
    async def scrape():
        watched = Watched(slow, body)
        await watched.heard("step", 0, None)
        during = await scraped(slow)
        for _ in range(4):
            slow.painter.let.release()
        await watched.asking
        return during, await scraped(slow)

    texts, more = run(scrape()), {}
    during, after = map(families, texts)
    told = {name: during[name] for name in ("painter_running", "painter_queued", "service_in_flight", "painter_cached")}
    assert told == {
        "painter_running": ("gauge", [1]), "painter_queued": ("gauge", [0]), "service_in_flight": ("gauge", [1]),
        "painter_cached": ("gauge", [3]),
    }  # fmt: skip
    assert (after["service_in_flight"], after["painter_running"]) == (("gauge", [0]), ("gauge", [0]))
    for name in ("painted", "failed", "cancelled", "steps", "rows", "step_seconds", "wait_seconds"):
        kind, values = after[f"painter_{name}"]
        assert (kind, f"painter_{name}_total " in texts[1]) == ("counter", True)
        more[name] = values[0] - during[f"painter_{name}"][1][0]
    assert (more["painted"], more["steps"], more["rows"], more["failed"], more["cancelled"]) == (1, 4, 4, 0, 0)
    for name in ("depth", "oldest_seconds", "dead"):
        assert after[f"spool_{name}"][0] == "gauge"


def test_figures_of_the_outbox_are_what_waits_there(slow, monkeypatch):
    for name, value in {"outbox_depth": 2, "outbox_oldest_seconds": 3.5, "outbox_dead": 4}.items():
        monkeypatch.setattr(slow.store, name, lambda value=value: value)
    told = families(run(scraped(slow)))
    assert [told[f"spool_{name}"][1] for name in ("depth", "oldest_seconds", "dead")] == [[2], [3.5], [4]]


@pytest.mark.parametrize(("trouble", "logged"), [(Unavailable("gone"), False), (RuntimeError("odd"), True)])
def test_figures_that_cannot_be_told_hide_no_others(slow, monkeypatch, caplog, trouble, logged):
    def fail():
        raise trouble

    monkeypatch.setattr(slow.store, "outbox_dead", fail)
    told = run(scraped(slow))
    assert "service_in_flight" in told
    assert "spool_depth" not in told
    assert ("no figures from the spool" in caplog.text) is logged


def test_prompt_is_told_as_it_would_be_painted(shared_store, body):
    asked = body | {
        "metadata": SMALL | {"custom_prompt": "собака и zeppelin на зюзюбанке"},
        "text_zone": "left",
        "brand": "forest",
    }
    with flowing(shared_store, Plain()) as flow:
        told = ask(flow, "POST", "/api/prompts/preview", json=asked).json()
        before = ask(flow, "GET", f"/api/interactions/{asked['user_id']}").json()
        made = ask(flow, "POST", "/api/generate", json=asked).json()
        kept = ask(flow, "GET", f"/api/interactions/{made['user_id']}").json()
        unseeded = ask(
            flow, "POST", "/api/prompts/preview", json={n: v for n, v in asked.items() if n != "seed"}
        ).json()
        zero, made_zero = (
            ask(flow, "POST", path, json=asked | {"seed": 0}).json()
            for path in ("/api/prompts/preview", "/api/generate")
        )
        flow.generator.reader = Reader(estimate, "photograph")
        photo = ask(flow, "POST", "/api/prompts/preview", json=asked).json()
    assert (told["prompt"], told["negative_prompt"], told["dropped"]) == (
        made["prompt"],
        made["negative_prompt"],
        made["dropped"],
    )
    assert before == []
    assert (told["undrawn"], photo["undrawn"]) == (["zeppelin", "зюзюбанке"], None)
    assert told["untranslated"] == made["untranslated"] == photo["untranslated"] == ["зюзюбанке"]
    assert kept[0]["metadata"]["untranslated"] == ["зюзюбанке"]
    assert kept[0]["metadata"]["custom_prompt"] == "собака и zeppelin на зюзюбанке"
    assert ", dog and zeppelin, " in photo["prompt"]
    assert told["prompt"].startswith("professional advertising illustration in forest green")
    assert photo["prompt"].startswith("professional advertising photograph in")
    assert re.search("on the left", told["prompt"])
    assert (told["tokens"], told["room"]) == (estimate(told["prompt"]), 75)
    assert unseeded == zero
    assert zero["prompt"] == made_zero["prompt"]


def test_clients_of_openai_are_told_in_their_dialect(shared_store):
    asked = {"prompt": "a house", "size": "64x64", "user": uuid.uuid4().hex, "stream": True}
    with flowing(shared_store, Plain()) as flow:

        async def ask(**more):
            async with flow.client() as client:
                return await client.post("/v1/images/generations", json=asked | more)

        told, failed, refused = run(ask(seed=1)), run(ask(seed=130)), run(ask(size="1x1"))
    event, done = re.findall("^data: (.+)$", told.text, re.M)
    assert done == "[DONE]"
    made = json.loads(event)
    assert (made["type"], made["size"], made["output_format"]) == ("image_generation.completed", "64x64", "png")
    assert base64.b64decode(made["b64_json"]).startswith(b"\x89PNG")
    assert (failed.status_code, failed.json()["error"]["type"]) == (500, "server_error")
    assert refused.status_code == 400
    assert (refused.json()["error"]["type"], refused.json()["error"]["param"]) == ("invalid_request_error", "size")
