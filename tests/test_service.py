"""The public service over HTTP, as any client sees it."""

import base64
import io
import json
import time
import urllib.parse
import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from PIL import Image

from tests.listening import worker
from tests.waiting import wait_until

CURL = {"user_id": "123", "metadata": {"age": 20, "sex": "male", "height": 512, "width": 512}}


def make(api, user="u", path="/api/generate", **extra):
    metadata = {"height": 64, "width": 64} | extra.pop("metadata", {})
    return api.post(path, json={"user_id": user, "metadata": metadata} | extra)


def history(api, user, **params):
    return api.get(f"/api/interactions/{urllib.parse.quote(user, safe='')}", params=params)


def test_service_that_nobody_asks_hardly_wakes(server):
    """Fewer than 100 times a second; it does what is left of other tests before."""
    process = worker(server)

    def wakings():
        before = process.num_ctx_switches().voluntary
        time.sleep(0.5)
        return process.num_ctx_switches().voluntary - before

    wait_until(lambda: wakings() < 50)


def test_seed_commands_answer_as_written(api):
    answer = api.post("/api/generate", json=CURL).json()
    picture = Image.open(io.BytesIO(base64.b64decode(answer["image"])))
    assert (picture.format, picture.size) == ("PNG", (512, 512))
    assert api.get(answer["image_path"]).content == base64.b64decode(answer["image"])
    newest = api.get("/api/interactions/123").json()[0]
    assert (newest["id"], newest["image_url"], newest["mark"]) == (answer["id"], answer["image_path"], None)


def test_history_item_carries_given_and_added_metadata(api, user):
    answer = make(api, user, metadata={"age": 30, "product": "car"}).json()
    [item] = history(api, user).json()
    metadata = item["metadata"]
    assert {"age": 30, "product": "car", "sex": None}.items() <= metadata.items()
    for added in ("prompt", "negative_prompt", "seed", "num_inference_steps", "guidance_scale", "model"):
        assert metadata[added] == answer[added]


@pytest.mark.parametrize("path", ["/generate", "/api/generate"])
def test_both_routes_give_the_same_picture(api, path):
    answer = make(api, path=path, seed=7).json()
    assert answer["image"] == make(api, seed=7).json()["image"]
    assert answer.keys() >= {"id", "user_id", "seed", "prompt", "negative_prompt", "model", "mime", "duration_ms"}


@pytest.mark.parametrize(("width", "height"), [(1160, 480), (1750, 1750), (333, 777), (64, 3436)])
@pytest.mark.parametrize("output_format", ["png", "webp", "jpeg"])
def test_every_size_and_format_is_exact(api, width, height, output_format):
    answer = make(api, metadata={"width": width, "height": height}, output_format=output_format).json()
    picture = Image.open(io.BytesIO(base64.b64decode(answer["image"])))
    assert picture.size == (width, height)
    assert answer["mime"] == Image.MIME[picture.format] == f"image/{output_format}"


def test_picture_is_described_and_no_illustration_called_a_photograph(api, user):
    answer = make(api, user, metadata={"product": "house", "custom_prompt": "с собакой на пляже"}).json()
    english, russian = answer["alt_text"]["en"], answer["alt_text"]["ru"]
    assert english.startswith("Illustration: a house")
    assert "on a beach; also shown: a dog" in english
    assert russian == "Иллюстрация: дом на пляже; ещё видны: собака."
    assert answer["prompt"].startswith("professional advertising illustration in")
    assert api.get(f"/api/interactions/{user}").json()[0]["metadata"]["alt_text"] == answer["alt_text"]


def test_painter_is_named_and_undrawn_words_listed(api):
    answer = make(api, metadata={"custom_prompt": "a dog and a zeppelin"}).json()
    assert answer["model"].startswith("illustration")
    assert answer["undrawn"] == ["zeppelin"]


@pytest.mark.parametrize("user_id", ["a/b", "Иван Петров", "🙂", "a/", "..", "?x=1#y", "%2F"])
def test_any_text_is_a_user_id(api, user_id):
    mine = f"{user_id}{uuid.uuid4().hex}{user_id}"
    answer = make(api, mine).json()
    assert [item["id"] for item in history(api, mine).json()] == [answer["id"]]


@pytest.mark.parametrize(("limit", "status"), [(0, 422), (1, 200), (200, 200), (201, 422)])
def test_page_limits(api, user, limit, status):
    assert history(api, user, limit=limit).status_code == status


