"""A fact that was left out is told when, and only when, a formula reads it."""

from fractions import Fraction
from typing import Annotated

import attrs
import pytest

from lianbing.checks.needed import has_gaps, missing_facts
from lianbing.formula import (
    Condition,
    Facts,
    Name,
    Number,
    Scheme,
    all_of,
    applies,
    criterion,
    excludes,
    given,
    greatest_of_cohort,
    or_else,
    share_of_applicable,
    total,
    when,
)


@attrs.frozen(kw_only=True)
class Row:
    """A row that may lack its points."""

    points: Annotated[Fraction | None, Name("分", "points")] = None


@attrs.frozen(kw_only=True)
class Evidence:
    """Facts of which each may be missing."""

    asked: Annotated[bool, Name("查", "asked")] = False
    amount: Annotated[Fraction | None, Name("数", "amount")] = None
    other: Annotated[Fraction | None, Name("另", "other")] = None
    sound: Annotated[bool | None, Name("实", "sound")] = None
    rows: Annotated[tuple[Row, ...], Name("列", "rows")] = ()


F = Facts(Evidence)


def needed(formula: Number, evidence: Evidence) -> list[tuple[str | None, int | None, str]]:
    """What a formula finds missing."""
    return list(missing_facts(Scheme(criterion("c", formula, most=1)), evidence, None))


AMOUNT = [(None, None, "amount")]


@pytest.mark.parametrize(
    ("formula", "asked", "missing"),
    [
        (F.amount + 1, False, AMOUNT),
        (F.amount + F.amount, False, AMOUNT),  # each is told once
        (F.amount + F.other, False, [*AMOUNT, (None, None, "other")]),
        (when(F.asked, F.amount, 0), False, []),
        (when(F.asked, F.amount, 0), True, AMOUNT),
        (or_else(F.amount, 3), False, []),
        (or_else(F.amount, F.other), False, [(None, None, "other")]),
        (when(given(F.amount) & (F.amount > 3), 1, 0), False, []),
        (when(F.sound, 1, 0), False, [(None, None, "sound")]),
        (total(F.rows, F.rows.points), False, [("rows", 1, "points")]),
        # Who else takes part must not decide what is needed.
        (when(greatest_of_cohort(or_else(F.amount, 0)) > 5, F.other, 0), False,
         [(None, None, "other")]),
        (greatest_of_cohort(F.amount), False, AMOUNT),
        (share_of_applicable((F.asked, F.amount, 5)), False, []),
        (share_of_applicable((greatest_of_cohort(or_else(F.amount, 0)) > 5, F.other, 5)), False,
         [(None, None, "other")]),
    ],
)  # fmt: skip
def test_only_what_is_read_is_needed(
    formula: Number, asked: bool, missing: list[tuple[str | None, int | None, str]]
) -> None:
    """A branch that is not taken needs nothing."""
    evidence = Evidence(asked=asked, rows=(Row(points=Fraction(1)), Row()))

    assert missing == needed(formula, evidence)


def test_conditions_need_their_facts_and_what_does_not_apply_needs_none() -> None:
    """An exclusion rests on its facts; an indicator that does not apply rests on none."""
    condition: Condition = all_of(F.asked, F.amount > 3)
    scheme = Scheme(criterion("c", F.other, most=1), excludes("e", F.amount > 3), applies(F.asked))

    assert missing_facts(scheme, Evidence(asked=True), None) == ((None, None, "amount"), (None, None, "other"))
    assert missing_facts(scheme, Evidence(asked=False), None) == ()
    assert missing_facts(Scheme(excludes("e", condition)), Evidence(asked=False), None) == ()


def test_evidence_without_gaps_is_not_looked_into() -> None:
    """Whether something is missing at all is told by a glance."""
    assert has_gaps(Evidence())
    whole = Evidence(amount=Fraction(1), other=Fraction(1), sound=True, rows=(Row(points=Fraction(1)),))
    assert not has_gaps(whole)
    assert has_gaps(attrs.evolve(whole, rows=(Row(),)))
