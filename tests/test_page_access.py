"""The page in a real browser against a real service, for everybody: languages, themes, phones, keyboards, screen readers."""

import re

import pytest
from playwright.sync_api import expect

from tests.browsing import make, serious, settle, size
from ui.languages import LANGUAGES

pytestmark = pytest.mark.slow


def test_user_id_is_remembered_by_this_browser_only(open_page):
    mine, theirs = open_page("Мария/1"), open_page()
    mine.reload()
    expect(mine.locator("#user-id input")).to_have_value("Мария/1")
    expect(theirs.locator("#user-id input")).to_have_value("")


def test_page_speaks_the_language_of_the_browser_until_switched(open_page):
    page = open_page(locale="ru-RU")
    expect(page.locator("#generate")).to_have_text("Создать картинку")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#generate")).to_have_text("Generate picture", timeout=60_000)
    settle(page)
    page.goto(re.sub("/ui/.*", "/ui/", page.url))
    expect(page.locator("#generate")).to_have_text("Generate picture")


def test_russian_errors_are_russian(open_page):
    page = open_page("ошибка", locale="ru")
    page.fill(".field-age input", "300")
    page.click("#generate")
    expect(page.locator(".problem .notice")).to_contain_text("Возраст: введите целое число от 0 до 120")


def test_help_and_products_work_with_the_keyboard(open_page):
    page = open_page()
    page.get_by_role("button", name="Help").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Enter your user ID")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
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


def test_phone_has_no_sideways_scroll(open_page):
    page = open_page("phone", locale="ru", width=390, height=844)
    size(page, 300, 200)
    make(page)
    expect(page.locator("#wall .frame img")).to_be_in_viewport()
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"  # as this visitor asks
    arrow = "getComputedStyle(document.querySelector('.preview summary'), '::before').transitionDuration"
    assert page.evaluate(arrow) == "0s"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("tab", name="История").click()
    page.locator(".album-work .open").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("locale", "width", "dark"), [("ru", 1440, True), ("en", 390, False)])
def test_axe_finds_nothing_serious(open_page, locale, width, dark):
    page = open_page(f"axe {locale} {width} {dark}", locale=locale, width=width, dark=dark)
    findings = [serious(page)]
    page.locator(".more .label-wrap").first.click()
    size(page, 96, 64)
    make(page)
    page.locator(".act.bad").click()
    expect(page.locator(".why input[name=reason]")).to_be_visible()
    page.locator(".certificate summary").click()
    for _ in range(2):
        findings.append(serious(page))
        page.get_by_role("button", name=LANGUAGES[locale].theme).click()
    size(page, 3400, 101)
    page.fill(".field-age input", "130")
    page.click("#generate")
    expect(page.locator("#fault-age")).to_be_visible()
    findings.append(serious(page))
    page.locator("[role=tab]").nth(2).click()
    expect(page.locator(".album-work")).to_have_count(1)
    findings.append(serious(page))
    page.locator("[data-view-switch=table]").click()
    findings.append(serious(page))
    page.locator(".album-work .open").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    findings.append(serious(page))
    page.locator("dialog.viewer [data-closes]").click()
    page.locator("[role=tab]").nth(3).click()
    expect(page.locator("#report .figures")).to_be_visible()
    findings.append(serious(page))
    page.locator("[data-opens=help]").click()
    findings.append(serious(page))
    assert findings == [[]] * len(findings)


def test_picture_is_made_and_judged_without_a_mouse(open_page, api):
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the picture")).to_be_focused()
    walk_to(page, "#user-id input")
    page.keyboard.type("keyboarder")
    walk_to(page, ".field-product input")
    page.keyboard.press("ArrowRight")
    walk_to(page, ".field-custom_prompt textarea")
    page.keyboard.type("a dog")
    for side, pixels in (("width", "96"), ("height", "64")):
        walk_to(page, f".field-{side} input")
        page.keyboard.press("Control+a")
        page.keyboard.type(pixels)
    walk_to(page, "#generate")
    page.keyboard.press("Enter")
    expect(page.locator("#wall figcaption")).to_have_count(1, timeout=30_000)
    walk_to(page, ".act.good")
    page.keyboard.press("Enter")
    expect(page.locator(".act.good[aria-pressed=true]")).to_be_focused()
    [made] = api.get("/api/interactions/keyboarder").json()
    assert (made["metadata"]["product"], made["metadata"]["custom_prompt"], made["mark"]) == ("car", "a dog", True)


def walk_to(page, selector):
    """Press Tab until the focus is there, as far as the page goes."""
    for _ in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


SETTLED = """async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
}"""
"""Nothing is on its way any more that could move the page."""


@pytest.mark.parametrize(("width", "late"), [(1440, 0), (1440, 2), (390, 3)])
def test_layout_does_not_jump(open_page, width, late):
    page = open_page("steady", width=width, late=late)
    page.evaluate("""() => {
        window.shift = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
    }""")
    page.evaluate(SETTLED)
    assert page.evaluate("window.shift") < 0.02  # Core Web Vitals call 0.1 good


NEEDLESS = [
    ("GET", "gradio_api/info"), ("GET", "gradio_api/file=/etc/passwd"), ("GET", "gradio_api/deep_link"),
    ("POST", "gradio_api/upload"), ("POST", "gradio_api/component_server"), ("POST", "gradio_api/call/predict"),
    ("GET", "monitoring"), ("GET", "monitoring/summary"), ("POST", "login"), ("GET", "openapi.json"),
    ("GET", "manifest.json"), ("GET", "gradio_api/proxy=http://localhost"), ("GET", "gradio_api/stream/a/b/c"),
    ("GET", "gradio_api/queue/status"), ("GET", "docs"), ("PUT", "gradio_api/run/predict"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), NEEDLESS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_routes_that_the_page_does_not_need_are_closed(api, language, method, path):
    assert api.request(method, f"/ui/{language}/{path}").status_code == 404


def test_event_of_a_page_has_a_limit(api):
    answer = api.post("/ui/en/gradio_api/queue/join", content=b"x" * 300_000)
    assert answer.status_code == 413
    answer = api.post("/ui/en/gradio_api/queue/join", content=iter([b"{}"]))
    assert answer.status_code == 411


def test_tabs_tell_each_other_of_another_user(open_page):
    first = open_page("anna")
    expect(first).to_have_title(re.compile("^anna · "))
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.locator("#user-id input")).to_have_value("anna")
    second.fill("#user-id input", "boris")
    notice = first.locator(".other-user")
    expect(notice).to_contain_text("boris")
    expect(first.locator("#user-id input")).to_have_value("anna")
    notice.get_by_role("button", name="Stay").click()
    expect(notice).to_be_hidden()
    first.reload()
    expect(first.locator("#user-id input")).to_have_value("anna")
    second.fill("#user-id input", "clara")
    notice.get_by_role("button", name="Switch to “clara”").click()
    expect(first.locator("#user-id input")).to_have_value("clara")
    expect(first).to_have_title(re.compile("^clara · "))
    expect(notice).to_be_hidden()
