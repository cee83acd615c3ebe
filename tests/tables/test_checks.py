"""What is wrong with tables, or with what a campaign states of them: the same on columns and in loops."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Literal

import attrs
import polars as pl
import pytest

import lianbing
from lianbing.errors import Fault, Severity
from lianbing.formula.nodes import ChoiceFact, Compare, Constant, Count, PanelMark, Repeats
from lianbing.formula.scheme import RowLimit, Scheme
from lianbing.language import Bilingual
from lianbing.model.campaign import Campaign, Decision
from lianbing.tables import check_award, engine, score_award, tables_from
from lianbing.tables.facts import is_plain
from tests.backends.example_evidence import FACTS, OWN, Honour, honour
from tests.evaluation.mechanisms import award, candidate, load
from tests.tables.formulas_in_tables import award_of
from tests.tables.formulas_in_tables import campaign_of as example_campaign

Change = Callable[[pl.DataFrame], pl.DataFrame]


def told(
    book: lianbing.Rulebook, campaign: Campaign, change: Change = lambda table: table, *, exactly: bool
) -> Sequence[Fault]:
    """All that is said of the tables of a campaign, one of them changed."""
    (own,) = book.awards
    tables: Mapping[str, pl.DataFrame] = tables_from(own, campaign)
    with engine("polars") as runner:
        frames = {name: runner.take(change(table) if name == own.id else table) for name, table in tables.items()}
        try:
            return score_award(runner, book, own, campaign, frames, exactly=exactly).warnings
        except lianbing.InputError as error:
            return error.faults


def codes(faults: Sequence[Fault]) -> list[str]:
    """The codes of what was said."""
    return [each.code for each in faults]


both = pytest.mark.parametrize("exactly", [False, True])


@pytest.fixture
def book(tmp_path: Path) -> lianbing.Rulebook:
    """An award of two panels with one place."""
    return load(tmp_path, award("places = 1"))


def campaign_of(book: lianbing.Rulebook, *marks: int, decisions: Sequence[Decision] = (), unit: str = "u") -> Campaign:
    """Candidates a, b, c … with these marks."""
    people = tuple(
        candidate(book, id, unit=unit, study=mark, practice=0) for id, mark in zip("abcdef", marks, strict=False)
    )
    return Campaign(
        title="检查", evaluation_day=date(2024, 11, 1), candidates=people, decisions=tuple(decisions), partial=False
    )


def decision(candidate: str, kind: Literal["tie", "revocation"]) -> Decision:
    """A decision about a candidate."""
    day = date(2024, 11, 20)
    return Decision(kind=kind, award="team", candidate=candidate, date=day, by="领导小组", reason="会议决定")


@both
@pytest.mark.parametrize(
    ("decisions", "code", "severity"),
    [
        ([decision("c", "tie")], "idle_tie_decision", Severity.WARNING),
        ([decision("c", "revocation")], "idle_revocation", Severity.WARNING),
        ([decision("x", "revocation")], "unknown_candidate", Severity.ERROR),
        ([decision("a", "tie"), decision("b", "tie")], "surplus_tie_decisions", Severity.ERROR),
    ],
)
def test_decisions_without_effect_are_told(
    book: lianbing.Rulebook, decisions: Sequence[Decision], code: str, severity: Severity, *, exactly: bool
) -> None:
    """Candidates a and b tie for the one place, c is far behind."""
    (found,) = told(book, campaign_of(book, 50, 50, 1, decisions=decisions), exactly=exactly)

    assert (found.code, found.severity) == (code, severity)


@both
def test_a_decision_that_settles_a_tie_is_no_fault(book: lianbing.Rulebook, *, exactly: bool) -> None:
    """Nothing is said."""
    assert () == tuple(told(book, campaign_of(book, 50, 50, 1, decisions=[decision("a", "tie")]), exactly=exactly))


@both
def test_a_fact_that_points_rest_on_is_named(book: lianbing.Rulebook, *, exactly: bool) -> None:
    """The table, the candidate and the column of a mark that nobody gave."""

    def without(table: pl.DataFrame) -> pl.DataFrame:
        gone = pl.when(pl.col("candidate") != "b").then(pl.col("study__marks__1"))
        return table.with_columns(gone.alias("study__marks__1"))

    (found,) = told(book, campaign_of(book, 50, 40, 1), without, exactly=exactly)

    assert "team › b" in str(found.place.record)
    assert "study__marks" in str(found.place.field)


@both
def test_a_partial_campaign_is_not_for_tables(book: lianbing.Rulebook, *, exactly: bool) -> None:
    """It is refused, not scored as if all were marked."""
    partial = attrs.evolve(campaign_of(book, 50, 40), partial=True)

    assert ["tables_partial"] == codes(told(book, partial, exactly=exactly))


@both
def test_a_total_of_a_region_is_not_negative(book: lianbing.Rulebook, *, exactly: bool) -> None:
    """What the campaign states is checked as that of a folder of records is."""
    wrong = attrs.evolve(campaign_of(book, 50, 40), totals={"city": {"cases": Fraction(-1)}})

    assert "out_of_range" in codes(told(book, wrong, exactly=exactly))


@both
def test_a_unit_nominates_no_more_than_it_may(tmp_path: Path, *, exactly: bool) -> None:
    """The unit and both figures are told."""
    book = load(tmp_path, award("places = 1\nnominees_per_unit = 2"))
    (found,) = told(book, campaign_of(book, 50, 40, 30), exactly=exactly)

    assert "too_many_nominees" == found.code
    assert all(figure in found.say("en") for figure in ("u", "2", "3"))
    assert () == tuple(told(book, campaign_of(book, 50, 40), exactly=exactly))


@both
def test_candidates_may_have_to_be_units(tmp_path: Path, *, exactly: bool) -> None:
    """Whoever stands for another unit than itself is told."""
    book = load(tmp_path, award("places = 1\nown_unit = true"))

    assert ["unit_not_own_id"] == codes(told(book, campaign_of(book, 50, unit="b"), exactly=exactly))
    assert () == tuple(told(book, campaign_of(book, 50, unit="a"), exactly=exactly))


def test_checking_says_what_scoring_says(book: lianbing.Rulebook) -> None:
    """A table that may be scored may be checked, and the other way round."""
    campaign = campaign_of(book, 50, 40)
    (own,) = book.awards
    with engine("polars") as runner:
        frames = {name: runner.take(table) for name, table in tables_from(own, campaign).items()}
        assert 2 == check_award(runner, book, own, campaign, frames).candidates
        wrong = {name: frame.rename({"study__marks__1": "study__mark__1"}) for name, frame in frames.items()}
        with pytest.raises(lianbing.InputError):
            check_award(runner, book, own, campaign, wrong)


def test_words_that_folding_changes_are_not_plain() -> None:
    """Only then are the texts themselves what keys are compared by."""
    label = Bilingual("类", "kind")

    assert is_plain(ChoiceFact("kind", label, ("a", "甲")))
    assert not is_plain(ChoiceFact("kind", label, ("A", "甲")))
    assert not is_plain(ChoiceFact("kind", label, ("a b",)))
    assert not is_plain(ChoiceFact("kind", label))


def limited(limit: RowLimit, *rows: Honour) -> Sequence[Fault]:
    """What is said of two candidates, one of whom has these rows, under a limit."""
    own = award_of([FACTS.cases])
    (indicator,) = own.indicators
    own = attrs.evolve(own, indicators=(attrs.evolve(indicator, scheme=Scheme(*indicator.scheme.criteria, limit)),))
    campaign = example_campaign([attrs.evolve(OWN, cases=8, honours=rows), attrs.evolve(OWN, honours=())])
    with engine("polars") as runner:
        frames = {name: runner.take(table) for name, table in tables_from(own, campaign).items()}
        try:
            return score_award(runner, lianbing.load_rulebook("wuwei-2019"), own, campaign, frames).warnings
        except lianbing.InputError as error:
            return error.faults


ROWS = Bilingual("行", "rows")


@pytest.mark.parametrize("most", [1, 2])
def test_limits_of_lists_whose_marks_are_too_great_for_columns(most: int) -> None:
    """Rows are counted by marks that doubles do not hold."""
    great = honour("a", 0, opinions=(Fraction(10**17),))
    mark = PanelMark(FACTS.honours.opinions, Fraction(10**18))
    marked = Count(FACTS.honours.node, Compare(mark, ">", Constant(Fraction(10**17 - 1))))
    found = limited(RowLimit(marked, Constant(Fraction(most)), ROWS), great, great)

    assert (["too_many_rows"] if most == 1 else []) == codes(found)
    assert all("p000" in each.say("en") for each in found)


@pytest.mark.parametrize(("other", "repeats"), [("s", True), ("t", False)])
def test_limits_that_an_engine_cannot_count_are_counted_exactly(other: str, *, repeats: bool) -> None:
    """A letter that an engine folds otherwise than Python."""
    twice = Count(FACTS.honours.node, Repeats(FACTS.honours.node, FACTS.honours.title))
    found = limited(RowLimit(twice, Constant(Fraction(0)), ROWS), honour("ſ", 0), honour(other, 0))

    assert (["too_many_rows"] if repeats else []) == codes(found)
