"""The tab of campaigns in a real browser: from an idea, from a table, from a picture; watched, judged and found again."""

import io
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browsing import RUN, TWO_FRAMES, look_back, make, serious, size, unanswered
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

ROWS = 500
"""So many that no machine is done with them while somebody pauses and goes on."""
HEAD = "Свой номер;Продукт;Возраст;Ширина;Высота\r\n"


def go(page, tab):
    page.get_by_role("tab", name=tab).click()
    expect(page.locator("form.campaign")).to_be_visible()


def pick(page, name, value):
    page.locator(f'form.campaign .pick:has([name="{name}"][value="{value}"])').click()


def drop(page, text, name="campaign.csv", encoding="utf-8"):
    payload = {"name": name, "mimeType": "text/csv", "buffer": text.encode(encoding)}
    page.locator("form.campaign [name=table]").set_input_files([payload])


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_campaign_from_ideas_is_watched_and_judged(open_page, api):
    page = open_page("кампания", locale="ru")
    go(page, "Кампании")
    page.fill(".campaign [name=name]", "Весна")
    page.fill(".campaign [name=ideas]", "собака\nкошка")
    late = []
    page.route("**/api/jobs?*", lambda route: route.continue_() if late else late.append(route))
    pick(page, "size", "720×720")
    pick(page, "size", "1080×1080")
    planned = page.locator(".plan h2")
    expect(planned).to_have_text("Картинок: 2, мегапикселей: 1,0")
    with page.expect_response(RUN):
        late[0].fulfill(response=late[0].fetch())
    page.evaluate(TWO_FRAMES)
    expect(planned).to_have_text("Картинок: 2, мегапикселей: 1,0")
    expect(page.locator(".planned li")).to_have_count(2)
    expect(page.locator(".planned")).to_contain_text("кошка")
    findings = [serious(page)]
    page.locator("[data-event=start]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".campaign-open .state")).to_have_text("Готова", timeout=120_000)
    expect(page.locator(".campaign-said")).to_have_text("Готово: 2 из 2")
    expect(page.locator("#campaign .album-work")).to_have_count(2)
    findings.append(serious(page))
    page.locator("#campaign .album-work .open").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    for key in ("g", "ArrowRight", "b"):
        page.keyboard.press(key)
    marks = wait_until(
        lambda: (
            found
            if None not in (found := [line["mark"] for line in api.get("/api/interactions/кампания").json()])
            else None
        )
    )
    assert sorted(marks) == [False, True]
    expect(page.locator("#campaign-viewer .act.bad[aria-pressed=true]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#campaign .badge.good")).to_have_count(1)
    expect(page.locator("#campaign .badge.bad")).to_have_count(1)
    page.locator("#campaign [data-choose]").first.check()
    page.locator("#campaign [data-chooses=all]").click()
    page.locator("#campaign .chosen-bar [data-result='1']").click()
    expect(page.locator("#campaign .badge.good")).to_have_count(2)
    address = page.locator("#campaign a[href$='/images.zip']").get_attribute("href")
    archive = zipfile.ZipFile(io.BytesIO(api.get(address.removeprefix("../..")).content))
    assert len(archive.namelist()) == 3
    for name in ("Лето", "Осень"):
        another = {"user_id": "кампания", "name": name, "rows": [{"metadata": {"width": 64, "height": 64}}]}
        api.post("/api/jobs", json=another).raise_for_status()
    for tab in ("Создать", "Кампании"):
        look_back(page, tab)
    open_one = page.locator(".campaign-open h2")
    expect(open_one).to_have_text("Весна")
    expect(page.locator(".campaign-line", has_text="Осень")).to_be_visible()
    with unanswered(page):  # what is pressed last counts
        for name in ("Лето", "Осень"):
            page.locator(".campaign-line", has_text=name).click()
    expect(open_one).to_have_text("Осень")
    assert findings == [[], []]


def test_campaign_from_a_table_goes_on_without_the_page(open_page):
    page = open_page("table", locale="en", width=390, height=844)
    go(page, "Campaigns")
    drop(page, f"{HEAD}a;car;130;64;64\r\nb;house;;64;64;\r\n", encoding="cp1251")  # as Excel saves it
    expect(page.locator(".plan .notice li")).to_have_count(2)
    expect(page.locator(".plan .notice")).to_contain_text("Row 1: Age")
    expect(page.locator(".plan [data-event=start]")).to_have_count(0)
    findings = [serious(page)]
    drop(page, HEAD + "".join(f"row {number};car;;512;512\r\n" for number in range(ROWS)), encoding="cp1251")
    expect(page.locator(".planned li")).to_have_count(12)
    assert fits(page)
    page.locator("[data-event=start]").click()
    expect(page.locator("#campaign .album-work").first).to_be_visible(timeout=60_000)
    assert wait_until(lambda: page.locator(".far").evaluate("bar => bar.value")) < ROWS
    findings.append(serious(page))
    home, context = page.url, page.context
    page.close()
    again = context.new_page()
    again.goto(f"{home.partition('?')[0]}?tab=campaigns")
    expect(again.locator(".campaign-open")).to_be_visible(timeout=60_000)
    again.locator("[data-verb=pause]").click()
    expect(again.locator("[data-verb=resume]")).to_be_visible()
    with unanswered(again):  # a press is not lost while another one is on its way
        again.locator("[data-verb=resume]").click()
        again.locator("[data-verb=cancel]").click()
    expect(again.locator(".campaign-open .state.canceled")).to_be_visible()
    assert fits(again)
    assert findings == [[], []]


def test_picture_becomes_a_campaign_in_two_clicks(open_page):
    page = open_page("two clicks")
    page.fill(".field-custom_prompt textarea", "a dog")
    size(page, 96, 64)
    make(page)
    page.get_by_role("button", name="In all formats").click()
    expect(page.locator(".plan h2")).to_have_text("Pictures: 6, 5.3 megapixels")
    expect(page.locator(".planned")).to_contain_text("a dog")
    expect(page.get_by_role("button", name="Start the campaign")).to_be_visible()


def test_campaign_of_finished_advertisements(open_page, api):
    page = open_page("объявления", locale="ru", width=390, height=844)
    go(page, "Кампании")
    page.fill(".campaign [name=ideas]", "дом у реки")
    pick(page, "size", "856×540")
    page.locator(".campaign-copy summary").click()
    page.fill(".campaign [name=headline]", "Дом \N{GRINNING FACE}")
    page.keyboard.press("Tab")
    told = "Строка 1: Заголовок: В шрифте бренда нет знаков \N{GRINNING FACE}. Уберите эмодзи и редкие символы."
    expect(page.locator(".plan .notice li").first).to_have_text(told)
    findings = [serious(page)]
    page.fill(".campaign [name=headline]", "Дом ближе, чем кажется")
    page.fill(".campaign [name=cta]", "Рассчитать")
    page.keyboard.press("Tab")
    expect(page.locator(".planned strong").first).to_have_text("Дом ближе, чем кажется")
    assert fits(page)
    page.locator("[data-event=start]").click()
    expect(page.locator(".campaign-open .state")).to_have_text("Готова", timeout=120_000)
    expect(page.locator("#campaign .album-work img.of-ad")).to_have_count(2)
    assert fits(page)
    findings.append(serious(page))
    lines = [line["metadata"]["ad"] for line in api.get("/api/interactions/объявления").json()]
    assert {ad["formats"][0] for ad in lines} == {"1080x1080", "856x540"}
    assert {(ad["headline"], ad["cta"]) for ad in lines} == {("Дом ближе, чем кажется", "Рассчитать")}
    assert findings == [[], []]
