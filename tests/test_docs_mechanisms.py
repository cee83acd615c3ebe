"""The page of mechanisms is a test: each rulebook on it loads, and gives what the page says that it gives."""

import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import pytest

import lianbing
from lianbing.insight.examples import run_examples
from tests.docs_rulebooks import Run, Section, Snippet, sections
from tests.test_docs_links import anchors

PAGE = Path(__file__).parents[1] / "docs" / "mechanisms.md"
PLUGINS = lianbing.Registry.load(entry_points=False)
SECTIONS = sections(PAGE.read_text("utf-8"))
SNIPPETS = [each for section in SECTIONS for each in section.snippets]
ROW = re.compile(r"^\| .+ \| `([^`]+)`.* \| \[\d+\]\(#([^)]+)\) \|$", re.MULTILINE)


def found_in(outcome: lianbing.Outcome, rulebook: lianbing.Rulebook, stated: Mapping[str, object]) -> dict[str, object]:
    """What came out, under the names that a result uses."""
    award = outcome.award(str(stated.get("award", rulebook.awards[0].id)))
    standings = {each.candidate.id: each for each in award.standings}
    return {
        "award": award.id,
        "selected": sorted(each.candidate.id for each in award.selected),
        "places": {each.id: each.places for each in award.groups} or award.places,
        "totals": {name: each.total for name, each in standings.items()},
        "points": {name: {one.id: one.points for one in each.indicators} for name, each in standings.items()},
        "ranks": {name: each.rank for name, each in standings.items() if each.rank is not None},
        "unranked": sorted(name for name, each in standings.items() if each.rank is None),
        "grades": {name: each.grade for name, each in standings.items()},
        "excluded": {
            name: ", ".join(each.condition for each in group)
            for name, group in groupby(award.excluded, key=lambda each: each.candidate.id)
        },
        "revoked": sorted(each.candidate.id for each in award.revoked),
        "undecided": [list(each.candidates) for each in award.needs_decision],
        "short": {name: [one.indicator for one in each.shortfalls] for name, each in standings.items()},
        "not_applicable": states(award, "not_applicable"),
        "not_marked": states(award, "not_marked"),
    }


def states(award: lianbing.AwardOutcome, state: str) -> dict[str, list[str]]:
    """By candidate, the indicators that are in a state."""
    found = {each.candidate.id: [one.id for one in each.indicators if one.state == state] for each in award.standings}
    return {name: indicators for name, indicators in found.items() if indicators}


def result_of(snippet: Snippet, run: Run, folder: Path) -> Mapping[str, object]:
    """Score a campaign of the page; give what its result names, or why it is refused."""
    snippet.written(folder)
    try:
        rulebook, campaign = lianbing.load(run.written(folder), registry=PLUGINS)
        outcome = lianbing.evaluate(rulebook, campaign)
    except lianbing.InputError as error:
        return {"refused": sorted({each.code for each in error.faults})}
    assert () == outcome.warnings
    found = found_in(outcome, rulebook, run.result)
    return {name: found.get(name) for name in run.result}


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda each: each.id)
def test_a_snippet_loads_and_its_examples_hold(snippet: Snippet, tmp_path: Path) -> None:
    """Whoever copies a snippet has a rulebook without a fault, and each of its indicators is worked out."""
    rulebook = lianbing.load_rulebook(snippet.written(tmp_path), registry=PLUGINS)
    shown = {each.indicator for each in rulebook.examples}

    assert () == rulebook.warnings
    assert () == run_examples(rulebook)
    assert snippet.runs or {each.id for award in rulebook.awards for each in award.indicators} <= shown


@pytest.mark.parametrize(
    ("snippet", "run"),
    [(each, run) for each in SNIPPETS for run in each.runs],
    ids=[f"{each.id}-{at}" for each in SNIPPETS for at in range(1, len(each.runs) + 1)],
)
def test_a_campaign_gives_the_result_that_is_stated(snippet: Snippet, run: Run, tmp_path: Path) -> None:
    """What follows a snippet is what its rules make of the candidates shown."""
    result = result_of(snippet, run, tmp_path)

    assert run.result == result


def test_every_mechanism_is_there() -> None:
    """None of the forty-five is left out, and each is shown."""
    assert list(range(1, 46)) == [each.number for each in SECTIONS]
    assert [] == [each.number for each in SECTIONS if not each.snippets]


def test_the_tables_lead_to_what_they_say() -> None:
    """What a table at the top shows stands word for word in the section that it names."""
    text = PAGE.read_text("utf-8")
    named = {name: each for each in SECTIONS for name in anchors(f"### {each.number}. {each.title}")}
    rows = ROW.findall(text)

    assert 9 == len(rows)
    assert [] == [code for code, anchor in rows if code not in blocks_of(named[anchor])]


def blocks_of(section: Section) -> str:
    """All that a section's blocks say."""
    return "\n".join(re.findall(r"^```toml.*?^```$", section.text, re.DOTALL | re.MULTILINE))
