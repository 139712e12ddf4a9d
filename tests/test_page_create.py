"""The page in a real browser against a real service: the form, and the pictures that it makes."""

import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browsing import (
    another_than,
    at_once,
    choose,
    fold,
    make,
    picture,
    same_pixels,
    settle,
    shown,
    size,
    unanswered,
    unfold,
    variants,
)

pytestmark = pytest.mark.slow

PRODUCTS = {"People": "people", "Car": "car", "House": "house", "Credit card": "credit card", "Brand scene": None}
SEED_JSON = '{"user_id": "123", "metadata": { "age": 20, "sex": "male", "height": 512, "width": 512}}'


def newest(api, user):
    return api.get(f"/api/interactions/{user}").json()[0]["metadata"]


def paste(page, text):
    page.fill("#paste textarea", text)
    page.get_by_role("button", name="Fill in the form").click()


def test_each_product_is_created(open_page, service_url, api):
    page = open_page("maker of all")
    size(page, 200, 120)
    [path] = make(page)
    for product, name in PRODUCTS.items():
        choose(page, "product", product)
        page.click("#generate")
        path = another_than(page, path)
        assert picture(service_url, path).size == (200, 120)
        assert newest(api, "maker of all")["product"] == name
        expect(page.locator(".facts")).to_contain_text("Illustration, not a photo model")


def test_age_shows_only_where_it_matters_and_is_not_sent_where_it_does_not(open_page, api):
    page = open_page("ageless")
    age = page.locator(".field-age")
    expect(age).to_be_visible()
    page.fill(".field-age input", "33")
    for product, sex, shows in [
        ("Car", "Woman", True),
        ("People", "Anyone", True),
        ("Brand scene", "Nobody", False),
        ("Car", "Nobody", False),
    ]:
        choose(page, "product", product)
        choose(page, "sex", sex)
        expect(age).to_be_visible(visible=shows)
    size(page, 96, 64)
    make(page)
    assert newest(api, "ageless")["age"] is None


def test_example_and_pasted_json_fill_the_form_and_nonsense_is_explained(open_page, service_url, api):
    page = open_page("123")
    page.get_by_role("button", name="Girl, 10").click()
    expect(page.locator(".field-age input")).to_have_value("10")
    [path] = make(page)
    made = newest(api, "123")
    given = {name: made[name] for name in ("sex", "age", "product", "width", "height")}
    assert given == {"sex": "female", "age": 10, "product": None, "width": 1160, "height": 480}
    unfold(page, "Paste metadata as JSON")
    for text, complaint in {
        "{": "not valid JSON",
        '{"heigth": 5}': "heigth: there is no such field",
        '{"age": 130}': "from 0 to 120",
        '{"height": 3000, "width": 3000}': "together at most 3500 px",
        '{"metadata": {}, "color_palette": {"members": [{"color": "red"}]}}': "write up to 8 colours",
    }.items():
        paste(page, text)
        expect(page.locator(".note [role=alert]")).to_contain_text(complaint)
    paste(page, '{"product": "house", "custom_prompt": "a dog", "width": 640, "height": 320}')
    expect(page.locator(".field-custom_prompt textarea")).to_have_value("a dog")
    expect(page.locator(".field-width input")).to_have_value("640")
    expect(page.get_by_role("radio", name="House", exact=True)).to_be_checked()
    paste(page, SEED_JSON)
    expect(page.locator(".note .done")).to_be_visible()
    expect(page.get_by_role("radio", name="Man", exact=True)).to_be_checked()
    page.click("#generate")
    path = another_than(page, path)
    made = newest(api, "123")
    facts = {"age": 20, "sex": "male", "product": None, "width": 512, "height": 512}
    assert {name: made[name] for name in facts} == facts
    again = api.post("/api/generate", json={"user_id": "curl", "metadata": facts, "seed": made["seed"]}).json()
    assert same_pixels(picture(service_url, path), picture(service_url, again["image_path"]))


MISTAKES = [
    ("age", "121", "Age: enter a whole number from 0 to 120"),
    ("age", "ten", "Age: enter a whole number"),
    ("custom_prompt", "a nude child", "We do not paint this"),
    ("seed", "-1", "Variant number: enter a whole number from 0 to 4294967295"),
    ("num_inference_steps", "51", "Steps of painting: enter a whole number from 1 to 50"),
    ("guidance_scale", "0", "Closeness to the description: enter a number from 1 to 10"),
    ("color_palette", "red", "Other colours: write up to 8 colours"),
]


