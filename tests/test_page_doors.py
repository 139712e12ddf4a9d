"""What a client that is no page can do to the page's server: files, invented sessions, other people's sessions."""

import contextlib
import itertools
import json
import re
import stat
import threading
import time
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Mount
from starlette.testclient import TestClient

from tests.browsing import settle
from tests.listening import worker
from tests.serving import metrics
from tests.waiting import wait_until
from ui import FOLDER, mount
from ui.middleware.sessions import CAPACITY, PATIENCE, STRANGERS, Sessions, scoped

pytestmark = pytest.mark.slow

META = {"_type": "gradio.FileData"}
SHAPES = {
    "as gradio writes it": {"path": "{path}", "meta": META},
    "with all it may have": {
        "path": "{path}",
        "url": None,
        "orig_name": "a",
        "mime_type": "b",
        "size": 1,
        "meta": META,
    },
    "with an address": {"path": "http://127.0.0.1:9/a.png", "url": "http://127.0.0.1:9/a.png", "meta": META},
    "without meta": {"path": "{path}"},
    "address alone": {"url": "http://127.0.0.1:9/a.png", "meta": META},
    "in a list": [{"path": "{path}", "meta": META}],
    "in an object": {"picture": {"path": "{path}", "meta": META}},
    "as a gallery": [[{"image": {"path": "{path}", "meta": META}, "caption": "a"}, None]],
    "deep": {"a": [{"b": [{"c": {"path": "{path}", "meta": META}}]}]},
}
TRICKS = {
    "escaped": '{"\\u0070ath": "{path}", "\\u006deta": {"\\u005ftype": "gradio.FileData"}}',
    "key twice, file last": '{"path": 1, "path": "{path}", "meta": {"_type": "gradio.FileData"}}',
    "file first": '{"meta": {"_type": "gradio.FileData"}, "meta": {}, "path": "{path}"}',
}
SAID = dict.fromkeys(("picture", "pictures", "user", "reason", "since", "until", "job"), "x") | {
    "result": "1",
    "index": "0",
    "strength": "",
    "verb": "pause",
    "about": "picture",
}
PATHS = ("/dev/zero", "/etc/passwd", "/proc/self/environ")


def functions(home, language="en"):
    config = httpx.get(f"{home}/ui/{language}/config", timeout=60).json()
    return {one["id"]: one["inputs"] for one in config["dependencies"] if one["backend_fn"]}


def files():
    """Every shape, as text, with one path or another."""
    shapes = (*map(json.dumps, SHAPES.values()), *TRICKS.values())
    return [shape.replace("{path}", path) for shape, path in zip(shapes, itertools.cycle(PATHS), strict=False)]


def test_no_file_object_reaches_any_function(server):
    before = {str(one) for one in (server.log.parent / "tmp").rglob("*")}
    with httpx.Client(base_url=server.url, timeout=30) as client:
        answers = set()
        for number, inputs in functions(server.url).items():
            rest = ", null" * max(0, len(inputs) - 1)
            for shape in files():
                for place in (f'"data": [{shape}{rest}]', f'"data": [null{rest}], "event_data": {shape}'):
                    body = f'{{"fn_index": {number}, "session_hash": "files", {place}}}'
                    for route in ("run/predict", "queue/join"):
                        answer = client.post(
                            f"/ui/en/gradio_api/{route}", content=body, headers={"Content-Type": "application/json"}
                        )
                        answers.add(answer.status_code)
            assert client.get("/livez").status_code == 200
    assert answers == {422}
    assert {str(one) for one in (server.log.parent / "tmp").rglob("*")} == before
    assert not (server.log.parent / "tmp" / "gradio").exists()


def test_folder_for_temporary_files_is_private(server):
    [room] = (server.log.parent / "tmp").glob("page-*")
    assert stat.S_IMODE(room.stat().st_mode) == 0o700


def test_gradio_itself_takes_no_path(tmp_path):
    """Without our gate: one wall must not be all that stands between a client and every file."""
    app = FastAPI()
    mount(app, "/ui", "http://127.0.0.1:9")
    secret = tmp_path / "secret"
    secret.write_text("secret")
    for gate in [route.app for route in app.routes if isinstance(route, Mount)]:
        with TestClient(gate.app, raise_server_exceptions=False) as client:
            for dependency in client.get("/config").json()["dependencies"]:
                rest = [None] * max(0, len(dependency["inputs"]) - 1)
                file = {"path": str(secret), "meta": META}
                answer = client.post(
                    "/gradio_api/run/predict", json={"fn_index": dependency["id"], "data": [file, *rest]}
                )
                assert str(secret) not in answer.text
            assert not list(Path(FOLDER.name).rglob("secret"))


