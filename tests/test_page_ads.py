"""Advertisements in a real browser: texts over a picture, in layouts and formats, taken home; nothing is painted anew."""

import io
import re
import zipfile

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browsing import look_back, make, serious, size
from tests.waiting import wait_until

pytestmark = pytest.mark.slow


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth") and page.locator("#ad").evaluate(
        "dialog => dialog.scrollWidth <= dialog.clientWidth"
    )


def composed(page, text):
    """Wait until the advertisement says that; its picture."""
    expect(page.locator(".ad-frame img")).to_have_attribute("alt", re.compile(re.escape(text)))
    expect(page.locator("#ad [data-takes=one]")).to_have_attribute("href", re.compile("^data:image/jpeg"))
    return page.locator(".ad-frame img").get_attribute("src")


def taken(page, button):
    with page.expect_download() as coming:
        button.click()
    return coming.value.suggested_filename, coming.value.path().read_bytes()


def is_told(request):
    """Of what is taken home; of the layouts that fit drafts are asked for whenever there is time."""
    return request.url.endswith("/api/ads") and "draft" not in request.post_data


def test_advertisement_is_written_over_the_picture_and_taken_home(open_page, api):
    page = open_page("объявление", locale="ru")
    size(page, 512, 512)
    make(page)
    opener = page.locator("#wall").get_by_role("button", name="Сделать объявление")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#ad [name=headline]")).to_be_focused()
    expect(page.locator("#ad .hint[role=status]")).to_have_text("Напишите заголовок — объявление соберётся само.")
    page.keyboard.type("Ипотека для всей семьи")
    first = composed(page, "Ипотека для всей семьи")
    expect(page.locator("#ad .hint[role=status]")).to_have_text("Всё читается, правила соблюдены.")
    page.fill("#ad [name=cta]", "Рассчитать")
    expect(page.locator(".ad-frame img")).not_to_have_attribute("src", first)
    composed(page, "Ипотека")
    expect(page.locator("#ad [name=layout]").nth(1).locator("xpath=..").locator("img")).to_be_visible()
    findings = [serious(page)]
    for name in ("story", "banner", "card", "link", "email"):
        before = composed(page, "Ипотека")
        page.locator("#ad .pick", has=page.locator(f"[value={name}]")).click()
        expect(page.locator(".ad-frame img")).not_to_have_attribute("src", before)
    composed(page, "Ипотека")
    with page.expect_response(lambda one: is_told(one.request)) as told:
        page.locator(".ad-frame img").click(button="right")  # whose menu saves it, too
    assert told.value.ok
    again = []
    page.on("request", lambda one: again.append(one.url) if is_told(one) else None)
    page.locator(".ad-frame img").dispatch_event("contextmenu")
    page.locator(".ad-frame img").dispatch_event("dragstart")
    page.evaluate("() => fetch('../../api/session')")  # asked after them, so they are known by now
    assert again == []
    name, content = taken(page, page.get_by_role("link", name="Скачать это"))
    assert name == "ипотека-для-всей-семьи_email_1200x400.jpg"
    assert Image.open(io.BytesIO(content)).size == (1200, 400)
    name, content = taken(page, page.get_by_role("button", name="Скачать все форматы"))
    assert name == "ипотека-для-всей-семьи.zip"
    assert len(zipfile.ZipFile(io.BytesIO(content)).namelist()) >= 7
    page.keyboard.press("Escape")
    expect(page.locator("#ad")).to_be_hidden()
    expect(opener).to_be_focused()
    assert len(api.get("/api/interactions/объявление").json()) == 1
    assert findings == [[]]


def test_broken_rule_is_marked_on_the_picture_and_told(open_page):
    page = open_page("правило", locale="ru")

    def break_rule(route):  # as with a kit whose colours cannot be read: that of the tests has no such
        answer = route.fetch()
        told = answer.json()
        certificate = told["files"][0]["certificate"]
        pale = {"code": "contrast", "about": "headline", "value": 2.1, "limit": 4.5, "message": "-"}
        certificate |= {"ok": False, "faults": [pale]}
        route.fulfill(response=answer, json=told)

    size(page, 256, 256)
    make(page)
    page.route("**/api/ads", break_rule)
    page.locator("#wall").get_by_role("button", name="Сделать объявление").click()
    page.keyboard.type("Ипотека")
    composed(page, "Ипотека")
    expect(page.locator("#ad .hint[role=status]")).to_have_text("Правила нарушены:")
    fault = page.locator(".ad-findings .fault")
    expect(fault).to_have_text("Заголовок: контраст 2,1, нужно не меньше 4,5. Возьмите макет с подложкой.")
    mark, sheet = page.locator(".ad-marks i").bounding_box(), page.locator(".ad-frame img").bounding_box()
    assert page.locator(".ad-marks i").get_attribute("data-number") == fault.get_attribute("data-number") == "1"
    assert sheet["x"] < mark["x"] < mark["x"] + mark["width"] < sheet["x"] + sheet["width"]
    assert sheet["y"] < mark["y"] < mark["y"] + mark["height"] < sheet["y"] + sheet["height"]
    page.fill("#ad [name=headline]", "")
    expect(page.locator(".ad-marks i")).to_have_count(0)
    assert serious(page) == []


