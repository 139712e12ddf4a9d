"""What the page makes of whatever an API answers: a service of canned answers, on a socket of its own."""

import contextlib
import http.server
import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.stores import interaction
from tests.waiting import wait_until
from ui.album import PAGE
from ui.client import Api, ApiError, StreamProgress, segment
from ui.history import LoadedHistory
from ui.languages import LANGUAGES

PROBLEM = {"code": "busy", "message": "full", "request_id": "r1", "retry_after": 3, "details": []}
PICTURE = {
    "id": "a", "user_id": "u", "image_path": "/api/images/a.png", "image": "", "mime": "image/png", "width": 64, "height": 64,
    "painted_width": None, "painted_height": None, "seed": 1, "prompt": "", "negative_prompt": "", "num_inference_steps": None,
    "guidance_scale": None, "model": "m", "duration_ms": 1,
}  # fmt: skip


def event(name, **data):
    return f"event: {name}\ndata: {json.dumps({'type': f'image_generation.{name}'} | data)}\n\n"


@contextlib.contextmanager
def answering(body, status=200, **headers):
    """An Api of a service that answers everything so, or by the path, and what it was asked."""
    asked = []

    class Canned(http.server.BaseHTTPRequestHandler):
        def answer(self):
            length = int(self.headers.get("content-length", 0))
            asked.append((self.command, self.path, json.loads(self.rfile.read(length) or "null")))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            told = body if isinstance(body, str) else body[self.path.partition("?")[0]]
            self.wfile.write(told.encode())

        do_GET = do_POST = answer  # noqa: N815 - as the library calls them

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canned) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Api(f"http://127.0.0.1:{server.server_port}"), asked
        finally:
            server.shutdown()
            thread.join()


def problem(call):
    with pytest.raises(ApiError) as caught:
        call()
    return caught.value.problem


@pytest.mark.parametrize(
    "told",
    ["", ": still here\n\n", event("queued", position=2), event("step", step=1, steps=2), event("queued", position=1) + "event: step\n"],
)  # fmt: skip
def test_stream_that_ends_without_its_picture_is_an_error(told):
    with answering(told) as (api, _):
        found = problem(lambda: list(api.stream({})))
    assert (found.code, found.message) == ("unreachable", "the stream ended before the picture")


def test_progress_is_told_and_the_picture_ends_it():
    told = event("queued", position=2) + ": still here\n\n" + event("step", step=1, steps=6)
    told += event("step", step=2, steps=6, partial_image_index=2, b64_json="abc") + event("completed", **PICTURE)
    with answering(told + event("step", step=9, steps=9)) as (api, asked):
        *progress, picture = api.stream({"seed": 1})
    assert asked == [("POST", "/generate/stream", {"seed": 1})]
    assert progress == [
        StreamProgress(position=2),
        StreamProgress(step=1, steps=6),
        StreamProgress(step=2, steps=6, preview="abc"),
    ]
    assert picture.model_dump(include=PICTURE.keys()) == PICTURE


def test_error_on_the_way_is_told_in_its_words():
    with answering(event("step", step=1, steps=6) + event("error", error=PROBLEM)) as (api, _):
        found = problem(lambda: list(api.stream({})))
    assert (found.code, found.request_id, found.retry_after) == ("busy", "r1", 3)


def test_refusal_is_told_in_its_words():
    with answering(json.dumps({"error": PROBLEM}), 429) as (api, _):
        for call in (
            lambda: list(api.stream({})),
            lambda: api.history("u"),
            lambda: api.preview({}),
            lambda: api.brands("ru"),
        ):
            assert problem(call).code == "busy"


@pytest.mark.parametrize("body", ["<html>Bad Gateway</html>", "{}", "", '{"error": {}}'])
def test_error_of_a_proxy_is_told_by_its_status(body):
    with answering(body, 502, X_Request_ID="r2") as (api, _):
        for call in (lambda: list(api.stream({})), lambda: api.history("u")):
            found = problem(call)
            assert (found.code, found.message, found.request_id) == ("internal_error", "502 Bad Gateway", "r2")
    with answering(body, 502) as (api, _):
        assert problem(lambda: api.history("u")).request_id == "-"


