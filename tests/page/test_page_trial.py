"""Weights tried out on the page give the figures of the library, to the last digit."""

import random
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser, Page

from lianbing.evaluation import Evaluation
from lianbing.formula.arithmetic import quantized
from lianbing.formula.domain import written as written_number
from lianbing.insight.weights import most_weight, trial, weighable
from lianbing.model.award import Award, RoundingMode
from lianbing.model.rulebook import Rounding
from lianbing.reports.figures import published, readable
from lianbing.reports.page.words import WORDS
from tests.evaluation.mechanisms import HEADING, award, candidate, load
from tests.page.pages import ROOT, evaluated, example, opened, written

MODES: tuple[str, ...] = get_args(RoundingMode)
FRACTIONS = (ROOT / "src/lianbing/reports/page/parts/fractions.js").read_text("utf-8")

SHOWN = """() => [...document.querySelectorAll("details.trial")].map((tool) =>
  [...tool.querySelectorAll("tbody tr")].map((row) => [row.dataset.id, ...[...row.querySelectorAll("td")]
    .filter((cell) => !cell.classList.contains("moved")).map((cell) => cell.textContent)]))"""
FILL = """([place, weights]) => {
  const fields = document.querySelectorAll("details.trial")[place].querySelectorAll("[type=text]");
  weights.forEach((weight, at) => { fields[at].value = weight; });
  fields[0].dispatchEvent(new Event("input"));
}"""


def open_trials(tab: Page) -> None:
    for each in tab.locator("details.trial > summary").all():
        each.click()
    tab.locator("details.trial tbody tr").last.wait_for()


def expected(evaluation: Evaluation, award: Award, weights: Mapping[str, Fraction]) -> list[list[str]]:
    """What the page is to show, by the library."""
    rounding = evaluation.rulebook.rounding
    before = {each.candidate.id: each for each in evaluation.outcomes[award.id].standings}
    rows = []
    for each in trial(award, evaluation.outcomes[award.id], rounding, weights):
        own = before[each.candidate.id]
        states = {score.id: score.state for score in own.indicators}
        points = [
            published(value, rounding) if states[name] == "scored" else WORDS[states[name]].zh
            for name, value in each.points.items()
        ]
        ranks = ["—" if rank is None else str(rank) for rank in (each.rank, own.rank)]
        totals = [published(total, rounding) for total in (each.total, own.total)]
        rows.append([each.candidate.id, *ranks, *totals, *points])
    return rows


def some_weights(award: Award, rng: random.Random) -> dict[str, Fraction]:
    """Draw weights: whole, with decimals, and fractions that never end."""
    found = {}
    for each in weighable(award):
        divisor = rng.choice((1, 1, 2, 3, 7, 10, 40))
        found[each.id] = min(Fraction(rng.randint(0, 60 * divisor), divisor), most_weight(award))
    return found


def compare_all(tab: Page, evaluation: Evaluation, rng: random.Random, times: int) -> None:
    """Fill in weights again and again, and hold every figure beside the library's."""
    outcomes = evaluation.outcomes
    awards = [each for each in evaluation.rulebook.awards if weighable(each) and len(outcomes[each.id].standings) > 1]
    for _ in range(times):
        for place, each in enumerate(awards):
            weights = some_weights(each, rng)
            tab.evaluate(FILL, [place, [written_number(weight) for weight in weights.values()]])

            assert expected(evaluation, each, weights) == tab.evaluate(SHOWN)[place]


@pytest.mark.chromium
@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("wuwei-2019", ()),
        ("wuwei-2019", (("rounding", "exact"),)),
        ("wuwei-2019-reviewed", ()),
        ("shicheng-2018", ()),
    ],
)
def test_the_page_ranks_as_the_library_does(
    browser: Browser, tmp_path: Path, name: str, readings: tuple[tuple[str, str], ...]
) -> None:
    """Under random weights every rank, total and point of the trial is the library's."""
    evaluation = example(name, *readings)
    with opened(browser, written(tmp_path, evaluation)) as tab:
        open_trials(tab)
        compare_all(tab, evaluation, random.Random(7), 12)  # noqa: S311 (chance, no secret)


