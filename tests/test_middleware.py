"""The gate in front of every route, in this process: ids, what the log tells, bodies, and the one shape of errors."""

import asyncio
import csv
import gzip
import io
import json
import logging
import re
import unicodedata
import zlib
from typing import Annotated

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import example, given
from hypothesis import strategies as st
from prometheus_client import REGISTRY
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, StreamingResponse

from api.docs import ERRORS, document
from api.events import stream
from api.middleware.bodies import Bodies, json_posted
from api.middleware.methods import Methods
from api.middleware.request_log import RequestLog
from api.middleware.request_metrics import RequestMetrics
from api.middleware.root_path import RootPath, StripRootPath
from api.problems import answer_problems
from api.tables import table
from api.validation import JsonRoute
from errors import Busy, Detail, InvalidRequest, Unavailable
from tests.waiting import run


class Thing(BaseModel):
    size: Annotated[int, Field(ge=1, le=9)]
    names: Annotated[list[Annotated[str, Field(min_length=2, max_length=3)]], Field(min_length=1, max_length=2)] = [
        "ab"
    ]


class Anything(BaseModel):
    model_config = ConfigDict(extra="allow")


def routes() -> FastAPI:
    app = FastAPI(title="things", responses=ERRORS, docs_url=None, redoc_url=None)
    app.router.route_class = JsonRoute
    answer_problems(app)
    document(app, {"/twin": "/api/things"})

    @app.get("/api/things/{name:path}")
    async def thing(name: str) -> str:
        await asyncio.sleep(0.2 if name == "slow" else 0)
        return name

    @app.post("/api/things")
    async def put(one: Thing) -> Thing:
        return one

    @app.post("/api/anything")
    async def anything(one: Anything) -> Anything:
        return one

    @app.post("/api/named/{name}")
    async def renamed(name: str, thing: Thing) -> None: ...

    @app.delete("/api/things/{name}")
    async def gone(name: str) -> None: ...

    misbehave(app)
    return app


def misbehave(app: FastAPI) -> None:
    """Routes on which something goes wrong."""

    @app.get("/boom")
    async def boom() -> None:
        raise ZeroDivisionError("/secret/path")

    @app.get("/busy")
    async def busy() -> None:
        raise Busy("too many", retry_after=7, headers={"X-Why": "queue"})

    @app.get("/now")
    async def now() -> None:
        raise Unavailable("not now", retry_after=0)

    @app.get("/status/{number}")
    async def status(number: int) -> None:
        raise HTTPException(number, "secret detail")

    @app.get("/bare/{number}")
    async def bare(number: int) -> PlainTextResponse:
        headers = {"X-Kept": "yes", "X-Request-ID": "of somebody else"}
        return PlainTextResponse("secret detail " * 50, number, headers)

    @app.get("/cut")
    async def cut() -> StreamingResponse:
        async def pieces():
            yield "one"
            raise ZeroDivisionError

        return stream(pieces())

    @app.get("/ui/x")
    async def page() -> PlainTextResponse:
        return PlainTextResponse("bare", 404)


@pytest.fixture(scope="module")
def app():
    app = routes()
    return StripRootPath(
        RequestLog(Bodies(Methods(RootPath(app, "/brand")), json_posted(app.routes, "/twin"))), "/brand"
    )


def ask(app, method, path, **options):
    async def asked():
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, **options)

    return run(asked())


JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("given", ["a", "trace-42", "A.b_c-9", "x" * 64])
def test_id_that_a_client_gives_is_kept(app, given):
    for path in ("/api/things/a", "/api/nothing", "/bare/502", "/boom"):
        answer = ask(app, "GET", path, headers={"X-Request-ID": given})
        assert answer.headers.get_list("x-request-id") == [given]
        if answer.status_code != 200:
            assert answer.json()["error"]["request_id"] == given