def test_no_proxy_of_the_environment_comes_between(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with answering("[]") as (api, asked):
        assert api.jobs("u") == []
    assert len(asked) == 1


def test_stream_that_is_closed_while_it_is_waited_for_ends_without_an_error():
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as waiting:
        stream = Api(f"http://127.0.0.1:{server.getsockname()[1]}").stream({})
        told = waiting.submit(list, stream)
        with server.accept()[0] as peer:
            peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")
            wait_until(lambda: stream._socket, 20)
            stream.close()
            assert told.result(20) == []


def test_stream_that_was_closed_asks_nothing_more_and_raises_nothing():
    with answering(event("step", step=1, steps=2)) as (api, _):
        stream = api.stream({})
        stream.close()
        assert list(stream) == []
        late = api.stream({})
        told = iter(late)
        assert next(told) == StreamProgress(step=1, steps=2)
        late.close()
        with contextlib.suppress(ApiError):
            assert list(told) == []


@pytest.mark.parametrize(
    ("headers", "partial"), [({}, False), ({"X_Partial": "true"}, True), ({"X_Partial": "false"}, False)]
)
def test_history_says_whether_it_is_whole(headers, partial):
    with answering("[]", **headers) as (api, asked):
        assert api.history("a/b", limit=5, before=None, mark="", product="car").partial is partial
    assert asked == [("GET", "/api/interactions/a%2Fb?limit=5&product=car", None)]


@pytest.mark.parametrize(("number", "more"), [(0, False), (PAGE - 1, False), (PAGE, True)])
def test_history_goes_on_from_a_full_page(number, more):
    lines = [interaction("u") for _ in range(number)]
    told = json.dumps([line.model_dump(mode="json") for line in lines])
    with answering({"/api/interactions/u": told, "/api/brands": "[]"}) as (api, asked):
        album = LoadedHistory("u", query=(("mark", "good"),), last="before").with_next_page(api, LANGUAGES["en"])
    assert asked[0][1] == f"/api/interactions/u?limit={PAGE}&before=before&mark=good"
    assert [one.path for one in album.pictures] == [line.image_url for line in lines]
    assert album.last == (lines[-1].id if more else None)
    assert more or not number or album.with_next_page(api, LANGUAGES["en"]) is album  # there is nothing more to ask for


def test_user_who_is_too_long_for_any_address_is_refused():
    with answering("[]") as (api, asked):
        assert problem(lambda: api.history("x" * 100_000)).code == "invalid_request"
    assert asked == []


def test_titles_and_formats_are_empty_while_nobody_can_tell_them():
    kits = [{"name": "default", "title": "Банк", "colours": []}]
    with answering(json.dumps(kits)) as (api, asked):
        assert api.titles("ru") == {"default": "Банк"}
    assert asked == [("GET", "/api/brands?lang=ru", None)]
    story = {"name": "story", "title": "Story", "width": 1080, "height": 1920, "safe": [0, 250, 1080, 1580]}
    with answering(json.dumps({"layouts": [], "formats": [story]})) as (api, _):
        assert api.formats() == {"story": (1080, 1920)}
    with answering("", 503) as (api, _):
        assert api.titles("ru") == api.formats() == {}


def test_mark_is_sent_with_its_reason():
    mark = {"user_id": "u", "image_path": "/p", "result": False, "reason": "why"}
    kept = mark | {"about": "picture"}
    with answering(json.dumps(kept)) as (api, asked):
        assert api.mark("u", "/p", False, "why").model_dump() == kept
    assert asked == [("POST", "/api/marks", kept)]


def test_report_is_asked_for_its_span():
    with answering("{}") as (api, asked), pytest.raises(ValueError):  # noqa: PT011 - no report of ours
        api.report(**{"from": "2026-01-01", "to": "2026-02-01"})
    assert asked == [("GET", "/api/brand/report?from=2026-01-01&to=2026-02-01", None)]


@pytest.mark.parametrize(
    ("user", "path"),
    [("a", "a"), (".", "%2E"), ("..", "%2E%2E"), ("a/b?c#d%", "a%2Fb%3Fc%23d%25"), ("a b", "a%20b"), ("й", "%D0%B9")],
)
def test_any_user_is_one_segment(user, path):
    assert segment(user) == path
