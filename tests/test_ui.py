"""The page's own logic, without a browser: what it reads, what it says, and how it speaks to the real API."""

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
from schemas import BrandReport, Copy, GenerateRequest, Metadata, Problem, PromptPreview, RecordedCopy
from schemas.report import ScoreGroup
from ui import problems
from ui.app import page
from ui.campaigns import Campaigns
from ui.client import Api, ApiError, StreamProgress
from ui.create import _channels, _variant
from ui.form.appearance import colours, palette, swatches
from ui.form.numbers import number, shown
from ui.form.paste import parse
from ui.form.prompt import preview
from ui.form.size import rule
from ui.gallery import Gallery, gallery, painting
from ui.history import query
from ui.languages import LANGUAGES, language
from ui.picture_view import UNMARKED, PictureMark, PictureView, find, subject
from ui.rendering import TEMPLATES, render
from ui.report import report
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


def seeds(number, **asked):
    return [_variant(asked, place).get("seed") for place in range(number)]


def test_variants_of_a_locked_seed_have_the_next_ones_and_strict_ones_those_that_no_other_tries():
    last = 2**32 - 1
    assert seeds(3, seed=last - 1) == [last - 1, last, 0]
    assert seeds(3, seed=last - 8, palette_mode="strict") == [last - 8, last, 7]
    assert seeds(2) == [None, None]
    assert seeds(2, seed="a dog") == ["a dog"] * 2


def test_every_channel_has_the_same_seed_and_a_size_of_its_own():
    asked = {"metadata": {"product": "car", "width": 1}}
    given, drawn = _channels(asked | {"seed": 0}), _channels(asked)
    assert {one["seed"] for one in given} == {0}
    assert len({one["seed"] for one in drawn}) == 1
    sizes = [(one["metadata"]["width"], one["metadata"]["height"]) for one in given]
    assert (1080, 1920) in sizes
    assert len(set(sizes)) == len(sizes) == 6
    assert {one["metadata"]["product"] for one in given} == {"car"}


def test_picture_that_is_being_painted_has_a_frame_of_its_proportions():
    shown = painting(LANGUAGES["en"], [StreamProgress(step=1, steps=2)] * 2, [(1200, 628), (1080, 1920)])
    assert re.findall(r"--w:(\d+);--h:(\d+)", shown) == [("1200", "628"), ("1080", "1920")]


def copy(**changes):
    return RecordedCopy(**Copy(headline="Home", formats=("story", "post")).model_dump() | changes)


@pytest.mark.parametrize(
    ("mark", "seen"),
    [
        (UNMARKED, "ad"),
        (PictureMark(True, "", "picture"), "picture"),
        (PictureMark(False, "", "picture"), "picture"),
        (PictureMark(False, "", "ad"), "ad"),
    ],
)
def test_what_is_seen_at_first_is_what_was_marked_else_the_advertisement(mark, seen):
    one = view(ad=copy(), ad_size=(1080, 1920), mark=mark)
    assert (one.shows, one.shape) == (seen, (1080, 1920) if seen == "ad" else (96, 64))
    assert view(mark=mark, ad_size=(1080, 1920)).shape == (96, 64)
    assert (one.ad_path, one.ad_name) == ("/api/images/a.png/ads/story", "Home story.png")
    assert view(ad=copy()).shape == (96, 64)  # of a format whose size nobody knows


def test_figures_are_said_in_their_units():
    texts = LANGUAGES["en"]
    told = dict(view(duration_ms=1500, options={"init_image": "b.png"}, guidance_scale=2.0).figures(texts))
    assert told[texts.duration] == texts.seconds.format(seconds="1.50")
    assert told[texts.strength_figure] == "50%"
    assert told[texts.size_label] == "96 × 64 PNG"
    assert told[texts.guidance] == "2"
    assert texts.steps not in told


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"sex": "female", "age": 17}, "Girl, 17"),
        ({"sex": "female", "age": 18}, "Woman, 18"),
        ({"sex": "male"}, "Man"),
        ({"product": "house", "sex": "male", "age": 0}, "House, Boy, 0"),
    ],
)
def test_who_is_no_adult_is_called_a_child(facts, said):
    assert subject(LANGUAGES["en"], facts) == said


def group(name, *bands, **more):
    return ScoreGroup(name=name, pictures=sum(bands), bands=bands, mean=92.55, lowest=80, **more)


def test_report_has_columns_as_high_as_their_pictures_and_shares_of_the_marks():
    total = group("", 1, 2, 3, 14, good=3, bad=1, corrected=0.25, off_brand=0.05)
    days = (group("2026-03-01", 0, 0, 0, 5), group("2026-03-02", 1, 2, 3, 9))
    empty = dict.fromkeys(("products", "models", "brands", "sizes", "worst", "reasons"), ())
    found = BrandReport(since=None, until=None, total=total, days=days, **empty)
    shown = report(LANGUAGES["en"], found, [], {"from": "2026-03-01"})
    for said in ("20", "92.5", "25.0%", "5.0%", "75%", "from=2026-03-01&amp;format=csv"):
        assert said in shown
    bars = re.findall(r'"band(\d)" x="(\d+)" y="([\d.]+)" width="20" height="([\d.]+)"', shown)
    unit = 160 / 15  # the highest column is the whole chart
    assert [(int(band), int(x)) for band, x, _, _ in bars] == [(3, 0), (0, 28), (1, 28), (2, 28), (3, 28)]
    for (_, _, y, height), (below, count) in zip(bars, ((0, 5), (0, 1), (1, 2), (3, 3), (6, 9)), strict=True):
        assert (float(y), float(height)) == pytest.approx((160 - (below + count) * unit, count * unit), abs=0.06)
    nothing = BrandReport(since=None, until=None, total=group("", 0, 0, 0, 0), days=(), **empty)
    assert LANGUAGES["en"].nothing_found in report(LANGUAGES["en"], nothing, [], {})


def test_filters_are_asked_for_by_the_names_of_the_api():
    said = {"text": "dog", "since": "2026-03-01", "until": "", "score": "min_score 90", "user_id": "somebody"}
    assert query(said) == (("text", "dog"), ("from", "2026-03-01"), ("to", ""), ("min_score", "90"))
    assert query({"score": "limit 5"}) == query({"score": "max_score"}) == query(None) == ()


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


def test_client_without_a_service_says_so():
    with pytest.raises(ApiError) as caught:
        Api("http://127.0.0.1:9").history("x")
    assert caught.value.problem.code == "unreachable"


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


def test_no_press_is_taken_for_another_one():
    """Of what is pressed meanwhile, Gradio's `always_last` brings what the first press said: that may say nothing of its own."""
    said = [one for one in page(LANGUAGES["en"], lambda _: None).fns.values() if one.collects_event_data]
    assert said
    first = {one.name for one in said if one.trigger_mode == "always_last"}
    assert first == {"on_progress"}  # which asks for whatever is open


def test_news_of_a_campaign_that_is_no_longer_open_change_nothing():
    seen = Campaigns(user_id="another")
    assert seen.with_news(None, LANGUAGES["en"], "job") is seen


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