@pytest.mark.parametrize(
    "given", ["", "x" * 65, "trace 42", "trace-42 ", "trace-42;x", "trace/42", "é", "a\tb", "<b>", "{}"]
)
def test_any_other_id_is_exchanged_whole(app, given):
    answer = ask(app, "GET", "/api/nothing", headers={"X-Request-ID": given.encode()})
    [told] = answer.headers.get_list("x-request-id")
    assert re.fullmatch("[0-9a-f]{32}", told)
    assert answer.json()["error"]["request_id"] == told


def test_every_request_has_an_id_of_its_own(app):
    ids = [ask(app, "GET", "/api/things/a").headers["x-request-id"] for _ in range(3)]
    assert len(set(ids)) == 3


LOGGED = [
    ("GET", "/api/things/anna@example.org", "GET /api/things/{name:path} 200"),
    ("HEAD", "/api/things/anna@example.org", "HEAD /api/things/{name:path} 200"),
    ("DELETE", "/api/things/anna@example.org", "DELETE /api/things/{name} 200"),
    ("GET", "/api/thing/anna@example.org", "GET * 404"),
    ("GET", "/anna@example.org", "GET * 404"),
    ("GET", "/anna@example.org/api/things", "GET * 404"),
    ("POST", "/api/thing/anna@example.org?user=anna@example.org", "POST * 404"),
    ("GET", "/readyz/anna@example.org", "GET * 404"),
    ("GET", "/readyz", "GET /readyz 404"),
    ("GET", "/metrics", "GET /metrics 404"),
    ("GET", "/livez", "GET /livez 404"),
    ("POST", "/api/things", "POST /api/things 422"),
    ("GET", "/boom", "GET /boom 500"),
]


@pytest.mark.parametrize(("method", "path", "line"), LOGGED)
def test_log_tells_the_route_and_nobodys_name(app, caplog, method, path, line):
    with caplog.at_level(logging.INFO, "api"):
        answer = ask(app, method, path, content=b"{}" if method == "POST" else None, headers=JSON)
    lines = [record.getMessage() for record in caplog.records if record.name == "api.middleware.request_log"]
    told = [one for one in lines if " ms " in one]
    assert [one.rpartition(" ms")[0].rpartition(" ")[0] for one in told] == [line]
    assert told[0].endswith(f" ms request_id={answer.headers['x-request-id']}")
    assert "anna" not in caplog.text


def test_log_tells_milliseconds(app, caplog):
    with caplog.at_level(logging.INFO, "api"):
        ask(app, "GET", "/api/things/slow")
    [spent] = [int(found) for found in re.findall(r"(\d+) ms", caplog.text)]
    assert 200 <= spent < 60_000


def test_page_passes_untouched(app):
    answer = ask(app, "GET", "/ui/x")
    assert (answer.text, "x-request-id" in answer.headers) == ("bare", False)
    assert "x-request-id" in ask(app, "GET", "/uix").headers


def test_error_that_nobody_expected_is_told_without_a_detail_and_logged_whole(app, caplog):
    answer = ask(app, "GET", "/boom")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/json"
    problem = answer.json()["error"]
    assert (problem["code"], problem["details"], problem["retry_after"]) == ("internal_error", [], None)
    assert "secret" not in answer.text
    assert "ZeroDivisionError: /secret/path" in caplog.text
    assert f"request_id={problem['request_id']}" in caplog.text


def test_error_after_the_answer_began_is_logged_and_cuts_it(app, caplog):
    async def read():
        sent = []

        async def send(message):
            sent.append(message)

        async def receive():
            await asyncio.Event().wait()

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/cut",
            "query_string": b"",
            "headers": [],
            "http_version": "1.1",
        }
        with pytest.raises(ZeroDivisionError):
            await app(scope, receive, send)
        return sent

    sent = run(read())
    assert sent[1]["body"] == b"one"
    assert all(message.get("more_body", True) for message in sent)
    assert "error after the answer began, request_id=" in caplog.text


@pytest.mark.parametrize(("path", "status", "wait"), [("/busy", 429, 7), ("/now", 503, 0)])
def test_when_to_come_back_is_told_twice(app, path, status, wait):
    answer = ask(app, "GET", path)
    assert answer.status_code == status
    assert (answer.headers["retry-after"], answer.json()["error"]["retry_after"]) == (str(wait), wait)
    assert answer.headers.get("x-why") == ("queue" if status == 429 else None)


