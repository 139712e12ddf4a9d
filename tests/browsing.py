"""A real browser for the tests of the page, and what a visitor does with their hands."""

import contextlib
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from urllib.parse import urljoin
from zlib import crc32

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.waiting import wait_until

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong

CHROMIUM = "/usr/bin/chromium-headless-shell"
"""Without the browser's own interface: a page costs half the CPU time of the whole Chromium's."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Open = Callable[..., Page]
RUN = "**/gradio_api/run/**"
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Visitors:
    """Browsers as they come: who has left may come again as somebody else, who has only the files of the page already."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._gone: dict[str, list[BrowserContext]] = defaultdict(list)

    @contextlib.contextmanager
    def come(self, **options: object) -> Iterator[BrowserContext]:
        gone = self._gone[repr(sorted(options.items()))]
        context = gone.pop() if gone else self._browser.new_context(**options)  # type: ignore[arg-type]
        yield context
        with contextlib.suppress(PlaywrightError):  # some tests close it themselves
            self._forget(context)
            gone.append(context)

    def _forget(self, context: BrowserContext) -> None:
        """Leave nothing of a visitor in the browser; the page writes to its storage until it is left."""
        last, homes = context.new_page(), {urljoin(page.url, "/") for page in context.pages}
        for page in context.pages:
            if page != last:
                page.close(run_before_unload=False)
        storage = context.new_cdp_session(last)
        for home in homes:
            if home.startswith("http"):
                storage.send("Storage.clearDataForOrigin", {"origin": home, "storageTypes": "all"})
        last.close()
        context.clear_cookies()
        context.clear_permissions()


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> Visitors:
    return Visitors(browser)


@pytest.fixture
def open_page(visitors: Visitors, request: pytest.FixtureRequest) -> Iterator[Open]:
    """A page of a visitor of their own; at the end of the test it must have made no error and no foreign request.

    What the API refuses at an address that ends in `forgiven` is no error: the test wants it.
    """
    complaints: list[str] = []
    present = contextlib.ExitStack()

    def watch(page: Page, home: str, forgiven: str) -> None:
        def pardoned(url: str) -> bool:
            return bool(forgiven) and url.endswith(forgiven)

        page.on(
            "console",
            lambda m: complaints.append(m.text) if m.type == "error" and not pardoned(m.location["url"]) else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith((f"{home}/", "data:")) else complaints.append(r.url))
        page.on(
            "response",
            lambda r: complaints.append(f"{r.status} {r.url}") if r.status >= 400 and not pardoned(r.url) else None,
        )

    def enter(  # noqa: PLR0917 - a visitor is many things
        user: str = "",
        locale: str = "en-US",
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        late: int = 0,
        home: str = "",
        forgiven: str = "",
        **options: object,
    ) -> Page:
        home = home or request.getfixturevalue("service_url")
        screen = {"viewport": {"width": width, "height": height}, "color_scheme": "dark" if dark else "light"}
        page = present.enter_context(
            visitors.come(locale=locale, reduced_motion="reduce", **screen, **options)
        ).new_page()
        watch(page, home, forgiven)
        if late:
            page.route(re.compile("/(assets|static)/"), partial(bring_late, late))
        page.goto(f"{home}/ui/")
        settle(page)
        if user:
            page.fill("#user-id input", user)
        return page

    with present:
        yield enter
    assert complaints == []


@contextlib.contextmanager
def resolving(browser: Browser, name: str) -> Iterator[Page]:
    """A page of a browser to which `name` is this machine."""
    flags = [*FLAGS, f"--host-resolver-rules=MAP {name} 127.0.0.1"]
    fooled = browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    yield fooled.new_page(locale="ru-RU")
    fooled.close()


def bring_late(order: int, route: Route) -> None:
    """As a slow network does: each file with a delay of its own, up to 0.6 s; another order for each number."""
    file = route.request.url.rpartition("/")[2]
    route.request.frame.page.wait_for_timeout(crc32(file.encode(), order) % 600)
    route.continue_()


def slow_down(page: Page, latency: float, kbits: float) -> None:
    """Put the page on a line of so many milliseconds and kbit/s, both ways."""
    line = {"offline": False, "latency": latency, "downloadThroughput": kbits * 125, "uploadThroughput": kbits * 125}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)


