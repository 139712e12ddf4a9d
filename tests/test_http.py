"""The manners of HTTP: methods, negotiation, packed bodies and keys, as any careful client would try them."""

import contextlib
import gzip
import io
import json
import socket
import time
import zlib

import httpx
import pytest
from PIL import Image
from starlette.datastructures import Headers

from api.middleware.bodies import MAX_BODY
from api.negotiation import preferred
from errors import NotAcceptable
from tests.serving import metrics

SMALL = {"height": 64, "width": 64}
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def made(api):
    return api.post("/api/generate", json={"user_id": "http", "metadata": SMALL}).json()


GETS = ["/ui/en/", "/ui/ru/config", "/ui/en/theme.css", "/api/brands", "/api/interactions/http", "/api/brand/report",
        "/docs", "/openapi.json", "/favicon.ico", "/readyz", "/", "IMAGE", "IMAGE?thumb=64", "IMAGE/palette.png",
        "/api/images/none.png", "/api/nothing", "/static_content/swagger-ui.css"]  # fmt: skip


@pytest.mark.parametrize("path", GETS)
def test_head_is_get_without_its_body(api, made, path):
    path = path.replace("IMAGE", made["image_path"])
    for _ in range(5):  # a picture may reach the report between two of them
        whole, head, again = api.get(path), api.head(path), api.get(path)
        if whole.headers.get("content-length") == again.headers.get("content-length"):
            break
    assert head.content == b""
    assert head.status_code == whole.status_code
    for name in ("content-type", "content-length", "etag", "location"):
        assert head.headers.get(name) == whole.headers.get(name)


def test_head_of_an_export_reads_no_pictures(api, made):
    head = api.head("/api/users/http/images.zip", timeout=20)
    assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", "application/zip")
    assert api.get("/api/brands").status_code == 200  # on the same connection


def test_head_has_no_parts(api, made):
    assert api.head(made["image_path"], headers={"Range": "bytes=0-3"}).status_code == 200


REFUSED = [
    ("GET", "/generate", "POST"),
    ("HEAD", "/generate", "POST"),
    ("PUT", "/api/generate", "POST"),
    ("PATCH", "/api/brands", "GET, HEAD"),
    ("DELETE", "/api/marks", "POST"),
    ("GET", "/api/users/123", "DELETE"),
    ("POST", "/api/users/123/images.zip", "DELETE, GET, HEAD"),
    ("POST", "/api/images/x.png", "GET, HEAD"),
    ("POST", "/readyz", "GET, HEAD"),
    ("POST", "/docs", "GET, HEAD"),
    ("DELETE", "/static_content/swagger-ui.css", "GET, HEAD"),
    ("PROPFIND", "/api/brands", "GET, HEAD"),
]


@pytest.mark.parametrize(("method", "path", "allowed"), REFUSED)
def test_a_refused_method_is_told_which_there_are(api, method, path, allowed):
    answer = api.request(method, path)
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {*allowed.split(", "), "OPTIONS"}
    assert method == "HEAD" or answer.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize(("path", "allowed"), sorted({(path, allowed) for _, path, allowed in REFUSED}))
