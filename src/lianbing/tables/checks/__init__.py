"""Whether tables are lawful: each fault with its table, candidate, row and column.

What the tables themselves show is told before anything is worked out of them; what lists come to, afterwards.
"""

from collections.abc import Iterator, Sequence

from lianbing.checks.campaign import faults_of_decisions, faults_of_totals
from lianbing.checks.evidence import Lawful
from lianbing.errors import Fault, errors_of
from lianbing.model.rulebook import Rulebook
from lianbing.tables.checks.candidates import faults_of_candidates, known_among
from lianbing.tables.checks.columns import faults_of_columns
from lianbing.tables.checks.rows import faults_of_rows
from lianbing.tables.checks.worked import lacking_facts, limits, limits_in_loops, strangers
from lianbing.tables.whole_award import Worker
from lianbing.tables.working import Working

__all__ = ["faults_of_given", "faults_of_lists", "faults_of_worked", "lacking_facts"]


def faults_of_given(working: Working, rulebook: Rulebook) -> list[Fault]:
    """Tell what is wrong with the tables of an award, and with what the campaign states for it."""
    return [*_stated(working, rulebook), *faults_of_candidates(working), *_tables(working)]


def _stated(working: Working, rulebook: Rulebook) -> Iterator[Fault]:
    award, campaign = working.award, working.campaign
    decided = [each.candidate for each in campaign.decisions if each.award == award.id]
    known = known_among(working, decided)
    yield from faults_of_decisions(rulebook, campaign, {award.id: known})
    # What only another award reads is no mistake in this one.
    yield from errors_of(faults_of_totals(campaign, [award], rulebook.awards))


def _tables(working: Working) -> Iterator[Fault]:
    for indicator in working.award.indicators:
        lawful = Lawful.of(indicator)
        yield from faults_of_columns(working, working.tables[working.award.id], indicator, lawful)
        for table in working.tables.values():
            if table.layout.indicator == indicator.id:
                yield from faults_of_columns(working, table, indicator, lawful)
                yield from faults_of_rows(working, table, indicator)


def faults_of_worked(working: Working) -> list[Fault]:
    """Tell what is wrong with what the lists come to."""
    own = working.tables[working.award.id]
    found = [limits(working, own, indicator) for indicator in working.award.indicators]
    return [*_strangers(working), *(fault for each in found for fault in each)]


def faults_of_lists(working: Working, worker: Worker, ids: Sequence[str]) -> list[Fault]:
    """Tell the same where figures are too great for columns."""
    own = working.tables[working.award.id]
    found = [limits_in_loops(worker, own, ids, indicator) for indicator in working.award.indicators]
    return [*_strangers(working), *(fault for each in found for fault in each)]


def _strangers(working: Working) -> Iterator[Fault]:
    own = working.tables[working.award.id]
    for table in working.tables.values():
        if table.layout.rows:
            yield from strangers(working, own, table)
