"""The page in a real browser, against a real service: every flow that a marketing person goes through."""

import contextlib
import io
import os
import re
import signal
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.serving import Server, serve

pytestmark = pytest.mark.slow

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, service_url: str) -> Iterator[Open]:
    """A page of a visitor of their own; at the end of the test it must have made no error and no foreign request."""
    contexts, complaints = [], []

    def watch(page: Page) -> None:
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith((service_url, "data:")) else complaints.append(r.url))

    def enter(user: str = "", locale: str = "en-US", width: int = 1440, height: int = 900, dark: bool = False) -> Page:
        scheme = "dark" if dark else "light"
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(f"{service_url}/ui/")
        expect(page.locator("#generate")).to_be_visible(timeout=30_000)
        if user:
            page.fill("#user-id input", user)
        return page

    yield enter
    for context in contexts:
        context.close()
    assert complaints == []


def size(page: Page, width: int, height: int) -> None:
    page.fill(".field-width input", str(width))
    page.fill(".field-height input", str(height))


def choose(page: Page, field: str, label: str) -> None:
    page.locator(f".field-{field} label", has_text=re.compile(f"^ *{label} *$")).click()


def make(page: Page, count: int = 1) -> list[str]:
    """Press the button; the addresses of the pictures."""
    page.click("#generate")
    expect(page.locator(f"#wall .n{count} figcaption")).to_have_count(count, timeout=60_000)
    expect(page.locator("#generate")).to_be_visible()
    return [image.get_attribute("src") for image in page.locator("#wall .frame img").all()]


def picture(service_url: str, path: str) -> Image.Image:
    return Image.open(io.BytesIO(httpx.get(service_url + path).raise_for_status().content)).convert("RGB")


@pytest.mark.parametrize("product", ["People", "Car", "House", "Credit card", "Brand scene"])
def test_each_product_is_created(open_page, service_url, product):
    page = open_page(f"maker of {product}")
    choose(page, "product", product)
    size(page, 200, 120)
    [path] = make(page)
    assert picture(service_url, path).size == (200, 120)
    expect(page.locator(".facts")).to_contain_text("Illustration, not a photo model")


@pytest.mark.parametrize(
    ("product", "sex", "age_shows"),
    [("People", "Anyone", True), ("Car", "Nobody", False), ("Car", "Woman", True), ("Brand scene", "Nobody", False)],
)
def test_age_shows_only_where_it_matters(open_page, product, sex, age_shows):
    page = open_page()
    choose(page, "product", product)
    choose(page, "sex", sex)
    expect(page.locator(".field-age")).to_be_visible(visible=age_shows)


def test_example_fills_the_form_and_the_request(open_page, api):
    page = open_page("example")
    page.get_by_role("button", name="Girl, 10").click()
    expect(page.locator(".field-age input")).to_have_value("10")
    make(page)
    [interaction] = api.get("/api/interactions/example").json()
    given = {name: interaction["metadata"][name] for name in ("sex", "age", "product", "width", "height")}
    assert given == {"sex": "female", "age": 10, "product": None, "width": 1160, "height": 480}


def test_pasted_json_fills_the_form(open_page):
    page = open_page()
    page.get_by_role("button", name="Paste metadata as JSON").click()
    page.fill("#paste textarea", '{"product": "house", "custom_prompt": "a dog", "width": 640, "height": 320}')
    page.get_by_role("button", name="Fill in the form").click()
    expect(page.locator(".field-custom_prompt textarea")).to_have_value("a dog")
    expect(page.locator(".field-width input")).to_have_value("640")
    expect(page.get_by_role("radio", name="House", exact=True)).to_be_checked()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("{", "not valid JSON"), ('{"heigth": 5}', "heigth: there is no such field"), ('{"age": 130}', "from 0 to 120")],
)
def test_pasted_nonsense_is_explained(open_page, text, complaint):
    page = open_page()
    page.get_by_role("button", name="Paste metadata as JSON").click()
    page.fill("#paste textarea", text)
    page.get_by_role("button", name="Fill in the form").click()
    expect(page.locator(".note [role=alert]")).to_contain_text(complaint)