def test_mark_is_set_changed_withdrawn_and_shown(api, user):
    path = make(api, user).json()["image_path"]
    for result, reason in ((True, None), (True, "warm light"), (False, "руки"), (None, None), (False, None)):
        mark = {"user_id": user, "image_path": path, "result": result, "reason": reason}
        assert api.post("/api/marks", json=mark).json() == mark | {"about": "picture"}
        assert [(item["mark"], item["mark_reason"]) for item in history(api, user).json()] == [(result, reason)]


def test_empty_reason_is_none(api, user):
    mark = {"user_id": user, "image_path": make(api, user).json()["image_path"], "result": True, "reason": ""}
    assert api.post("/api/marks", json=mark).json()["reason"] is None


@pytest.mark.parametrize(
    ("wrong", "field", "limit"),
    [
        ({"reason": "x" * 201}, "reason", "at most 200 characters"),
        ({"reason": "two\nlines"}, "reason", "one line of text"),
        ({"result": None, "reason": "x"}, "body", "no reason"),
        ({"result": "yes"}, "result", "true or false"),
    ],
)
def test_mark_past_its_limits(api, user, wrong, field, limit):
    mark = {"user_id": user, "image_path": make(api, user).json()["image_path"], "result": True}
    answer = api.post("/api/marks", json=mark | wrong)
    [detail] = answer.json()["error"]["details"]
    assert (answer.status_code, detail["field"], detail["limit"]) == (422, field, limit)
    assert history(api, user).json()[0]["mark"] is None


def test_mark_without_a_result_is_no_withdrawal(api, user):
    path = make(api, user).json()["image_path"]
    assert api.post("/api/marks", json={"user_id": user, "image_path": path}).status_code == 422


def test_record_keeps_what_the_request_gave(api, user):
    palette = {"members": [{"color": "#FFA07A", "weight": 0.75}, {"color": "#4169E1", "weight": 0.25}]}
    given = {"brand": "forest", "palette_mode": "poster", "text_zone": "left", "color_palette": palette}
    make(api, user, **given)
    [item] = history(api, user).json()
    assert {name: item["metadata"][name] for name in given} == given
    make(api, user, controls={"colors": [{"rgb": [255, 160, 122]}]})
    newest = history(api, user).json()[0]["metadata"]
    assert newest["controls"] == {"colors": [{"rgb": [255, 160, 122]}]}
    assert (newest["brand"], newest["palette_mode"], newest["color_palette"]) == ("default", "snap", None)


def test_mark_of_another_users_image_is_not_found(api, user):
    path = make(api, user).json()["image_path"]
    answer = api.post("/api/marks", json={"user_id": "somebody else", "image_path": path, "result": True})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("name", ["0" * 32 + ".png", "x", "..%2Fsecret", "a.png", "0" * 32])
def test_unknown_image_is_not_found(api, name):
    answer = api.get(f"/api/images/{name}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


BAD_BODIES = {
    "not json": (b"{", 400, "malformed_request"),
    "empty": (b"", 400, "malformed_request"),
    "list": (b"[]", 422, "invalid_request"),
    "null": (b"null", 422, "invalid_request"),
    "no metadata": (b'{"user_id": "1"}', 422, "invalid_request"),
    "nan": (b'{"user_id": "1", "metadata": {"age": NaN}}', 422, "invalid_request"),
    "huge number": (b'{"user_id": "1", "metadata": {}, "seed": 1e400}', 422, "invalid_request"),
    "lone surrogate": (rb'{"user_id": "\ud800", "metadata": {}}', None, None),
    "not utf-8": (b'{"user_id": "\xff", "metadata": {}}', None, None),
    "misspelt": (b'{"user_id": "1", "metadata": {"heigth": 512}}', 422, "invalid_request"),
    "sum": (b'{"user_id": "1", "metadata": {"height": 1750, "width": 1751}}', 422, "invalid_request"),
    "long": (b'{"user_id": "1", "metadata": {"custom_prompt": "' + b"x" * 2**20 + b'"}}', 413, "too_large"),
    "deep": (b"[" * 10_000 + b"]" * 10_000, None, None),
    "refused": (b'{"user_id": "1", "metadata": {"custom_prompt": "nude woman"}}', 422, "prompt_refused"),
}


@pytest.mark.parametrize("body", BAD_BODIES)
def test_same_mistake_same_answer_on_every_route(api, body):
    content, status, code = BAD_BODIES[body]
    headers = {"Content-Type": "application/json"}
    others = ("/api/marks", "/api/ads", "/api/prompts/preview") if body in ("not json", "empty", "list", "null") else ()
    answers = [api.post(path, content=content, headers=headers) for path in ("/generate", "/api/generate", *others)]
    problems = [{k: v for k, v in a.json()["error"].items() if k in ("code", "details")} for a in answers]
    assert len({answer.status_code for answer in answers}) == 1
    assert answers[0].status_code < 500
    assert all(problem == problems[0] for problem in problems)
    if status:
        assert (answers[0].status_code, problems[0]["code"]) == (status, code)


def test_error_names_field_value_and_limit(api):
    [detail] = make(api, metadata={"age": 121}).json()["error"]["details"]
    assert (detail["field"], detail["value"], detail["limit"]) == ("metadata.age", 121, "at most 120")


def test_error_of_sides_names_the_sum(api):
    [detail] = make(api, metadata={"height": 1750, "width": 1751}).json()["error"]["details"]
    assert (detail["field"], detail["value"], detail["limit"]) == ("metadata.height + width", 3501, "at most 3500")


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "application/vnd.bentoml+pickle"])
@pytest.mark.parametrize("path", ["/generate", "/api/generate", "/api/marks"])
def test_body_that_is_not_sent_as_json(api, path, media):
    answer = api.post(path, content=b"{}", headers={"Content-Type": media})
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "unsupported_media")