def test_options(api, path, allowed):
    answer = api.options(path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert set(answer.headers["allow"].split(", ")) == {*allowed.split(", "), "OPTIONS"}


def test_options_of_nothing(api):
    assert api.options("/api/nothing").status_code == 404


PNG, WEBP, JPEG, DATA = "image/png", "image/webp", "image/jpeg", "application/json"
ACCEPTS = [
    ("*/*", DATA),
    ("", DATA),
    ("application/json", DATA),
    ("application/json; charset=utf-8", DATA),
    ("image/*", PNG),
    ("image/png", PNG),
    ("IMAGE/PNG", PNG),
    ("image/PNG ;q=0.9", PNG),
    ("image/gif , image/webp\t;\tq=1.0", WEBP),
    ("image/webp", WEBP),
    ("image/jpeg", JPEG),
    ("image/png;q=0, image/*", WEBP),
    ("image/png;q=0", None),
    ("image/png;q=0, */*", DATA),
    ("image/*;q=0, */*", DATA),
    ("*/*;q=0.1, image/webp", WEBP),
    ("image/webp;q=0.2, image/jpeg;q=0.7", JPEG),
    ("application/json;q=0, */*", PNG),
    ("image/avif,image/webp,image/apng,image/*,*/*;q=0.8", WEBP),
    ("text/html", None),
    ("image/gif", None),
    ("*/*;q=0", None),
    ("nonsense", None),
    ("image/png;q=x", DATA),
]


@pytest.mark.parametrize(("accept", "media"), ACCEPTS)
@pytest.mark.parametrize("path", ["/generate", "/api/generate"])
def test_a_picture_has_the_form_that_is_accepted(api, path, accept, media):
    answer = api.post(path, json={"user_id": "http", "metadata": SMALL, "seed": 1}, headers={"Accept": accept})
    assert answer.status_code == (200 if media else 406)
    assert answer.headers["content-type"] == (media or DATA)
    if media in (PNG, WEBP, JPEG):
        assert Image.MIME[Image.open(io.BytesIO(answer.content)).format] == media
        again = api.get(answer.headers["content-location"])
        assert (again.headers["content-type"], again.content) == (media, answer.content)


def test_several_headers_are_one_list(api):
    headers = [("Accept", "text/html"), ("Accept", "image/webp")]
    answer = httpx.Request("POST", f"{api.base_url}/api/generate", json={"user_id": "http", "metadata": SMALL})
    answer.headers = httpx.Headers([*answer.headers.multi_items(), *headers])
    assert api.send(answer).headers["content-type"] == WEBP


def test_a_format_that_is_asked_for_is_not_exchanged(api, user):
    body = {"user_id": user, "metadata": SMALL, "output_format": "png"}
    before = metrics(str(api.base_url))
    refused = api.post("/api/generate", json=body, headers={"Accept": "image/webp"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (406, "not_acceptable")
    assert refused.json()["error"]["details"][0]["limit"] == "one of application/json, image/png"
    assert api.get(f"/api/interactions/{user}").json() == []
    assert painted(before) == painted(metrics(str(api.base_url)))
    assert api.post("/api/generate", json=body, headers={"Accept": "image/*"}).headers["content-type"] == PNG


def painted(told):
    return [line for line in told.splitlines() if line.startswith("painter_painted_total")]


@pytest.mark.parametrize(
    ("accept", "media"),
    [("text/csv", "text/csv"), ("TEXT/csv", "text/csv"), ("text/csv;q=0", None), ("text/csv;q=0,*/*", DATA),
     ("*/*", DATA), ("text/*", "text/csv"), ("application/json;q=0.1, text/csv;q=0.2", "text/csv"), ("image/png", None)],
)  # fmt: skip
def test_a_report_has_the_form_that_is_accepted(api, accept, media):
    answer = api.get("/api/brand/report", headers={"Accept": accept})
    assert answer.status_code == (200 if media else 406)
    assert answer.headers["content-type"].split(";")[0] == (media or DATA)
    assert media is None or answer.headers["vary"] == "Accept"


HOSTILE = [
    "," * 60_000, "a/b," * 15_000, "a/b;" + "a=b;" * 14_000, '"' * 60_000, '"' + "\\" * 60_000, " " * 60_000,
    "a/b;q=" + "1" * 60_000, "a/b;a*=utf-8''" + "%41" * 19_000, "a/b" + " ;" * 30_000, "*/" * 30_000, "=" * 60_000,
]  # fmt: skip


@pytest.mark.parametrize("accept", HOSTILE, ids=[text[:8].strip() for text in HOSTILE])
def test_no_wish_takes_long_to_read(accept):
    started = time.process_time()
    with contextlib.suppress(NotAcceptable):
        preferred(Headers({"Accept": accept}), [DATA, PNG])
    assert time.process_time() - started < 2


def body(**changes):
    return json.dumps({"user_id": "http", "metadata": SMALL} | changes).encode()


def raw_deflate(content):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


PACKED = {
    "gzip": ("gzip", gzip.compress(body())),
    "several members": ("GZIP", gzip.compress(body()[:9]) + gzip.compress(body()[9:])),
    "x-gzip": ("x-gzip", gzip.compress(body())),
    "deflate": ("deflate", zlib.compress(body())),
    "headless deflate": ("deflate", raw_deflate(body())),
    "identity": ("identity", body()),
}


@pytest.mark.parametrize("path", ["/generate", "/api/generate", "/api/prompts/preview", "/generate/stream"])
@pytest.mark.parametrize("how", PACKED)
def test_a_packed_body_is_unpacked(api, path, how):
    coding, content = PACKED[how]
    assert api.post(path, content=content, headers=JSON | {"Content-Encoding": coding}).status_code == 200


MISFITS = {
    "plain": ("gzip", body(), 400),
    "cut": ("gzip", gzip.compress(body())[:-9], 400),
    "empty": ("gzip", b"", 400),
    "rest": ("gzip", gzip.compress(body()) + b"rest", 400),
    "rest of deflate": ("deflate", zlib.compress(body()) + b"rest", 400),
    "wrong sum": ("gzip", gzip.compress(body())[:-8] + bytes(8), 400),
    "bomb": ("gzip", gzip.compress(bytes(50_000_000)), 413),
    "bomb in members": ("gzip", gzip.compress(bytes(40_000)) * 2, 413),
    "bomb of deflate": ("deflate", zlib.compress(bytes(10_000_000)), 413),
    "brotli": ("br", body(), 415),
    "zstd": ("zstd", body(), 415),
    "twice": ("gzip, gzip", gzip.compress(gzip.compress(body())), 415),
}


@pytest.mark.parametrize("how", MISFITS)
def test_a_body_that_is_not_what_its_header_says(api, how):
    coding, content, status = MISFITS[how]
    for path in ("/generate", "/api/generate"):
        answer = api.post(path, content=content, headers=JSON | {"Content-Encoding": coding})
        assert answer.status_code == status
        assert status != 415 or answer.headers["accept-encoding"] == "gzip, deflate"
        assert status == 413 or "Content-Encoding" in answer.json()["error"]["message"]


def test_the_longest_body_may_be_packed(api):
    content = body() + b" " * (MAX_BODY - len(body()))
    headers = JSON | {"Content-Encoding": "gzip"}
    assert api.post("/api/generate", content=gzip.compress(content), headers=headers).status_code == 200
    assert api.post("/api/generate", content=gzip.compress(content + b" "), headers=headers).status_code == 413


@pytest.mark.parametrize("path", ["/generate", "/api/generate", "/api/prompts/preview"])
@pytest.mark.parametrize("media", ["application/json; charset=utf-8", 'Application/JSON;charset="UTF8"', DATA])
def test_json_may_begin_with_a_byte_order_mark(api, path, media):
    text = '{"user_id": "Йод", "metadata": {"height": 64, "width": 64, "custom_prompt": "дом"}}'
    assert api.post(path, content=text.encode("utf-8-sig"), headers={"Content-Type": media}).status_code == 200


@pytest.mark.parametrize("charset", ["utf-16", "windows-1251", "latin-1", "x" * 200])
def test_another_charset_is_refused_by_name(api, charset):
    answer = api.post("/api/generate", content=body(), headers={"Content-Type": f"application/json; charset={charset}"})
    assert answer.status_code == 415
    assert charset[:40] in answer.json()["error"]["message"]


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-32", "cp1251"])
@pytest.mark.parametrize("path", ["/generate", "/api/generate"])
def test_text_in_another_charset_is_refused(api, path, coding):
    answer = api.post(path, content='{"user_id": "Йод", "metadata": {}}'.encode(coding), headers=JSON)
    assert answer.status_code == 400


@pytest.mark.parametrize("key", ["", "a\tb", "ключ".encode(), b"\xa0", "k" * 256, b"a\x01b", b"a\x7fb"])
@pytest.mark.parametrize("path", ["/generate", "/api/generate", "/generate/stream"])
def test_a_bad_key_is_refused_by_name(api, user, path, key):
    answer = api.post(path, json={"user_id": user, "metadata": SMALL}, headers={"Idempotency-Key": key})
    assert answer.status_code in (400, 422)
    if key not in (b"a\x01b", b"a\x7fb"):  # which the server itself may refuse
        assert answer.json()["error"]["details"][0]["field"] == "Idempotency-Key"
    assert api.get(f"/api/interactions/{user}").json() == []


def test_a_blank_key_is_refused(api):
    content = body()
    head = (
        f"POST /api/generate HTTP/1.1\r\nHost: localhost\r\nContent-Type: {DATA}\r\nContent-Length: {len(content)}\r\n"
    )
    with socket.create_connection((api.base_url.host, api.base_url.port), timeout=60) as wire:
        wire.sendall(f"{head}Connection: close\r\nIdempotency-Key: \t  \r\n\r\n".encode() + content)
        answer = wire.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 422")
    assert b"Idempotency-Key" in answer


def test_two_keys_are_refused(api, user):
    request = api.build_request("POST", "/api/generate", json={"user_id": user, "metadata": SMALL})
    request.headers = httpx.Headers(
        [*request.headers.multi_items(), ("Idempotency-Key", "a"), ("Idempotency-Key", "a")]
    )
    assert api.send(request).status_code == 422


def test_a_key_may_have_spaces_within_it(api, user):
    answers = [
        api.post("/api/generate", json={"user_id": user, "metadata": SMALL}, headers={"Idempotency-Key": "a b, c"})
        for _ in range(2)
    ]
    assert answers[0].json()["id"] == answers[1].json()["id"]


def test_one_person_by_every_form_of_their_id(api, user):
    path = api.post("/api/generate", json={"user_id": f" {user}\u00a0", "metadata": SMALL}).json()["image_path"]
    assert [line["user_id"] for line in api.get(f"/api/interactions/{user}%20").json()] == [user]
    marked = {"user_id": f"\u200b{user}", "image_path": path, "result": True}
    assert api.post("/api/marks", json=marked).status_code == 200
    assert api.get(f"/api/users/%C2%A0{user}/images.zip").status_code == 200
    assert api.get("/api/interactions/%E2%80%8B").status_code == 422
    assert api.delete(f"/api/users/{user}%E2%80%8B").json() == {"interactions": 1, "marks": 1}


def test_infinity_is_nobody(api):
    answer = api.post("/api/generate", content=b'{"user_id": 1e999, "metadata": {}}', headers=JSON)
    assert (answer.status_code, answer.json()["error"]["details"][0]["field"]) == (422, "user_id")


@pytest.mark.parametrize("path", ["/api/brand/report", "/api/interactions/http"])
def test_a_number_is_no_date(api, path):
    answer = api.get(path, params={"to": "-8.9e-82"})
    assert answer.status_code == 422
    assert answer.json()["error"]["details"] == [
        {"field": "to", "value": "-8.9e-82", "limit": "an ISO 8601 date or moment",
         "message": "to: Input should be an ISO 8601 date or moment: 2026-01-31T09:30:00Z", "rule": "moment", "word": ""}
    ]  # fmt: skip
