"""How soon the page can be used by a browser that has never been here, and what that costs: seconds, requests, bytes.

    python -m benchmarks.page [--visits 5] [--kbits 400 --latency 200]

Interactive means: the service has answered the form, so that the prompt and the brand's colours are shown, and the main
thread is free. The service and the browser share the machine. With `--kbits` all goes over a line of that speed, as
Chromium emulates it.
"""

import argparse
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Request, sync_playwright

from tests.browsing import FLAGS, slow_down
from tests.serving import serve

LONG_TASKS = """
window.busy = 0;
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.busy = Math.max(window.busy, task.startTime + task.duration);
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const paint of list.getEntries()) if (paint.name === "first-contentful-paint") window.painted = paint.startTime;
}).observe({ type: "paint", buffered: true });
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value;
}).observe({ type: "layout-shift", buffered: true });
new MutationObserver(() => {
  if (document.querySelector(".preview") && document.querySelector(".swatches li")) window.ready ??= performance.now();
}).observe(document, { childList: true, subtree: true });
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One first visit: milliseconds since the address was entered, requests, bytes on the wire, layout shift."""

    painted: float
    interactive: float
    requests: int
    bytes: int
    shift: float


def visit(browser: Browser, url: str, kbits: float = 0, latency: float = 0) -> Visit:
    """Open the page in a browser without a cache and without a history; `kbits` of 0: this machine's own line."""
    context = browser.new_context(locale="en-US", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(LONG_TASKS)
    if kbits:
        slow_down(page, latency, kbits)
    done: list[Request] = []
    page.on("requestfinished", lambda request: done.append(request))  # noqa: PLW0108 - no built-in will do
    page.goto(f"{url}/ui/", wait_until="commit")
    page.wait_for_function("window.ready", timeout=120_000)
    page.wait_for_timeout(1500)
    told = page.evaluate("[window.painted, Math.max(window.ready, window.busy), window.shifted]")
    sizes = [request.sizes() for request in done]
    total = sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
    context.close()
    return Visit(told[0], told[1], len(done), total, told[2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--kbits", type=float, default=0, help="speed of the line in kbit/s; 0: this machine's own")
    parser.add_argument("--latency", type=float, default=0, help="of that line, in milliseconds")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        visits = [visit(browser, server.url, chosen.kbits, chosen.latency) for _ in range(chosen.visits + 1)][1:]
        browser.close()
    for name, unit in (("painted", "ms"), ("interactive", "ms"), ("requests", ""), ("bytes", ""), ("shift", "")):
        values = sorted(getattr(one, name) for one in visits)
        print(f"{name:12} median {statistics.median(values):9.3f}  worst {values[-1]:9.3f} {unit}")  # noqa: T201


if __name__ == "__main__":
    main()
