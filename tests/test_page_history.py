"""The page in a real browser against a real service: history, viewer, downloads, report."""

import re
import zipfile
from functools import partial

import httpx
import pytest
from playwright.sync_api import expect

from tests.browsing import another_than, look_back, make, picture, same_pixels, size, unanswered, unfold
from tests.waiting import wait_until
from ui.theme import ASSETS

pytestmark = pytest.mark.slow


def test_history_shows_each_picture_with_its_facts_and_opens_it_again_and_a_seal_leads_to_the_certificate(open_page):
    page = open_page("historian")
    size(page, 320, 240)
    make(page)
    expect(page.locator(".facts .seal")).to_have_text(re.compile(r"^(9\d|100)$"))
    page.locator(".certificate summary").click()
    drawn = page.locator(".certificate img")
    expect(drawn).to_be_visible()
    page.wait_for_function("document.querySelector('.certificate img').naturalWidth === 1280")
    assert page.locator(".facts .seal").get_attribute("href").endswith("/palette.png?lang=en")
    seed = page.locator(".facts dd").first.inner_text()
    page.get_by_role("tab", name="History").click()
    page.get_by_role("button", name="Get history by user ID").click()
    expect(page.locator(".album-work")).to_have_count(1)
    page.locator("[data-view-switch=table]").click()
    expect(page.locator(".album-seed")).to_have_text(seed)
    expect(page.locator(".album-work")).not_to_contain_text("royal blue")
    for close in ("Escape", "Close"):
        page.locator(".album-work .open").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        if close == "Escape":
            page.keyboard.press("Escape")
        else:
            page.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_history_is_filtered_by_product_score_mark_and_date_also_before_the_user_id_is_there(open_page, api):
    for product, colour in (("car", None), ("house", "#000000"), ("house", None)):
        body = {"user_id": "picky", "metadata": {"product": product, "width": 96, "height": 96}}
        body |= {"color_palette": {"members": [{"color": colour}]}} if colour else {}
        made = api.post("/api/generate", json=body).json()
    api.post("/api/marks", json={"user_id": "picky", "image_path": made["image_path"], "result": True})
    page = open_page()
    look_back(page)
    with unanswered(page):
        page.get_by_label("Product", exact=True).select_option("House")
        page.fill("#user-id input", "picky")
    page.press("#user-id input", "Enter")
    expect(page.locator(".album-work")).to_have_count(2)
    page.get_by_label("Product", exact=True).select_option(index=0)
    expect(page.locator(".album-work .seal")).to_have_count(3)
    page.locator(".album-work .open").last.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    with unanswered(page):  # the answer to the mark neither shows all pictures again nor the one that was closed
        page.keyboard.press("b")
        page.keyboard.press("Escape")
        page.get_by_label("Product", exact=True).select_option("House")
    expect(page.locator(".album-work")).to_have_count(2)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".problem .notice")).to_have_count(0)
    assert [line["mark"] for line in api.get("/api/interactions/picky").json()] == [True, None, False]
    page.get_by_label("Brand score", exact=True).select_option("Below 90")
    expect(page.locator(".album-work .seal")).to_have_count(1)
    expect(page.locator(".seal.off")).to_have_count(1)
    page.get_by_label("Brand score", exact=True).select_option(index=0)
    expect(page.locator(".album-work")).to_have_count(2)
    page.get_by_label("Mark", exact=True).select_option("Good")
    expect(page.locator(".album-work")).to_have_count(1)
    page.get_by_label("To", exact=True).fill("2020-01-01")
    expect(page.locator("#history")).to_contain_text("No picture fits these filters")


def test_report_shows_scores_and_the_worst(open_page, api):
    api.post("/api/generate", json={"user_id": "auditor", "metadata": {"product": "car", "width": 96, "height": 96}})
    page = open_page()
    page.get_by_role("tab", name="Brand report").click()
    expect(page.locator("#report .figures dd").first).to_have_text(re.compile(r"^[1-9]"))
    expect(page.locator("#report .chart rect").first).to_be_visible()
    expect(page.locator("#report .worst li").first).to_be_visible()
    expect(page.locator("#report .worst img")).to_have_count(0)
    expect(page.locator("#report")).to_contain_text("By format")
    with page.expect_download() as download:
        page.locator("#report a[download]").click()
    assert download.value.path().read_text().startswith("by,name,pictures")
    page.fill("#user-id input", "auditor")
    page.get_by_role("combobox", name="Pictures").select_option("Only mine")
    expect(page.locator("#report .worst img")).to_have_count(1)
    page.get_by_label("From", exact=True).last.fill("2090-01-01")
    expect(page.locator("#report")).to_contain_text("No picture fits these filters")


