"""What a client that is no page can do to the page's server: files, invented sessions, other people's sessions."""

import contextlib
import json
import re
import stat
import threading
import time
from pathlib import Path

import httpx
import psutil
import pytest
from fastapi import FastAPI
from starlette.routing import Mount
from starlette.testclient import TestClient

from tests.browsing import settle
from tests.serving import metrics, serve
from tests.waiting import wait_until
from ui import FOLDER, mount
from ui.middleware.sessions import CAPACITY, STRANGERS, Sessions, scoped

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
SAID = dict.fromkeys(("picture", "pictures", "user", "reason", "since", "until"), "x") | {"result": "1", "index": "0"}
PATHS = ("/dev/zero", "/etc/passwd", "/proc/self/environ")


@pytest.fixture(scope="module")
def lonely(tmp_path_factory):
    """A service whose temporary folder is its own."""
    folder = tmp_path_factory.mktemp("lonely")
    (folder / "tmp").mkdir()
    with serve(folder, TMPDIR=str(folder / "tmp")) as server:
        yield server
    assert not list((folder / "tmp").glob("page-*"))


def functions(home, language="en"):
    config = httpx.get(f"{home}/ui/{language}/config", timeout=60).json()
    return {one["id"]: one["inputs"] for one in config["dependencies"] if one["backend_fn"]}


def files():
    """Every shape for every path, as text."""
    for path in PATHS:
        for shape in (*map(json.dumps, SHAPES.values()), *TRICKS.values()):
            yield shape.replace("{path}", path)


def test_no_file_object_reaches_any_function(lonely):
    before = {str(one) for one in (lonely.log.parent / "tmp").rglob("*")}
    with httpx.Client(base_url=lonely.url, timeout=30) as client:
        answers = set()
        for number, inputs in functions(lonely.url).items():
            rest = ", null" * max(0, len(inputs) - 1)
            for shape in files():
                for place in (f'"data": [{shape}{rest}]', f'"data": [null{rest}], "event_data": {shape}'):
                    body = f'{{"fn_index": {number}, "session_hash": "files", {place}}}'
                    for route in ("run/predict", "queue/join"):
                        answer = client.post(
                            f"/ui/en/gradio_api/{route}", content=body, headers={"Content-Type": "application/json"}
                        )
                        answers.add(answer.status_code)
            started = time.monotonic()
            assert client.get("/livez").status_code == 200
            assert time.monotonic() - started < 5
    assert answers == {422}
    assert {str(one) for one in (lonely.log.parent / "tmp").rglob("*")} == before
    assert not (lonely.log.parent / "tmp" / "gradio").exists()


def test_folder_for_temporary_files_is_private(lonely):
    [room] = (lonely.log.parent / "tmp").glob("page-*")
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


@pytest.mark.parametrize("trouble", HOSTILE)
@pytest.mark.parametrize("route", ["run/predict", "queue/join", "cancel", "reset"])
def test_hostile_event_is_refused_at_once(api, trouble, route):
    started = time.monotonic()
    answer = api.post(
        f"/ui/ru/gradio_api/{route}", content=HOSTILE[trouble], headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422
    assert time.monotonic() - started < 5


def test_invented_sessions_are_not_kept(lonely):
    """As many as the review tried: 190 MiB then."""
    fetching = [(number, len(inputs)) for number, inputs in functions(lonely.url).items() if inputs]
    memory = psutil.Process(lonely.process.pid)

    def resident():
        return sum(one.memory_info().rss for one in [memory, *memory.children(recursive=True)])

    with httpx.Client(base_url=f"{lonely.url}/ui/en/gradio_api", timeout=60) as client:

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
        before = resident()
        invent(600, "cold")
    assert resident() - before < 40 * 2**20


def test_nothing_is_painted_for_a_session_that_nobody_listens_to(lonely):
    paint, inputs = next(
        (one["id"], len(one["inputs"]))
        for one in httpx.get(f"{lonely.url}/ui/en/config", timeout=60).json()["dependencies"]
        if one["queue"] and one["inputs"]
    )
    ask = {"fn_index": paint, "data": [None] * inputs}
    before = metrics(lonely.url)
    with httpx.Client(base_url=f"{lonely.url}/ui/en/gradio_api", timeout=60) as client:
        codes = [client.post("/queue/join", json=ask | {"session_hash": f"lone{n}"}).status_code for n in range(40)]
    assert codes[:STRANGERS] == [200] * STRANGERS
    assert set(codes[STRANGERS:]) == {429}
    time.sleep(3)  # longer than a page has to begin to listen
    told = re.compile(r"^painter_(?:painted|cancelled)_total ([\d.]+)$", re.M)
    assert told.findall(metrics(lonely.url)) == told.findall(before) == ["0.0", "0.0"]


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
