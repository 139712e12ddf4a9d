"""The page in a real browser against a real service: marks, reasons, undo."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsing import look_back, make, settle, shown, size, unanswered, variants
from tests.waiting import wait_until

pytestmark = pytest.mark.slow


def made(open_page, user, count=1):
    page = open_page(user)
    size(page, 96, 64)
    variants(page, count)
    make(page, count)
    return page


def verdicts(api, user):
    return [(i["mark"], i["mark_reason"]) for i in api.get(f"/api/interactions/{user}").json()]


def test_mark_and_reason_are_in_the_database_at_once_and_after_reload_and_can_be_undone_there(open_page, api):
    page = made(open_page, "judge")
    page.get_by_role("button", name="Mark as good").click()
    expect(page.locator(".verdict-note")).to_contain_text("Saved in the database: good")
    assert verdicts(api, "judge") == [(True, None)]
    page.reload()
    settle(page)
    look_back(page)
    expect(page.locator(".album-work .badge")).to_have_text("Good")
    page.locator(".album-work .open").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("dialog").locator(".act[aria-pressed=true]")).to_have_count(0)
    assert verdicts(api, "judge") == [(None, None)]
    viewer, why = page.get_by_role("dialog"), page.get_by_role("dialog").get_by_label("Why? (optional)")
    expect(why).to_have_count(0)
    viewer.get_by_role("button", name="Mark as bad").click()
    expect(why).to_have_attribute("maxlength", "200")
    why.fill("Two left <hands>")
    why.press("Enter")
    expect(viewer.get_by_role("button", name="Undo")).to_be_visible()
    wait_until(lambda: verdicts(api, "judge") == [(False, "Two left <hands>")])
    page.reload()
    expect(why).to_have_value("Two left <hands>", timeout=60_000)
    why.fill("No hands")
    with unanswered(page):  # the field is left, which says the reason of the mark that is there, and of no other
        viewer.get_by_role("button", name="Mark as good").click()
    expect(viewer.locator(".act.good[aria-pressed=true]")).to_have_count(1)
    expect(why).to_have_value("")
    assert verdicts(api, "judge") == [(True, None)]
    why.fill("A hand")
    viewer.get_by_role("button", name="Undo").dispatch_event("click")  # the field is not left, and says nothing
    expect(viewer.locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    expect(why).to_have_value("No hands")
    assert verdicts(api, "judge") == [(False, "No hands")]


def test_first_and_changed_marks_can_be_undone_and_typing_g_into_a_field_is_none(open_page, api):
    page = made(open_page, "hasty judge")
    page.locator(".field-custom_prompt textarea").press_sequentially("gbg")
    expect(page.locator(".field-custom_prompt textarea")).to_have_value("gbg")
    good, bad, undo = (page.get_by_role("button", name=name) for name in ("Mark as good", "Mark as bad", "Undo"))
    bad.click()  # after whatever was marked before, to which Undo leads back
    expect(page.locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    undo.click()
    expect(page.locator(".act[aria-pressed=true]")).to_have_count(0)
    expect(undo).to_have_count(0)
    assert verdicts(api, "hasty judge") == [(None, None)]
    good.click()
    expect(page.locator(".act.good[aria-pressed=true]")).to_have_count(1)
    bad.click()
    expect(page.locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    undo.click()
    expect(page.locator(".act.good[aria-pressed=true]")).to_have_count(1)
    assert verdicts(api, "hasty judge") == [(True, None)]
    undo.click()
    expect(page.locator(".act[aria-pressed=true]")).to_have_count(0)
    look_back(page)
    page.get_by_label("Mark", exact=True).select_option("Not marked")
    expect(page.locator(".album-work")).to_have_count(1)


def test_keys_mark_and_move_on_also_in_the_history(open_page, api):
    page = made(open_page, "keys", 2)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("b")
    expect(page.locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".work").nth(1)).to_have_class(re.compile("chosen"))
    page.keyboard.press("g")
    expect(page.locator(".act.good[aria-pressed=true]")).to_have_count(1)
    assert {mark for mark, _ in verdicts(api, "keys")} == {True, False}
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".work").nth(0)).to_have_class(re.compile("chosen"))
    with unanswered(page):  # a quick hand: each key is meant for what was chosen then
        for key in ("g", "ArrowRight", "b"):
            page.keyboard.press(key)
    expect(page.locator(".work").nth(0).locator(".act.good[aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".work").nth(1).locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    marks = {one["image_url"]: one["mark"] for one in api.get("/api/interactions/keys").json()}
    assert [marks[path] for path in shown(page)] == [True, False]
    before = [mark for mark, _ in verdicts(api, "keys")]
    look_back(page)
    page.locator(".album-work .open").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    first = page.get_by_role("dialog").locator("img").first.get_attribute("data-original")
    page.keyboard.press("b" if before[0] else "g")
    turned = f".viewer .act.{'bad' if before[0] else 'good'}[aria-pressed=true]"
    expect(page.locator(turned)).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog").locator("img").first).not_to_have_attribute("data-original", first)
    page.keyboard.press("b" if before[1] else "g")
    turned = f".viewer .act.{'bad' if before[1] else 'good'}[aria-pressed=true]"
    expect(page.locator(turned)).to_have_count(1)
    assert [mark for mark, _ in verdicts(api, "keys")] == [not mark for mark in before]


ALONE = """<section id="viewer"><button data-event="mark" data-key="good" data-picture="/a.png" data-user="u"
  data-result="1" data-reason="" data-about="picture">Good</button><button data-event="mark" data-key="bad"
  data-picture="/a.png" data-user="u" data-result="0" data-reason="" data-about="ad">Bad</button></section>"""


def test_marks_whose_buttons_are_gone_are_sent_without_them_in_order_and_of_ad_and_picture_each(browser):
    """The script alone: the viewer was closed before the service answered to the first of three marks."""
    page, sent = browser.new_page(), []

    def take(route):
        sent.append(route.request.post_data_json)
        route.fulfill(json={})

    page.route("http://page.test/", lambda route: route.fulfill(content_type="text/html", body=ALONE))
    page.route("http://page.test/api/marks", take)
    page.goto("http://page.test/")
    page.evaluate("Object.assign(window, { words: { marks: '/api/marks' } })")
    page.add_script_tag(path=Path(__file__).parent.parent / "ui/assets/marks.js")
    for name in ("Good", "Bad", "Good"):
        page.get_by_role("button", name=name).click()
    unsent = page.evaluate("[...given.values()].map(({ about, result }) => [about, result])")
    closing = """() => { const told = []; navigator.sendBeacon = (_, body) => told.push(body.text());
        dispatchEvent(new Event("pagehide")); return Promise.all(told); }"""
    assert [json.loads(one)["about"] for one in page.evaluate(closing)] == ["picture"]  # the last word on it
    page.evaluate("document.querySelector('#viewer').replaceChildren(); goOnWhenAnswered()")
    page.wait_for_function("!answered && !given.size")
    page.close()
    assert unsent == [["ad", False], ["picture", True]]
    assert sent == [
        {"user_id": "u", "image_path": "/a.png", "result": result, "reason": "", "about": about}
        for about, result in (("ad", False), ("picture", True))
    ]