def test_request_id_is_given_kept_and_logged(api, server):
    own = api.get("/api/nothing")
    kept = api.get("/api/nothing", headers={"X-Request-ID": "trace-42"})
    assert (own.status_code, own.json()["error"]["code"]) == (404, "not_found")
    assert own.headers["x-request-id"] == own.json()["error"]["request_id"]
    assert kept.headers["x-request-id"] == "trace-42"
    assert appears(server.log, "request_id=trace-42")


def appears(log, text):
    """The line is written when the answer is out: a client may be quicker."""
    return wait_until(lambda: text in log.read_text())


def test_log_holds_no_user_id(api, server, user):
    made, listed = ({"X-Request-ID": uuid.uuid4().hex} for _ in range(2))
    body = {"user_id": user, "metadata": {"height": 64, "width": 64}}
    api.post("/api/generate", json=body, headers=made).raise_for_status()
    api.get(f"/api/interactions/{user}", headers=listed).raise_for_status()
    for asked in (made, listed):
        assert appears(server.log, f"request_id={asked['X-Request-ID']}")
    assert user not in server.log.read_text()


def test_root_leads_to_the_page(api):
    answer = api.get("/", follow_redirects=True)
    assert answer.status_code == 200
    assert answer.url.path == "/ui/en/"


def test_docs_ask_no_foreign_host(api):
    page = api.get("/docs").text
    assert "https://" not in page
    assert api.get("/static_content/swagger-ui-bundle.js").status_code == 200


def test_openapi_documents_both_generate_routes(api):
    paths = api.get("/openapi.json").json()["paths"]
    assert paths["/generate"]["post"]["requestBody"] == paths["/api/generate"]["post"]["requestBody"]


def test_openapi_tells_where_a_key_helps_and_what_every_answer_in_json_is(api):
    paths = api.get("/openapi.json").json()["paths"]
    routes = [(path, route) for path, methods in paths.items() for route in methods.values()]
    keyed = {path for path, route in routes if "Idempotency-Key" in str(route.get("parameters"))}
    assert keyed == {"/generate", "/api/generate", "/generate/stream", "/api/jobs", "/v1/images/generations"}
    told = [
        (path, said["content"]) for path, route in routes for said in route["responses"].values() if "content" in said
    ]
    assert [path for path, content in told if content.get("application/json") == {"schema": {}}] == []


def test_ready_and_metrics(api, user):
    assert api.get("/readyz").status_code == 200
    make(api, user)
    told = api.get("/metrics").text
    assert "bentoml_service_adaptive_batch_size" in told
    assert 'endpoint="/readyz"' in told


def test_metrics_tell_pictures_scores_and_marks(api, user):
    path = make(api, user).json()["image_path"]
    api.post("/api/marks", json={"user_id": user, "image_path": path, "result": True})
    told = api.get("/metrics").text
    for name in ("service_picture_seconds_bucket", "service_palette_score_count", 'service_marks_total{result="good"}'):
        assert name in told


def test_metrics_hold_no_user_and_no_picture(api, service_url, user):
    path = make(api, user).json()["image_path"]
    history(api, user)
    api.get(path)
    shake = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    refused = f"{service_url}/api/interactions/{user}"  # on a connection of its own, which the server closes
    httpx.get(refused, headers=shake | {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}, timeout=60)
    told = api.get("/metrics").text
    assert user not in told
    assert path not in told
    assert 'endpoint="/api/interactions/{user_id}"' in told


def test_parallel_clients_get_their_own_pictures(api, service_url):
    with httpx.Client(base_url=service_url, timeout=60) as other:
        assert make(api, seed=1).json()["image"] != make(other, seed=2).json()["image"]


