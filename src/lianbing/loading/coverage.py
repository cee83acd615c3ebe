"""Clause coverage: which clauses of the official text have no rule, and which rules cite no clause of it."""

from collections.abc import Iterator

from lianbing.errors import Fault, Place, Severity, fault
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
        fault("clause_without_rule", Place(record=rulebook.id), severity=Severity.WARNING, name=each.id, title=each.title)
        for each in rulebook.clauses
        if each.id not in used and not each.no_rule
    ]
    return tuple(faults)


def _citations(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Give every rule with the clause that it cites; examples only work a rule out, so they do not count."""
    for award in rulebook.awards:
        yield award.title, award.clause
        for indicator in award.indicators:
            yield f"{award.title} › {indicator.title}", indicator.clause
            for criterion in indicator.criteria:
                yield f"{award.title} › {indicator.title} › {criterion.title}", criterion.clause
            for condition in indicator.conditions:
                yield f"{award.title} › {indicator.title} › {condition.title}", condition.clause
        for breaker in award.ranking.tie_breakers:
            yield breaker.indicator, breaker.clause
        if award.ranking.clause:
            yield "ranking", award.ranking.clause
    if rulebook.rounding.clause:
        yield "rounding", rulebook.rounding.clause
    for reading in rulebook.readings:
        yield f"{reading.number or reading.id}", reading.clause
    for phase in rulebook.phases:
        yield phase.title, phase.clause
    for submission in rulebook.submissions:
        yield f"{submission.id} {submission.title}", submission.clause
    for note in rulebook.notes:
        yield note.text, note.clause
