"""The page for everyone: what axe-core knows of WCAG finds no fault with it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from lianbing.language import Language
from tests.page.pages import example, opened, written

Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

pytestmark = pytest.mark.chromium

OPEN_ONE_OF_EACH = """() => {
  const open = (selector) => { for (const each of document.querySelectorAll(selector)) each.open = true; };
  open("section.award:last-of-type details.tool, .reading:nth-child(-n+2) details");
  for (const each of document.querySelectorAll("section.award")) {
    for (const score of [each.querySelector("details.why"), each.querySelector(".left details.why")]) {
      if (score) for (const part of [score, ...score.querySelectorAll("details")]) part.open = true;
    }
  }
  for (const each of document.querySelectorAll("details.tool")) each.open = true;
}"""


@pytest.mark.parametrize(
    ("award", "language", "scheme", "width"),
    [
        ("collective", "zh", "light", 1280),
        ("collective", "zh", "dark", 360),
        ("department", "en", "dark", 1280),
        ("department", "en", "light", 360),
    ],
)
def test_axe_finds_no_violation(
    browser: Browser, tmp_path: Path, award: str, language: Language, scheme: str, width: int
) -> None:
    """Contrast, names, landmarks, headings, targets: with one of each opened, in light and dark, wide and narrow."""
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    evaluation = example("wuwei-2019" if award == "collective" else "shicheng-2018")
    with opened(browser, written(tmp_path, evaluation, language, award=award), **options) as tab:
        tab.evaluate(OPEN_ONE_OF_EACH)
        tab.locator("details.trial tbody tr").first.wait_for()
        tab.evaluate(OPEN_ONE_OF_EACH)
        tab.locator("details.trial [type=text]").first.fill("x")
        tab.locator("table.standings th button").nth(2).dispatch_event("click")
        # The bar at the top of the screen covers what has been scrolled beneath it, which is no fault of the page.
        tab.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
        found = Axe().run(tab, options={"rules": {"target-size": {"enabled": True}}})

        assert [] == [
            (each["id"], each["nodes"][0]["target"], each["nodes"][0]["failureSummary"])
            for each in found.response["violations"]
        ]
        assert len(found.response["passes"]) > 30
