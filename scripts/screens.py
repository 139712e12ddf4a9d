"""Photograph every state of the page: real services, a real browser, a desk and a phone.

All are in `.cache/screens`; those that a page of the documentation shows are in docs/screens, too.
"""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsing import CHROMIUM, FLAGS
from tests.checkpoints import save_folder
from tests.serving import serve

ROOT = Path(__file__).parent.parent
OUT, DOCS = ROOT / ".cache" / "screens", ROOT / "docs" / "screens"
SHOWN = ("desk-picture", "russian-channels")
FILM, FRAME = "russian-ad-?-*.webp", (720, 565)
"""From a picture to six finished formats, in order: stills of the film, and the size of each in its sheet."""
DESK = {"viewport": {"width": 1440, "height": 1130}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
VISITORS = {
    "desk": DESK | {"locale": "en-US"},
    "dark": DESK | {"locale": "en-US", "color_scheme": "dark"},
    "russian": DESK | {"locale": "ru-RU"},
    "phone": PHONE | {"locale": "ru-RU"},
}
UNTRAINED = ".waiting img, .preview-room .hint.wrong { display: none !important }"
"""The denoiser has random weights and counts every byte as a token: its unfinished picture and what finds no room in
its prompt look like nothing that a user sees."""
MADE = "#wall figcaption"
EVERY_LAYOUT = "[...document.querySelectorAll('.ad-layouts .pick')].every((one) => one.querySelector('img'))"
ADVERTISED = ("post", "story", "banner", "email", "card", "link")
Take = Callable[[str], None]


def main() -> None:
    """Illustrations for most states; the steps of a denoiser for the progress."""
    for folder in (OUT, DOCS):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.webp"):
            old.unlink()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
            for name, options in VISITORS.items():
                photograph(browser, server.url, name, options)
        with tempfile.TemporaryDirectory() as folder:
            model = str(save_folder(Path(folder) / "model", width=64))
            with serve(
                Path(folder), MODEL=model, NUM_INFERENCE_STEPS="50", PIXEL_BUDGET=str(2**20), SAFETY_CHECKER="off"
            ) as server:
                for name, options in VISITORS.items():
                    photograph_work(browser, server.url, name, options)
        browser.close()
    film()


def film() -> None:
    """All stills on one sheet, two in a row."""
    stills = sorted(OUT.glob(FILM))
    wide, tall = FRAME
    sheet = Image.new("RGB", (2 * wide, (len(stills) + 1) // 2 * tall), "white")
    for place, still in enumerate(stills):
        sheet.paste(Image.open(still).convert("RGB").resize(FRAME), (place % 2 * wide, place // 2 * tall))
    sheet.save(DOCS / "russian-ad-film.webp", quality=80, method=6)


def enter(browser: Browser, url: str, name: str, options: dict[str, object]) -> tuple[Page, Take]:
    """A visitor's page, and a camera that names its pictures after them and the state."""
    context = browser.new_context(reduced_motion="reduce", **options)  # type: ignore[arg-type]
    page = context.new_page()

    def take(state: str) -> None:
        page.wait_for_timeout(700)
        picture = Image.open(io.BytesIO(page.screenshot()))
        for folder in (OUT, DOCS) if f"{name}-{state}" in SHOWN else (OUT,):
            picture.save(folder / f"{name}-{state}.webp", quality=80, method=6)

    page.goto(f"{url}/ui/")
    page.wait_for_selector(".preview")
    page.wait_for_selector(".swatches li")
    page.fill("#user-id input", f"{name}@marketing")
    return page, take


def photograph(browser: Browser, url: str, name: str, options: dict[str, object]) -> None:
    """All states that one visitor goes through."""
    page, take = enter(browser, url, name, options)
    take("empty")
    create(page, take)
    advertise(page, take)
    complain(page, take)
    look_back(page, take)
    page.locator("[role=tab]").nth(3).click()
    page.wait_for_selector("#report .figures")
    take("report")
    page.click("[data-opens=help]")
    take("help")
    page.context.close()


def photograph_work(browser: Browser, url: str, name: str, options: dict[str, object]) -> None:
    """A picture on its way, one that waits for others, and what is left when it is cancelled."""
    page, take = enter(browser, url, name, options)
    page.add_style_tag(content=UNTRAINED)
    page.locator(".sizes label").nth(2).click()
    page.click("#generate")
    page.wait_for_function("document.querySelector('#wall progress')?.value >= 8")
    take("progress")
    page.click("#cancel")
    page.locator("#generate").wait_for()
    top(page)
    take("cancelled")
    page.context.close()


def top(page: Page) -> None:
    page.evaluate("scrollTo(0, 0)")


def create(page: Page, take: Take) -> None:
    """One picture, its fine tuning, its mark, its certificate; then four."""
    for example in (0, 2, 1):
        page.locator(".examples button").nth(example).click()
        page.click("#generate")
        page.wait_for_selector(MADE)
        page.locator("#generate").wait_for()
    top(page)
    take("picture")
    page.locator(".act.good").first.click()
    page.locator(".why input[name=reason]").fill(
        "Warm, plenty of room" if page.locator("html[lang=en]").count() else "Тепло, есть место"
    )
    page.keyboard.press("Enter")
    page.wait_for_selector(".undo")
    take("marked")
    page.locator(".certificate summary").click()
    page.wait_for_function("document.querySelector('.certificate img').naturalWidth > 0")
    page.locator(".certificate").scroll_into_view_if_needed()
    take("certificate")
    page.locator(".more .label-wrap").first.click()
    page.locator(".modes").evaluate("element => element.scrollIntoView({ block: 'center' })")
    take("tuning")
    page.locator(".more .label-wrap").first.click()
    page.locator(".count label").nth(2).click()
    page.click("#generate")
    page.wait_for_selector("#wall .n4 figcaption")
    page.locator(".act.bad").nth(1).click()
    page.wait_for_selector(".undo")
    top(page)
    take("variants")
    page.click("#all-channels")
    page.wait_for_selector("#wall .n6 figcaption", timeout=120_000)
    page.locator("#generate").wait_for()
    top(page)
    take("channels")


def advertise(page: Page, take: Take) -> None:
    """From the picture to six finished formats, in order; then what all of them are taken home with."""
    russian = not page.locator("html[lang=en]").count()
    said = ("Ипотека для всей семьи", "Рассчитать") if russian else ("A home for the whole family", "Calculate")
    top(page)
    page.locator("[data-advertises]").first.click()
    take("ad-0-empty")
    page.keyboard.type(said[0], delay=40)
    page.fill("#ad [name=cta]", said[1])
    for number, name in enumerate(ADVERTISED, 1):
        page.locator(f"#ad [name=format][value={name}]").check(force=True)
        page.wait_for_selector("#ad [data-takes=one][href]")
        page.wait_for_function(EVERY_LAYOUT)
        take(f"ad-{number}-{name}")
    with page.expect_download():
        page.click("[data-takes=all]")
    take("ad-7-taken")
    page.keyboard.press("Escape")


def complain(page: Page, take: Take) -> None:
    """What the page says to a mistake."""
    page.fill(".field-width input", "3400")
    page.fill(".field-age input", "130")
    page.click("#generate")
    page.wait_for_selector("#fault-age")
    take("mistake")


def look_back(page: Page, take: Take) -> None:
    """The history, in both views, and one of its pictures."""
    top(page)
    page.locator("[role=tab]").nth(2).click()
    page.wait_for_selector(".album-work")
    take("gallery")
    page.click("[data-view-switch=table]")
    take("table")
    page.locator(".album-work .open").nth(4).click()
    page.wait_for_selector("dialog.viewer[open]")
    take("viewer")
    page.click("dialog.viewer [data-closes]")


if __name__ == "__main__":
    main()
