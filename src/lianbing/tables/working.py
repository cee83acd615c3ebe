"""Working an award out on an engine: candidates with what their lists come to, then what is asked of the cohort."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs
import narwhals as nw

from lianbing.backends.columns import Columns, Expr, Quantity, Truth, col, lit, when, with_columns
from lianbing.backends.columns.expressions import greatest_of
from lianbing.backends.columns.quantities import chosen, number
from lianbing.formula.nodes import (
    BestOfEach,
    ChoiceFact,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Condition,
    CountDistinct,
    Fact,
    MarksFact,
    Node,
    Number,
    PanelMark,
    RegionTotal,
    Repeats,
    walk,
)
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Campaign
from lianbing.tables.cohorts import GROUP, Asking, Cohort
from lianbing.tables.engines import Engine, Frame
from lianbing.tables.facts import CandidateFacts, Held, Kept, RowFacts, is_plain, panel_of
from lianbing.tables.given import GivenTable
from lianbing.tables.layout import CANDIDATE, LEVEL, NAME, UNIT, column_of, table_of
from lianbing.tables.lists import List
from lianbing.tables.needs import OfCohort, OverRows, Worked, asks_cohort, in_turns, needed
from lianbing.tables.observing import Table, observe
from lianbing.tables.parts import Part, one_below_the_other, parts_of
from lianbing.tables.patching import everyone

Root = tuple[Indicator, Node]
"""A formula of an indicator."""


@attrs.define(eq=False)
class Working:
    """An award that is being worked out.

    Attributes:
        engine: What runs the columns.
        award: The award.
        campaign: The campaign, for its totals and day.
        tables: The tables that were given, by name.
        kept: What is known of the kept table.
        frame: The kept table.
        count: How many candidates there are.
        lengths: By table of a list, the column of how many rows each candidate has in it.
        alone: How many values were worked out one by one for the cohort.
    """

    engine: Engine
    award: Award
    campaign: Campaign
    tables: Mapping[str, GivenTable]
    kept: Kept
    frame: Frame
    count: int = 0
    alone: int = 0
    lengths: dict[str, str] = attrs.field(factory=dict)
    _keys: dict[tuple[str, str], set[ChoiceFact]] = attrs.field(factory=dict)
    _seen: dict[str, Table] = attrs.field(factory=dict)
    _parts: Sequence[Part] = ()
    _lists: int = 0
    _ranks: int = 0

    @classmethod
    def of(
        cls, engine: Engine, award: Award, campaign: Campaign, tables: Mapping[str, GivenTable], roots: Sequence[Root]
    ) -> "Working":
        """Begin, with the tables as they were given."""
        kept = Kept(campaign.evaluation_day)
        working = cls(engine, award, campaign, tables, kept, tables[award.id].frame)
        for indicator, root in roots:
            for node in walk(root):
                if isinstance(node, Repeats | CountDistinct | BestOfEach):
                    working._keys.setdefault((indicator.id, node.rows.name), set()).add(node.key)
        for indicator in award.indicators:
            for unique in indicator.scheme.uniques:
                working._keys.setdefault((indicator.id, unique.rows.name), set()).update(unique.keys)
        return working

    def gather(self, roots: Sequence[Root]) -> None:
        """Take candidates with their own facts, and with what their lists come to that asks nothing of a cohort."""
        self._candidates(roots)
        self._work_out([(own, node) for own, node in _needed(roots) if not asks_cohort(node)], None)

    def source(self, indicator: Indicator) -> CandidateFacts:
        """Give the facts of candidates as an indicator's formulas call them."""
        return CandidateFacts(self.kept, indicator.id)

    def number(self, indicator: Indicator, node: Number) -> tuple[Quantity, Truth]:
        """Give a formula as a column, and in which rows it is in doubt."""
        columns = Columns(self.source(indicator))
        return columns.number(node), columns.doubt

    def condition(self, indicator: Indicator, node: Condition) -> tuple[Truth, Truth]:
        """Give a condition as a column, and in which rows it is in doubt."""
        columns = Columns(self.source(indicator))
        return columns.condition(node), columns.doubt

    def ask(self, roots: Sequence[Root], asking: Asking) -> None:
        """Work out what formulas ask of the cohort, and what depends on that."""
        for indicator, node in _needed(roots):
            if asks_cohort(node):
                self.kept.known.pop((indicator.id, node), None)
                self.kept.held.pop((indicator.id, node), None)
        self._work_out([each for each in _needed(roots) if asks_cohort(each[1])], asking)

    def keep(self, numbers: Sequence[str] = ()) -> None:
        """Work the table out, and see what some of its columns hold."""
        self._keep([part.of(self.frame) for part in self.parts])
        self._observe(numbers)

    def _keep(self, frames: Sequence[Frame]) -> None:
        self.frame = one_below_the_other([self.engine.keep(each) for each in frames])

    def _observe(self, numbers: Sequence[str]) -> None:
        seen = observe(self.engine, self.frame, numbers)
        self.count = seen.rows
        self.kept.observed.update(seen.columns)

    @property
    def parts(self) -> Sequence[Part]:
        """The stretches of candidates that are grouped and joined at a time."""
        if not self._parts:
            rows = max(self.seen(table).rows for table in self.tables.values())
            self._parts = parts_of(self.engine, self.tables[self.award.id].frame, rows)
        return self._parts

    def seen(self, table: GivenTable) -> Table:
        """See, once, what a table that was given holds."""
        name = table.layout.name
        if name not in self._seen:
            keys = self._keys.get((table.layout.indicator, table.layout.rows), ())
            texts = sorted(each.name for each in keys if not is_plain(each))
            self._seen[name] = observe(self.engine, table.frame, list(table.scales), texts)
        return self._seen[name]

    # Facts ---------------------------------------------------------------------------------------------------------

    def _candidates(self, roots: Sequence[Root]) -> None:
        """Take the facts of the candidates themselves that formulas read, and their panels."""
        table = self.tables[self.award.id]
        own = {CANDIDATE: col(CANDIDATE), GROUP: self.group()}
        own |= {name: col(name) for name in (NAME, UNIT, LEVEL) if name in table.present}
        seen = self.seen(table).columns
        numbers: list[str] = []
        for column in table.layout.columns:
            if column.field is None or not column.needed or column.kind == "marks":
                continue
            own[column.name] = col(column.name)
            if column.kind in ("whole", "exact"):
                own[column.name] = table.parts(column.name)
                scale = self.kept.scales[column.name] = table.scales[column.name]
                self.kept.observed[column.name] = seen[column.name].times(scale)
        panels = self._panels(roots)
        for at, (indicator, node) in enumerate(panels):
            name, columns = f"panel_{at}", table.reviewers[column_of(indicator.id, node.marks.name)]
            found = panel_of(table, columns, seen, node)
            assert found.bottom.constant is not None, "a panel has one denominator for all"
            self.kept.held[indicator.id, node] = Held(name, found.bottom.constant)
            own[name] = found.top.column
            numbers.append(name)
        own |= self._given_marks(roots, table)
        self.frame = with_columns(table.frame, own).select(*own)
        self._pending = numbers

    _pending: list[str] | None = None
    """The columns of the candidates that are still to be worked out; None where there are none."""

    def _panels(self, roots: Sequence[Root]) -> list[tuple[Indicator, PanelMark]]:
        found = {
            (indicator.id, each): (indicator, each)
            for indicator, root in roots
            for each in walk(root)
            if isinstance(each, PanelMark) and each.marks.rows is None
        }
        return list(found.values())

    def _given_marks(self, roots: Sequence[Root], table: GivenTable) -> dict[str, Expr]:
        """Give, for marks whose presence is asked for, the first reviewer's column under the field's own name."""
        asked = {
            column_of(indicator.id, each.name): None
            for indicator, root in roots
            for each in walk(root)
            if isinstance(each, MarksFact) and each.rows is None
        }
        return {name: greatest_of([col(each).double() for each in table.reviewers[name]]) for name in asked}

    def group(self) -> Expr:
        """Give the number of each candidate's group, the first that holds its level and unit, if one does."""
        if not self.award.groups:
            return lit(0)
        found = lit(None, nw.Int32)
        for at, group in reversed(list(enumerate(self.award.groups))):
            test = everyone()
            if group.levels:
                test = test & col(LEVEL).is_in(list(group.levels))
            if group.units:
                test = test & col(UNIT).is_in(list(group.units))
            found = when(test, lit(at, nw.Int32), found)
        return found

    # Turns ---------------------------------------------------------------------------------------------------------

    def _work_out(self, wanted: Sequence[tuple[Indicator, Worked]], asking: Asking | None) -> None:
        asked = {(indicator.id, node): (indicator, node) for indicator, node in wanted}
        turns = [
            [each for key, each in asked.items() if key[1] in turn]
            for turn in (set(nodes) for nodes in in_turns([node for _, node in wanted]))
        ]
        for turn in turns or [[]]:
            new = [each for each in turn if (each[0].id, each[1]) not in self.kept.held]
            lists = [(own, node) for own, node in new if isinstance(node, OverRows)]
            cohort = [(own, node) for own, node in new if isinstance(node, OfCohort)]
            self._go_through(lists)
            if asking is not None and cohort:
                self._ask_cohort(cohort, asking)

    def _go_through(self, asked: Iterable[tuple[Indicator, OverRows]]) -> None:
        """Go through lists, and keep what they come to beside the candidates."""
        by_list: dict[tuple[str, str], list[OverRows]] = {}
        for indicator, node in asked:
            by_list.setdefault((indicator.id, node.rows.name), []).append(node)
        if not by_list and self._pending is None:
            return
        numbers, self._pending = self._pending or [], None
        if numbers and any(_reads_own_numbers(node) for nodes in by_list.values() for node in nodes):
            self.keep(numbers)  # the bounds of the candidates' own numbers have to be known first
            numbers = []
        lists: list[tuple[List, GivenTable]] = []
        for (indicator_id, rows), nodes in by_list.items():
            table = self.tables[table_of(self.award.id, indicator_id, rows)]
            facts = RowFacts(table, CandidateFacts(self.kept, indicator_id), self.seen(table))
            self._lists += 1
            listed = List(facts, f"list_{self._lists}")
            for node in nodes:
                self.kept.held[indicator_id, node] = listed.ask(node)
            lists.append((listed, table))
            numbers += listed.columns
            self.lengths.setdefault(table.layout.name, listed.columns[0])
        self._keep([self._with_lists(lists, part) for part in self.parts])
        self._observe(numbers)

    def _with_lists(self, lists: Sequence[tuple[List, GivenTable]], part: Part) -> Frame:
        """Give the candidates of a part with what their lists come to."""
        frame = candidates = part.of(self.frame)
        for listed, table in lists:
            grouped = listed.grouped(part.of(table.frame), candidates)
            frame = frame.join(grouped, on=CANDIDATE, how="left").with_columns(*listed.finished())
        return frame

    # The cohort ----------------------------------------------------------------------------------------------------

    def _ask_cohort(self, asked: Sequence[tuple[Indicator, OfCohort]], asking: Asking) -> None:
        ranks = []
        for indicator, node in asked:
            cohort = asking.cohort(indicator, everyone=isinstance(node, RegionTotal))
            if isinstance(node, CohortRank):
                ranks.append((indicator, node, cohort))
            else:
                values = self._answers(indicator, node, cohort)
                self.kept.known[indicator.id, node] = self._by_group(values)
                asking.answered(indicator, node, values)
        for indicator, node, cohort in ranks:
            self._rank(indicator, node, cohort, asking)

    def _answers(self, indicator: Indicator, node: OfCohort, cohort: Cohort) -> Sequence[Fraction]:
        match node:
            case CohortSize():
                return cohort.sizes()
            case RegionTotal():
                stated = self.campaign.totals.get(node.region, {}).get(node.name)
                if stated is not None:
                    return [stated] * cohort.groups
                assert node.inner is not None, "the checks refuse a campaign that lacks such a total"
                return cohort.sums(indicator, node.inner)
            case CohortSum(inner):
                return cohort.sums(indicator, inner)
            case CohortGreatest(inner):
                return cohort.greatest(indicator, inner)
            case CohortRank():
                raise LookupError("ranks are a column")

    def _by_group(self, values: Sequence[Fraction]) -> Quantity:
        found: Quantity = number(values[0])
        for at, value in enumerate(values[1:], start=1):
            found = chosen(Truth(col(GROUP).equals(at)), number(value), found)
        return found

    def _rank(self, indicator: Indicator, node: CohortRank, cohort: Cohort, asking: Asking) -> None:
        self._ranks += 1
        name = f"rank_{self._ranks}"
        self.frame, ladders = cohort.ranked(indicator, node.inner, name)
        self.kept.held[indicator.id, node] = Held(name)
        self.keep([name])
        asking.laddered(indicator, node, ladders)


def _reads_own_numbers(node: Node) -> bool:
    """Tell whether what is asked of a list reads numbers of the candidate itself."""
    own = (each.marks if isinstance(each, PanelMark) else each for each in walk(node))
    return any(isinstance(each, Fact | MarksFact) and each.rows is None for each in own)


def _needed(roots: Sequence[Root]) -> list[tuple[Indicator, Worked]]:
    found: dict[tuple[str, Worked], tuple[Indicator, Worked]] = {}
    for indicator, root in roots:
        for node in needed(root):
            found[indicator.id, node] = indicator, node
    return list(found.values())
