"""The page's own logic, without a browser: what it reads, what it says, and how it speaks to the real API."""

import dataclasses
import json
import re

import pytest
from starlette.requests import Request

from schemas import Metadata, Picture, Problem
from ui import markup
from ui.app import language
from ui.artwork import Artwork
from ui.client import ApiError, Progress, connect
from ui.easel import Easel
from ui.english import ENGLISH
from ui.form import number
from ui.picture import Wall, wall
from ui.russian import RUSSIAN
from ui.shortcuts import parse

SMALL = {"product": "house", "width": 96, "height": 64}


def artwork(**changes):
    given = {"product": "car", "width": 96, "height": 64}
    fields = {
        "path": "/api/images/a.png", "user_id": "u", "given": given, "prompt": "a car", "negative_prompt": "text",
        "seed": 7, "model": "illustration-1", "num_inference_steps": None, "guidance_scale": None,
    }  # fmt: skip
    return Artwork(**fields | changes)


def visit(accept="", cookie=""):
    headers = [(b"accept-language", accept.encode()), (b"cookie", cookie.encode())]
    return Request({"type": "http", "method": "GET", "path": "/ui", "query_string": b"", "headers": headers})


@pytest.mark.parametrize(
    ("accept", "cookie", "code"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "", "ru"),
        ("de,en;q=0.3,ru;q=0.7", "", "ru"),
        ("ru;q=x, fr", "", "en"),
        ("", "", "en"),
        ("ru", "language=en", "en"),
        ("en", "language=tlh", "en"),
    ],
)
def test_language_is_the_visitors(accept, cookie, code):
    assert language(visit(accept, cookie)) == code


def test_languages_say_the_same_things():
    for field in dataclasses.fields(ENGLISH):
        english, russian = getattr(ENGLISH, field.name), getattr(RUSSIAN, field.name)
        if isinstance(english, dict):
            assert english.keys() == russian.keys(), field.name
        assert len(str(russian)) > 0
        assert places(english) == places(russian), field.name


def places(text):
    return set(re.findall(r"{(\w+)}", text)) if isinstance(text, str) else set()


@pytest.mark.parametrize(
    ("typed", "meant"), [("20", 20), (" 7.5 ", 7.5), ("", None), (None, None), ("young", "young"), ("1e3", 1000.0)]
)
def test_number_is_read_as_typed(typed, meant):
    assert number(typed) == meant


def test_pasted_metadata_is_understood():
    metadata, seed = parse('{"sex": "female", "age": 10, "width": 1160, "height": 480}')
    assert metadata == Metadata(sex="female", age=10, width=1160, height=480)
    assert seed is None


def test_pasted_request_is_understood():
    metadata, seed = parse(json.dumps({"user_id": "123", "metadata": SMALL, "seed": 0}))
    assert metadata == Metadata(**SMALL)
    assert seed == 0


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"heigth": 1}', '{"height": 3000, "width": 3000}', "null"])
def test_pasted_nonsense_is_a_value_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 - json's and pydantic's errors are both ValueErrors
        parse(text)


def test_text_of_users_cannot_become_markup():
    evil = '<img src=x onerror="alert(1)">'
    html = wall(ENGLISH, Wall((artwork(prompt=evil, undrawn=(evil,), dropped=(evil,), path=f"/{evil}", model=evil),)))
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=&quot;" in html


def test_problem_names_the_field_and_the_cure():
    details = ({"field": "metadata.age", "value": 200, "limit": "at most 120", "message": "too big"},)
    html = markup.problem(RUSSIAN, Problem(code="invalid_request", message="", request_id="r1", details=details))
    assert "Возраст: введите целое число от 0 до 120" in html
    assert 'data-wrong="field-age"' in html
    assert "r1" in html


def test_unknown_field_is_named():
    details = ({"field": "metadata.heigth", "value": 1, "limit": "no such field", "message": "Extra inputs"},)
    html = markup.problem(ENGLISH, Problem(code="invalid_request", message="", request_id="-", details=details))
    assert "heigth: there is no such field" in html


@pytest.mark.parametrize(
    ("width", "height", "wrong"),
    [(1750, 1750, False), (1751, 1750, True), (64, 64, False), (63, 64, True), (None, 64, True), (0, 64, True)],
)
def test_size_rule_is_shown(width, height, wrong):
    assert ('class="hint wrong"' in markup.size_note(ENGLISH, width, height)) is wrong


def test_illustration_is_never_passed_off_as_a_photo():
    assert ENGLISH.illustration in wall(ENGLISH, Wall((artwork(),)))
    assert ENGLISH.illustration not in wall(ENGLISH, Wall((artwork(model="juggernaut-x"),)))


def test_client_makes_marks_and_remembers(service_url):
    api = connect(service_url)
    *_, picture = api.watch({"user_id": "client/й", "metadata": SMALL, "seed": 5})
    assert isinstance(picture, Picture)
    assert api.mark("client/й", picture.image_path, True).result
    [interaction] = api.history("client/й")
    assert (interaction.image_url, interaction.mark) == (picture.image_path, True)


def test_client_pages_through_history(service_url):
    api = connect(service_url)
    for seed in range(3):
        list(api.watch({"user_id": "pages", "metadata": SMALL, "seed": seed}))
    first = api.history("pages", limit=2)
    rest = api.history("pages", limit=2, before=first[-1].id)
    assert [i.metadata.seed for i in (*first, *rest)] == [2, 1, 0]


def test_client_reports_errors_in_the_words_of_the_api(service_url):
    with pytest.raises(ApiError) as caught:
        list(connect(service_url).watch({"user_id": "x", "metadata": {"age": 121}}))
    assert caught.value.problem.code == "invalid_request"
    assert caught.value.problem.details[0].field == "metadata.age"


def test_client_without_a_service_says_so():
    with pytest.raises(ApiError) as caught:
        connect("http://127.0.0.1:9").history("x")
    assert caught.value.problem.code == "unreachable"


@pytest.mark.parametrize("user_id", [".", "..", "a/b/../c", "?", "#", "%2F", "☃ é"])
def test_any_user_id_has_a_history(service_url, user_id):
    api = connect(service_url)
    list(api.watch({"user_id": user_id, "metadata": SMALL}))
    assert {i.user_id for i in api.history(user_id)} == {user_id}


def test_easel_settles_every_picture(service_url):
    requests = [{"user_id": "easel", "metadata": SMALL, "seed": s} for s in range(3)] + [{"metadata": SMALL}]
    *_, last = Easel(connect(service_url), requests).watch()
    assert [type(state) for state in last] == [Artwork, Artwork, Artwork, ApiError]
    assert [state.seed for state in last[:3]] == [0, 1, 2]


def test_easel_that_is_left_cancels_its_pictures(service_url):
    big = {"user_id": "left", "metadata": {"width": 1750, "height": 1750}}
    easel = Easel(connect(service_url), [big] * 3)
    states = easel.watch()
    next(states)
    states.close()
    for thread in easel._threads:
        thread.join(10)
    assert not any(isinstance(state, Progress) for state in easel.states)
    assert len(connect(service_url).history("left")) < 3
