"""What a body of 64 kB may cost in checks, whatever is in it, on every route that takes one: 50 ms of a core."""

import itertools
import json
import time

import pytest

from access import ROUTES
from api.middleware.bodies import MAX_BODY
from api.validation import checked
from errors import ServiceError
from schemas import GenerateRequest
from tests.asking import Asked
from tests.flow import flowing
from tests.painters import Plain
from tests.waiting import run

TRIES = 5
PICTURE = {
    "user_id": "{me}",
    "metadata": {"sex": "male", "product": "car", "custom_prompt": "x", "cast": "x", "height": 0},
}
PICTURE |= {"brand": "x", "palette_mode": "x", "color_palette": {"members": [{"color": "x"}]}, "init_image": "x"}
PICTURE |= {"loras": [{"name": "x"}], "text_zone": "x", "output_format": "x", "controls": {"colors": [{"rgb": ["x"]}]}}
AD = {"headline": "x", "subline": "x", "cta": "x", "legal": "x", "layout": "x", "country": "x", "formats": ["x"]}
BODIES = {
    "/api/session": {"key": "x"},
    "/api/session/invitation": {"invitation": "x"},
    "/api/keys": {"name": "x", "owner": "x", "roles": ["x"], "scopes": ["x"]},
    "/api/keys/{prefix}/rotate": {"hours": "x"},
    "/generate": PICTURE,
    "/api/generate": PICTURE,
    "/generate/stream": PICTURE,
    "/api/prompts/preview": PICTURE,
    "/v1/images/generations": {"prompt": "x", "size": "x", "quality": "x", "user": "x", "model": "x"} | PICTURE,
    "/api/ads": {"image": "x", "output_format": "x", "ad": AD},
    "/api/marks": {"user_id": "x", "image_path": "x", "reason": "x", "result": "x"},
    "/api/jobs": {"user_id": "{me}", "name": "x", "rows": [PICTURE | {"custom_id": "x"}]},
    "/api/webhooks": {"url": "x", "events": ["x"]},
}
"""A body of each route in which every text is to be replaced."""
TWINS = ("/generate", "/api/generate", "/generate/stream")
"""Which take what a preview takes."""
ELSEWHERE = {
    "POST /ui/{path:path}": "tests/test_page_doors.py",
    "POST /verify": "below",
    "POST /api/jobs/{job}/pause": "no body",
    "POST /api/jobs/{job}/resume": "no body",
    "POST /api/jobs/{job}/cancel": "no body",
    "POST /api/webhooks/{webhook}/rotate": "no body",
    "POST /api/webhooks/{webhook}/enable": "no body",
}
TEXTS = {
    "one letter": "a",
    "masks": "s*x b1*c4*3d ",
    "spaces": " ",
    "accents": "a" + "\u0315\u0316\u0301" * 40,
    "ligatures": "\ufdfa",
    "Russian": "кредитный щедрый ",
    "signs": "".join(map(chr, range(0x1D400, 0x1D600))),
    "digits": "1 000 ",
    "slashes": "/..%2f\\",
    "address": "http://a.b@",
    "groups": "a=b;c+d,",
}
CSV, LINES = "text/csv", "application/jsonl"
WHOLE, SHORT = MAX_BODY - 5000, 190


def filled(body, text):
    """The body with this in the place of all its texts."""
    if isinstance(body, dict):
        return {name: filled(one, text) for name, one in body.items()}
    if isinstance(body, list):
        return [filled(one, text) for one in body]
    return text if body == "x" else body


def texts_in(body):
    inside = body.values() if isinstance(body, dict) else body if isinstance(body, list) else ()
    return sum(map(texts_in, inside)) + (body == "x")


def repeated(text, size):
    """As many letters as have that many bytes in JSON."""
    letters = "".join(itertools.islice(itertools.cycle(text), size))
    return letters.encode()[:size].decode(errors="ignore")


