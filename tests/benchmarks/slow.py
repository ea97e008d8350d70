"""What a reader on slow 3G waits for: Chromium with nothing kept, 400 ms before every answer, 400 kbit/s, the demo town as `parvis serve` serves
it. What it takes to find and greet the server (name, TCP, TLS) comes on top: this emulation delays answers only."""

import json
import os
import shutil
import sys
from statistics import median
from typing import Any

from tests.benchmarks.house import build_town, open_house
from tests.browser.serving import free_port, served
from tests.browser.support import FLAGS, PHONE, Look, open_context

ROUNDS = 5
LATENCY_MS, BITS_PER_SECOND = 400, 400_000
SLOW = {
    "offline": False,
    "latency": LATENCY_MS,
    "downloadThroughput": BITS_PER_SECOND / 8,
    "uploadThroughput": BITS_PER_SECOND / 8,
}
PAGES = {
    "home": ("/fr/", "/ar/"),
    "results": ("/fr/search/?topic=housing", "/ar/search/?topic=housing"),
}
# Without scripts a page can be used when it is drawn whole: document and stylesheet are there.
SEEN = """(() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return paint && [paint.startTime, performance.getEntriesByType("navigation")[0].loadEventEnd];
})()"""


def main() -> None:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        print(json.dumps({"figures": {"slow 3G": "left out: no chromium on this machine"}}))
        return
    open_house()
    build_town()
    port = free_port()
    with served([sys.executable, "-m", "parvis.cli"], port=port, surroundings=os.environ) as base:
        print(json.dumps({"figures": _figures(path, base)}))


def _figures(path: str, base: str) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    figures: dict[str, Any] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, addresses in PAGES.items():
            _visit(browser, f"{base}{addresses[0]}")  # what a process reads once is not a page's
            seen = [_visit(browser, f"{base}{one}") for one in addresses for _turn in range(ROUNDS)]
            for label, times in zip(("first paint", "usable"), zip(*seen, strict=True), strict=True):
                figures[f"slow 3G, {name}: {label} p50, s"] = round(median(times) / 1000, 2)
                figures[f"slow 3G, {name}: {label} at most, s"] = round(max(times) / 1000, 2)
        browser.close()
    return figures


def _visit(browser: Any, address: str) -> tuple[float, float]:
    """First paint and whole page, in milliseconds from the moment the address was given."""
    context = open_context(browser, Look(PHONE), language="fr")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address)
    paint, whole = next(seen for _turn in range(100) if (seen := page.evaluate(SEEN)) or page.wait_for_timeout(20))
    context.close()
    if not 2 * LATENCY_MS <= paint <= whole + 1000:
        msg = f"{address}: painted after {paint} ms, whole after {whole} ms: the wire was not slow"
        raise ValueError(msg)
    return paint, whole


if __name__ == "__main__":
    main()