HOSTILE = {
    "nested lists": b'{"data": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "nested objects": b'{"data": ' + b'{"a":' * 30_000 + b"1" + b"}" * 30_000 + b"}",
    "open brackets": b"[" * 262_144,
    "a long number": b'{"fn_index": ' + b"9" * 262_000 + b"}",
    "no json": b"\xff\xfe\x00",
    "no object": b"[]",
    "nothing": b"",
    "not a number": b'{"fn_index": NaN, "data": []}',
    "a text for a session": b'{"fn_index": 0, "data": [], "session_hash": "a/b"}',
    "a list for a session": b'{"fn_index": 0, "data": [], "session_hash": [1]}',
}


def seconds(process):
    """Of a processor, that it has had."""
    return sum(process.cpu_times()[:2])


@pytest.mark.parametrize("trouble", HOSTILE)
@pytest.mark.parametrize("route", ["run/predict", "queue/join", "cancel", "reset"])
def test_hostile_event_is_refused_at_once(server, api, trouble, route):
    before = seconds(worker(server))
    answer = api.post(
        f"/ui/ru/gradio_api/{route}", content=HOSTILE[trouble], headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422
    assert seconds(worker(server)) - before < 5


def test_invented_sessions_are_not_kept(server):
    """As many as the review tried: 190 MiB then."""
    fetching = [(number, len(inputs)) for number, inputs in functions(server.url).items() if inputs]
    page = worker(server)

    with httpx.Client(base_url=f"{server.url}/ui/en/gradio_api", timeout=60) as client:

        def invent(count, name):
            for number in range(count):
                function, inputs = fetching[number % len(fetching)]
                body = {
                    "fn_index": function,
                    "data": [None] * inputs,
                    "event_data": SAID,
                    "session_hash": f"{name}{number}",
                }
                assert client.post("/run/predict", json=body).status_code != 422

        invent(100, "warm")
        before = page.memory_info().rss
        invent(600, "cold")
    assert page.memory_info().rss - before < 40 * 2**20


def test_nothing_is_painted_for_a_session_that_nobody_listens_to(server):
    paint, inputs = next(
        (one["id"], len(one["inputs"]))
        for one in httpx.get(f"{server.url}/ui/en/config", timeout=60).json()["dependencies"]
        if one["queue"] and one["inputs"]
    )
    ask = {"fn_index": paint, "data": [None] * inputs}
    idle = re.compile(
        r"^painter_running 0.0$.*^painter_queued 0.0$|^painter_queued 0.0$.*^painter_running 0.0$", re.M | re.S
    )
    before = wait_until(lambda: told if idle.search(told := metrics(server.url)) else "")
    with httpx.Client(base_url=f"{server.url}/ui/en/gradio_api", timeout=60) as client:

        def join(name):
            return client.post("/queue/join", json=ask | {"session_hash": name}).status_code

        admitted, codes = [], set()
        for number in range(40):
            begun = time.monotonic()
            codes.add(code := join(f"lone{number}"))
            admitted += [(begun, time.monotonic())] if code == 200 else []
        for _ in range(
            STRANGERS + 1
        ):  # of as many as may come at once the last waits until the time of the first is over
            wait_until(lambda: join("late") == 200)
    assert len(admitted) >= STRANGERS
    assert codes <= {200, 429}
    for (first, _), (_, last) in zip(admitted, admitted[STRANGERS:], strict=False):  # on a slow machine there are more
        assert last - first >= PATIENCE
    told = re.compile(r"^painter_(?:painted|cancelled)_total ([\d.]+)$", re.M)
    assert told.findall(metrics(server.url)) == told.findall(before) != []


def test_session_is_of_one_browser():
    assert scoped("a", "x") != scoped("b", "x") != scoped("b", "y")
    assert scoped("a", "x") == scoped("a", "x")


def test_sessions_are_forgotten_in_the_order_of_their_use():
    sessions = Sessions()
    for number in range(CAPACITY + 1):
        with sessions.listening(str(number)):
            assert sessions.listens(str(number))
    assert not sessions.known("0")
    assert sessions.known("1")
    assert not sessions.listens("1")


def test_page_gives_its_browser_a_token_that_scripts_cannot_read(service_url):
    page = f"{service_url}/ui/en/"
    answer = httpx.get(page, timeout=60)
    assert re.fullmatch(
        r"browser=[\w-]{40,}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", answer.headers["set-cookie"]
    )
    again = httpx.get(page, timeout=60, headers={"Cookie": answer.headers["set-cookie"].split(";")[0]})
    assert "set-cookie" not in again.headers


def test_name_of_a_session_gives_nobody_else_its_events(open_page, service_url):
    """Another client that has learned the name neither reads, displaces nor cancels."""
    page = open_page("owner")
    names: list[str] = []
    page.on("request", lambda one: names.extend(re.findall(r"heartbeat/(\w+)", one.url)))
    page.reload()
    settle(page)
    [name] = names
    listening = threading.Event()

    def steal():
        data = f"{service_url}/ui/en/gradio_api/queue/data?session_hash={name}"
        with contextlib.suppress(httpx.HTTPError), httpx.stream("GET", data, timeout=60) as answer:
            listening.set()
            stolen.extend(answer.iter_text())

    stolen: list[str] = []
    thief = threading.Thread(target=steal)
    thief.start()
    wait_until(listening.is_set)
    page.fill(".field-width input", "96")
    page.fill(".field-height input", "64")
    page.click("#generate")
    page.locator("#wall figcaption").wait_for(timeout=60_000)
    thief.join()
    assert "session_not_found" in "".join(stolen)
    assert "process" not in "".join(stolen)
