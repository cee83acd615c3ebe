"""The penalty system's list: every case with its number, kind, unit and state."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

import attrs

from lianbing.errors import Fault, InputError, Place, errors_of, fault
from lianbing.forms.layout import LEVELS
from lianbing.formula.evidence import evidence_fields
from lianbing.language import Bilingual
from lianbing.loading.given import Given
from lianbing.loading.lists import unit_of
from lianbing.loading.office_files import PENALTIES, find_list
from lianbing.model.rulebook import Rulebook
from lianbing.office.lists import ListColumn, ListRow, read_list
from lianbing.office.values import Options, folded


@attrs.frozen(kw_only=True)
class PenaltyCase:
    """A case of the penalty system.

    Attributes:
        number: The case number.
        kind: The kind of its file, as evidence names it; empty where the list does not say.
        unit: The id of the unit that handled it.
        level: The level at which it was handled, where the list says so.
        year: The year, where the list says so.
        is_closed: Whether it is closed, where the list says so.
        is_published: Whether it is published on the portal, where the list says so.
        decided: The day of the decision, where the list says so.
        before_reform: Whether it was entered before the reform.
        offender: Who was punished, where the list says so.
        note: What else it says.
        place: Where it is.
    """

    number: str
    kind: str = ""
    unit: str
    level: str | None = None
    year: int | None = None
    is_closed: bool | None = None
    is_published: bool | None = None
    decided: date | None = None
    before_reform: bool = False
    offender: str = ""
    note: str = ""
    place: Place = attrs.field(factory=Place, eq=False)


@attrs.frozen(kw_only=True)
class PenaltyList:
    """The list.

    Attributes:
        file: The file.
        sha256: The digest of its bytes, in hexadecimal.
        cases: Its cases, in the order of the file.
        warnings: What was tolerated.
    """

    file: str
    sha256: str
    cases: tuple[PenaltyCase, ...]
    warnings: tuple[Fault, ...] = ()

    def case(self, number: str) -> PenaltyCase | None:
        """Find a case by its number, spaces, width and letter case aside."""
        return next((each for each in self.cases if folded(each.number) == folded(number)), None)


def find_penalties(given: Given) -> PenaltyList | None:
    """Read the penalty list of a campaign folder, where there is one.

    Raises:
        InputError: It is wrong; all its faults are told.
    """
    path = find_list(given.folder, PENALTIES)
    return None if path is None else read_penalties(path, given)


def read_penalties(path: Path, given: Given) -> PenaltyList:
    """Read a penalty list from a CSV file or a workbook.

    Raises:
        InputError: It is wrong; all its faults are told.
    """
    read = read_list(path, _columns(given.rulebook))
    faults = list(read.faults)
    cases = [_case(each, given, faults) for each in read.rows]
    faults += _doubles(cases)
    if errors_of(faults):
        raise InputError(errors_of(faults))
    return PenaltyList(file=read.file, sha256=read.sha256, cases=tuple(cases), warnings=tuple(faults))


def kinds_of(rulebook: Rulebook) -> Options:
    """Give the kinds of case files that the rulebook's evidence knows, each with how people call it."""
    found: dict[str, Bilingual] = {}
    for award in rulebook.awards:
        for indicator in award.indicators:
            for name, field in evidence_fields(indicator.evidence).items():
                rows = field.row_type
                if rows is not None and attrs.has(rows) and "number" in (fields := evidence_fields(rows, name)):
                    kind = fields.get("kind")
                    words = getattr(kind.node, "options", ()) if kind is not None else ()
                    names = dict(kind.option_names) if kind is not None else {}
                    found.update({word: names.get(word, Bilingual(word, word)) for word in words})
    return tuple(found.items())


def _columns(rulebook: Rulebook) -> Sequence[ListColumn]:
    levels = dict.fromkeys(level for award in rulebook.awards for level in award.levels)
    kinds = kinds_of(rulebook)
    short = [(id, Bilingual(called.zh.removesuffix("案卷"), id)) for id, called in kinds]
    return (
        ListColumn(name="number", titles=("案卷编号", "案号", "文号"), required=True),
        ListColumn(name="kind", titles=("案卷类型", "类型"), kind="choice", options=(*kinds, *short)),
        ListColumn(name="unit", titles=("办理单位", "单位"), required=True),
        ListColumn(
            name="level",
            titles=("级别", "办理级别"),
            kind="choice",
            options=tuple((each, LEVELS.get(each, Bilingual(each, each))) for each in levels),
        ),
        ListColumn(name="year", titles=("年份", "年度"), kind="whole"),
        ListColumn(name="is_closed", titles=("已结案", "是否结案"), kind="flag"),
        ListColumn(name="is_published", titles=("已公开", "是否公开"), kind="flag"),
        ListColumn(name="decided", titles=("决定日期", "处罚日期"), kind="day"),
        ListColumn(name="before_reform", titles=("改革前录入",), kind="flag"),
        ListColumn(name="offender", titles=("当事人", "违法主体", "行政相对人")),
        ListColumn(name="note", titles=("说明", "备注")),
    )


def _case(row: ListRow, given: Given, faults: list[Fault]) -> PenaltyCase:
    values = {**row.values, "unit": unit_of(row, given.units, faults)}
    return PenaltyCase(**cast("Any", values), place=row.place)


def _doubles(cases: Iterable[PenaltyCase]) -> list[Fault]:
    first: dict[str, PenaltyCase] = {}
    return [
        fault("repeated_case", each.place, name=each.number, other=first[folded(each.number)].place.say("zh"))
        for each in cases
        if first.setdefault(folded(each.number), each) is not each
    ]
