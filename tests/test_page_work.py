"""The page in a real browser against a real service, while it works: progress, cancel, several users, a runner that dies."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from schemas import name_at
from tests.browsing import (
    another_than,
    at_once,
    choose,
    look_back,
    make,
    picture,
    same_pixels,
    shown,
    size,
    unfold,
    variants,
)
from tests.checkpoints import register_lora, save_folder, save_lora
from tests.marian import save_marian
from tests.serving import metrics, serve
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

STEPS, BATCH = 16, 3
TAUGHT = {"астролябия на столе": "An astrolabe on the table."}


@pytest.fixture(scope="module")
def denoiser(tmp_path_factory):
    """A service that denoises for some seconds: a tiny SDXL with random weights."""
    folder = tmp_path_factory.mktemp("denoiser")
    model = save_folder(folder / "sdxl", width=64)
    turned = {"NUM_INFERENCE_STEPS": str(STEPS), "PIXEL_BUDGET": str(512 * 512), "MAX_BATCH_SIZE": str(BATCH)}
    turned |= {"SAFETY_CHECKER": "off", "TRANSLATOR": str(save_marian(folder / "marian", TAUGHT))}
    (folder / "loras").mkdir()
    weights = save_lora(folder / "loras/watercolour.safetensors", width=64)
    register_lora(weights.parent, "watercolour", weights, title="{en: Watercolour, ru: Акварель}", weight=0.8)
    with serve(folder, MODEL=str(model), LORAS=str(folder / "loras"), **turned) as server:
        yield server.url


def figures(home: str) -> dict[str, float]:
    told = re.findall(r"^painter_(\w+) ([\d.]+)$", metrics(home), re.M)
    return {name: float(value) for name, value in told}


def open_jobs(home: str) -> int:
    """How many pictures the runner has to paint."""
    told = figures(home)
    return round(told["queued"] + told["running"])


WATCH = """() => {
    window.told = [];
    const look = () => {
        const [bar, words, preview] = ['progress', '.busy p', 'img'].map((one) => document.querySelector(`#wall .waiting ${one}`));
        if (bar) told.push({step: bar.value, steps: bar.max, words: words?.innerText, preview: preview?.naturalWidth > 0});
        requestAnimationFrame(look);
    };
    look();
}"""
"""Has the page remember in `told` what its wall shows of the first picture that is on its way, frame by frame."""


def test_bar_goes_by_the_steps_of_the_runner_and_variants_share_a_batch(open_page, denoiser):
    """The batch is of a size that no other test asks for: what it saves is not known of it, so batches are tried."""
    page = open_page("watcher", home=denoiser)
    size(page, 192, 192)
    before = figures(denoiser)["steps_total"]
    page.evaluate(WATCH)
    page.click("#generate")
    page.wait_for_function("step => told.some((frame) => frame.step >= step)", arg=STEPS // 2, timeout=60_000)
    shown_by_now = page.evaluate("told.at(-1).step")
    assert shown_by_now <= figures(denoiser)["steps_total"] - before
    expect(page.locator("#wall figcaption")).to_have_count(1, timeout=60_000)
    assert figures(denoiser)["steps_total"] - before == STEPS
    told = page.evaluate("told")
    seen = [frame["step"] for frame in told]
    assert seen == sorted(seen)
    assert len(set(seen)) > 3
    assert {frame["steps"] for frame in told} == {STEPS}
    assert all(frame["words"] == f"Step {frame['step']} of {STEPS}" for frame in told)
    assert any(frame["preview"] for frame in told)
    expect(page.locator(".facts dl")).to_contain_text(str(STEPS))
    size(page, 320, 128)
    unfold(page, "Fine tuning")
    page.fill(".field-num_inference_steps input", "12")
    variants(page, 4)
    before = figures(denoiser)
    make(page, 4)
    after = figures(denoiser)
    calls, rows = (after[name] - before[name] for name in ("steps_total", "rows_total"))
    assert rows == 4 * 12
    assert calls < rows <= BATCH * calls


def test_picture_is_varied_as_far_as_the_slider_says_and_the_next_one_is_new_and_has_a_style(open_page, denoiser):
    page = open_page("varier", home=denoiser, locale="ru-RU")
    size(page, 128, 128)
    [first] = make(page)
    page.get_by_role("slider", name="Насколько изменить").fill("0.3")
    page.get_by_role("button", name="Другой вариант").click()
    varied = another_than(page, first)
    expect(page.locator(".facts dl")).to_contain_text("Изменение исходной картинки30 %".replace(" %", "\u00a0%"))
    page.click("#generate")
    plain = another_than(page, varied)
    lines = httpx.get(f"{denoiser}/api/interactions/varier", timeout=60).json()
    told = [(one["metadata"]["init_image"], one["metadata"]["strength"]) for one in lines]
    assert told == [(None, None), (name_at(first), 0.3), (None, None)]
    unfold(page, "Тонкая настройка")
    choose(page, "loras", "Акварель")
    page.click("#generate")
    styled = another_than(page, plain)
    expect(page.locator(".facts dl")).to_contain_text("Стильwatercolour")
    page.get_by_role("button", name="Повторить точь-в-точь").click()
    again = another_than(page, styled)
    assert same_pixels(picture(denoiser, styled), picture(denoiser, again))
    lines = httpx.get(f"{denoiser}/api/interactions/varier", timeout=60).json()
    told = [[(one["name"], one["weight"]) for one in line["metadata"]["loras"]] for line in lines]
    assert told == [[("watercolour", 0.8)], [("watercolour", 0.8)], [], [], []]


def test_cancel_frees_the_runner_and_so_does_leaving_the_page(open_page, denoiser):
    page = open_page("hasty", home=denoiser)
    size(page, 256, 256)
    variants(page, 4)
    wait_until(lambda: open_jobs(denoiser) == 0)
    before = figures(denoiser)
    page.click("#generate")
    at_once(page, "#wall progress")
    wait_until(lambda: open_jobs(denoiser) == 4)
    at_once(page, "#cancel", press=True)
    expect(page.locator("#generate")).to_be_visible()
    expect(page.locator(".problem .notice")).to_have_count(0)
    wait_until(lambda: open_jobs(denoiser) == 0)
    after = figures(denoiser)
    assert after["cancelled_total"] - before["cancelled_total"] == 4
    assert after["painted_total"] == before["painted_total"]
    assert httpx.get(f"{denoiser}/api/interactions/hasty", timeout=60).json() == []
    variants(page, 1)
    make(page)
    page.click("#generate")
    at_once(page, "#wall progress")
    page.close()
    wait_until(lambda: open_jobs(denoiser) == 0)
    assert len(httpx.get(f"{denoiser}/api/interactions/hasty", timeout=60).json()) == 1


def test_another_picture_takes_the_place_of_one_that_is_on_its_way(open_page, denoiser):
    page = open_page("impatient", home=denoiser)
    size(page, 64, 64)
    make(page)
    size(page, 256, 256)
    variants(page, 4)
    before = figures(denoiser)["cancelled_total"]
    page.click("#generate")
    at_once(page, "#wall progress")
    wait_until(lambda: open_jobs(denoiser) == 4)
    look_back(page)
    page.locator(".album-work .open").click()
    page.get_by_role("dialog").get_by_role("button", name="Make exactly this again").click()
    expect(page.locator("#wall figcaption")).to_have_count(1, timeout=60_000)
    expect(page.locator("#generate")).to_be_visible()
    expect(page.locator("#cancel")).to_be_hidden()
    wait_until(lambda: open_jobs(denoiser) == 0)
    assert figures(denoiser)["cancelled_total"] - before == 4
    assert len(httpx.get(f"{denoiser}/api/interactions/impatient", timeout=60).json()) == 2


def test_narrow_page_stays_where_it_was_scrolled_to_while_it_works(open_page, denoiser):
    page = open_page("scroller", home=denoiser, width=390)
    size(page, 256, 256)
    page.click("#generate")
    at_once(page, "#wall progress")
    page.evaluate(
        "document.querySelector('#generate, #cancel').scrollIntoView(); scrollTo(0, document.body.scrollHeight)"
    )
    step, place = page.evaluate("[document.querySelector('#wall progress').value, scrollY]")
    page.wait_for_function("step => document.querySelector('#wall progress')?.value > step + 2", arg=step)
    assert page.evaluate("scrollY") == pytest.approx(place, abs=60)


def test_two_users_at_once_see_only_their_own_and_their_place_in_the_queue(open_page, denoiser):
    pages = {user: open_page(user, home=denoiser) for user in ("one", "two")}
    for (user, page), steps in zip(pages.items(), (8, STEPS), strict=True):
        size(page, 192, 128 if user == "one" else 192)
        unfold(page, "Fine tuning")
        page.fill(".field-num_inference_steps input", str(steps))
        page.evaluate(WATCH)
        page.click("#generate")
    for (user, page), steps in zip(pages.items(), (8, STEPS), strict=True):
        expect(page.locator("#wall figcaption")).to_have_count(1, timeout=60_000)
        assert {frame["steps"] for frame in page.evaluate("told")} == {steps}
        [interaction] = httpx.get(f"{denoiser}/api/interactions/{user}", timeout=60).json()
        assert shown(page) == [interaction["image_url"]]
        look_back(page)
        expect(page.locator(".album-work")).to_have_count(1)
        expect(page.locator(".album-work .open")).to_have_attribute("data-picture", interaction["image_url"])
        look_back(page, "Create")
    first, last = pages.values()
    size(first, 512, 512)  # the last one's turn comes as soon as what is begun is done: long enough to be seen
    variants(first, 4)
    size(last, 128, 128)
    first.click("#generate")
    at_once(first, "#wall progress")
    last.click("#generate")
    expect(last.locator("#wall .busy p")).to_have_text(re.compile(r"Number [1-4] in the queue"))
    at_once(last, "#cancel", press=True)
    expect(last.locator("#generate")).to_be_visible()


def test_what_the_lexicon_cannot_say_the_translator_of_the_settings_does(denoiser):
    [words] = TAUGHT
    asked = {"user_id": "7", "metadata": {"custom_prompt": words}}
    told = httpx.post(f"{denoiser}/api/prompts/preview", json=asked, timeout=60).json()
    assert told["untranslated"] == []