def test_what_cannot_be_set_is_told_at_its_field(open_page):
    page = open_page("advertiser at 390", width=390, height=844, forgiven="/api/ads")
    size(page, 512, 512)
    make(page)
    look_back(page)
    page.locator("#history .open").first.click()
    page.locator("#viewer").get_by_role("button", name="Make an ad").click()
    page.fill("#ad [name=headline]", "Credit \N{GRINNING FACE}")
    expect(page.locator("#ad-fault-headline")).to_contain_text("no sign for \N{GRINNING FACE}")
    expect(page.locator("#ad [name=headline]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#ad [data-takes=one]")).not_to_have_attribute("href", re.compile("."))
    page.fill("#ad [name=headline]", "neon colours for everybody")
    expect(page.locator("#ad-fault-headline")).to_have_text("This may not be said: “neon colours”.")
    page.fill("#ad [name=headline]", "M" * 200)
    expect(page.locator("#ad-fault-headline")).to_contain_text("no room")
    assert fits(page)
    findings = [serious(page)]
    page.fill("#ad [name=headline]", "A home for the whole family of yours")
    composed(page, "A home")
    expect(page.locator("#ad-fault-headline")).to_be_empty()
    assert fits(page)
    page.keyboard.press("Escape")
    expect(page.locator("#ad")).to_be_hidden()
    expect(page.locator("dialog.viewer")).to_be_visible()
    assert findings == [[]]


def test_kept_advertisement_has_its_text_changed_and_is_marked_as_what_is_seen(open_page, api):
    page = open_page("хранитель", locale="ru")
    size(page, 512, 512)
    make(page)
    page.locator("#wall").get_by_role("button", name="Сделать объявление").click()
    page.keyboard.type("Ипотека для всей семьи")
    page.locator("#ad .pick", has=page.locator("[value=banner]")).click()
    composed(page, "Ипотека для всей семьи")
    page.get_by_role("button", name="Сохранить в историю").click()
    expect(page.locator("#ad .hint[role=status]")).to_contain_text("Сохранено", timeout=60_000)
    page.keyboard.press("Escape")
    look_back(page, "История")
    expect(page.locator("#history .album-work")).to_have_count(2, timeout=60_000)
    first = page.locator("#history .open").first
    expect(first.locator("img.of-ad")).to_be_visible()
    first.click()
    viewer = page.locator("dialog.viewer")
    expect(viewer.locator("h2").first).to_have_text("Ипотека для всей семьи")
    expect(viewer.locator("img.of-ad")).to_be_visible()
    expect(viewer.locator("img.of-picture")).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    findings = [serious(page)]

    def marked():
        [line, _] = api.get("/api/interactions/хранитель").json()
        return line["mark"], line["mark_about"]

    viewer.get_by_role("button", name="Отметить как хорошую").click()
    wait_until(lambda: marked() == (True, "ad"))
    expect(viewer.locator("[data-result='1'][aria-pressed=true][data-stands=ad]")).to_be_visible()
    viewer.locator("[name=about][value=picture]").check(force=True)
    expect(viewer.locator("img.of-picture")).to_be_visible()
    expect(viewer.locator("img.of-ad")).to_be_hidden()
    viewer.get_by_role("button", name="Отметить как хорошую").click()
    wait_until(lambda: marked() == (True, "picture"))
    viewer.get_by_role("button", name="Изменить текст").click()
    expect(page.locator("#ad [name=headline]")).to_have_value("Ипотека для всей семьи")
    expect(page.locator("#ad [name=format][value=banner]")).to_be_checked()
    page.fill("#ad [name=headline]", "Дом ближе, чем кажется")
    composed(page, "Дом ближе, чем кажется")
    page.get_by_role("button", name="Сохранить в историю").click()
    expect(page.locator("#ad .hint[role=status]")).to_contain_text("Сохранено", timeout=60_000)
    findings.append(serious(page))
    page.keyboard.press("Escape")
    expect(page.locator("#history .album-work")).to_have_count(3, timeout=60_000)
    lines = [line["metadata"] for line in api.get("/api/interactions/хранитель").json()]
    assert [line["ad"] and line["ad"]["headline"] for line in lines] == [
        "Дом ближе, чем кажется",
        "Ипотека для всей семьи",
        None,
    ]
    assert len({line["seed"] for line in lines}) == 1
    assert findings == [[], []]
