"""Evidence and its files: what is lawful reads back as it was, and what is wrong is told by the field that is."""

import copy
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from lianbing.errors import Fault, InputError, LianbingError, dotted
from lianbing.formula.domain import Domain
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, RowsFact
from lianbing.language import Bilingual
from lianbing.loading import campaign_files, load_campaign
from lianbing.model.campaign import Campaign
from lianbing.testing.breaches import Breach, told
from lianbing.testing.search import Problem
from lianbing.testing.subjects import Case, Subject, stated

At = tuple[str | int, ...]
"""Where a value lies in an indicator's evidence."""


def reads_back(case: Case) -> Iterator[Problem]:
    """Evidence written as files and read again is the same evidence."""
    if case.subject.indicator.derive is not None:
        return
    try:
        again = _read(case.subject, campaign_files(case.campaign(), "any"))
    except LianbingError as error:
        said = told(error.faults)
        what = Bilingual(
            f"写出的合法材料被拒绝：{said.zh}", f"lawful evidence is refused once it is written: {said.en}"
        )
        yield Problem("refused", "round_trip", what)
        return
    name = case.subject.indicator.id
    for before, after in zip(case.candidates, again.candidates, strict=True):
        if before.evidence[name] != after.evidence[name]:
            read = json.dumps(stated(after)[name], ensure_ascii=False)
            what = Bilingual(f"再读入时成为 {read}", f"once read again, it is {read}")
            yield Problem("changed", "round_trip", what, case.cohort.situation(before.id))


def _read(subject: Subject, files: Mapping[str, str]) -> Campaign:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (Path(folder) / name).write_text(text, "utf-8")
        return load_campaign(folder, subject.alone())


@attrs.frozen
class Slip:
    """One thing that is wrong with evidence.

    Attributes:
        path: The field that is wrong, which the fault must name.
        what: What is wrong with it.
        table: The evidence with it.
    """

    path: At
    what: Bilingual
    table: Mapping[str, Any]


def faults_name_fields(samples: Sequence[Case]) -> Iterator[Breach]:
    """Break each field of lawful evidence; tell where the fault that follows does not name it."""
    if not samples or samples[0].subject.indicator.derive is not None:
        return
    for path, field in _fields(samples[0].subject):
        case = _with_row(samples, path)
        if case is not None:
            for slip in _slips(case, path, field):
                yield from _unnamed(case, slip)


def _fields(subject: Subject) -> Iterator[tuple[At, EvidenceField]]:
    """Give each field of evidence, and each of the first row of a list."""
    for name, field in evidence_fields(subject.indicator.evidence).items():
        yield (name,), field
        if field.row_type is not None and attrs.has(field.row_type):
            for inner, below in evidence_fields(field.row_type, name).items():
                yield (name, 0, inner), below


def _with_row(samples: Sequence[Case], path: At) -> Case | None:
    """Find a case whose first candidate has the row that a path names."""
    for case in samples:
        if len(path) == 1 or _table(case).get(str(path[0])):
            return case
    return None


