"""Pages to look at: of the examples, and of awards made for one question each; opened under a watch."""

import functools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

import lianbing
from lianbing.evaluation import Evaluation
from lianbing.language import Language
from lianbing.reports.page import page
from lianbing.reports.page.document import page_of
from tests.evaluation.mechanisms import candidate

ROOT = Path(__file__).parents[2]
EXAMPLES = ("wuwei-2019", "shicheng-2018", "case-review-2024", "wuwei-2019-reviewed")


@functools.cache
def example(name: str, *readings: tuple[str, str]) -> Evaluation:
    """Evaluate an example under readings."""
    return Evaluation.of(*lianbing.load(ROOT / "examples" / name, readings=dict(readings)))


def evaluated(rulebook: lianbing.Rulebook, candidates: Sequence[lianbing.Candidate]) -> Evaluation:
    """Evaluate a campaign of these candidates."""
    made = lianbing.Campaign(
        title="试", evaluation_day=date(2024, 11, 1), candidates=tuple(candidates), sha256="0" * 64
    )
    return Evaluation.of(rulebook, made)


def many(rulebook: lianbing.Rulebook, count: int) -> list[lianbing.Candidate]:
    """Make many candidates of the award of two panels, some of them equal."""
    return [
        candidate(rulebook, f"c{number:03}", study=Fraction(number * 37 % 121, 2), practice=number * 11 % 41)
        for number in range(count)
    ]


def written(
    folder: Path,
    evaluation: Evaluation,
    language: Language = "zh",
    *,
    award: str | None = None,
    compact: bool = False,
) -> Path:
    """Write a page; a compact one keeps its explanations apart, as those of many candidates do."""
    content = page(evaluation, language, award=award)
    if compact:
        content = page_of(evaluation, language, evaluation.rulebook.awards, explained_at_once=0)
    file = folder / "report.html"
    file.write_bytes(content)
    return file


@contextmanager
def opened(browser: Browser, file: Path, **options: Any) -> Iterator[Page]:
    """Open a page from the disk, and see at the end that it asked for nothing and complained of nothing."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(10_000)
    tab = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.goto(file.as_uri())
    yield tab
    tab.wait_for_timeout(50)
    context.close()

    assert [] == said
    # A data: address is the page's own text.
    assert [file.as_uri()] == [url for url in asked if not url.startswith("data:")]


def open_everything(tab: Page) -> None:
    """Open all that can be opened, and wait until what that makes is there."""
    tab.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")
    tab.wait_for_timeout(100)
    tab.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")
    tab.wait_for_timeout(50)