KINDS = """
[[award.indicator]]
id = "study"
plugin = "panel"
title = "学习"
points = 60
clause = "1.1"
[[award.indicator]]
id = "practice"
plugin = "panel"
title = "实战"
points = 40
clause = "1.2"
applies_to = ["city"]
[[award.indicator]]
id = "duty"
plugin = "panel"
title = "执勤"
points = 40
clause = "1.2"
applies_to = ["county", "guest"]
[[award.indicator]]
id = "more"
plugin = "panel"
effect = "bonus"
title = "加分"
points = 10
clause = "1.3"
[[award.indicator]]
id = "less"
plugin = "panel"
effect = "penalty"
title = "扣分"
points = 10
clause = "1.4"
"""
GROUPS = """levels = ["city", "county", "guest"]
group = [
    {id = "city", title = "市级", levels = ["city"], places = 1},
    {id = "county", title = "县级", levels = ["county"], places = 1},
    {id = "guest", title = "承办", levels = ["guest"], ranked = false},
]"""


def of_every_kind(folder: Path, heading: str) -> Evaluation:
    """An award with groups, one of them not ranked, a bonus, a penalty, equals, and ids that sort in their own way."""
    rulebook = load(folder, award(GROUPS, KINDS), heading)
    levels = ("city", "county", "guest")
    names = ("a", "B", "_", ".x", "c-1", "c-10", "c-2")
    rng = random.Random(heading)  # noqa: S311 (chance, no secret)
    candidates = []
    likes: dict[str, Any] = {}
    for level in levels:
        for name in names:
            marks: dict[str, Any] = {
                "study": rng.choice((41, Fraction(100, 3))),
                "more": rng.choice((0, 0, 5)),
                "less": rng.choice((0, 0, 1)),
            }
            marks["practice" if level == "city" else "duty"] = rng.choice((Fraction(25, 2), 10))
            # Some are equal, whatever their weights.
            likes = marks if name != "c-10" else likes
            candidates.append(candidate(rulebook, f"{name}{level}", level=level, **likes))
    return evaluated(rulebook, candidates)


@pytest.mark.chromium
@pytest.mark.parametrize("mode", MODES)
def test_every_kind_of_ranking_and_rounding_is_the_librarys(browser: Browser, tmp_path: Path, mode: str) -> None:
    """Groups, bonuses, penalties, dense ranks, exact ranking, coarse steps: the page follows the rulebook."""
    heading = HEADING.replace("ROUND_HALF_UP", mode)
    if mode in ("ROUND_UP", "ROUND_HALF_EVEN"):
        heading = heading.replace('"competition"', '"dense"').replace('"0.01"', '"0.5"')
    if mode in ("ROUND_FLOOR", "ROUND_05UP"):
        heading = heading.replace('on = "published"', 'on = "exact"').replace('"0.01"', '"1"')
    if mode == "ROUND_DOWN":
        heading = heading.replace('"0.01"', "0")
    evaluation = of_every_kind(tmp_path, heading)
    ranks = [each.rank for each in evaluation.outcomes["team"].standings if each.group == "county"]
    assert len(set(ranks)) < len(ranks), "without equals nothing is seen of how they are ranked"
    with opened(browser, written(tmp_path, evaluation)) as tab:
        open_trials(tab)
        compare_all(tab, evaluation, random.Random(3), 6)  # noqa: S311 (chance, no secret)


@pytest.mark.chromium
def test_sliders_move_by_keys_and_the_ranks_follow(browser: Browser, tmp_path: Path) -> None:
    """An arrow key moves a weight by a notch, the field tells it, and the standings are those of that weight."""
    evaluation = example("wuwei-2019")
    award = evaluation.rulebook.award("organizer")
    with opened(browser, written(tmp_path, evaluation)) as tab:
        open_trials(tab)
        first = tab.locator("details.trial").first
        slider, field = first.locator("[type=range]").nth(1), first.locator("[type=text]").nth(1)
        slider.focus()
        for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowLeft"):
            tab.keyboard.press(key)

        assert "99.5" == field.input_value()
        assert "99.5" == slider.get_attribute("aria-valuetext")
        assert expected(evaluation, award, {"activity": Fraction("99.5")}) == tab.evaluate(SHOWN)[0]
        first.locator(".reset").click()
        assert "25" == field.input_value()
        assert expected(evaluation, award, {}) == tab.evaluate(SHOWN)[0]