def settle(page: Page) -> None:
    """Wait until the page works: it has heard from the API what the prompt would be, and in which colours."""
    expect(page.locator("#generate")).to_be_visible(timeout=60_000)
    expect(page.locator(".preview")).to_be_visible(timeout=60_000)
    expect(page.locator(".swatches li").first).to_be_visible(timeout=60_000)


@contextlib.contextmanager
def unanswered(page: Page) -> Iterator[None]:
    """Nothing that the page asks the service meanwhile comes there before the end, and what it asked last comes first."""
    asked: list[Route] = []
    page.route(RUN, lambda route: asked.append(route))  # noqa: PLW0108 - no builtin may handle
    yield
    for _ in range(3000):  # of 20 ms
        if asked:
            break
        page.wait_for_timeout(20)
    assert asked
    page.evaluate(TWO_FRAMES)  # what is asked at once with it
    page.route(RUN, lambda route: route.continue_())
    for one in reversed(asked):
        one.fulfill(response=one.fetch())
    page.unroute(RUN)


def size(page: Page, width: int, height: int) -> None:
    page.fill(".field-width input", str(width))
    page.fill(".field-height input", str(height))
    expect(page.locator("#size-rule")).to_contain_text(re.compile(rf"{width} \+ {height} = {width + height}\b"))


def choose(page: Page, field: str, label: str) -> None:
    page.locator(f".field-{field} label", has_text=re.compile(f"^ *{label} *$")).click()


def variants(page: Page, count: int) -> None:
    """Choose it, again where the field that was left just then has moved the choice away under the pointer."""
    chosen = page.locator(".count label.selected", has_text=re.compile(rf"^\s*{count}\s*$"))

    def choose() -> bool:
        page.locator(".count label", has_text=str(count)).click()
        with contextlib.suppress(AssertionError):
            expect(chosen).to_have_count(1)
        return bool(chosen.count())

    wait_until(choose)


def unfold(page: Page, label: str) -> None:
    """Open a folded part. Gradio empties what is in it once more a frame after it shows, before anybody could type."""
    fold(page, label)
    expect(page.locator(".label-wrap.open + div :is(input, textarea)").first).to_be_visible()
    page.evaluate(TWO_FRAMES)


def fold(page: Page, label: str) -> None:
    page.get_by_role("button", name=label).click()


WALL = """([before, count]) => {
    const paths = [...document.querySelectorAll("#wall .work .frame img")].map((image) => image.dataset.original);
    const idle = document.querySelector("#generate")?.checkVisibility() && !document.querySelector("#wall [aria-busy]");
    return idle && paths.length === (count ?? paths.length) && !paths.some((path) => before.includes(path)) && { paths };
}"""
"""What is on the wall, read at once, when nothing is being painted: so many pictures, and none of those before."""


def shown(page: Page, before: Sequence[str] = (), count: int | None = None) -> list[str]:
    """The addresses of the pictures on the wall, once they are `count`, none of `before`, and all is done."""
    wall = page.wait_for_function(WALL, arg=[list(before), count], polling=50, timeout=120_000).json_value()
    return [str(path) for path in wall["paths"]]


def make(page: Page, count: int = 1) -> list[str]:
    """Press the button; the addresses of the new pictures."""
    before = shown(page)
    page.click("#generate")
    return shown(page, before, count)


def another_than(page: Page, path: str) -> str:
    """Wait for another picture than the one at `path`; its address."""
    return shown(page, [path], 1)[0]


SEEN = """([selectors, press]) => {
    const found = selectors.map((selector) => document.querySelector(selector));
    if (!found.every((one) => one?.checkVisibility())) return false;
    if (press) found[0].click();
    return true;
}"""


def at_once(page: Page, *selectors: str, press: bool = False) -> None:
    """Wait for what may be there for a moment only, and press it: a look every frame, while those of `expect` become rare."""
    page.wait_for_function(SEEN, arg=[selectors, press], timeout=60_000)


def look_back(page: Page, tab: str = "History") -> None:
    page.get_by_role("tab", name=tab).click()


def picture(home: str, path: str) -> Image.Image:
    return Image.open(io.BytesIO(httpx.get(home + path, timeout=60).raise_for_status().content)).convert("RGB")


def same_pixels(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


def serious(page: Page) -> list[str]:
    """What axe-core finds that is serious or worse."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]
