"""Formulas over the example evidence, worked out as columns of an engine or as one loop over lists."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from lianbing.backends.columns import Exact, Expr, Near, Quantity, Truth, col, with_columns
from lianbing.backends.columns.expressions import lit
from lianbing.backends.compiled.batch import Wanted
from lianbing.formula.nodes import Condition, Node, Number
from lianbing.formula.scheme import Scheme, criterion, excludes
from lianbing.model.award import Award, Indicator, Ranking
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.rulebook import Rounding
from lianbing.tables.cohorts import Asking
from lianbing.tables.engines import Engine
from lianbing.tables.from_records import tables_from
from lianbing.tables.given import GivenTable, given
from lianbing.tables.given_lists import GivenLists
from lianbing.tables.layout import tables_of
from lianbing.tables.patching import everyone
from lianbing.tables.whole_award import Worker
from lianbing.tables.working import Working
from tests.backends.example_evidence import DAY, LEVELS, Example

TOTALS = {"city": {"total": Fraction(40)}}
OWN = "own"


@attrs.frozen
class Cell:
    """What columns say of a formula for one candidate.

    Attributes:
        low: The value is at least this.
        high: The value is at most this; the same where it is known exactly.
        doubtful: Whether nothing of it is to be relied on: the candidate is to be worked out exactly.
    """

    low: Fraction
    high: Fraction
    doubtful: bool

    def holds(self, value: Fraction) -> bool:
        """Whether the truth agrees with it."""
        return self.doubtful or self.low <= value <= self.high


def award_of(numbers: Sequence[Number], conditions: Sequence[Condition] = ()) -> Award:
    """An award of one indicator whose criteria are formulas."""
    criteria = [criterion(f"n{at}", each, most=None) for at, each in enumerate(numbers)]
    exclusions = [excludes(f"c{at}", each) for at, each in enumerate(conditions)]
    indicator = Indicator(
        id=OWN,
        plugin="none",
        title=OWN,
        points=None,
        clause="",
        criteria=(),
        conditions=(),
        reads=(),
        parameters={},
        evidence=Example,
        scheme=Scheme(*criteria, *exclusions),
    )
    ranking = Ranking(on="published", ties="competition", undecided="decision")
    return Award(
        id="award",
        title="award",
        places=1,
        points=Fraction(100),
        clause="",
        levels=LEVELS,
        indicators=(indicator,),
        ranking=ranking,
    )


def campaign_of(people: Sequence[Example]) -> Campaign:
    """A campaign of candidates with this evidence; all but the first are of the city."""
    candidates = tuple(
        Candidate(id=f"p{at:03}", award="award", name="", unit="", level="county", evidence={OWN: each})
        for at, each in enumerate(people)
    )
    return Campaign(title="", evaluation_day=DAY, candidates=candidates, totals=TOTALS)


def taken(engine: Engine, award: Award, campaign: Campaign) -> dict[str, GivenTable]:
    """The tables of a campaign on an engine."""
    found = {}
    tables = tables_from(award, campaign)
    for layout in tables_of(award):
        table, faults = given(layout, engine.take(tables[layout.name]))
        assert table is not None, [each.say("en") for each in faults]
        found[layout.name] = table
    return found


def columns(
    engine: Engine,
    people: Sequence[Example],
    numbers: Sequence[Number],
    conditions: Sequence[Condition] = (),
    *,
    gone: int = 0,
) -> tuple[list[list[Cell]], list[list[bool | None]]]:
    """Work formulas out as columns: for each formula, what is said of each candidate; the last so many are excluded."""
    award = award_of(numbers, conditions)
    campaign = campaign_of(people)
    (indicator,) = award.indicators
    roots: list[tuple[Indicator, Node]] = [(indicator, each) for each in (*numbers, *conditions)]
    working = Working.of(engine, award, campaign, taken(engine, award, campaign), roots)
    left = [f"p{at:03}" for at in range(len(people) - gone)]
    members = col("candidate").is_in(left) if left else col("candidate").is_null()
    working.gather(roots)
    working.ask(roots, Asking(working, {OWN: members}, {OWN: everyone()}))
    shown: dict[str, Expr] = {}
    quantities: list[Quantity] = []
    for at, node in enumerate(numbers):
        quantity, doubt = working.number(indicator, node)
        quantities.append(quantity)
        shown |= _shown(f"n{at}", quantity, doubt)
    for at, condition in enumerate(conditions):
        truth, doubt = working.condition(indicator, condition)
        shown[f"c{at}_truth"] = truth.column
        shown[f"c{at}_doubt"] = doubt.column
    named = {name: _column(each) for name, each in shown.items()}
    frame = with_columns(working.frame, named).select("candidate", *named)
    rows = sorted(engine.rows(frame), key=lambda row: str(row["candidate"]))[: len(people) - gone]
    cells = [[_cell(f"n{at}", quantity, row) for row in rows] for at, quantity in enumerate(quantities)]
    truths = [
        [None if row[f"c{at}_doubt"] else bool(row[f"c{at}_truth"]) for row in rows] for at in range(len(conditions))
    ]
    return cells, truths


def _column(each: Expr) -> Expr:
    return each if each.made != "lit" else lit(*each.with_)


def _shown(name: str, quantity: Quantity, doubt: Truth) -> dict[str, Expr]:
    shown = {f"{name}_doubt": doubt.column}
    match quantity:
        case Exact() if quantity.constant is not None:
            return shown
        case Exact(top, bottom):
            return {**shown, f"{name}_top": top.column, f"{name}_bottom": bottom.column}
        case Near():
            return {**shown, f"{name}_near": quantity.expr}


def _cell(name: str, quantity: Quantity, row: Mapping[str, Any]) -> Cell:
    doubtful = bool(row[f"{name}_doubt"])
    if isinstance(quantity, Exact) and quantity.constant is not None:
        return Cell(quantity.constant, quantity.constant, doubtful)
    if isinstance(quantity, Exact):
        top, bottom = row[f"{name}_top"], row[f"{name}_bottom"]
        if doubtful and (top is None or not bottom):
            return Cell(Fraction(0), Fraction(0), doubtful=True)
        value = Fraction(top) / Fraction(bottom)
        return Cell(value, value, doubtful)
    found = row[f"{name}_near"]
    if doubtful or found is None or not math.isfinite(found):
        return Cell(Fraction(0), Fraction(0), doubtful=doubtful or found is not None)
    errors = [Fraction(quantity.error)] if math.isfinite(quantity.error) else []
    if math.isfinite(quantity.relative):
        errors.append(abs(Fraction(found)) * Fraction(quantity.relative) * 2)
    if not errors:
        return Cell(Fraction(0), Fraction(0), doubtful=True)
    error = min(errors)
    return Cell(Fraction(found) - error, Fraction(found) + error, doubtful=False)


def in_one_loop(
    engine: Engine,
    people: Sequence[Example],
    numbers: Sequence[Number],
    conditions: Sequence[Condition] = (),
    *,
    gone: int = 0,
) -> tuple[list[list[Fraction]], list[list[bool]]]:
    """Work formulas out in one compiled loop over lists: for each formula, its value for each candidate."""
    award = award_of(numbers, conditions)
    campaign = campaign_of(people)
    (indicator,) = award.indicators
    lists = GivenLists.of(award, taken(engine, award, campaign))
    rounding = Rounding(step=Fraction("0.01"), mode="ROUND_HALF_UP")
    worker = Worker(award, rounding, campaign, lists)
    left = [True] * (len(people) - gone) + [False] * gone
    wanted = [Wanted((each,)) for each in numbers] + [Wanted((each,), "truth") for each in conditions]
    ((_, found),) = worker.run(indicator, wanted, None, left)
    pairs = found[: 2 * len(numbers)]
    values = [
        [Fraction(top, bottom) for top, bottom in zip(pairs[at], pairs[at + 1], strict=True)]
        for at in range(0, len(pairs), 2)
    ]
    return values, found[2 * len(numbers) :]