def test_size_rule_is_shown_before_sending_and_explained_after(open_page):
    page = open_page("too big")
    size(page, 3000, 501)
    expect(page.locator(".size-note .hint")).to_contain_text("1 px over the limit of 3500")
    page.click("#generate")
    expect(page.locator(".problem .notice")).to_contain_text("at most 3500 px")
    expect(page.locator(".field-width input")).to_have_attribute("aria-invalid", "true")
    size(page, 96, 64)
    make(page)
    expect(page.locator(".field-width input")).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        (".field-age input", "121", "Age: enter a whole number from 0 to 120"),
        (".field-age input", "ten", "Age: enter a whole number"),
        (".field-custom_prompt textarea", "a nude child", "We do not paint this"),
    ],
)
def test_errors_say_what_to_change(open_page, field, value, complaint):
    page = open_page("mistaken")
    page.fill(field, value)
    page.click("#generate")
    expect(page.locator(".problem .notice")).to_contain_text(complaint)


def test_missing_user_id_is_asked_for(open_page):
    page = open_page()
    page.click("#generate")
    expect(page.locator(".problem .notice")).to_contain_text("User ID: enter 1 to 255 characters")


def test_four_variants_differ(open_page, service_url):
    page = open_page("variants")
    size(page, 256, 256)
    page.locator(".count label", has_text="4").click()
    paths = make(page, 4)
    assert len({httpx.get(service_url + path).content for path in paths}) == 4


def test_mark_is_in_the_database_at_once_and_after_reload(open_page, api):
    page = open_page("judge")
    size(page, 96, 64)
    make(page)
    page.get_by_role("button", name="Mark as good").click()
    expect(page.locator(".verdict-note")).to_contain_text("Saved in the database: good")
    assert api.get("/api/interactions/judge").json()[0]["mark"] is True
    page.reload()
    page.get_by_role("tab", name="History").click()
    expect(page.locator(".album-work .badge")).to_have_text("Good")


def test_keys_mark_and_move_on(open_page, api):
    page = open_page("keys")
    size(page, 96, 64)
    page.locator(".count label", has_text="2").click()
    make(page, 2)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("b")
    expect(page.locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".work").nth(1)).to_have_class(re.compile("chosen"))
    page.keyboard.press("g")
    expect(page.locator(".act.good[aria-pressed=true]")).to_have_count(1)
    assert {i["mark"] for i in api.get("/api/interactions/keys").json()} == {True, False}


def test_typing_g_into_a_field_marks_nothing(open_page, api):
    page = open_page("typist")
    size(page, 96, 64)
    make(page)
    page.locator(".field-custom_prompt textarea").press_sequentially("gbg")
    expect(page.locator(".field-custom_prompt textarea")).to_have_value("gbg")
    assert api.get("/api/interactions/typist").json()[0]["mark"] is None


def test_history_shows_each_picture_with_its_facts(open_page):
    page = open_page("historian")
    size(page, 96, 64)
    make(page)
    seed = page.locator(".facts dd").first.inner_text()
    page.get_by_role("tab", name="History").click()
    page.get_by_role("button", name="Get history by user ID").click()
    expect(page.locator(".album-work")).to_have_count(1)
    page.locator("[data-view-switch=table]").click()
    expect(page.locator(".album-seed")).to_have_text(seed)
    expect(page.locator(".album-work .prompt")).to_contain_text("royal blue")


def test_history_is_filtered_by_product_mark_and_date(open_page, api):
    for product in ("car", "house", "house"):
        body = {"user_id": "picky", "metadata": {"product": product, "width": 64, "height": 64}}
        made = api.post("/api/generate", json=body).json()
    api.post("/api/marks", json={"user_id": "picky", "image_path": made["image_path"], "result": True})
    page = open_page("picky")
    page.get_by_role("tab", name="History").click()
    expect(page.locator(".album-work")).to_have_count(3)
    page.get_by_label("Product", exact=True).select_option("House")
    expect(page.locator(".album-work")).to_have_count(2)
    page.get_by_label("Mark", exact=True).select_option("Good")
    expect(page.locator(".album-work")).to_have_count(1)
    page.get_by_label("To", exact=True).fill("2020-01-01")
    expect(page.locator("#history")).to_contain_text("No picture fits these filters")


