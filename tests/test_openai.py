"""OpenAI's image API as its own client and those of others speak it, against the real service."""

import asyncio
import base64
import hashlib
import io
import json
import re
import uuid

import httpx
import pytest
from bentoml import SyncHTTPClient
from PIL import Image

from api.openai import problems
from api.openai.links import Links
from errors import Busy, InvalidRequest, NotFound, PaintingFailed, QuotaExceeded
from schemas.openai import ImagesRequest
from tests.waiting import run

OPEN_WEBUI = {
    "model": "dall-e-2",
    "prompt": "family in front of a house",
    "n": 1,
    "size": "512x512",
    "response_format": "b64_json",
}
LIBRECHAT = {
    "model": "gpt-image-1",
    "prompt": "family in front of a house",
    "n": 1,
    "size": "auto",
    "quality": "auto",
    "background": "auto",
}
"""As Open WebUI and LibreChat were seen to send them."""
SMALL = {"prompt": "credit card", "size": "128x96"}


def official():
    """OpenAI's own client, whose import takes more than a second."""
    import openai

    return openai


@pytest.fixture(scope="module")
def client(service_url):
    with official().OpenAI(base_url=f"{service_url}/v1", api_key="none", max_retries=0, timeout=60) as client:
        yield client


def picture(datum):
    return Image.open(io.BytesIO(base64.b64decode(datum.b64_json)))


def refused(client, **wrong):
    with pytest.raises(official().BadRequestError) as caught:
        client.images.generate(**SMALL | wrong)
    return caught.value


def test_picture_of_the_official_client(client, api):
    answer = client.images.generate(**SMALL, n=1, quality="high", user="openai-1", extra_body={"seed": 5, "age": 30})
    [datum] = answer.data
    assert picture(datum).size == (128, 96)
    assert (answer.size, answer.quality, answer.output_format, answer.background) == ("128x96", "high", "png", "opaque")
    assert datum.seed == 5
    assert datum.revised_prompt
    assert 0 <= datum.brand_score <= 100
    assert datum.model.startswith("illustration")
    assert answer.usage.input_tokens == answer.usage.total_tokens > 0
    assert answer.usage.input_tokens == answer.usage.input_tokens_details.text_tokens < 250
    assert (answer.usage.output_tokens, answer.usage.pixels) == (0, 128 * 96)
    assert api.get(datum.image_path).content == base64.b64decode(datum.b64_json)
    [told] = api.get("/api/interactions/openai-1").json()[:1]
    assert (told["id"], told["metadata"]["age"], told["metadata"]["custom_prompt"]) == (datum.id, 30, "credit card")


def test_same_picture_as_by_our_own_route(client, api):
    ours = {"user_id": "openai-2", "seed": 8, "metadata": {"custom_prompt": "credit card", "width": 128, "height": 96}}
    theirs = client.images.generate(**SMALL, extra_body={"seed": 8}).data[0].b64_json
    assert api.post("/api/generate", json=ours).json()["image"] == theirs


@pytest.mark.parametrize("seed", [None, 2**32 - 2])
@pytest.mark.parametrize("mode", ["snap", "strict"])
def test_several_pictures_differ_and_come_again_by_their_seeds(client, seed, mode):
    facts = {"palette_mode": mode} | ({} if seed is None else {"seed": seed})
    several = client.images.generate(**SMALL, n=3, extra_body=facts).data
    assert len({hashlib.sha256(one.b64_json.encode()).digest() for one in several}) == 3
    assert len({one.id for one in several}) == len({one.seed for one in several}) == 3
    again = client.images.generate(**SMALL, extra_body={"seed": several[2].seed}).data[0]
    assert picture(again).tobytes() == picture(several[2]).tobytes()


def test_equal_requests_at_once_all_answer(service_url):
    async def ask():
        async with official().AsyncOpenAI(base_url=f"{service_url}/v1", api_key="none", max_retries=0) as client:
            return await asyncio.gather(*(client.images.generate(**SMALL) for _ in range(8)))

    assert len({answer.data[0].id for answer in run(ask())}) == 8


@pytest.mark.parametrize("body", [OPEN_WEBUI, LIBRECHAT], ids=["Open WebUI", "LibreChat"])
def test_requests_of_others(api, body):
    answer = api.post("/v1/images/generations", json=body, headers={"Authorization": "Bearer none"})
    assert answer.status_code == 200, answer.text
    assert Image.open(io.BytesIO(base64.b64decode(answer.json()["data"][0]["b64_json"]))).format == "PNG"