def test_mistakes_are_explained_beside_their_fields_and_a_channel_sets_the_size(open_page):
    page = open_page("too big")
    size(page, 3000, 501)
    expect(page.locator("#size-rule .hint")).to_contain_text("1 px over the limit of 3500")
    page.click("#generate")
    expect(page.locator(".problem .notice")).to_contain_text("at most 3500 px")
    wrong = page.locator(".field-width input")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_attribute("aria-describedby", "size-rule")
    size(page, 96, 64)
    expect(wrong).not_to_have_attribute("aria-invalid", "true")
    make(page)
    expect(page.locator(".problem .notice")).to_have_count(0)
    for preset, width, height in [
        ("Post", 1080, 1080),
        ("Story", 1080, 1920),
        ("Banner", 1160, 480),
        ("Email", 1200, 400),
        ("Card design", 856, 540),
        ("Preview", 720, 720),
    ]:
        page.locator(".sizes label", has_text=preset).click()
        expect(page.locator(".field-width input")).to_have_value(str(width))
        expect(page.locator(".field-height input")).to_have_value(str(height))
        expect(page.get_by_role("radio", name=f"{preset} {width}×{height}")).to_be_checked()
    unfolded = page.locator(".label-wrap.open", has_text="Fine tuning")
    for field, value, complaint in MISTAKES:
        if not unfolded.count():  # as a mistake in there does it
            unfold(page, "Fine tuning")
        typed = page.locator(f".field-{field} :is(input, textarea)")
        before = typed.input_value()
        typed.fill(value)
        fold(page, "Fine tuning")
        expect(unfolded).to_have_count(0)
        page.click("#generate")
        expect(page.locator(".problem .notice")).to_contain_text(complaint)
        fault = page.locator(f"#fault-{field}")
        expect(fault).to_be_visible()
        expect(fault).to_contain_text(complaint)
        expect(typed).to_have_attribute("aria-describedby", f"fault-{field}")
        typed.press("1")
        expect(fault).to_have_count(0)
        expect(typed).not_to_have_attribute("aria-invalid", "true")
        typed.fill(before)


def test_words_are_told_apart_before_painting(open_page):
    page = open_page(locale="ru")
    page.fill(".field-custom_prompt textarea", "собака и вертолёт на пляже")
    expect(page.locator(".words.drawn b")).to_have_text(["собака", "пляже"])
    expect(page.locator(".words.undrawn b")).to_have_text(["вертолёт"])
    expect(page.locator(".preview")).not_to_contain_text("токен")
    expect(page.locator(".preview-room .wrong")).to_have_count(0)
    page.locator(".preview summary").click()
    expect(page.locator(".preview .prompt")).to_contain_text("dog")
    page.fill(".field-custom_prompt textarea", "собака <b>и</b> обнажённая женщина")
    expect(page.locator(".preview-room .notice")).to_contain_text(
        re.compile("Слово, из-за которого не рисуем: «обнаж[её]нная")
    )


def test_preview_is_the_prompt_that_is_painted_and_brand_colours_and_room_for_text_are_asked_for(open_page, api):
    page = open_page("looks")
    expect(page.locator(".swatches")).to_have_text("light salmonpale turquoiseroyal blue")
    unfold(page, "Fine tuning")
    page.fill(".field-seed input", "77")
    choose(page, "brand", "Forest")
    expect(page.locator(".swatches")).to_contain_text("forest green")
    choose(page, "text_zone", "Left")
    size(page, 96, 64)
    page.locator(".preview summary").click()
    expect(page.locator(".preview .prompt")).to_contain_text("forest green")
    page.fill(".field-custom_prompt textarea", "with a ski lift")
    expect(page.locator(".preview .prompt")).to_contain_text("ski lift")
    expect(page.locator(".preview .prompt")).to_be_visible()
    page.fill(".field-custom_prompt textarea", "")
    expect(page.locator(".preview .prompt")).not_to_contain_text("ski lift")
    make(page)
    expect(page.locator(".preview .prompt")).to_have_text(page.locator(".facts .prompt").first.inner_text())
    path = shown(page)[0]
    choose(page, "text_zone", "Right")
    choose(page, "palette_mode", "Poster inks")
    page.fill(".field-color_palette input", "#FFA07A 0.75, #4169E1")
    expect(page.locator(".swatches")).to_have_text("#FFA07A#4169E1")
    size(page, 160, 96)
    page.click("#generate")
    another_than(page, path)
    made = newest(api, "looks")
    assert (made["brand"], made["palette_mode"], made["text_zone"]) == ("forest", "poster", "right")
    assert [m["color"] for m in made["color_palette"]["members"]] == ["#FFA07A", "#4169E1"]
    assert made["color_palette"]["members"][0]["weight"] == 0.75
    for told in ("Forest", "Poster inks", "#FFA07A 0.75, #4169E1", "Right"):
        expect(page.locator(".facts dl")).to_contain_text(told)


