"""An explained score as one table for spreadsheet programs: a row for each part of it, down to the facts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import cast

from lianbing.formula.nodes import ChoiceFact
from lianbing.reports.explaining import setting
from lianbing.reports.figures import readable
from lianbing.reports.results import Document
from lianbing.reports.tables import Table, table_of

COLUMNS = (
    "kind",
    "depth",
    "indicator",
    "item",
    "title",
    "clause",
    "points",
    "max",
    "lost",
    "value",
    "words",
    "remark",
    "state",
    "file",
    "line",
    "field",
    "default",
)
"""What each part can say; the parts of a formula follow the criterion or condition that they explain."""

_FRACTION = re.compile(r"-?\d+/\d+")

_Row = dict[str, object]


def explanation_table(explained: Document) -> Table:
    """Give an explained score as a table whose columns have stable ids.

    Args:
        explained: What `explanation_to_json` gives.
    """
    rows = [*_standing(explained)]
    for each in _documents(explained, "indicators"):
        rows += _indicator(each)
    return table_of(COLUMNS, rows)


def _standing(explained: Document) -> Iterator[_Row]:
    place = cast("Document", explained["place"])
    yield {
        "kind": "total",
        "item": explained["candidate"],
        "title": explained["name"],
        "points": _figure(explained["total"]),
        "max": _figure(explained["max"]),
        "value": _figure(explained["exact"]),
        "words": explained["total_formula"],
        "state": _state(explained),
        "file": place["file"],
        "line": place["line"],
    }
    ranked = {name: explained[name] for name in ("rank", "grade", "group") if explained[name] is not None}
    yield from ({"kind": name, "value": value} for name, value in ranked.items())
    rounding = cast("Document", explained["rounding"])
    yield {"kind": "rounding", "value": rounding["step"], "words": rounding["mode"], "clause": rounding["clause"]}
    if explained["total_explanation"] is not None:
        yield from _parts([cast("Document", explained["total_explanation"])], "", "")
    for kind, name in (("left", "departures"), ("limited", "grade_limits")):
        for each in _documents(explained, name):
            yield {"kind": kind, "indicator": each["indicator"], "remark": each["reason"], "clause": each["clause"]}
    for each in _documents(explained, "shortfalls"):
        found = {"indicator": each["indicator"], "item": each["grade"], "clause": each["clause"]}
        yield {"kind": "shortfall", **found, "points": _figure(each["found"]), "value": _figure(each["needed"])}
    if explained["revocation"] is not None:
        revoked = cast("Document", explained["revocation"])
        yield {"kind": "revoked", "remark": revoked["reason"], "clause": revoked["clause"]}


def _state(explained: Document) -> str:
    if explained["rank"] is None:
        return "left" if explained["total"] is None else "unranked"
    return "selected" if explained["selected"] else "ranked"


def _indicator(explained: Document) -> Iterator[_Row]:
    name = explained["id"]
    yield {
        "kind": "indicator",
        "indicator": name,
        **_named(explained),
        **_figures(explained),
        "value": _figure(explained["exact"]),
        "words": explained["effect"],
        "state": explained["state"],
    }
    yield from _parts(_documents(explained, "applies"), name, "applies")
    for each in _documents(explained, "criteria"):
        yield {
            "kind": "criterion",
            "indicator": name,
            "item": each["id"],
            **_named(each),
            **_figures(each),
            "words": each["formula"],
            "remark": "；".join(map(str, cast("Sequence[object]", each["why"]))),
        }
        yield from _parts([cast("Document", each["explanation"])], name, each["id"])
    for each in _documents(explained, "conditions"):
        state = each["effect"] if each["holds"] else "does_not_hold"
        found = {"words": each["condition"], "value": each["holds"], "state": state}
        yield {"kind": "condition", "indicator": name, "item": each["id"], **_named(each), **found}
        yield from _parts([cast("Document", each["explanation"])], name, each["id"])
    for each in _documents(explained, "exhibits"):
        yield {"kind": "exhibit", "indicator": name, "title": each["label"], "value": _value(each)}
    for key, value in cast("Mapping[str, object]", explained["parameters"]).items():
        yield {"kind": "parameter", "indicator": name, "item": key, "value": setting(value)}
    for each in _documents(explained, "in_force"):
        stated = {"item": each["reading"], "value": each["option"], "words": each["meaning"], "clause": each["clause"]}
        yield {"kind": "reading", "indicator": name, **stated}


def _named(document: Document) -> _Row:
    return {"title": document["title"], "clause": document["clause"]}


def _figures(document: Document) -> _Row:
    return {name: _figure(document[name]) for name in ("points", "max", "lost")}


def _figure(number: object) -> object:
    """Write an exact number so that no spreadsheet program takes it for a date, as it takes 10/3."""
    return readable(Fraction(number)) if isinstance(number, str) and _FRACTION.fullmatch(number) else number


def _value(trace: Document) -> object:
    """Write the value of a part; what a file gives as a word stays as it is."""
    value = trace["value"]
    if isinstance(value, list):
        return "; ".join(str(_figure(each)) for each in value)
    return value if trace["node"] == ChoiceFact.__name__ else _figure(value)


def _parts(traces: Sequence[Document], indicator: object, item: object) -> Iterator[_Row]:
    """Give the parts of a formula, each with how deep it lies below the formula as a whole."""
    waiting = [(each, 0) for each in reversed(traces)]
    while waiting:
        trace, depth = waiting.pop()
        stated = {name: trace.get(name) for name in ("words", "remark", "file", "line", "field", "default")}
        yield {
            "kind": "part",
            "depth": depth,
            "indicator": indicator,
            "item": item,
            "value": _value(trace),
            **stated,
        }
        waiting += [(part, depth + 1) for part in reversed(_documents(trace, "parts"))]


def _documents(of: Document, name: str) -> Sequence[Document]:
    return cast("Sequence[Document]", of.get(name) or ())