@pytest.mark.parametrize(
    ("size", "pixels"), [("auto", (1024, 1024)), ("200X100", (200, 100)), (None, (1024, 1024)), ("64x3436", (64, 3436))]
)
def test_sizes(api, size, pixels):
    answer = api.post("/v1/images/generations", json={"prompt": "house", "size": size}).json()
    assert picture(official().types.Image.model_validate(answer["data"][0])).size == pixels
    assert answer["size"] == f"{pixels[0]}x{pixels[1]}"


@pytest.mark.parametrize("size", ["1024", "0x0", "99999x8", "63x64", "64x3437", "1024 x 512", "", "-64x64", "1e3x64"])
def test_size_that_cannot_be(client, size):
    error = refused(client, size=size)
    assert (error.param, error.type) == ("size", "invalid_request_error")
    assert all(bound in error.message for bound in ("64", "3500"))


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({"prompt": ""}, "prompt"),
        ({"prompt": "x" * 501}, "prompt"),
        ({"prompt": "naked woman"}, "prompt"),
        ({"n": 11}, "n"),
        ({"n": 0}, "n"),
        ({"n": 2, "stream": True}, "n"),
        ({"background": "transparent"}, "background"),
        ({"quality": "ultra"}, "quality"),
        ({"output_format": "gif"}, "output_format"),
        ({"output_compression": 101, "output_format": "jpeg"}, "output_compression"),
        ({"output_compression": 50}, "output_compression"),
        ({"partial_images": 4}, "partial_images"),
        ({"user": "two\nlines"}, "user"),
        ({"extra_body": {"age": 121}}, "age"),
        ({"extra_body": {"brand": "nobody"}}, "brand"),
        ({"extra_body": {"nonsense": 1}}, "nonsense"),
        ({"extra_body": {"strength": 0.5}}, "strength"),
        ({"extra_body": {"metadata": {}}}, "metadata"),
    ],
)
def test_what_cannot_be_done_names_its_parameter(client, wrong, param):
    error = refused(client, **wrong)
    assert (error.status_code, error.param) == (400, param)
    assert error.request_id
    assert not re.search("metadata[.]|custom_prompt|user_id", error.message)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("custom_prompt asks for it: “my custom_prompt, a “user_id” and metadata.age”",
         "prompt asks for it: “my custom_prompt, a “user_id” and metadata.age”"),
        ("metadata.custom_prompt and user_id should be text, not metadata.", "prompt and user should be text, not metadata."),
        ("There is no field metadata.custom_prompts or my_user_id", "There is no field custom_prompts or my_user_id"),
    ],
)  # fmt: skip
def test_fields_are_called_theirs_and_nobodys_own_words_are(ours, theirs):
    assert problems.fault(InvalidRequest(ours)).error.message == theirs


def test_refused_prompt_is_not_asked_for_again(client):
    error = refused(client, prompt="naked woman")
    assert error.code == "prompt_refused"
    assert "custom_prompt" not in error.message
    assert error.response.headers["x-should-retry"] == "false"


@pytest.mark.parametrize(
    ("quality", "steps"),
    [(None, None), ("auto", None), ("standard", None), ("low", 4), ("medium", 6), ("high", 8), ("hd", 8)],
)
def test_quality_is_a_number_of_steps(quality, steps):
    [asked] = ImagesRequest(prompt="a car", quality=quality).requests()
    assert asked.num_inference_steps == steps


def test_models(client):
    [model] = client.models.list().data
    assert model.to_dict() == {"id": "logo-generation", "object": "model", "created": 0, "owned_by": "logo-generation"}
    assert client.models.retrieve(model.id) == model
    assert client.images.generate(**SMALL, model=model.id).data
    assert client.images.generate(**SMALL, model="dall-e-3").data
    for ask in (lambda: client.models.retrieve("gpt-4o"), lambda: client.images.generate(**SMALL, model="gpt-4o")):
        with pytest.raises(official().NotFoundError) as caught:
            ask()
        assert caught.value.param == "model"


@pytest.mark.parametrize(("form", "magic"), [("jpeg", b"\xff\xd8"), ("webp", b"RIFF")])
def test_compression(client, form, magic):
    def made(**more):
        answer = client.images.generate(**SMALL, output_format=form, extra_body={"seed": 3}, **more)
        assert answer.output_format == form
        return base64.b64decode(answer.data[0].b64_json)

    usual, least, most = made(), made(output_compression=0), made(output_compression=100)
    assert usual.startswith(magic)
    assert len(least) < len(usual) <= len(most)
    assert {Image.open(io.BytesIO(one)).size for one in (usual, least, most)} == {(128, 96)}


