"""The facts that an indicator's score rests on, each once, with where it came from."""

from collections.abc import Iterator

from lianbing.language import clean
from lianbing.model.explained import ExplainedIndicator
from lianbing.reports.documents.records import Fact
from lianbing.reports.figures import shown
from lianbing.reports.traces import Trace, Tracer, row_name


def facts_of(explained: ExplainedIndicator, tracer: Tracer) -> Iterator[Fact]:
    """Give the facts that an indicator's formulas read for a candidate."""
    explanations = [
        *explained.applies,
        *(each.explanation for each in explained.criteria),
        *(each.explanation for each in explained.conditions),
        *(exhibited for _, exhibited in explained.exhibits),
    ]
    found = (fact for each in explanations for fact in _facts(tracer.trace(each), tracer, None))
    # Facts are told apart by where they stand: two rows may well say the same.
    yield from dict.fromkeys(found)


def _facts(trace: Trace, tracer: Tracer, row: int | None) -> Iterator[Fact]:
    row = trace.row if trace.row is not None else row
    below = [fact for part in trace.parts for fact in _facts(part, tracer, row)]
    if not below and trace.origin is not None:
        name = trace.words if row is None else row_name(row, tracer.language) + trace.words
        yield Fact(
            name=clean(name),
            value=shown(trace.value, tracer.language),
            source=clean(trace.origin.say(tracer.language)),
        )
    yield from below
