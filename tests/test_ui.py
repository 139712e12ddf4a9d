"""The page's own logic, without a browser: what it reads, what it says, and how it speaks to the real API."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI
from gradio.routes import App
from starlette.requests import Request

import ui
from brand import ColorPalette, Controls
from schemas import GenerateRequest, Metadata, Picture, Problem, PromptPreview
from ui import problems
from ui.client import Api, ApiError, StreamProgress
from ui.form.appearance import colours, palette, swatches
from ui.form.numbers import number, shown
from ui.form.paste import parse
from ui.form.prompt import preview
from ui.form.size import rule
from ui.gallery import Gallery, gallery
from ui.languages import LANGUAGES, language
from ui.picture_view import UNMARKED, PictureMark, PictureView, find
from ui.rendering import TEMPLATES, render
from ui.streams import StreamGroup
from ui.theme import ASSETS

SMALL = {"product": "house", "width": 96, "height": 64}


def view(**changes):
    metadata = {"product": "car", "width": 96, "height": 64}
    fields = {
        "path": "/api/images/a.png", "user_id": "u", "metadata": metadata, "prompt": "a car", "negative_prompt": "text",
        "seed": 7, "model": "illustration-1", "num_inference_steps": None, "guidance_scale": None,
    }  # fmt: skip
    return PictureView(**fields | changes)


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


@pytest.mark.parametrize(
    ("typed", "meant"), [("20", 20), (" 7.5 ", 7.5), ("", None), (None, None), ("young", "young"), ("1e3", 1000.0)]
)
def test_number_is_read_as_typed(typed, meant):
    assert number(typed) == meant


@pytest.mark.parametrize(("value", "text"), [(None, ""), (6, "6"), (1.0, "1"), (0.25, "0.25")])
def test_number_is_shown_as_it_is_typed(value, text):
    assert shown(value) == text
    assert number(text) == value


@pytest.mark.parametrize("members", [["#FFA07A"], ["#FFA07A", "#4169E1 0.25"], ["#000000 1", "#FFFFFF 0"]])
def test_colours_survive_being_shown(members):
    text = ", ".join(members)
    assert colours(ColorPalette.model_validate(palette(text))) == text


def test_colours_of_controls_are_shown_as_hex():
    assert colours(Controls.model_validate({"colors": [{"rgb": [255, 160, 122]}, {"rgb": [0, 0, 0]}]})) == (
        "#FFA07A, #000000"
    )
    assert colours(None) == ""
    assert palette(" ") is None


@pytest.mark.parametrize(("text", "color"), [("red", "red"), ("#zzz 0,5; ", "#zzz"), ("#4169E", "#4169E")])
def test_no_colour_stays_for_the_service_to_refuse(text, color):
    with pytest.raises(ValueError, match="colour"):
        ColorPalette.model_validate(palette(text))
    assert palette(text)["members"][0]["color"] == color


def test_swatches_are_of_the_brand_until_there_are_others(service_url):
    kits = Api(service_url).brands("en")
    assert "royal blue" in swatches(kits, None, None)
    assert "royal blue" not in swatches(kits, "forest", "")
    own = swatches(kits, "forest", "#4169E1 0.5, #abc; url(x)")
    assert "background:#4169E1" in own
    assert "background:#abc" in own
    assert "url" not in own


def test_pasted_metadata_is_understood():
    pasted = parse('{"sex": "female", "age": 10, "width": 1160, "height": 480}')
    assert pasted == Metadata(sex="female", age=10, width=1160, height=480)


def test_pasted_request_is_understood():
    pasted = parse(json.dumps({"user_id": "123", "metadata": SMALL, "seed": 0, "brand": "forest"}))
    assert pasted == GenerateRequest(user_id="123", metadata=Metadata(**SMALL), seed=0, brand="forest")


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"heigth": 1}', '{"height": 3000, "width": 3000}', "null"])
def test_pasted_nonsense_is_a_value_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 - json's and pydantic's errors are both ValueErrors
        parse(text)


def test_text_of_users_cannot_become_markup():
    evil = '<img src=x onerror="alert(1)">'
    html = gallery(
        LANGUAGES["en"],
        Gallery((view(prompt=evil, undrawn=(evil,), dropped=(evil,), path=f"/{evil}.png", model=evil),)),
    )
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=&#34;" in html


def test_problem_names_the_field_and_the_cure():
    details = ({"field": "metadata.age", "value": 200, "limit": "at most 120", "message": "too big"},)
    html = problems.problem(
        LANGUAGES["ru"], Problem(code="invalid_request", message="", request_id="r1", details=details)
    )
    assert "Возраст: введите целое число от 0 до 120" in html
    assert 'data-field="age"' in html
    assert "r1" not in html
    assert "r1" in problems.problem(LANGUAGES["ru"], Problem(code="internal_error", message="", request_id="r1"))


RULE = {"rule": "weapons", "word": "gun"}


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", ("Такое мы не рисуем: оружие", "карта, телефон", "«gun»")), ("en", ("We do not paint this: weapons", "a phone", "“gun”"))],
)  # fmt: skip
def test_refusal_names_the_rule_the_word_and_the_cure(language, said):
    details = (
        {"field": "metadata.custom_prompt", "value": "a gun", "limit": "no weapons", "message": "weapons"} | RULE,
    )
    message = "We never paint this: custom_prompt asks for weapons: “gun”. Say “a card”."
    refused = Problem(code="prompt_refused", message=message, request_id="-", details=details)
    html = problems.problem(LANGUAGES[language], refused)
    assert all(part in html for part in said)
    assert 'data-field="custom_prompt"' in html


def test_unknown_field_is_named():
    details = ({"field": "metadata.heigth", "value": 1, "limit": "no such field", "message": "Extra inputs"},)
    html = problems.problem(
        LANGUAGES["en"], Problem(code="invalid_request", message="", request_id="-", details=details)
    )
    assert "heigth: there is no such field" in html


@pytest.mark.parametrize(
    ("width", "height", "wrong"),
    [(1750, 1750, False), (1751, 1750, True), (64, 64, False), (63, 64, True), (None, 64, True), (0, 64, True)],
)
def test_size_rule_is_shown(width, height, wrong):
    assert ('class="hint wrong"' in rule(LANGUAGES["en"], width, height)) is wrong


def test_undo_leads_back_step_by_step_and_no_further():
    good, bad = PictureMark(True, "warm"), PictureMark(False)
    marked = view().marked(good).marked(bad)
    assert marked.mark_before == good
    assert marked.marked(bad) == marked
    undone = marked.marked(marked.mark_before)
    assert (undone.mark, undone.mark_before) == (good, UNMARKED)
    assert undone.marked(undone.mark_before).mark == UNMARKED


def test_reason_is_shown_with_the_mark():
    assert "warm &lt;b&gt;" in render(
        "picture/badge", t=LANGUAGES["en"], picture=view(mark=PictureMark(True, "warm <b>"))
    )


def test_request_for_the_same_picture_carries_all_it_was_made_from():
    options = {"brand": "forest", "palette_mode": "poster", "text_zone": "left"}
    own = {"color_palette": {"members": [{"color": "#FFA07A", "weight": 0.5}]}}
    one = view(options=options | own, num_inference_steps=7, guidance_scale=2.0, path="/api/images/a.jpg")
    again, varied = one.again(), one.varied()
    assert again.model_dump(mode="json", include={*options, *own}, exclude_unset=True) == options | own
    assert (again.seed, again.num_inference_steps, again.guidance_scale, again.output_format) == (7, 7, 2.0, "jpeg")
    assert varied == again.model_copy(update={"seed": None})


def test_best_of_several_is_made_again_alone():
    one = view(options={"palette_mode": "strict"})
    assert (one.again().palette_mode, one.varied().palette_mode) == ("snap", "strict")


def test_picture_that_the_page_has_forgotten_is_explained():
    with pytest.raises(ApiError) as caught:
        find("/api/images/b.png", [view()])
    assert caught.value.problem.code in LANGUAGES["en"].problems


@pytest.mark.parametrize(
    ("field", "control"),
    [
        ("metadata.age", "age"),
        ("metadata.height + width", "height + width"),
        ("color_palette.members.0.color", "color_palette"),
        ("metadata.heigth", "heigth"),
        ("", "metadata"),
    ],
)
def test_field_of_the_api_is_known_by_its_control(field, control):
    assert problems.control(field) == control


@pytest.mark.parametrize("texts", [LANGUAGES["en"], LANGUAGES["ru"]])
def test_every_field_has_a_name_and_advice(texts):
    assert problems.FIELDS - {"preview"} <= texts.advice.keys() <= texts.fields.keys()
    for name in texts.advice:
        assert "{" not in problems.advice(texts, name)


def test_functions_are_short():
    for path in sorted(Path(ui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno < 40, f"{path.name}: {node.name}"


def test_every_text_is_there_and_used():
    """Of the page: a text's name in code or in a template is checked by nobody else before it is asked for."""
    folder = Path(ui.__file__).parent
    sources = [path.read_text() for path in (*folder.rglob("*.py"), *folder.rglob("*.html"))]
    used = {name for source in sources for name in re.findall(r"\b(?:t|texts)\.(\w+)", source)} - {"number", "percent"}
    there = vars(LANGUAGES["en"]).keys() - {"decimal_point", "name", "percent_sign"}
    assert used - there == set()
    assert there - used == {"gallery", "table"}  # whose names the buttons' texts are found by