def test_stream_of_the_official_client(client):
    events = list(client.images.generate(**SMALL, stream=True, partial_images=2, extra_body={"seed": 8}))
    last = events[-1]
    assert last.type == "image_generation.completed"
    assert (last.size, last.seed) == ("128x96", 8)
    assert last.usage.total_tokens > 0
    assert last.b64_json == client.images.generate(**SMALL, extra_body={"seed": 8}).data[0].b64_json


def test_refusal_of_a_stream_has_its_status(client):
    assert refused(client, stream=True, prompt="naked woman").param == "prompt"


def test_repeated_key_makes_no_second_picture(client):
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first, second = (client.images.generate(**SMALL, n=2, extra_headers=key).data for _ in range(2))
    assert [one.id for one in first] == [one.id for one in second]
    with pytest.raises(official().UnprocessableEntityError):
        client.images.generate(**SMALL | {"prompt": "car"}, n=2, extra_headers=key)
    for number in (1, 3):
        with pytest.raises(official().UnprocessableEntityError):
            client.images.generate(**SMALL, n=number, extra_headers=key)


def test_dry_run_paints_nothing(client, api):
    user = f"dry-{uuid.uuid4().hex}"
    facts = {"dry_run": True, "palette_mode": "strict"}
    answer = client.images.generate(**SMALL, n=2, user=user, extra_body=facts)
    assert answer.data == []
    assert (answer.dry_run["pictures"], answer.dry_run["candidates"]) == (2, 16)
    assert answer.dry_run["pixels"] == 16 * 128 * 96
    assert answer.dry_run["prompt"]
    assert api.get(f"/api/interactions/{user}").json() == []
    assert refused(client, prompt="naked woman", extra_body={"dry_run": True}).param == "prompt"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b"[]", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b"x" * 70_000, "headers": {"Content-Type": "application/json"}}, 413),
        ({"content": b"{}", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"json": SMALL, "headers": {"Host": "evil.example"}}, 421),
    ],
)
def test_every_error_has_their_shape(api, sent, status):
    answer = api.post("/v1/images/generations", **sent)
    assert answer.status_code == status
    assert answer.json()["error"].keys() == {"message", "type", "param", "code"}


@pytest.mark.parametrize(("error", "wait", "repeats"), [
    (Busy("", retry_after=3), "3", True), (Busy("", retry_after=500), "120", True), (PaintingFailed(""), None, False),
    (QuotaExceeded("", retry_after=120), "120", True), (QuotaExceeded("", retry_after=121), "121", False),
    (QuotaExceeded(""), None, False),
])  # fmt: skip
def test_their_clients_come_again_where_it_helps_and_they_would_wait_so_long(error, wait, repeats):
    told = problems.headers(error)
    assert (told.get("Retry-After"), told.get("x-should-retry") != "false") == (wait, repeats)


def test_errors_of_addresses(api):
    for answer in (api.get("/v1/images/generations"), api.get("/v1/nothing")):
        assert answer.json()["error"]["type"] == "invalid_request_error"
    assert "request_id" in api.get("/api/nothing").json()["error"]


def test_fields_by_name_in_the_client_of_bentoml(service_url):
    with SyncHTTPClient(service_url) as client:
        made = client.generate(user_id="bento", metadata={"product": "car", "width": 96, "height": 96}, seed=4)
    assert json.loads(json.dumps(made))["seed"] == 4


def test_url_is_good_for_whoever_has_it_and_for_nothing_else(client):
    [datum] = client.images.generate(**SMALL, response_format="url").data
    assert datum.b64_json is None
    found = httpx.get(datum.url)
    assert Image.open(io.BytesIO(found.content)).size == (128, 96)
    assert found.headers["cache-control"] == "private, no-store"
    start, letter, last = datum.url[:-2], datum.url[-2], datum.url[-1]  # the last one has two bits that say nothing
    other = start + ("A" if letter != "A" else "B") + last
    assert [httpx.get(one).status_code for one in (other, datum.url.rpartition(".")[0], f"{datum.url}x")] == [404] * 3


def test_link_ends():
    links = Links(b"a secret of the server")
    assert links.picture(links.token("a.png")) == ("default", "a.png")
    assert links.picture(links.token("a.png", "acme")) == ("acme", "a.png")
    for worthless in (links.token("a.png"), Links(b"another").token("a.png"), "", "a.png"):
        with pytest.raises(NotFound):
            links.picture(worthless, -1)
