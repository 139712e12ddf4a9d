"""The page in a real browser against a real service: marks, reasons, undo."""

import re

import pytest
from playwright.sync_api import expect

from tests.browsing import look_back, make, settle, size, unanswered, variants

pytestmark = pytest.mark.slow


def made(open_page, user, count=1):
    page = open_page(user)
    size(page, 96, 64)
    variants(page, count)
    make(page, count)
    return page


def verdicts(api, user):
    return [(i["mark"], i["mark_reason"]) for i in api.get(f"/api/interactions/{user}").json()]


def test_mark_is_in_the_database_at_once_and_after_reload(open_page, api):
    page = made(open_page, "judge")
    page.get_by_role("button", name="Mark as good").click()
    expect(page.locator(".verdict-note")).to_contain_text("Saved in the database: good")
    assert verdicts(api, "judge") == [(True, None)]
    page.reload()
    settle(page)
    look_back(page)
    expect(page.locator(".album-work .badge")).to_have_text("Good")


def test_first_mark_can_be_undone(open_page, api):
    page = made(open_page, "hasty judge")
    page.get_by_role("button", name="Mark as good").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".act[aria-pressed=true]")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert verdicts(api, "hasty judge") == [(None, None)]
    look_back(page)
    page.get_by_label("Mark", exact=True).select_option("Not marked")
    expect(page.locator(".album-work")).to_have_count(1)


def test_mark_of_earlier_can_be_undone_in_the_history(open_page, api):
    page = made(open_page, "late judge")
    page.get_by_role("button", name="Mark as bad").click()
    expect(page.locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    page.reload()
    settle(page)
    look_back(page)
    page.locator(".album-work .open").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("dialog").locator(".act[aria-pressed=true]")).to_have_count(0)
    assert verdicts(api, "late judge") == [(None, None)]


def test_changed_mark_can_be_undone(open_page, api):
    page = made(open_page, "hesitant")
    page.get_by_role("button", name="Mark as good").click()
    expect(page.locator(".act.good[aria-pressed=true]")).to_have_count(1)
    page.get_by_role("button", name="Mark as bad").click()
    expect(page.locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".act.good[aria-pressed=true]")).to_have_count(1)
    assert verdicts(api, "hesitant") == [(True, None)]


def test_reason_is_optional_saved_and_shown(open_page, api):
    page = made(open_page, "explainer")
    expect(page.get_by_label("Why? (optional)")).to_have_count(0)
    page.get_by_role("button", name="Mark as bad").click()
    why = page.get_by_label("Why? (optional)")
    expect(why).to_have_attribute("maxlength", "200")
    why.fill("Two left <hands>")
    why.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.wait_for_function("document.querySelector('.why input[name=reason]').defaultValue === 'Two left <hands>'")
    assert verdicts(api, "explainer") == [(False, "Two left <hands>")]
    page.reload()
    settle(page)
    look_back(page)
    page.locator(".album-work .open").click()
    expect(page.get_by_role("dialog").get_by_label("Why? (optional)")).to_have_value("Two left <hands>")
    page.get_by_role("dialog").get_by_role("button", name="Mark as good").click()
    expect(page.get_by_role("dialog").locator(".act.good[aria-pressed=true]")).to_have_count(1)
    assert verdicts(api, "explainer") == [(True, None)]


def test_keys_mark_and_move_on(open_page, api):
    page = made(open_page, "keys", 2)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("b")
    expect(page.locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".work").nth(1)).to_have_class(re.compile("chosen"))
    page.keyboard.press("g")
    expect(page.locator(".act.good[aria-pressed=true]")).to_have_count(1)
    assert {mark for mark, _ in verdicts(api, "keys")} == {True, False}


def test_quick_keys_mark_what_they_are_meant_for(open_page, api):
    page = made(open_page, "quick keys", 2)
    page.evaluate("document.activeElement.blur()")
    with unanswered(page):
        for key in ("g", "ArrowRight", "b"):
            page.keyboard.press(key)
    expect(page.locator(".work").nth(0).locator(".act.good[aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".work").nth(1).locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    assert sorted(mark for mark, _ in verdicts(api, "quick keys")) == [False, True]


def test_keys_work_in_the_history_too(open_page, api):
    page = made(open_page, "key reader", 2)
    look_back(page)
    page.locator(".album-work .open").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    first = page.get_by_role("dialog").locator("img").first.get_attribute("data-original")
    page.keyboard.press("g")
    expect(page.locator(".viewer .act.good[aria-pressed=true]")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog").locator("img").first).not_to_have_attribute("data-original", first)
    page.keyboard.press("b")
    expect(page.locator(".viewer .act.bad[aria-pressed=true]")).to_have_count(1)
    assert [mark for mark, _ in verdicts(api, "key reader")] == [True, False]


def test_typing_g_into_a_field_marks_nothing(open_page, api):
    page = made(open_page, "typist")
    page.locator(".field-custom_prompt textarea").press_sequentially("gbg")
    expect(page.locator(".field-custom_prompt textarea")).to_have_value("gbg")
    page.get_by_role("button", name="Mark as bad").click()  # after whatever was marked before, to which Undo leads back
    expect(page.locator(".act.bad[aria-pressed=true]")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".act[aria-pressed=true]")).to_have_count(0)
    assert verdicts(api, "typist") == [(None, None)]