def test_nobody_is_told_to_come_back_who_need_not(app):
    answer = ask(app, "GET", "/api/nothing")
    assert "retry-after" not in answer.headers
    assert answer.json()["error"]["retry_after"] is None


STATUSES = [(404, "not_found"), (405, "method_not_allowed"), (400, "malformed_request"), (500, "internal_error"),
            (415, "unsupported_media_type"), (503, "service_unavailable"), (401, "unauthorized")]  # fmt: skip


@pytest.mark.parametrize(("status", "code"), STATUSES)
@pytest.mark.parametrize("way", ["status", "bare"])
def test_errors_of_frameworks_have_the_one_shape(app, way, status, code):
    answer = ask(app, "GET", f"/{way}/{status}")
    assert answer.status_code == status
    assert (answer.json()["error"]["code"], answer.headers["content-type"]) == (code, "application/json")
    assert answer.json()["error"]["message"]
    assert "secret" not in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.headers.get("x-kept") == ("yes" if way == "bare" else None)
    assert len(answer.headers.get_list("x-request-id")) == len(answer.headers.get_list("content-type")) == 1


@pytest.mark.parametrize("status", [200, 204, 304, 399])
def test_what_is_no_error_stays_as_it_is(app, status):
    answer = ask(app, "GET", f"/bare/{status}")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")


def detail(app, content, path="/api/things"):
    answer = ask(app, "POST", path, content=json.dumps(content).encode(), headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "invalid_request"
    return [(one["field"], one["value"], one["limit"]) for one in answer.json()["error"]["details"]]


LONG = "é" * 101
DETAILS = [
    ({"size": 0}, ("size", 0, "at least 1")),
    ({"size": 10}, ("size", 10, "at most 9")),
    ({"size": 2**53 - 1}, ("size", 2**53 - 1, "at most 9")),
    ({"size": 2**53}, ("size", str(2**53), "at most 9")),
    ({"size": -(2**53)}, ("size", str(-(2**53)), "at least 1")),
    ({}, ("size", None, "required")),
    ({"size": None}, ("size", None, "a whole number")),
    ({"size": True}, None),
    ({"size": 1.5}, ("size", "1.5", "a whole number")),
    ({"size": 1, "names": "ab"}, ("names", "ab", "a valid list")),
    ({"size": 1, "names": []}, ("names", "[]", "at least 1 of them")),
    ({"size": 1, "names": ["ab"] * 3}, ("names", "['ab', 'ab', 'ab']", "at most 2 of them")),
    ({"size": 1, "names": ["a"]}, ("names.0", "a", "at least 2 characters")),
    ({"size": 1, "names": ["ab", "abcd"]}, ("names.1", "abcd", "at most 3 characters")),
    ({"size": LONG[:100]}, ("size", LONG[:100], "int parsing")),
    ({"size": LONG}, ("size", LONG[:100] + "…", "int parsing")),
    ([], ("body", "[]", "an object")),
]


@pytest.mark.parametrize(("content", "expected"), [one for one in DETAILS if one[1]])
def test_mistake_is_told_by_field_value_and_limit(app, content, expected):
    [(field, value, limit)] = detail(app, content)
    assert (field, value) == expected[:2]
    assert limit == expected[2] or expected[2] in ("a valid list", "int parsing")


def test_all_mistakes_are_told_at_once(app):
    answer = ask(app, "POST", "/api/things", content=b'{"size": 0, "names": ["a"]}', headers=JSON).json()["error"]
    assert [one["field"] for one in answer["details"]] == ["size", "names.0"]
    assert answer["message"] == "; ".join(one["message"] for one in answer["details"])


def test_value_that_is_no_text_is_shown_all_the_same(app):
    [(_, value, _)] = detail(app, {"size": {"a": "b"}})
    assert value == "{'a': 'b'}"


@pytest.mark.parametrize(("extra", "status"), [(0, 200), (1, 413)])
@pytest.mark.parametrize("path", ["/api/things", "/api/anything"])
def test_the_longest_body_has_64_kib(app, path, extra, status):
    content = b'{"size": 1}'
    answer = ask(app, "POST", path, content=content + b" " * (65_536 - len(content) + extra), headers=JSON)
    assert answer.status_code == status
    if status == 413:
        assert answer.json()["error"]["code"] == "too_large"
        assert "65536 bytes" in answer.json()["error"]["message"]


SIZE = b'{"size": 1}'
FULL = SIZE + b" " * (65_536 - len(SIZE))


def headless(content):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "content", "status"),
    [
        ("identity", SIZE, 200),
        ("gzip", gzip.compress(SIZE), 200),
        ("GZip", gzip.compress(SIZE[:4]) + gzip.compress(SIZE[4:]), 200),
        ("deflate", zlib.compress(SIZE), 200),
        ("deflate", headless(SIZE), 200),
        ("gzip", gzip.compress(FULL), 200),
        ("deflate", zlib.compress(FULL + b" "), 413),
        ("gzip", gzip.compress(FULL[:-1]) + gzip.compress(b"  "), 413),
        ("gzip", gzip.compress(SIZE)[:-1], 400),
        ("gzip", zlib.compress(SIZE), 400),
        ("deflate", zlib.compress(SIZE) * 2, 400),
        ("br", SIZE, 415),
        ("gzip, gzip", gzip.compress(gzip.compress(SIZE)), 415),
    ],
    ids=range(13),
)
def test_body_may_be_packed_and_is_bounded_unpacked(app, coding, content, status):
    answer = ask(app, "POST", "/api/things", content=content, headers=JSON | {"Content-Encoding": coding})
    assert answer.status_code == status
    if status == 200:
        assert answer.content == ask(app, "POST", "/api/things", content=SIZE, headers=JSON).content