@pytest.mark.chromium
@pytest.mark.parametrize(
    "text", ["", "-1", "101", "1e3", "NaN", "1/0", "１２x", "12,5", "=1+1", "0x10", "1/2/3", ".", "9" * 50]
)
def test_a_wrong_weight_is_told_and_not_computed(browser: Browser, tmp_path: Path, text: str) -> None:
    """The trial stays as it was, the field says what is expected, and nothing breaks."""
    evaluation = example("wuwei-2019")
    with opened(browser, written(tmp_path, evaluation)) as tab:
        open_trials(tab)
        first = tab.locator("details.trial").first
        field = first.locator("[type=text]").first
        before = tab.evaluate(SHOWN)[0]
        field.fill(text)

        assert before == tab.evaluate(SHOWN)[0]
        assert "true" == field.get_attribute("aria-invalid")
        assert "0 到 100" in first.locator(".wrong").first.inner_text()
        assert "没有更新" in first.locator(".trial-said").inner_text()
        field.fill("25/2")
        assert "false" == field.get_attribute("aria-invalid")
        award = evaluation.rulebook.award("organizer")
        assert expected(evaluation, award, {"deployment": Fraction(25, 2)}) == tab.evaluate(SHOWN)[0]


@pytest.mark.chromium
def test_a_total_with_a_formula_of_its_own_is_not_tried(browser: Browser, tmp_path: Path) -> None:
    """Where weights would mean something else, the page says so and offers no slider."""
    evaluation = example("shicheng-2018")
    with opened(browser, written(tmp_path, evaluation)) as tab:
        township = tab.locator("section.award").first

        assert 0 == township.locator("[type=range]").count()
        assert "总分另有算法" in township.inner_text()


STEPS = (Fraction(1), Fraction(1, 100), Fraction(1, 2), Fraction(3, 7), Fraction(5))


def some_numbers(rng: random.Random) -> list[tuple[Fraction, Fraction]]:
    """Draw numbers with steps: many on the boundaries of rounding, some great, some without end."""
    found = [(step * Fraction(halves, 2), step) for step in STEPS for halves in range(-25, 26)]
    for _ in range(300):
        found.append((Fraction(rng.randint(-5000, 5000), rng.randint(1, 2000)), rng.choice(STEPS)))
        found.append((Fraction(rng.randint(-4000, 4000), 200), rng.choice(STEPS)))
        found.append((Fraction(rng.randint(-(10**30), 10**30), 3 * 10**9), rng.choice(STEPS)))
    return found


@pytest.mark.chromium
def test_the_pages_fractions_are_the_librarys(browser: Browser) -> None:
    """The script rounds by every mode, and writes numbers, exactly as the library does."""
    cases = some_numbers(random.Random(5))  # noqa: S311 (chance, no secret)
    tab = browser.new_page()
    found = tab.evaluate(
        f"""(cases) => {{ {FRACTIONS}
        return cases.map(([value, step]) => {{
          const [exact, by] = [number(value), number(step)];
          return [readable(exact), ...{list(MODES)}.flatMap((mode) => {{
            const rounding = {{ step: by, mode }};
            const rounded = published(exact, rounding);
            return [written(rounded), writtenPoints(rounded, rounding)];
          }})];
        }}); }}""",
        [[str(value), str(step)] for value, step in cases],
    )
    tab.close()

    assert [_by_the_library(value, step) for value, step in cases] == found


def _by_the_library(value: Fraction, step: Fraction) -> list[str]:
    texts = [readable(value)]
    for mode in MODES:
        rounded = quantized(value, step, mode)
        rounding = Rounding(step=step, mode=mode)  # type: ignore[arg-type]  # a mode of the list of all
        texts += [written_number(rounded), published(rounded, rounding)]
    return texts