def test_templates_are_templates():
    for name in TEMPLATES.list_templates():
        TEMPLATES.get_template(name)


def test_no_rule_within_media_is_of_what_lies_outside():
    """Gradio takes every selector there, split at commas, as one inside its container: those of the root are in root.css."""
    sheet = (ASSETS / "page.css").read_text()
    blocks = re.findall(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}", sheet)
    assert len(blocks) == sheet.count("@media")
    selectors = [selector for block in blocks for selector in re.findall(r"([^{}]+)\{", block)]
    outside = re.compile(r"(^|,)\s*(html|body|:root|\*|::|gradio-app)|\.dark|\.gradio-container|\([^)]*,")
    assert [selector for selector in selectors if outside.search(selector)] == []


@pytest.mark.parametrize(("applied", "told"), [(False, True), (True, False), (None, False)])
def test_what_was_to_be_avoided_and_had_no_effect_says_so(applied, told):
    for texts in LANGUAGES.values():
        shown = gallery(texts, Gallery((view(negative_applied=applied),)))
        assert (texts.negative_idle in shown) is told


def test_illustration_is_never_passed_off_as_a_photo():
    assert LANGUAGES["en"].illustration in gallery(LANGUAGES["en"], Gallery((view(),)))
    assert LANGUAGES["en"].illustration not in gallery(LANGUAGES["en"], Gallery((view(model="juggernaut-x"),)))


