"""What a check found as one table for spreadsheet programs: a row for each proof, fault, example, note and tie."""

from collections.abc import Iterable, Iterator

from lianbing.errors import Fault
from lianbing.language import Language, say
from lianbing.reports.checking import Examination
from lianbing.reports.figures import readable
from lianbing.reports.tables import Table, table_of

COLUMNS = (
    "kind",
    "status",
    "award",
    "indicator",
    "criterion",
    "clause",
    "low",
    "high",
    "max",
    "code",
    "message",
    "file",
    "line",
    "column",
    "record",
    "field",
)
"""What a finding can say."""

_Row = dict[str, object]


def examination_table(found: Examination, language: Language) -> Table:
    """Give what a check found as a table whose columns have stable ids; the last row says how it came out."""
    return table_of(COLUMNS, _rows(found, language))


def _rows(found: Examination, language: Language) -> Iterator[_Row]:
    for proof in found.proofs:
        yield {
            "kind": "proof",
            "status": "proved" if proof.proved else "not_proved",
            "award": proof.award,
            "indicator": proof.indicator,
            "criterion": proof.criterion,
            "clause": proof.clause,
            "low": None if proof.interval.low is None else readable(proof.interval.low),
            "high": None if proof.interval.high is None else readable(proof.interval.high),
            "max": None if proof.most is None else readable(proof.most),
        }
    yield from _faults("arithmetic", found.arithmetic, language)
    yield from _faults("coverage", found.coverage, language)
    for example, wrong in found.examples:
        status = "fails" if wrong else "holds"
        where = {"award": example.award, "indicator": example.indicator, "clause": example.clause}
        yield {"kind": "example", "status": status, **where, "message": example.title}
        yield from _faults("example", wrong, language)
    for note in found.rulebook.notes:
        yield {"kind": "note", "clause": note.clause, "message": note.text}
    yield from _faults("warning", found.warnings, language)
    for award in found.outcome.awards if found.outcome else ():
        for tie in award.needs_decision:
            yield {"kind": "tie", "status": str(tie.places), "award": award.id, "message": ", ".join(tie.candidates)}
    yield {"kind": "result", "status": "falls_short" if found.falls_short else "in_order"}


def _faults(kind: str, faults: Iterable[Fault], language: Language) -> Iterator[_Row]:
    for each in faults:
        place = each.place
        yield {
            "kind": kind,
            "status": each.severity.value,
            "clause": each.clause,
            "code": each.code,
            "message": each.message(language),
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "record": say(place.record, language),
            "field": place.field,
        }