SCENES = ("Пара на пляже", "Ёлка", "", "a dog", "Дом у озера")


@pytest.fixture(scope="module")
def past(api):
    """What somebody made before, the newest last."""
    made = []
    for seed, words in enumerate(SCENES):
        facts = {"product": "house", "sex": "male", "custom_prompt": words, "width": 160, "height": 320}
        body = {"user_id": "Вера", "metadata": facts, "seed": seed}
        made.append(api.post("/api/generate", json=body).raise_for_status().json()["image_path"])
    return made


def titles(page):
    return page.locator(".album-what strong").all_inner_texts()


def test_titles_are_the_persons_own_words_and_kits_are_called_in_the_pages_language(open_page, api, past):
    page = open_page("Вера", locale="ru-RU")
    look_back(page, "История")
    expect(page.locator(".album-work")).to_have_count(len(SCENES))
    told = api.get("/api/interactions/Вера").json()[2]["metadata"]["alt_text"]["ru"]
    assert titles(page) == ["Дом у озера", "a dog", told, "Ёлка", "Пара на пляже"]
    assert page.locator(".album-work img").nth(2).get_attribute("alt") == told
    for view in ("gallery", "table"):
        page.locator(f"[data-view-switch={view}]").click()
        expect(page.locator(".album-facts").first).to_have_text("Дом, Мужчина · 160×320")
        expect(page.locator(".album")).not_to_contain_text("royal blue")
        fits = "image => [getComputedStyle(image).objectFit, image.src.includes('thumb=')]"
        assert page.locator(".album-work img").first.evaluate(fits) == ["contain", True]
    look_back(page, "Создать")
    expect(page.locator(".swatches")).to_contain_text("королевский синий")
    made = api.post("/api/generate", json=asked("читатель", brand="forest")).json()["image_path"]
    look_back(page, "История")
    open_newest(page, "читатель", made)
    expect(page.get_by_role("dialog").locator(".facts dl")).to_contain_text("Лес")


def unpacked(page, link, folder):
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    download.value.save_as(folder / "some.zip")
    return set(zipfile.ZipFile(folder / "some.zip").namelist()) - {"metadata.jsonl"}


def test_what_is_searched_by_words_is_found_and_what_is_chosen_marked_and_downloaded(open_page, api, past, tmp_path):
    page = open_page("Вера")
    look_back(page)
    expect(page.locator(".album-work")).to_have_count(len(SCENES))
    search = page.get_by_role("searchbox", name="Search")
    search.press_sequentially("елк")
    expect(page.locator(".album-work")).to_have_count(1)
    assert titles(page) == ["Ёлка"]
    search.fill("ОЗЕР дом")
    expect(page.locator(".album-what strong")).to_have_text("Дом у озера")
    assert unpacked(page, "Download found as ZIP", tmp_path) == {"house_дом-у-озера_160x320_4.png"}
    page.locator(".album-work .open").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("link", name="Download original").click()
    assert download.value.suggested_filename == "house_дом-у-озера_160x320_4.png"
    page.keyboard.press("Escape")
    search.fill("(.*")
    expect(page.locator("#history")).to_contain_text("No picture fits these filters")
    search.fill("")
    expect(page.locator(".album-work")).to_have_count(len(SCENES))
    expect(page.locator(".chosen-bar")).to_be_hidden()
    page.get_by_role("checkbox", name="Choose: a dog").check()
    page.get_by_role("checkbox", name="Choose: Ёлка").check()
    bar = page.locator(".chosen-bar")
    expect(bar.get_by_role("status")).to_have_text("Chosen: 2")
    assert unpacked(page, "Download as ZIP", tmp_path) == {
        "house_a-dog_160x320_3.png",
        "house_ёлка_160x320_1.png",
    }
    body = {"user_id": "Вера", "image_path": past[3], "result": True, "reason": "a nice dog"}
    api.post("/api/marks", json=body).raise_for_status()
    page.get_by_role("button", name="Get history by user ID").click()
    expect(page.locator(".album-work .badge.good")).to_have_count(1)
    bar.get_by_role("button", name="Good").click()
    expect(page.locator(".album-work .badge.good")).to_have_count(2)
    lines = {line["metadata"]["custom_prompt"]: line["mark"] for line in api.get("/api/interactions/Вера").json()}
    assert [words for words, mark in lines.items() if mark] == ["a dog", "Ёлка"]
    assert api.get("/api/interactions/Вера").json()[1]["mark_reason"] == "a nice dog"
    expect(bar.get_by_role("status")).to_have_text("Chosen: 2")
    bar.get_by_role("button", name="Choose all").click()
    expect(bar.get_by_role("status")).to_have_text(f"Chosen: {len(SCENES)}")
    bar.get_by_role("button", name="Choose none").click()
    expect(bar).to_be_hidden()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_twelve_marks_in_a_row(open_page, api):
    for seed in range(12):
        body = {"user_id": "twelve", "metadata": {"width": 64, "height": 64}, "seed": seed}
        api.post("/api/generate", json=body).raise_for_status()
    page = open_page("twelve")
    look_back(page)
    page.locator(".album-work .open").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    viewer, lines = page.get_by_role("dialog"), api.get("/api/interactions/twelve").json()
    for number, line in enumerate(lines):
        expect(viewer.locator("img").first).to_have_attribute("src", line["image_url"])
        page.keyboard.press("g" if number % 3 else "b")
        expect(viewer.locator(f".act.{'good' if number % 3 else 'bad'}[aria-pressed=true]")).to_be_visible()
        page.keyboard.press("ArrowRight")
    expect(page.locator(".album-work .badge.good")).to_have_count(8)
    expect(page.locator(".album-work .badge.bad")).to_have_count(4)
    marks = [line["mark"] for line in api.get("/api/interactions/twelve").json()]
    assert marks == [number % 3 > 0 for number in range(12)]


