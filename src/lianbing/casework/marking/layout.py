"""What stands where in a reviewer's sheet: written and read by the same columns."""

from collections.abc import Mapping, Sequence

import attrs

from lianbing.casework.marking.record import CodedItem
from lianbing.formula.domain import written
from lianbing.formula.evidence import evidence_fields
from lianbing.language import Bilingual
from lianbing.model.rulebook import Rulebook
from lianbing.office.lists import ListColumn

CODE = Bilingual("项目编号", "code")
"""The heading of the column of codes."""

REMARK = Bilingual("备注", "remark")
"""The heading of the column that reviewers may write anything into."""

FINAL, REASON = Bilingual("仲裁分", "final mark"), Bilingual("理由", "reason")
"""The headings of what an arbitration decides."""

MARKS, WHAT = Bilingual("各评分", "marks"), Bilingual("评分项", "what is marked")
"""The headings of what an arbitration is about."""


@attrs.frozen(kw_only=True)
class MarkingSheet:
    """A sheet of a reviewer's workbook: items of one indicator or list, which have the same columns.

    Attributes:
        name: The sheet's name in each language, before it is made short and unique.
        title: What is marked.
        clause: The clause that asks for it.
        about: The names of what is shown of each item.
        fields: By name of a mark, its heading, which says what the best mark is.
        items: The items.
    """

    name: Bilingual
    title: Bilingual
    clause: str
    about: tuple[str, ...]
    fields: Mapping[str, Bilingual]
    items: tuple[CodedItem, ...]

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        """The columns of the sheet."""
        shown = (ListColumn(name=f"about.{name}", titles=(name,)) for name in self.about)
        marks = (
            ListColumn(name=f"mark.{name}", titles=(each.zh, each.en), kind="number")
            for name, each in self.fields.items()
        )
        code = ListColumn(name="code", titles=(CODE.zh, CODE.en), required=True)
        return (code, *shown, *marks, ListColumn(name="remark", titles=(REMARK.zh, REMARK.en)))


def sheets_of(items: Sequence[CodedItem], rulebook: Rulebook) -> tuple[MarkingSheet, ...]:
    """Part a reviewer's items into sheets, in the order of the rulebook."""
    found = []
    for award in rulebook.awards:
        for indicator in award.indicators:
            own = [each for each in items if (each.item.award, each.item.indicator) == (award.id, indicator.id)]
            for rows in sorted({each.item.rows for each in own}):
                of_list = tuple(each for each in own if each.item.rows == rows)
                label = evidence_fields(indicator.evidence)[rows].node.label.zh if rows else ""
                called, id = f"{indicator.title} {label}".strip(), f"{award.id} {indicator.id} {rows}".strip()
                found.append(
                    MarkingSheet(
                        name=Bilingual(called, id),
                        title=Bilingual(f"{award.title} {called}", id),
                        clause=indicator.clause,
                        about=tuple(dict.fromkeys(name for each in of_list for name, _ in each.item.about)),
                        fields=_headings(of_list),
                        items=of_list,
                    )
                )
    return tuple(found)


def _headings(items: Sequence[CodedItem]) -> Mapping[str, Bilingual]:
    headings = {}
    for each in items:
        for field in each.item.fields:
            best = written(field.most)
            headings[field.name] = Bilingual(f"{field.label.zh} 0—{best}", f"{field.label.en} 0–{best}")
    return headings
