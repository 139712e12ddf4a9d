"""The page through a day in a real browser: restarts, reloads, Back, shared addresses, slow lines, small and zoomed screens."""

import re
import zlib
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.browsing import another_than, look_back, make, settle, shown, size, slow_down, unanswered, unfold, variants
from tests.waiting import wait_until
from ui.languages import LANGUAGES
from ui.middleware.skeleton import SHEETS, skeleton

pytestmark = pytest.mark.slow

FIRST_BYTES = 14_000
"""That a server sends in the first round trip (RFC 6928)."""


def test_form_outlives_a_reload_and_one_of_another_version_is_left_alone(open_page):
    page = open_page("reloader")
    page.fill(".field-custom_prompt textarea", "a dog on a beach")
    page.locator(".field-product label", has_text="House").click()
    size(page, 320, 200)
    page.reload()
    settle(page)
    expect(page.locator(".field-custom_prompt textarea")).to_have_value("a dog on a beach")
    expect(page.get_by_role("radio", name="House", exact=True)).to_be_checked()
    expect(page.locator(".field-width input")).to_have_value("320")
    address = page.url
    page.goto(urljoin(address, "/livez"))  # while the page is there it keeps what it shows
    page.evaluate("() => { sessionStorage.clear(); localStorage.setItem('draft', '{'); }")
    page.goto(address)
    settle(page)
    expect(page.locator(".field-width input")).to_have_value("1080")
    recalled = "(draft) => { sessionStorage.setItem('draft', draft); return window.page.recall(['a form', 2]); }"
    for draft, values in (("[1,2,3]", ["a form", 2]), ("null", ["a form", 2]), ("[3,4]", [3, 4])):
        assert page.evaluate(recalled, draft) == values


def test_made_again_is_the_same_and_the_next_is_another_with_what_was_typed_last(open_page, api):
    page = open_page("again and on")
    size(page, 96, 64)
    unfold(page, "Fine tuning")
    [first] = make(page)
    page.get_by_role("button", name="Make exactly this again").click()
    second = another_than(page, first)
    expect(page.locator(".field-seed input")).to_have_value("")
    page.locator(".field-custom_prompt textarea").press_sequentially("a dog")
    page.keyboard.press("Control+Enter")
    another_than(page, second)
    made = [one["metadata"] for one in api.get("/api/interactions/again and on").json()]
    assert made[1]["seed"] == made[2]["seed"] != made[0]["seed"]
    assert [one["custom_prompt"] for one in made] == ["a dog", None, None]


def test_reason_is_saved_without_enter_and_when_the_page_is_left_at_once(open_page, api):
    page = open_page("no enter")
    size(page, 96, 64)
    [path] = make(page)
    page.get_by_role("button", name="Mark as bad").click()
    why = page.get_by_label("Why? (optional)")
    why.press_sequentially("hands are wrong")
    wait_until(lambda: api.get("/api/interactions/no enter").json()[0]["mark_reason"] == "hands are wrong")
    expect(why).to_have_value("hands are wrong")
    expect(why).to_be_focused()
    page.click("#generate")
    another_than(page, path)
    page.get_by_role("button", name="Mark as bad").click()
    page.get_by_label("Why? (optional)").fill("dull")
    page.goto("about:blank")
    wait_until(lambda: api.get("/api/interactions/no enter").json()[0]["mark_reason"] == "dull")


def test_back_goes_back_and_an_address_leads_to_its_picture_and_filters(open_page):
    page = open_page("walker")
    size(page, 96, 64)
    [path] = make(page)
    look_back(page)
    page.locator(".album-work .open").click()
    viewer = page.locator("dialog.viewer[open]")
    expect(viewer).to_be_visible()
    name = path.rsplit("/", 1)[1]
    page.wait_for_url(f"**/ui/en/?tab=history&picture={name}")
    address = page.url
    page.go_back()
    expect(viewer).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("tab", name="Create")).to_have_attribute("aria-selected", "true")
    assert shown(page) == [path]
    page.goto(address)
    expect(viewer.locator(".viewer-picture img")).to_have_attribute("src", path, timeout=60_000)
    page.keyboard.press("Escape")
    expect(page.locator(".album-work")).to_have_count(1)
    page.get_by_label("Mark", exact=True).select_option("Good")
    expect(page.locator(".album-work")).to_have_count(0)
    page.reload()
    expect(page.get_by_label("Mark", exact=True)).to_have_value("good", timeout=60_000)
    expect(page.locator(".nothing")).to_be_visible()
    look_back(page, "Brand report")
    page.get_by_role("combobox", name="Pictures").select_option("Only mine")
    expect(page.locator("#report .worst img")).to_have_count(1)
    page.reload()
    expect(page.locator("#report .worst img")).to_have_count(1, timeout=60_000)
    page.go_back()
    expect(page.locator("#report .worst img")).to_have_count(0)
    expect(page.locator("#report .worst li").first).to_be_visible()