def _table(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = _plain(case)["candidate"][0].get(case.subject.indicator.id, {})
    return found


def _plain(case: Case) -> dict[str, Any]:
    one = attrs.evolve(case.campaign(), candidates=case.candidates[:1])
    found: dict[str, Any] = json.loads(campaign_files(one, "any")["candidates.json"])
    return found


def _slips(case: Case, path: At, field: EvidenceField) -> Iterator[Slip]:
    table = _table(case)
    for value in _wrong_values(field, _domain(case.subject, field)):
        what = Bilingual(
            f"值 {json.dumps(value, ensure_ascii=False)}", f"the value {json.dumps(value, ensure_ascii=False)}"
        )
        yield Slip(path, what, _put(table, path, value))
    name = str(path[-1])
    misspelt = (*path[:-1], name + name[-1])
    fewer = _put(table, path, None)
    if field.required and not field.optional:
        yield Slip(path, Bilingual("缺少", "it is missing"), fewer)
    what = Bilingual(f"误写为“{misspelt[-1]}”", f"it is misspelt “{misspelt[-1]}”")
    yield Slip(misspelt, what, _put(fewer, misspelt, _get(table, path, 0)))


def _get(table: Mapping[str, Any], path: At, otherwise: object) -> object:
    owner: Any = table
    for part in path[:-1]:
        owner = owner[part]
    return owner.get(path[-1], otherwise)


def _put(table: Mapping[str, Any], path: At, value: object) -> dict[str, Any]:
    """Set a value in a copy; None takes it out."""
    changed: Any = copy.deepcopy(dict(table))
    owner = changed
    for part in path[:-1]:
        owner = owner[part]
    if value is None:
        owner.pop(path[-1], None)
    else:
        owner[path[-1]] = value
    return dict(changed)


def _domain(subject: Subject, field: EvidenceField) -> Domain:
    node = field.node
    if isinstance(node, Fact | MarksFact):
        return subject.lawful.domains.get((node.rows, node.name), node.domain)
    return Domain()


def _wrong_values(field: EvidenceField, domain: Domain) -> Iterator[object]:
    """Give values that a field cannot lawfully hold, as a file would state them."""
    match field.node:
        case MarksFact():
            yield from ("good", ["good"], [])
            yield from ([each] for each in _beyond(domain))
        case Fact():
            yield from ("many", True, *_beyond(domain))
        case FlagFact():
            yield from ("yes", 1)
        case ChoiceFact(options=options):
            yield from (7, *(["no such word"] if options else []))
        case DayFact():
            yield from ("soon", 20191105)
        case RowsFact():
            yield from ("none", [[]])


def _beyond(domain: Domain) -> Iterator[object]:
    """Give numbers out of a range."""
    if domain.least is not None:
        yield _stated(domain.least - 1)
    if domain.most is not None:
        yield _stated(domain.most + 1)
    if domain.whole:
        yield 0.5  # a file's text: it is read exactly


def _stated(number: Any) -> int | str:
    return int(number) if number == int(number) else str(number)


def _unnamed(case: Case, slip: Slip) -> Iterator[Breach]:
    name = case.subject.indicator.id
    path = dotted((name, *slip.path))
    said = _outcome(case, slip)
    if said is not None:
        yield Breach(
            code="evidence_error",
            indicator=case.subject.name,
            what=Bilingual(
                f"字段“{path}”：{slip.what.zh}，{said.zh}",
                f"the field “{path}”: {slip.what.en}; {said.en}",
            ),
            counterexample=json.dumps(slip.table, ensure_ascii=False),
        )


def _outcome(case: Case, slip: Slip) -> Bilingual | None:
    """Say what is wrong with how a slip is told; None where nothing is."""
    name = case.subject.indicator.id
    files = dict(campaign_files(attrs.evolve(case.campaign(), candidates=()), "any"))
    candidate = _plain(case)["candidate"][0]
    files["candidates.json"] = json.dumps({"candidate": [{**candidate, name: slip.table}]}, ensure_ascii=False)
    try:
        _read(case.subject, files)
    except InputError as error:
        if any(_names(fault, (name, *slip.path)) for fault in error.faults):
            return None
        said = told(error.faults)
        return Bilingual(f"所报错误没有指明它：{said.zh}", f"the error does not name it: {said.en}")
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        return Bilingual(f"引发 {why}，应为 InputError", f"it raised {why}, not an InputError")
    return Bilingual("没有报错", "it was accepted")


def _names(fault: Fault, path: At) -> bool:
    """Tell whether a fault names a field: as its place, or as what is missing or unknown there."""
    whole = dotted(path)
    if fault.place.field == whole or fault.place.field.startswith((f"{whole}.", f"{whole}[")):
        return True
    return fault.code == "missing_field" and fault.values.get("name") == path[-1]