@pytest.mark.parametrize(("content", "media", "status"), [(b"", "application/json", 400), (b"{}", "text/plain", 415)])
def test_body_is_checked_before_the_route(app, content, media, status):
    for path in ("/api/things", "/api/named/seven", "/twin"):
        assert ask(app, "POST", path, content=content, headers={"Content-Type": media}).status_code == status


def test_body_that_ends_early_is_malformed(app):
    async def leave():
        sent, parts = [], iter([{"type": "http.request", "body": b'{"size"', "more_body": True}])

        async def receive():
            return next(parts, {"type": "http.disconnect"})

        async def send(message):
            sent.append(message)

        fields = [(b"content-type", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": "/api/things", "query_string": b"", "headers": fields}
        await app(scope, receive, send)
        return sent

    sent = run(leave())
    assert sent[0]["status"] == 400
    assert json.loads(sent[1]["body"])["error"]["code"] == "malformed_request"


def test_refused_method_is_told_which_there_are(app):
    answer = ask(app, "PUT", "/api/things/a")
    assert (answer.status_code, answer.headers["allow"]) == (405, "DELETE, GET, HEAD, OPTIONS")
    assert ask(app, "DELETE", "/api/things").headers["allow"] == "OPTIONS, POST"


@pytest.mark.parametrize("prefix", ["", "/brand"])
def test_path_of_a_proxy_may_be_taken_off_or_not(app, prefix):
    assert ask(app, "GET", f"{prefix}/api/things/a").json() == "a"
    assert ask(app, "GET", f"{prefix}/api/things/brand/b").json() == "brand/b"
    assert ask(app, "GET", "/brandish/api/things/a").status_code == 404
    assert "/brand/openapi.json" in ask(app, "GET", f"{prefix}/docs").text
    assert "/brand/static_content/swagger-ui.css" in ask(app, "GET", f"{prefix}/docs").text


def test_documentation_has_twins_of_their_own_name_and_every_error(app):
    paths = ask(app, "GET", "/openapi.json").json()["paths"]
    one, twin = paths["/api/things"]["post"], paths["/twin"]["post"]
    assert twin == one | {"operationId": f"{one['operationId']}_twin"}
    assert {"400", "404", "406", "409", "413", "415", "422", "429", "500", "503", "504"} <= one["responses"].keys()
    assert "/docs" not in paths


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_cell_that_a_spreadsheet_would_run_is_text(first):
    text = f"{first}cmd|' /c calc'!A1"
    told = table([{"name": text, "number": -1, "share": -0.5, "none": None}, {"name": f"a{text}", "number": first}])
    rows = told.split("\r\n") if first != "\r" else None
    assert told.startswith("name,number,share,none\r\n")
    assert f"'{text}" in told
    assert ",-1,-0.5," in told
    assert f"'a{first}" not in told
    assert rows is None or (rows[2].endswith(f",'{first},,") and rows[3] == "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\uff1d1+1", "'\uff1d1+1"),
        (" =1", "' =1"),
        ("\u200b=1", "'\u200b=1"),
        ("a;=1+1;b; @x", "a;'=1+1;b;' @x"),
        (";", ";"),
        ("a;b-c;d=e", "a;b-c;d=e"),
        (';"=1+1;', ";'" + '"=1+1;'),
        ('"=1', "'" + '"=1'),
        ("a\n=1", "a\n'=1"),
        ("a\r\nb", "a\r\nb"),
        ("\u2066\u00ad=1", "'\u2066\u00ad=1"),
        ("house - garden", "house - garden"),
        ("", ""),
    ],
)
def test_formula_is_text_also_where_it_is_hidden_or_a_semicolon_parts_cells(text, told):
    assert next(csv.DictReader(io.StringIO(table([{"name": text, "other": 1}]))))["name"] == told


