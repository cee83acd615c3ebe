"""How long the page of a large campaign takes: to make, to open in a headless browser, and to use."""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from exact import collectives
from playwright.sync_api import Browser, Page, sync_playwright

import lianbing
from lianbing.reports.page import page

OPENED = """() => {
  const [opened] = performance.getEntriesByType("navigation");
  const painted = performance.getEntriesByName("first-contentful-paint")[0];
  return { loaded: opened.loadEventEnd, painted: painted ? painted.startTime : 0 };
}"""

USES = {
    "open an explanation": "document.querySelector('details.why').open = true;",
    "search, 130 ms of waiting included": "field.value = '-7'; field.dispatchEvent(new Event('input'));",
    "search no more, likewise": "field.value = ''; field.dispatchEvent(new Event('input'));",
    "sort by a column": "document.querySelector('th[data-sort=\"1\"] button').click();",
    "open the comparison": "document.querySelector('details.compare').open = true;",
    "open the trial": "document.querySelector('details.trial').open = true;",
    "move a weight": "slider.value = '9'; slider.dispatchEvent(new Event('input'));",
    "show all rows": "[...document.querySelectorAll('.paging button')].pop().click();",
}
"""What a reader does, in the words of the page's own elements."""

WAITING = 130
"""Milliseconds after which a search has begun: the page waits for typing to pause."""

USE = """([use, waiting]) => new Promise((done) => {
  const field = document.getElementById("search");
  const slider = document.querySelector(".trial [type=range]");
  const start = performance.now();
  new Function("field", "slider", use)(field, slider);
  // Once the page has drawn what was asked for, a task comes to its turn.
  setTimeout(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))), waiting);
})"""


def opening(browser: Browser, file: Path) -> tuple[float, float, float]:
    """Open a page in a fresh context; give milliseconds to the load event, to the first paint, and by our own clock."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    start = time.perf_counter()
    tab.goto(file.as_uri(), wait_until="load")
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    own = (time.perf_counter() - start) * 1000
    found = tab.evaluate(OPENED)
    context.close()
    return found["loaded"], found["painted"], own


def using(tab: Page) -> None:
    """Print how long each use of the page takes until it is drawn."""
    for name, use in USES.items():
        print(f"  {name:34} {tab.evaluate(USE, [use, WAITING if 'search' in name else 0]):8.0f} ms")


def main() -> None:
    """Print how long a page takes to make, its size, how long it takes to open, and each use of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=3_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    asked = parser.parse_args()
    rulebook = lianbing.load_rulebook("wuwei-2019")
    start = time.perf_counter()
    evaluation = lianbing.Evaluation.of(rulebook, collectives(rulebook, asked.candidates))
    evaluated = time.perf_counter()
    content = page(evaluation, "zh")
    made = time.perf_counter()
    print(f"{asked.candidates} collectives: {len(content) / 1e6:.2f} MB")
    print(f"{'evaluate':36} {evaluated - start:8.2f} s")
    print(f"{'make the page, other readings too':36} {made - evaluated:8.2f} s")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_bytes(content)
        browser = playwright.chromium.launch(executable_path=asked.chromium, args=["--no-sandbox"])
        found = [opening(browser, file) for _ in range(asked.times)]
        for place, name in enumerate(("load event", "first paint", "drawn, browser's start aside")):
            each = [times[place] for times in found]
            print(f"{name:36} {statistics.median(each):8.0f} ms (the slowest of {len(each)}: {max(each):.0f})")
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.goto(file.as_uri())
        using(tab)
        browser.close()


if __name__ == "__main__":
    main()