def test_seal_shows_the_score_and_opens_the_certificate(open_page):
    page = open_page("branded")
    size(page, 320, 240)
    make(page)
    expect(page.locator(".facts .seal")).to_have_text(re.compile(r"^(9\d|100)$"))
    page.locator(".certificate summary").click()
    drawn = page.locator(".certificate img")
    expect(drawn).to_be_visible()
    page.wait_for_function("document.querySelector('.certificate img').naturalWidth === 1280")
    assert page.locator(".facts .seal").get_attribute("href").endswith("/palette.png")


def test_history_is_filtered_by_score(open_page, api):
    for colours in ({}, {"color_palette": {"members": [{"color": "#000000"}]}}):
        api.post("/api/generate", json={"user_id": "strict", "metadata": {"width": 96, "height": 96}} | colours)
    page = open_page("strict")
    page.get_by_role("tab", name="History").click()
    expect(page.locator(".album-work .seal")).to_have_count(2)
    page.get_by_label("Brand score", exact=True).select_option("Below 90")
    expect(page.locator(".album-work .seal")).to_have_count(1)
    expect(page.locator(".seal.off")).to_have_count(1)


def test_report_shows_scores_and_the_worst(open_page, api):
    api.post("/api/generate", json={"user_id": "auditor", "metadata": {"product": "car", "width": 96, "height": 96}})
    page = open_page()
    page.get_by_role("tab", name="Brand report").click()
    expect(page.locator("#report .figures dd").first).to_have_text(re.compile(r"^[1-9]"))
    expect(page.locator("#report .chart rect").first).to_be_visible()
    expect(page.locator("#report .worst li").first).to_be_visible()
    with page.expect_download() as download:
        page.locator("#report a[download]").click()
    assert download.value.path().read_text().startswith("by,name,pictures")
    page.get_by_label("From", exact=True).last.fill("2090-01-01")
    expect(page.locator("#report")).to_contain_text("No picture fits these filters")


def test_all_pictures_come_as_a_zip(open_page, tmp_path):
    page = open_page("packer/ü")
    size(page, 96, 64)
    make(page)
    page.get_by_role("tab", name="History").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all as ZIP").click()
    download.value.save_as(tmp_path / "all.zip")
    names = zipfile.ZipFile(tmp_path / "all.zip").namelist()
    assert len([name for name in names if name.endswith(".png")]) == 1


def test_prompt_is_counted_and_shown_before_painting(open_page):
    page = open_page()
    page.fill(".field-custom_prompt textarea", "a red bicycle")
    expect(page.locator(".preview .hint")).to_contain_text(re.compile(r"\d+ of 7\d tokens"))
    page.locator(".preview summary").click()
    expect(page.locator(".preview .prompt")).to_contain_text("a red bicycle")
    page.fill(".field-custom_prompt textarea", "a nude child")
    expect(page.locator(".preview-room .notice")).to_contain_text("We do not paint this")


def test_changed_mark_can_be_undone(open_page, api):
    page = open_page("hesitant")
    size(page, 96, 64)
    make(page)
    page.get_by_role("button", name="Mark as good").click()
    expect(page.locator(".act.good[aria-pressed=true]")).to_have_count(1)
    page.get_by_role("button", name="Mark as bad").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".act.good[aria-pressed=true]")).to_have_count(1)
    assert api.get("/api/interactions/hesitant").json()[0]["mark"] is True


def test_long_history_goes_on_when_scrolled(open_page, api):
    for seed in range(30):
        body = {"user_id": "long", "metadata": {"width": 64, "height": 64}, "seed": seed}
        api.post("/api/generate", json=body).raise_for_status()
    page = open_page("long", height=700)
    page.get_by_role("tab", name="History").click()
    expect(page.locator(".album-work").first).to_be_visible()
    page.locator(".album-work").last.scroll_into_view_if_needed()
    expect(page.locator(".album-work")).to_have_count(30)