def events(api, **body):
    with api.stream("POST", "/generate/stream", json={"user_id": "u"} | body) as answer:
        text = "".join(answer.iter_text())
    pairs = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs]


def test_stream_ends_with_the_answer_of_generate(api):
    told = events(api, metadata={"height": 64, "width": 64}, seed=3)
    name, answer = told[-1]
    assert name == "completed"
    assert answer.pop("type") == "image_generation.completed"
    assert answer["image"] == make(api, seed=3).json()["image"]


def test_repeat_with_the_same_key_gets_the_same_answer(api, user):
    body = {"user_id": user, "metadata": {"height": 64, "width": 64}}
    answers = [api.post(p, json=body, headers={"Idempotency-Key": user}).json() for p in ("/generate", "/api/generate")]
    assert answers[0] == answers[1]
    assert len(history(api, user).json()) == 1


def test_repeats_at_once_paint_once(service_url, user):
    body = {"user_id": user, "metadata": {"height": 64, "width": 64}}
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(
            lambda _: httpx.post(
                f"{service_url}/api/generate", json=body, headers={"Idempotency-Key": user}, timeout=60
            ),
            range(4),
        )
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_same_key_with_another_body_is_a_conflict(api, user):
    make(api, user, seed=1)
    headers = {"Idempotency-Key": user}
    body = {"user_id": user, "metadata": {"height": 64, "width": 64}}
    assert api.post("/api/generate", json=body | {"seed": 1}, headers=headers).status_code == 200
    answer = api.post("/api/generate", json=body | {"seed": 2}, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "conflict")


def test_failed_request_lets_its_key_go(api, user):
    headers = {"Idempotency-Key": user}
    refused = {"user_id": user, "metadata": {"custom_prompt": "nude woman"}}
    assert api.post("/api/generate", json=refused, headers=headers).status_code == 422
    good = {"user_id": user, "metadata": {"height": 64, "width": 64}}
    assert api.post("/api/generate", json=good, headers=headers).status_code == 200


@pytest.mark.parametrize("params", [{"mark": "great"}, {"from": "yesterday"}, {"limt": 5}, {"before": "unknown"}])
def test_bad_history_query_names_the_parameter(api, user, params):
    answer = history(api, user, **params)
    assert answer.status_code == 422
    assert answer.json()["error"]["details"][0]["field"] == next(iter(params))


@pytest.mark.parametrize(
    ("wanted", "part"), [("bytes=0-9", slice(0, 10)), ("bytes=20-", slice(20, None)), ("bytes=-7", slice(-7, None))]
)
def test_image_in_parts(api, wanted, part):
    path = make(api).json()["image_path"]
    answer = api.get(path, headers={"Range": wanted})
    assert answer.status_code == 206
    assert answer.content == api.get(path).content[part]


@pytest.mark.parametrize("thumb", [32, 512])
def test_small_copy(api, thumb):
    path = make(api, metadata={"height": 600, "width": 1200}).json()["image_path"]
    for _ in range(2):
        copy = Image.open(io.BytesIO(api.get(path, params={"thumb": thumb}).content))
        assert (copy.format, max(copy.size)) == ("WEBP", thumb)


@pytest.mark.parametrize("thumb", [0, 31, 513, "big"])
def test_small_copy_past_limits(api, thumb):
    path = make(api).json()["image_path"]
    assert api.get(path, params={"thumb": thumb}).status_code == 422


@pytest.mark.parametrize("name", ["Иван", "%2F", "100%", "x/y"])
def test_next_page_of_any_user(api, name):
    mine = f"{name}{uuid.uuid4().hex}{name}"
    ids = [make(api, mine).json()["id"] for _ in range(2)]
    following = history(api, mine, limit=1).headers["link"].split(">")[0].removeprefix("<")
    assert [item["id"] for item in api.get(following).json()] == ids[:1]


def test_erased_picture_is_gone_in_every_form(api, user):
    path = make(api, user).json()["image_path"]
    tag = api.get(path, params={"thumb": 64}).headers["etag"]
    api.delete(f"/api/users/{user}")
    assert api.get(path, params={"thumb": 64}).status_code == 404
    assert api.get(path, headers={"If-None-Match": tag}).status_code == 404


def test_page_takes_no_files(api):
    files = {"files": ("x.bin", b"x" * 1000)}
    assert api.post("/ui/en/gradio_api/upload", files=files).status_code == 404


def test_image_part_past_its_end_names_the_size(api):
    path = make(api).json()["image_path"]
    size = len(api.get(path).content)
    assert api.get(path, headers={"Range": "bytes=99999999-"}).headers["content-range"] == f"bytes */{size}"
    assert api.get(path, headers={"Range": f"bytes={'9' * 5000}-"}).status_code in (416, 431)
