"""What reaches Gradio of a request, and what is said of its files: the page's middleware in this process, at its limits."""

import json

import httpx
import pytest

from tests.waiting import run
from ui.languages import LANGUAGES
from ui.middleware import sessions
from ui.middleware.routes import RouteFilter
from ui.middleware.sessions import Sessions
from ui.middleware.skeleton import Skeleton

LIMIT = 256 * 1024


async def echo(scope, receive, send):
    """Tells what came."""
    body = (await receive())["body"].decode() if scope["method"] == "POST" else ""
    fields = {name.decode(): value.decode() for name, value in scope["headers"]}
    told = json.dumps({"path": scope["path"], "fields": fields, "body": body}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": told})


def ask(app, method, path, content=None, headers=None, **scope):
    async def within(given, receive, send):
        await app(given | scope, receive, send)

    async def once():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(within), base_url="http://localhost") as client:
            return await client.request(method, path, content=content, headers=headers)

    return run(once())


@pytest.fixture
def door():
    return RouteFilter(echo, lambda said: True)


def nested(depth):
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("{}" + " " * (LIMIT - 2), 200),
        ("{}" + " " * (LIMIT - 1), 413),
        ('{"a": ' + nested(5) + "}", 200),
        ('{"a": ' + nested(6) + "}", 422),
        ('{"a": {"path": "x"}}', 422),
        ('{"a": 1, "a": 2}', 422),
        ('{"a": NaN}', 422),
        ("[]", 422),
        ('{"session_hash": "' + "x" * 64 + '"}', 200),
        ('{"session_hash": "' + "x" * 65 + '"}', 422),
        ('{"session_hash": "é"}', 422),
    ],
    ids=range(11),
)
def test_event_is_plain_json_of_a_bounded_size_and_depth(door, content, status):
    assert ask(door, "POST", "/gradio_api/cancel", content).status_code == status


@pytest.mark.parametrize(("path", "status"), [("/assets/" + "é" * 123 + "a", 200), ("/assets/" + "é" * 124, 404)])
def test_name_of_a_file_has_as_many_bytes_as_a_file_may_have(door, path, status):
    assert ask(door, "GET", path).status_code == status


def test_origin_is_kept_from_gradio_and_nothing_else(door):
    sent = {"Origin": "http://localhost:9", "Referer": "http://localhost/ui"}
    fields = ask(door, "GET", "/config", headers=sent).json()["fields"]
    assert (fields.get("origin"), fields["referer"]) == (None, "http://localhost/ui")


def test_session_of_one_name_is_another_for_whoever_else_signs_in(door):
    def path(cookie="", **scope):
        headers = {"Cookie": f"browser={cookie}"} if cookie else {}
        return ask(door, "GET", "/gradio_api/heartbeat/one", headers=headers, **scope).json()["path"]

    anna, boris = {"credential": "anna"}, {"credential": "boris"}
    paths = [path(), path("a" * 40), path("b" * 40), path("a" * 40, **anna), path("a" * 40, **boris), path(**anna)]
    assert len({*paths}) == len(paths)
    assert path("a" * 40, **anna) == paths[3]
    assert all("one" not in one.removeprefix("/gradio_api/heartbeat/") for one in paths)


def test_few_pages_that_nobody_has_heard_of_may_ask_at_a_time(monkeypatch):
    now = 100.0
    monkeypatch.setattr(sessions.time, "monotonic", lambda: now)
    open_pages = Sessions()
    for number in range(8):
        assert open_pages.admits(f"page {number}", "join")
        now += 0.1
    assert not open_pages.admits("ninth", "join")
    assert open_pages.admits("ninth", "call")  # which is another way
    with open_pages.listening("known"):
        assert open_pages.admits("known", "join")
    assert open_pages.admits("known", "join")
    now = 101.95
    assert not open_pages.admits("ninth", "join")
    now = 102.05  # two seconds after the first
    assert open_pages.admits("ninth", "join")
    assert not open_pages.admits("tenth", "join")


@pytest.mark.parametrize(
    ("path", "status", "kept"),
    [
        ("/assets/index-1.js", 200, "public, max-age=31536000, immutable"),
        ("/theme.css", 200, "public, max-age=31536000, immutable"),
        ("/static/fonts/a.woff2", 200, "public, max-age=86400"),
        ("/config", 200, None),
        ("/assets/index-0.js", 404, None),
    ],
)
def test_files_are_kept_as_long_as_their_address_stays_theirs(path, status, kept):
    async def files(scope, receive, send):
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b"x"})

    told = ask(Skeleton(files, LANGUAGES["en"]), "GET", path)
    assert (told.status_code, told.headers.get("cache-control")) == (status, kept)