def test_download_is_equal_with_the_api_to_the_byte(open_page, service_url, tmp_path):
    page = open_page("downloader")
    size(page, 96, 64)
    [path] = make(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download original").click()
    download.value.save_as(tmp_path / "picture")
    assert (tmp_path / "picture").read_bytes() == httpx.get(service_url + path).content


def test_making_again_from_history_gives_the_same_pixels(open_page, service_url):
    page = open_page("again")
    size(page, 300, 200)
    [path] = make(page)
    page.get_by_role("tab", name="History").click()
    page.locator(".album-work .open").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Make again with this seed").click()
    expect(page.locator(f'#wall .work img:not([src="{path}"])')).to_be_visible(timeout=30_000)
    again = page.locator("#wall .frame img").get_attribute("src")
    first, second = picture(service_url, path), picture(service_url, again)
    assert ImageChops.difference(first, second).getbbox() is None


def test_varying_gives_another_picture_of_the_same_kind(open_page, api):
    page = open_page("vary")
    choose(page, "product", "House")
    size(page, 96, 64)
    [path] = make(page)
    page.get_by_role("button", name="Vary").click()
    expect(page.locator(f'#wall .work img:not([src="{path}"])')).to_be_visible(timeout=30_000)
    metadata = [i["metadata"] for i in api.get("/api/interactions/vary").json()]
    assert {m["product"] for m in metadata} == {"house"}
    assert len({m["seed"] for m in metadata}) == 2


def test_typed_seed_is_used(open_page):
    page = open_page("typed seed")
    size(page, 96, 64)
    page.get_by_role("button", name="Fine tuning").click()
    page.fill(".field-seed input", "42")
    expect(page.get_by_role("checkbox", name="Keep this seed")).to_be_checked()
    make(page)
    expect(page.locator(".facts dd").first).to_have_text("42")


def test_locked_seed_is_used_again_until_unlocked(open_page, api):
    page = open_page("locked")
    size(page, 96, 64)
    page.get_by_role("button", name="Fine tuning").click()
    [first] = make(page)
    page.get_by_role("checkbox", name="Keep this seed").check()
    expect(page.locator(".field-seed input")).to_have_value(page.locator(".facts dd").first.inner_text())
    page.click("#generate")
    expect(page.locator(f'#wall .work img:not([src="{first}"])')).to_be_visible(timeout=30_000)
    seeds = [i["metadata"]["seed"] for i in api.get("/api/interactions/locked").json()]
    assert seeds[0] == seeds[1]
    page.get_by_role("checkbox", name="Keep this seed").uncheck()
    expect(page.locator(".field-seed input")).to_have_value("")


def test_cancel_gives_the_form_back(open_page, api):
    page = open_page("hasty")
    size(page, 1750, 1750)
    page.locator(".count label", has_text="4").click()
    page.click("#generate")
    page.click("#cancel")
    expect(page.locator("#generate")).to_be_visible()
    expect(page.locator(".problem .notice")).to_have_count(0)
    assert len(api.get("/api/interactions/hasty").json()) < 4


def test_user_id_is_remembered_by_this_browser_only(open_page):
    mine, theirs = open_page("Мария/1"), open_page()
    mine.reload()
    expect(mine.locator("#user-id input")).to_have_value("Мария/1")
    expect(theirs.locator("#user-id input")).to_have_value("")


def test_two_users_at_once_see_only_their_own(open_page, api):
    first, second = open_page("user one"), open_page("user two")
    for page in (first, second):
        size(page, 400, 300)
        page.click("#generate")
    for page, user in ((first, "user one"), (second, "user two")):
        expect(page.locator("#wall figcaption")).to_have_count(1, timeout=30_000)
        [interaction] = api.get(f"/api/interactions/{user}").json()
        expect(page.locator("#wall .frame img")).to_have_attribute("src", interaction["image_url"])


def test_page_speaks_the_language_of_the_browser_until_switched(open_page):
    page = open_page(locale="ru-RU")
    expect(page.locator("#generate")).to_have_text("Создать картинку")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#generate")).to_have_text("Generate picture")
    page.goto(re.sub("/ui/.*", "/ui/", page.url))
    expect(page.locator("#generate")).to_have_text("Generate picture")


def test_russian_errors_are_russian(open_page):
    page = open_page("ошибка", locale="ru")
    page.fill(".field-age input", "300")
    page.click("#generate")
    expect(page.locator(".problem .notice")).to_contain_text("Возраст: введите целое число от 0 до 120")


def test_help_opens_and_closes_with_the_keyboard(open_page):
    page = open_page()
    page.get_by_role("button", name="Help").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Enter your user ID")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_arrow_keys_choose_a_product(open_page):
    page = open_page()
    page.get_by_role("radio", name="People").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Car", exact=True)).to_be_checked()
    expect(page.get_by_role("radio", name="Nobody")).to_be_checked()


def test_theme_is_switched_and_remembered(open_page):
    page = open_page()
    page.get_by_role("button", name="Dark or light").click()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    page.reload()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))