def test_marks_of_a_quick_hand_all_arrive(open_page, api):
    page = open_page()
    look_back(page)
    for latency in (0, 400):
        user = f"quick {latency}"
        for seed in range(3):
            body = {"user_id": user, "metadata": {"width": 64, "height": 64}, "seed": seed}
            newest = api.post("/api/generate", json=body).raise_for_status().json()["image_path"]
        open_newest(page, user, newest)
        line = {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1}
        network = page.context.new_cdp_session(page)
        network.send("Network.emulateNetworkConditions", line)
        for key in ("g", "g", "ArrowRight", "b", "ArrowRight", "g"):
            page.keyboard.press(key)
        marks = partial(api.get, f"/api/interactions/{user}")
        wait_until(lambda marks=marks: [line["mark"] for line in marks().json()] == [True, False, True])
        last = marks().json()[-1]["image_url"]
        expect(page.locator(f'.viewer .act.good[aria-pressed=true][data-picture="{last}"]')).to_be_visible()
        network.detach()
        page.keyboard.press("Escape")


def open_newest(page, user, path):
    """Look back at what the user has made, and open the newest of it."""
    page.fill("#user-id input", user)
    page.press("#user-id input", "Enter")
    page.locator(f'.album-work .open[data-picture="{path}"]').click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_long_history_goes_on_when_scrolled(open_page, api):
    for seed in range(30):
        body = {"user_id": "long", "metadata": {"width": 64, "height": 64}, "seed": seed}
        api.post("/api/generate", json=body).raise_for_status()
    page = open_page("long", height=700)
    page.get_by_role("tab", name="History").click()
    expect(page.locator(".album-work").first).to_be_visible()
    page.locator(".album-work").last.scroll_into_view_if_needed()
    expect(page.locator(".album-work")).to_have_count(30)