def test_variants_differ_and_follow_a_locked_seed_or_are_refused_with_it(open_page, api):
    page = open_page("in a row")
    size(page, 96, 64)
    unfold(page, "Fine tuning")
    seed = page.locator(".field-seed input")
    variants(page, 2)
    seed.fill("many")
    page.click("#generate")
    expect(page.locator(".problem .notice")).to_contain_text("Variant number: enter a whole number")
    seed.fill("4294967295")
    make(page, 2)
    assert {i["metadata"]["seed"] for i in api.get("/api/interactions/in a row").json()} == {4294967295, 0}
    seed.fill("100")
    choose(page, "palette_mode", "Best of four")
    variants(page, 4)
    assert len({api.get(path).content for path in make(page, 4)}) == 4
    seeds = [i["metadata"]["seed"] for i in api.get("/api/interactions/in a row").json()[:4]]
    assert sorted((seed - 100) // 8 for seed in seeds) == [0, 1, 2, 3]


def test_people_are_kept_by_the_name_of_those_in_the_picture(open_page, api):
    page = open_page("keeps people")
    size(page, 96, 64)
    [path] = make(page)
    keep, name = page.locator("#keep-people input"), page.locator(".field-cast input")
    keep.check()
    expect(name).to_have_value(re.compile(r"^\d+[qt]?$"))
    page.click("#generate")
    another_than(page, path)
    recorded = [line["metadata"] for line in api.get("/api/interactions/keeps people").json()]
    assert [one["cast"] for one in recorded] == [name.input_value(), None]
    assert recorded[0]["seed"] != recorded[1]["seed"]
    keep.uncheck()
    expect(name).to_have_value("")


def test_seed_is_diced_typed_kept_and_let_go(open_page, api):
    page = open_page("seeds")
    size(page, 96, 64)
    unfold(page, "Fine tuning")
    dice, seed = page.get_by_role("button", name="Roll the dice"), page.locator(".field-seed input")
    keep, used = page.get_by_role("checkbox", name="Keep this number"), page.locator(".facts dd").first
    expect(keep).not_to_be_checked()
    [path] = make(page)
    keep.check()
    expect(seed).to_have_value(used.inner_text())
    page.click("#generate")
    path = another_than(page, path)
    seeds = [i["metadata"]["seed"] for i in api.get("/api/interactions/seeds").json()]
    assert seeds[0] == seeds[1]
    keep.uncheck()
    expect(seed).to_have_value("")
    seen = set()
    for _ in range(3):
        dice.click()
        expect(seed).not_to_have_value(re.compile("^$" if not seen else "|".join(f"^{one}$" for one in seen)))
        seen.add(seed.input_value())
    assert len(seen) == 3
    assert all(0 <= int(one) < 2**32 for one in seen)
    seed.fill("42")
    expect(keep).to_be_checked()
    page.click("#generate")
    another_than(page, path)
    expect(used).to_have_text("42")
    fold(page, "Fine tuning")
    expect(page.locator(".go")).to_contain_text("Variant 42 is kept")
    page.get_by_role("button", name="Let it go").click()
    expect(page.locator(".go")).not_to_contain_text("is kept")
    unfold(page, "Fine tuning")
    expect(seed).to_have_value("")


def test_other_language_keeps_the_half_filled_form(open_page):
    page = open_page("halfway")
    choose(page, "product", "Car")
    choose(page, "sex", "Woman")
    page.fill(".field-age input", "abc")
    page.fill(".field-custom_prompt textarea", "a dog")
    size(page, 720, 720)
    choose(page, "brand", "Forest")
    choose(page, "text_zone", "Top")
    unfold(page, "Fine tuning")
    page.fill(".field-seed input", "5")
    page.fill(".field-color_palette input", "#FFA07A")
    variants(page, 2)
    page.get_by_role("link", name="Русский").click()
    page.wait_for_url("**/ui/ru/")
    expect(page.get_by_role("radio", name="Автомобиль")).to_be_checked(timeout=30_000)
    expect(page.get_by_role("radio", name="Женщина")).to_be_checked()
    expect(page.get_by_role("radio", name="Никто")).to_have_count(1)
    expect(page.locator(".field-age input")).to_have_value("abc")
    expect(page.locator(".field-custom_prompt textarea")).to_have_value("a dog")
    expect(page.locator(".field-width input")).to_have_value("720")
    expect(page.get_by_role("radio", name="Превью")).to_be_checked()
    expect(page.get_by_role("radio", name="Лес")).to_be_checked()
    expect(page.get_by_role("radio", name="Сверху")).to_be_checked()
    expect(page.get_by_role("radio", name="2", exact=True)).to_be_checked()
    expect(page.locator("#user-id input")).to_have_value("halfway")
    expect(page.locator(".swatches")).to_have_text("#FFA07A")
    unfold(page, "Тонкая настройка")
    expect(page.locator(".field-seed input")).to_have_value("5")
    page.reload()  # no prompt is shown again: there is none for such an age
    expect(page.locator(".field-custom_prompt textarea")).to_have_value("a dog", timeout=30_000)
    expect(page.locator(".field-age input")).to_have_value("abc")


def test_double_click_makes_one_picture_and_the_users_text_stays_text(open_page):
    page = open_page("<b id=evil>me</b>")
    page.fill(".field-custom_prompt textarea", "<img id=evil src=x> zzz")
    size(page, 400, 300)
    page.dblclick("#generate")
    expect(page.locator("#wall figcaption")).to_have_count(1, timeout=30_000)
    expect(page.locator("#generate")).to_be_visible()
    page.get_by_role("tab", name="History").click()
    expect(page.locator(".album-head h2")).to_contain_text("<b id=evil>me</b>")
    expect(page.locator(".album-work")).to_have_count(1)
    expect(page.locator("#evil")).to_have_count(0)


def test_what_is_said_before_the_service_has_answered_stays(browser, service_url):
    with browser.new_context(locale="en") as context:
        page = context.new_page()
        with unanswered(page):
            page.goto(f"{service_url}/ui/")
            page.fill(".field-custom_prompt textarea", "with a ski lift")
            page.fill(".field-width input", "320")
            choose(page, "product", "Car")
            variants(page, 2)
        settle(page)
        expect(page.locator("#size-rule")).to_contain_text("320")
        expect(page.locator(".preview .prompt")).to_contain_text("ski lift")
        expect(page.locator(".field-age")).to_be_hidden()
        with unanswered(page):
            choose(page, "product", "House")
            choose(page, "sex", "Woman")
            choose(page, "sex", "Man")
            page.fill(".field-age input", "33")
        expect(page.locator(".preview .prompt")).to_contain_text("33")
        expect(page.locator(".field-custom_prompt textarea")).to_have_value("with a ski lift")
        for field, said in {"field-product": "House", "field-sex": "Man", "count": "2"}.items():
            expect(page.locator(f".{field} label.selected")).to_contain_text(said)
        expect(page.locator(".field-age input")).to_have_value("33")


def test_one_press_makes_every_channel_and_can_be_cancelled(open_page, api, tmp_path):
    page = open_page("omnibus")
    labels = [label.split("\n") for label in page.locator(".sizes label span").all_inner_texts()]
    channels = {name: tuple(map(int, size.split("×"))) for name, size in labels}
    assert len(channels) == 6
    page.locator(".field-custom_prompt textarea").fill("a dog")
    page.click("#all-channels")
    at_once(page, "#wall :is(.waiting, .frame img)", "#cancel")
    expect(page.locator("#wall .n6 figcaption")).to_have_count(6, timeout=240_000)
    expect(page.locator("#generate")).to_be_visible()
    lines = [line["metadata"] for line in api.get("/api/interactions/omnibus").json()]
    assert {(line["width"], line["height"]) for line in lines} == set(channels.values())
    [seed] = {line["seed"] for line in lines}
    captions = page.locator("#wall .channel").all_inner_texts()
    assert captions == [f"{name} {width}×{height}" for name, (width, height) in channels.items()]
    with page.expect_download() as download:
        page.locator(".wall-archive a").click()
    download.value.save_as(tmp_path / "all.zip")
    names = set(zipfile.ZipFile(tmp_path / "all.zip").namelist()) - {"metadata.jsonl"}
    assert names == {
        f"{name.lower().replace(' ', '-')}_people_a-dog_{w}x{h}_{seed}.png" for name, (w, h) in channels.items()
    }
    page.locator("#wall .work").nth(2).get_by_role("button", name="good").click()
    expect(page.locator("#wall .work").nth(2)).to_contain_text("Saved")
    page.click("#all-channels")
    at_once(page, "#cancel", press=True)
    expect(page.locator("#generate")).to_be_visible()
    expect(page.locator("#all-channels")).to_be_visible()
    expect(page.locator("#wall [aria-busy]")).to_have_count(0)
    made = len(api.get("/api/interactions/omnibus").json()) - 6  # also whatever was ready just as it was cancelled
    assert page.locator("#wall figcaption").count() in {6, *range(1, made + 1)}