def test_user_text_stays_text(open_page):
    page = open_page("<b id=evil>me</b>")
    page.fill(".field-custom_prompt textarea", "<img id=evil src=x> zzz")
    size(page, 96, 64)
    make(page)
    page.get_by_role("tab", name="History").click()
    expect(page.locator(".album-head h2")).to_contain_text("<b id=evil>me</b>")
    expect(page.locator("#evil")).to_have_count(0)


def test_phone_has_no_sideways_scroll(open_page):
    page = open_page("phone", locale="ru", width=390, height=844)
    size(page, 300, 200)
    make(page)
    expect(page.locator("#wall .frame img")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("tab", name="История").click()
    page.locator(".album-work .open").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_killed_runner_is_made_up_for_or_explained_and_comes_back(browser, tmp_path):
    with serve(tmp_path) as server, browser.new_context(locale="en") as context:
        page = context.new_page()
        page.goto(f"{server.url}/ui/")
        page.fill("#user-id input", "unlucky")
        size(page, 1750, 1750)
        page.locator(".count label", has_text="4").click()
        page.click("#generate")
        expect(page.locator("#wall [aria-busy]")).to_be_visible()
        os.kill(runner_of(server), signal.SIGKILL)
        expect(page.locator(".problem .notice, #wall .act").first).to_be_visible(timeout=90_000)
        expect(page.locator(".problem .notice").filter(has_not_text="Try again")).to_have_count(0)
        size(page, 96, 64)
        page.locator(".count label", has_text="1").click()
        retry_until_made(page)


def runner_of(server: Server) -> int:
    """The process that serves the runner: a child of the leader, as BentoML names it."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(status.read_text().rsplit(")", 1)[1].split()[1])
            command = status.with_name("cmdline").read_bytes()
            if parent == server.process.pid and b"runner" in command:
                return int(status.parent.name)
    raise AssertionError("the runner is not running")


def retry_until_made(page: Page) -> None:
    for _ in range(20):
        expect(page.locator("#generate")).to_be_visible(timeout=60_000)
        page.click("#generate")
        with contextlib.suppress(AssertionError):
            expect(page.locator("#wall .n1 figcaption")).to_be_visible(timeout=5_000)
            return
    raise AssertionError("the runner did not come back")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(open_page, dark, width):
    page = open_page(f"axe {dark} {width}", width=width, dark=dark)
    findings = [serious(page)]
    page.get_by_role("button", name="Fine tuning").click()
    size(page, 96, 64)
    make(page)
    page.get_by_role("button", name="Mark as bad").click()
    expect(page.locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    findings.append(serious(page))
    size(page, 3400, 101)
    page.click("#generate")
    expect(page.locator(".problem .notice")).to_be_visible()
    findings.append(serious(page))
    page.get_by_role("tab", name="History").click()
    page.locator(".album-work .open").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    findings.append(serious(page))
    assert findings == [[], [], [], []]


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]