def begins_a_formula(cell):
    """The end of a line is one that a quote before it has taken in, and is not seen."""
    shown = cell.replace("\r\n", "\n")
    seen = next((one for one in shown if one not in '"\n' and unicodedata.category(one) not in ("Zs", "Cf")), "a")
    return seen in "=+-@\t\r" and not re.fullmatch(r"-?\d+(\.\d+)?", cell)


cells = st.lists(st.sampled_from([*';"=+-@\t\r\n, a1', "\ufeff", "\u2066", "\u00ad"]), max_size=8).map("".join)


@given(st.lists(st.tuples(cells, cells, st.integers(-9, 9), cells), min_size=1, max_size=3))
@example([("r1", ';"=1+1;', 0, "")])
@example([("r1", ';"=HYPERLINK(""https://x.example"")', 0, "")])
@example([("a;\n", "\n=1", -1, ';"'), ("=1", "", 0, "")])
def test_no_reader_finds_a_formula_whatever_parts_its_cells(rows):
    text = table([dict(zip("abcd", row, strict=True)) for row in rows])
    for delimiter in ",;\t":
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        assert [cell for row in read for cell in row if begins_a_formula(cell)] == [], (delimiter, text)


@pytest.mark.parametrize(
    ("path", "endpoint"),
    [
        ("/api/things", "/api/things"),
        ("/api/things/anna", "/api/things/{name}"),
        ("/known", "/known"),
        ("/secret", "*"),
    ],
)
def test_requests_are_counted_by_the_pattern_of_their_route(path, endpoint):
    inner = FastAPI()

    @inner.get("/api/things")
    @inner.get("/api/things/{name:path}")
    def things():
        return []

    def counted(code):
        labels = {"endpoint": endpoint, "service_name": "a test", "http_response_code": code}
        return REGISTRY.get_sample_value("bentoml_service_request_total", labels) or 0

    code = "404" if endpoint in ("/known", "*") else "200"
    before = counted(code)
    assert ask(RequestMetrics(inner, "a test", [inner.routes], ["/known"]), "GET", path).status_code == int(code)
    assert counted(code) == before + 1


def test_detail_that_is_ours_is_told_as_it_is():
    fault = InvalidRequest("no", details=(Detail("field", "value", "limit", "sentence", "rule", "word"),))
    app = FastAPI()
    answer_problems(app)

    @app.get("/")
    async def refuse() -> None:
        raise fault

    assert ask(app, "GET", "/").json()["error"]["details"] == [
        {"field": "field", "value": "value", "limit": "limit", "message": "sentence", "rule": "rule", "word": "word"}
    ]