def test_missing_user_id_takes_the_focus(open_page):
    page = open_page(width=390, height=844)
    page.click("#generate")
    expect(page.locator("#user-id input")).to_be_focused()
    expect(page.locator("#user-id input")).to_be_in_viewport()
    told = page.locator(".go .notice")
    expect(told).to_contain_text("User ID: enter 1 to 255 characters")
    expect(page.locator(".header #fault-user_id")).to_be_visible()
    expect(told).to_be_in_viewport()
    page.keyboard.type("anna")
    expect(told).to_be_hidden()
    with unanswered(page):  # what is asked last counts, also if what was asked before is answered after it
        look_back(page, "Brand report")
        page.fill("#user-id input", "")
        page.get_by_role("combobox", name="Pictures").select_option("Only mine")
    expect(page.locator("#fault-user_id")).to_be_visible()
    expect(page.locator("#report .figures")).to_have_count(0)


def test_narrow_and_zoomed_pages_stay_in_their_width_and_describe_the_picture_in_their_language(open_page):
    page = open_page("narrow", locale="ru", width=320, height=700)

    def stays(*shown):
        for width, height in ((320, 700), (390, 844), (720, 450)):
            page.set_viewport_size({"width": width, "height": height})
            for one in shown:
                expect(one).to_be_in_viewport()
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    page.fill(".field-custom_prompt textarea", "я" * 300)
    expect(page.locator(".words.undrawn")).to_be_visible()
    stays(page.locator("#generate"))
    size(page, 200, 150)
    make(page)
    stays()
    alt = page.locator("#wall .frame img").get_attribute("alt")
    assert re.search("[а-я]", alt)
    assert "photo" not in alt.lower()
    look_back(page, "История")
    page.locator(".album-work .open").click()
    stays(page.locator("dialog.viewer[open] .viewer-picture img"))


def test_focus_is_never_hidden_behind_the_bar(open_page):
    """WCAG 2.4.11."""
    page = open_page("tabber", width=720, height=600)
    for _ in range(30):
        page.keyboard.press("Tab")
        page.wait_for_function(  # scrolling takes a moment
            """() => {
                const bar = document.querySelector(".go"), one = document.activeElement;
                if (one === document.body || bar.contains(one) || !one.closest(".brief")) return true;
                const box = (one.closest("label") ?? one).getBoundingClientRect(), edge = bar.getBoundingClientRect();
                return getComputedStyle(bar).position !== "sticky" || box.top < edge.top || (box.top >= edge.bottom && box.top < innerHeight);
            }"""
        )


PAINTED = """() => {
    const [painted] = performance.getEntriesByName("first-contentful-paint");
    const come = performance.getEntriesByType("resource").filter((one) => one.responseEnd && one.responseEnd < painted?.startTime);
    return painted && { come: come.map((one) => one.name) };
}"""
"""Once something is painted: which files had come before."""


def test_something_of_ours_is_painted_on_a_slow_line_before_any_file_has_come(browser, service_url):
    with browser.new_context(locale="ru") as context:
        page = context.new_page()
        slow_down(page, latency=200, kbits=400)
        page.goto(f"{service_url}/ui/ru/", wait_until="commit")
        page.get_by_text(LANGUAGES["ru"].opening).wait_for()
        assert page.wait_for_function(PAINTED, polling=50, timeout=60_000).json_value() == {"come": []}
        page.goto("about:blank")  # what else was on its way is not waited for


def test_small_copies_come_before_originals_on_a_slow_line(open_page):
    page = open_page("slow")
    size(page, 640, 640)
    variants(page, 4)
    slow_down(page, latency=100, kbits=2000)
    come = []
    page.on("requestfinished", lambda request: come.append(request.url) if "/api/images/" in request.url else None)
    paths = make(page, 4)
    for path in paths:
        expect(page.locator(f'#wall img[src="{path}"]')).to_be_visible(timeout=120_000)
    small, large = ([i for i, url in enumerate(come) if ("?thumb=" in url) is one] for one in (True, False))
    assert (len(small), len(large)) == (4, 4)
    assert sorted(small)[-1] < sorted(large)[1]


def test_outline_comes_before_all_that_takes_long(api):
    """So that the time to it depends on no machine: in what a server may send before the browser has confirmed any."""
    page = api.get("/ui/ru/").text
    assert page.count(skeleton(LANGUAGES["ru"])) == 1
    before = page.partition(skeleton(LANGUAGES["ru"]))[0]
    assert '<html\n\tlang="ru"' in before
    assert "<script" not in before
    assert "<link" not in before
    assert not SHEETS.search(page)
    assert "githubusercontent" not in page
    assert "manifest.json" not in page
    with api.stream("GET", "/ui/ru/", headers={"Accept-Encoding": "gzip"}) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        sent = b"".join(packed.iter_raw())
    assert skeleton(LANGUAGES["ru"]) in zlib.decompressobj(31).decompress(sent[:FIRST_BYTES]).decode(errors="ignore")
    assert len(sent) < 50_500


def test_files_of_the_page_come_packed_and_once(api):
    page = api.get("/ui/ru/").text
    for file in re.findall(r'(?:src|href)="\./(assets/[^"]+)"', page):
        headers = api.get(f"/ui/ru/{file}", headers={"Accept-Encoding": "gzip, br"}).headers
        assert (headers["content-encoding"], headers["cache-control"]) == ("br", "public, max-age=31536000, immutable")
    font = api.get("/ui/ru/static/fonts/IBMPlexSans/IBMPlexSans-Regular.woff2")
    assert font.headers["cache-control"] == "public, max-age=86400"
    assert "cache-control" not in api.get("/ui/ru/assets/none.js").headers
    assert "immutable" not in api.get("/ui/ru/").headers.get("cache-control", "")
