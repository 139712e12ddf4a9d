"""Photograph every state of the page for docs/screens: a real service, a real browser, a desk and a phone."""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving import serve

OUT = Path(__file__).parent.parent / "docs" / "screens"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESK = {"viewport": {"width": 1440, "height": 1130}, "locale": "en-US"}
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "ru-RU", "device_scale_factor": 2}
MADE = "#wall figcaption"
Take = Callable[[str], None]


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        photograph(browser, server.url, "desk", **DESK)
        photograph(browser, server.url, "phone", **PHONE)
        photograph(browser, server.url, "dark", **DESK, color_scheme="dark")
        browser.close()


def photograph(browser: Browser, url: str, name: str, **options: object) -> None:
    """All states in one browser; the pictures are named after it and the state."""
    context = browser.new_context(reduced_motion="reduce", **options)  # type: ignore[arg-type]
    page = context.new_page()

    def take(state: str) -> None:
        page.wait_for_timeout(700)
        picture = Image.open(io.BytesIO(page.screenshot()))
        picture.save(OUT / f"{name}-{state}.webp", quality=82, method=6)

    page.goto(f"{url}/ui/")
    page.fill("#user-id input", f"{name}@marketing")
    page.wait_for_selector(".preview")
    take("empty")
    create(page, take)
    complain(page, take)
    look_back(page, take)
    page.click("[data-opens=help]")
    take("help")
    context.close()


def create(page: Page, take: Take) -> None:
    """One picture, then four."""
    for example in (1, 3, 2):
        page.locator(".examples button").nth(example - 1).click()
        page.click("#generate")
        page.wait_for_selector(MADE)
        page.locator("#generate").wait_for()
    page.locator(".act.good").first.click()
    page.evaluate("scrollTo(0, 0)")
    take("picture")
    page.locator(".count label").nth(2).click()
    page.click("#generate")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_selector("#wall .n4 figcaption")
    page.locator(".act.bad").nth(1).click()
    page.evaluate("scrollTo(0, 0)")
    take("variants")


def complain(page: Page, take: Take) -> None:
    """What the page says to a mistake."""
    page.fill(".field-width input", "3400")
    page.fill(".field-age input", "130")
    page.click("#generate")
    page.wait_for_selector(".problem .notice")
    take("mistake")


def look_back(page: Page, take: Take) -> None:
    """The history, in both views, and one of its pictures."""
    page.evaluate("scrollTo(0, 0)")
    page.locator("[role=tab]").nth(1).click()
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
