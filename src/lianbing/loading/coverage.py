"""Clause coverage: which clauses of the official text have no rule, and which rules cite no clause of it."""

from collections.abc import Iterator

from lianbing.errors import Fault, Place, Severity, fault
from lianbing.model.award import Award
from lianbing.model.rulebook import Rulebook


def coverage(rulebook: Rulebook) -> tuple[Fault, ...]:
    """Tell what is not covered, as warnings; without a list of clauses nothing can be said of it."""
    cited = list(_citations(rulebook))
    listed = {each.id for each in rulebook.clauses}
    faults = [
        fault("rule_without_clause", Place(record=rulebook.id), severity=Severity.WARNING, name=name)
        for name, clause in cited
        if not clause
    ]
    if not listed:
        return tuple(faults)
    faults += [
        fault("unlisted_clause", Place(record=rulebook.id), severity=Severity.WARNING, name=name, found=clause)
        for name, clause in cited
        if clause and clause not in listed
    ]
    used = {clause for _, clause in cited}
    faults += [
        fault(
            "clause_without_rule",
            Place(record=rulebook.id),
            severity=Severity.WARNING,
            name=each.id,
            title=each.title,
        )
        for each in rulebook.clauses
        if each.id not in used and not each.no_rule
    ]
    return tuple(faults)


def _citations(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Give every rule with the clause that it cites; examples only work a rule out, so they do not count."""
    for award in rulebook.awards:
        yield from _citations_of(award)
    if rulebook.rounding.clause:
        yield "rounding", rulebook.rounding.clause
    yield from ((each.number or each.id, each.clause) for each in rulebook.readings)
    yield from ((each.title, each.clause) for each in rulebook.phases)
    yield from ((f"{each.id} {each.title}", each.clause) for each in rulebook.submissions)
    yield from ((each.text, each.clause) for each in rulebook.notes)


def _citations_of(award: Award) -> Iterator[tuple[str, str]]:
    yield award.title, award.clause
    parts = [(each.title, each.clause) for each in award.groups] + [(each.title, each.clause) for each in award.grades]
    yield from ((f"{award.title} › {title}", clause) for title, clause in parts if clause)
    if award.total.clause:
        yield f"{award.title} › total", award.total.clause
    if award.qualifies_from is not None and award.qualifies_from.clause:
        yield f"{award.title} › qualifies_from", award.qualifies_from.clause
    for indicator in award.indicators:
        name = f"{award.title} › {indicator.title}"
        yield name, indicator.clause
        if indicator.qualifies_from is not None and indicator.qualifies_from.clause:
            yield f"{name} › qualifies_from", indicator.qualifies_from.clause
        yield from ((f"{name} › {each.title}", each.clause) for each in indicator.criteria)
        yield from ((f"{name} › {each.title}", each.clause) for each in indicator.conditions)
    yield from ((each.indicator, each.clause) for each in award.ranking.tie_breakers)
    if award.ranking.clause:
        yield f"{award.title} › ranking", award.ranking.clause