def worst(body):
    """What costs most to read, by what it is."""
    many, deep = 5000, MAX_BODY // 8
    lists = {name: [0] * (MAX_BODY // 4) for name in body}
    yield "many keys", json.dumps({f"k{n}": 1 for n in range(many)} | body)
    yield "many keys within", json.dumps({name: {f"k{n}": 1 for n in range(many)} for name in list(body)[-1:]})
    yield "one key again and again", "{" + f'"{next(iter(body))}":"x",' * (MAX_BODY // 32) + '"z":1}'
    yield "lists", json.dumps(lists)[:MAX_BODY]
    for name in [one for one in list(body)[-2:] if one != "rows"]:  # each of which is a request
        yield f"list of {name}", json.dumps(body | {name: [0] * (MAX_BODY // 4)})
        yield f"objects of {name}", json.dumps(body | {name: [{"a": 1}] * (MAX_BODY // 12)})
        yield f"texts of {name}", json.dumps(body | {name: ["x"] * (MAX_BODY // 8)})
        yield f"long number of {name}", json.dumps(body)[:-1] + f',"{name}":' + "9" * (MAX_BODY - 3000) + "}"
        yield f"long fraction of {name}", json.dumps(body)[:-1] + f',"{name}":0.' + "3" * (MAX_BODY - 3000) + "}"
        yield f"deep in {name}", json.dumps(body)[:-1] + f',"{name}":' + "[" * deep + "]" * deep + "}"
    yield "deep lists", "[" * MAX_BODY
    yield "deep objects", '{"a":' * (MAX_BODY // 6)
    yield "escapes", '{"a":"' + "\\u0301" * (MAX_BODY // 7) + '"}'
    yield "half a surrogate", '{"a":"' + "\\ud800" * (MAX_BODY // 7) + '"}'
    yield "no JSON", "\x00" * MAX_BODY
    for kind, text in TEXTS.items():
        for size in (WHOLE // max(1, texts_in(body)), SHORT):
            yield f"{kind}, {size}", json.dumps(filled(body, repeated(text, size)), ensure_ascii=False)


def unit():
    """What 50 ms of a quiet core are on this machine now."""
    before = time.process_time()
    sum(i * i for i in range(400_000))
    return 2 * (time.process_time() - before)


async def dear(ask, bodies):
    """Those that cost more each of a few times, with what they cost, in parts of 50 ms."""
    found, limit = {}, unit()
    for kind, body in bodies:
        for _ in range(TRIES):
            before = time.process_time()
            await ask(body.encode()[:MAX_BODY])
            spent = time.process_time() - before
            if spent <= limit:
                break
            limit = unit()
        else:
            found[kind] = round(spent / limit, 1)
    return found


def test_every_route_that_takes_a_body_is_tried():
    assert {f"POST {path}" for path in BODIES} | ELSEWHERE.keys() == {one for one in ROUTES if one[:4] == "POST"}


@pytest.mark.parametrize("path", BODIES)
def test_no_body_costs_more_than_a_moment(shared_store, path):
    with flowing(shared_store, Plain()) as flow:
        asked = Asked(flow, shared_store)
        key = asked.key(roles=["maker", "admin"]) | {"Content-Type": "application/json"}
        body = json.loads(json.dumps(BODIES[path]).replace("{me}", asked.name))

        async def try_all():
            async with flow.client() as client:

                async def ask(content):
                    if path == "/generate":  # which BentoML has
                        try:
                            checked(GenerateRequest, content)
                        except ServiceError:
                            return
                    answer = await client.post(path.replace("{prefix}", "nokey"), content=content, headers=key)
                    assert answer.status_code < 500, (answer.text, content[:200])

                await ask(json.dumps(body).encode())
                bodies = worst(body)
                return await dear(ask, itertools.islice(bodies, None, None, 5) if path in TWINS else bodies)

        assert run(try_all()) == {}


def tables():
    """Small jobs as tables and lines, by what of them is dear."""
    room = MAX_BODY - 200
    cells = {
        "one letter": "a",
        "quotes": '"',
        "torn quotes": '"a',
        "parts": ";",
        "spaces": " ",
        "returns": "\r",
        "nul": "\0",
    }
    for kind, cell in cells.items():
        yield CSV, f"{kind} in a cell", "custom_prompt\n" + cell * (room // len(cell))
        yield CSV, f"{kind} in the head", cell * (room // len(cell))
        yield CSV, f"{kind} in quotes", 'custom_prompt\n"' + cell * (room // len(cell)) + '"\n'
    for kind, text in TEXTS.items():
        yield (
            CSV,
            f"{kind} in few cells",
            "custom_prompt,cast\n" + f"{repeated(text, SHORT)},{repeated(text, 30)}\n" * 20,
        )
    yield CSV, "many columns", ",".join(f"c{n}" for n in range(room // 7))
    yield CSV, "many cells", "custom_prompt\n" + "1," * (room // 2)
    yield CSV, "empty lines", "custom_prompt\n" + "\n" * room
    yield CSV, "unclosed, again and again", "custom_prompt\n" + '"\n,"' * (room // 4)
    yield LINES, "empty lines", "\n" * room
    yield LINES, "deep", "[" * room
    yield LINES, "many fields", json.dumps({f"k{n}": 1 for n in range(5000)})
    yield LINES, "deep facts", '{"metadata":' * (room // 12)
    yield LINES, "long number", '{"seed":' + "9" * room + "}"
    yield LINES, "escapes", '{"custom_id":"' + "\\u0301" * (room // 7) + '"}'


def test_no_table_costs_more_than_a_moment(shared_store):
    with flowing(shared_store, Plain()) as flow:
        asked = Asked(flow, shared_store)
        key, path = asked.key(), f"/api/jobs?user_id={asked.name}&dry_run"

        async def try_all(media):
            async with flow.client() as client:

                async def ask(content):
                    answer = await client.post(path, content=content, headers=key | {"Content-Type": media})
                    assert answer.status_code < 500, (answer.text, content[:200])

                await ask(b"custom_prompt\nhouse")
                return await dear(ask, [(kind, body) for of, kind, body in tables() if of == media])

        assert run(try_all(CSV)) == run(try_all(LINES)) == {}


FORMS = {
    "no end": b"\r\n--" * (MAX_BODY // 4),
    "many parts": b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n' * (MAX_BODY // 50),
    "many heads": b"--x\r\n" + b"A: b\r\n" * (MAX_BODY // 6),
    "long head": b"--x\r\nContent-Disposition: form-data; " + b'name="a"; ' * (MAX_BODY // 10),
    "quotes": b'--x\r\nContent-Disposition: form-data; name="' + b'\\"' * (MAX_BODY // 2),
}


@pytest.mark.parametrize("boundary", ["x", "-" * 70, "x" * 60_000])
def test_no_form_costs_more_than_a_moment(shared_store, boundary):
    with flowing(shared_store, Plain()) as flow:
        asked = Asked(flow, shared_store)
        key = asked.key() | {"Content-Type": f"multipart/form-data; boundary={boundary}"}

        async def try_all():
            async with flow.client() as client:

                async def ask(content):
                    answer = await client.post("/verify", content=content, headers=key)
                    assert answer.status_code in (400, 413, 422, 431), answer.text

                return await dear(ask, ((kind, content.decode()) for kind, content in FORMS.items()))

        assert run(try_all()) == {}


def test_answer_tells_the_first_faults_and_how_many_more(shared_store):
    with flowing(shared_store, Plain()) as flow:
        asked = Asked(flow, shared_store)
        refused = asked.ask(asked.key(), {f"k{n}": 1 for n in range(5000)}, "/api/marks").json()["error"]
        assert len(refused["details"]) == 100
        assert refused["message"].endswith(" more")
        assert len(json.dumps(refused)) < 64 * 1024