def test_downloads_are_equal_with_the_api_to_the_byte(open_page, service_url, tmp_path):
    page = open_page("packer/ü")
    size(page, 96, 64)
    unfold(page, "Fine tuning")
    [path] = make(page)
    for kind in ("webp", "jpeg", "png"):
        page.get_by_role("radio", name=kind).check()
        page.click("#generate")
        path = another_than(page, path)
        assert path.endswith((kind, "jpg"))
        with page.expect_download() as download:
            page.get_by_role("link", name="Download original").click()
        download.value.save_as(tmp_path / kind)
        assert (tmp_path / kind).read_bytes() == httpx.get(service_url + path, timeout=60).content
    look_back(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all as ZIP").click()
    download.value.save_as(tmp_path / "all.zip")
    archive = zipfile.ZipFile(tmp_path / "all.zip")
    files = [archive.read(name) for name in archive.namelist() if name != "metadata.jsonl"]
    assert len(files) == 4
    assert {(tmp_path / kind).read_bytes() for kind in ("webp", "jpeg", "png")} <= set(files)


LOOKS = [
    {},
    {"brand": "forest", "text_zone": "left", "metadata": {"product": "car", "sex": "female", "age": 40}},
    {"palette_mode": "poster", "output_format": "webp", "metadata": {"custom_prompt": "a dog"}},
    {
        "palette_mode": "strict",
        "color_palette": {"members": [{"color": "#FFA07A"}, {"color": "#4169E1", "weight": 0.5}]},
    },
    {"palette_mode": "off", "controls": {"colors": [{"rgb": [65, 105, 225]}]}},
]


def asked(user, **extra):
    metadata = {"width": 300, "height": 200} | extra.pop("metadata", {})
    return {"user_id": user, "metadata": metadata, "seed": 11} | extra


def test_making_again_from_history_gives_the_same_pixels(open_page, service_url, api):
    page, path = open_page(), ""
    for number, look in enumerate(LOOKS):
        first = api.post("/api/generate", json=asked(f"again {number}", **look)).json()["image_path"]
        look_back(page)
        open_newest(page, f"again {number}", first)
        page.get_by_role("dialog").get_by_role("button", name="Make exactly this again").click()
        path = another_than(page, path)
        assert path != first
        assert same_pixels(picture(service_url, first), picture(service_url, path))
        assert path.rpartition(".")[2] == first.rpartition(".")[2]


def test_varying_carries_all_but_the_seed(open_page, api):
    page, path = open_page(), ""
    for number, look in enumerate(LOOKS):
        user = f"vary {number}"
        made = api.post("/api/generate", json=asked(user, **look)).json()["image_path"]
        look_back(page)
        open_newest(page, user, made)
        page.get_by_role("dialog").get_by_role("button", name="Vary").click()
        path = another_than(page, path)
        varied, first = (i["metadata"] for i in api.get(f"/api/interactions/{user}").json())
        assert varied["seed"] != first["seed"]
        for name in ("sex", "age", "product", "custom_prompt", "width", "height", "brand", "palette_mode", "text_zone"):
            assert varied[name] == first[name]
        assert varied["certificate"]["target"] == first["certificate"]["target"]


def test_viewer_tells_all_parameters_and_the_album_shows_small_copies(open_page, api):
    look = {"brand": "forest", "palette_mode": "poster", "text_zone": "top", "output_format": "webp"}
    metadata = {"product": "house", "sex": "female", "age": 33, "custom_prompt": "a garden"}
    made = api.post("/api/generate", json=asked("reader", metadata=metadata, **look)).json()
    page = open_page("reader")
    look_back(page)
    page.locator(".album-work .open").click()
    viewer = page.get_by_role("dialog")
    told = (
        "House, Woman, 33",
        "a garden",
        "11",
        "300 × 200 WEBP",
        "Forest",
        "Poster inks",
        "Top",
        made["model"],
        made["prompt"],
    )
    for fact in told:
        expect(viewer).to_contain_text(fact)
    shown_at = viewer.locator(".viewer-picture img")
    expect(shown_at).to_have_attribute("src", made["image_path"])
    page.wait_for_function("document.querySelector('.viewer-picture img').naturalWidth === 300")
    page.keyboard.press("Escape")
    api.post("/api/generate", json=asked("thumbs", metadata={"width": 1200, "height": 800}))
    page.fill("#user-id input", "thumbs")
    page.press("#user-id input", "Enter")
    image = page.locator(".album-work img")
    expect(image).to_have_attribute("alt", re.compile("."))
    page.wait_for_function("document.querySelector('.album-work img').naturalWidth > 300")
    expect(image).to_have_attribute("src", re.compile(r"\?thumb=\d+$"))
    assert image.evaluate("image => image.naturalWidth") <= 512


def test_each_event_waits_for_the_one_before_it_but_no_longer_than_patience(browser):
    page = browser.new_page()
    answered = page.evaluate(
        """async (sequence) => {
          const takes = { A: 400, B: 50, C: 20, D: 0 }, order = [];  // of patience 100
          window.gradio_config = { dependencies: [{ id: 1, outputs: [7] }, { id: 2, outputs: [8] }] };
          window.fetch = async (address, { body }) => {
            const { name } = JSON.parse(body);
            await new Promise((done) => setTimeout(done, takes[name]));
            order.push(name);
            if (name === "B") throw new TypeError("away");
            return new Response(name);
          };
          new Function("PATIENCE", sequence)(100);
          const ask = (name, event) => fetch("/gradio_api/run/predict", { body: JSON.stringify({ name, fn_index: event }) });
          const asked = [ask("A", 1), ask("B", 1), ask("C", 1), ask("D", 2)];
          const said = await Promise.all(asked.map((one) => one.then((answer) => answer.text(), () => "none")));
          return [order, said];
        }""",
        (ASSETS / "sequence.js").read_text(),
    )
    assert answered == [["D", "B", "C", "A"], ["A", "none", "C", "D"]]
    page.close()