def test_client_makes_marks_and_remembers(service_url):
    api = Api(service_url)
    *_, picture = api.stream({"user_id": "client/й", "metadata": SMALL, "seed": 5})
    assert isinstance(picture, Picture)
    for result, reason in ((True, "тепло"), (None, "")):
        assert api.mark("client/й", picture.image_path, result, reason).result is result
        [interaction] = api.history("client/й").interactions
        assert (interaction.image_url, interaction.mark) == (picture.image_path, result)
        assert (interaction.mark_reason or "") == reason


def test_client_pages_through_history(service_url):
    api = Api(service_url)
    for seed in range(3):
        list(api.stream({"user_id": "pages", "metadata": SMALL, "seed": seed}))
    first = api.history("pages", limit=2).interactions
    rest = api.history("pages", limit=2, before=first[-1].id).interactions
    assert [i.metadata.seed for i in (*first, *rest)] == [2, 1, 0]


def test_client_reports_errors_in_the_words_of_the_api(service_url):
    with pytest.raises(ApiError) as caught:
        list(Api(service_url).stream({"user_id": "x", "metadata": {"age": 121}}))
    assert caught.value.problem.code == "invalid_request"
    assert caught.value.problem.details[0].field == "metadata.age"


def test_client_without_a_service_says_so():
    with pytest.raises(ApiError) as caught:
        Api("http://127.0.0.1:9").history("x")
    assert caught.value.problem.code == "unreachable"


@pytest.mark.parametrize("user_id", [".", "..", "a/b/../c", "?", "#", "%2F", "☃ é"])
def test_any_user_id_has_a_history(service_url, user_id):
    api = Api(service_url)
    list(api.stream({"user_id": user_id, "metadata": SMALL}))
    assert {i.user_id for i in api.history(user_id).interactions} == {user_id}


def test_group_settles_every_picture(service_url):
    requests = [{"user_id": "group", "metadata": SMALL, "seed": s} for s in range(3)] + [{"metadata": SMALL}]
    *_, last = StreamGroup(Api(service_url), requests).follow()
    assert [type(state) for state in last] == [PictureView, PictureView, PictureView, ApiError]
    assert [state.seed for state in last[:3]] == [0, 1, 2]


def test_group_that_is_left_cancels_its_pictures(service_url):
    big = {"user_id": "left", "metadata": {"width": 1750, "height": 1750}}
    group = StreamGroup(Api(service_url), [big] * 3)
    states = group.follow()
    next(states)
    states.close()
    for thread in group._threads:
        thread.join(10)
    assert not any(isinstance(state, StreamProgress) for state in group.states)
    assert len(Api(service_url).history("left").interactions) < 3


def test_page_is_imported_without_gradios_stubs():
    """Gradio would write them anew into its own folder, for as long as the rest of its import takes."""
    watch = "import sys; opened = []; sys.addaudithook(lambda event, facts: opened.append(str(facts[0])) if event == 'open' else None)"
    tell = "import gradio, ui; print(sum(path.endswith('.pyi') for path in opened), gradio.Button.click.__name__)"
    command = [sys.executable, "-c", f"{watch}; import ui; {tell}"]
    done = subprocess.run(command, cwd=Path(ui.__file__).parent.parent, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "event_trigger"]


def test_one_web_app_is_made_for_each_language(monkeypatch):
    """Gradio would make four of each, which takes longer than all else of the page."""
    made, create = [], App.create_app
    monkeypatch.setattr(App, "create_app", lambda blocks, **options: made.append(blocks) or create(blocks, **options))
    ui.mount(FastAPI())
    assert len(made) == len(LANGUAGES)
    assert all(blocks.app.get_blocks() is blocks for blocks in made)


@pytest.mark.parametrize("code", ["en", "ru"])
def test_words_that_nobody_translates_stand_out_before_painting(code):
    facts = {"prompt": "dog", "negative_prompt": "", "tokens": 1, "room": 75, "dropped": (), "undrawn": None}
    shown = preview(LANGUAGES[code], PromptPreview(**facts, untranslated=("шмурдяк", "<b>")), "собака шмурдяк <b>")
    assert f"{LANGUAGES[code].not_translated}:" in shown
    assert "<b>шмурдяк</b><b>&lt;b&gt;</b>" in shown
    assert "undrawn" not in preview(LANGUAGES[code], PromptPreview(**facts, untranslated=()), "собака")
