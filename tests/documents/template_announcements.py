"""The wording of the shipped notice and result document."""

from tests.documents.template_blocks import control, paragraph, row, row_control, table
from tests.documents.template_words import Writer


class Announcements(Writer):
    """Writes a notice or a result document."""

    def notice(self) -> str:
        """The public notice, before the honours are given."""
        return "".join(
            [
                *self._top(),
                self._body(
                    "根据{{ basis }}，对{{ campaign }}进行了评审。现将结果予以公示，接受监督。",
                    "Under {{ basis }}, {{ campaign }} has been evaluated. "
                    "The results are published here for public scrutiny.",
                ),
                *self._awards(),
                paragraph(
                    self._put("{{ closing_number }}、公示时间和反映方式", "{{ closing_number }}. Objections"),
                    "Heading1",
                ),
                self._body(
                    "公示时间：{{ period_from }}至{{ period_to }}。",
                    "Period: from {{ period_from }} to {{ period_to }}.",
                ),
                self._body(
                    "对公示内容有异议的，请在公示期内向{{ office }}反映。",
                    "Whoever objects may say so to {{ office }} within this period.",
                ),
                *self._contacts(),
                *self._signature(),
            ]
        )

    def result(self) -> str:
        """The result document, after the public notice."""
        return "".join(
            [
                *self._top(),
                self._body(
                    "根据{{ basis }}，经对{{ campaign }}评审和公示，现将结果通报如下。",
                    "Under {{ basis }}, {{ campaign }} has been evaluated, and the results publicly noticed. They are:",
                ),
                *self._awards(),
                paragraph(self._put("特此通报。", "The office thanks all who took part."), "Contact"),
                *self._signature(),
            ]
        )

    def _top(self) -> list[str]:
        return [
            *self._cautions("cautions"),
            control("if number"),
            paragraph("{{ number }}", "DocumentNumber"),
            control("endif"),
            paragraph("{{ heading }}", "Title"),
            control("if addressee"),
            paragraph("{{ addressee }}" + self._put("：", ":"), "Normal"),
            control("endif"),
        ]

    def _awards(self) -> list[str]:
        return [
            control("for award in awards"),
            paragraph(
                self._put("{{ award.number }}、{{ award.title }}", "{{ award.number }}. {{ award.title }}"), "Heading1"
            ),
            control("for section in award.sections"),
            control("if section.heading"),
            paragraph("{{ section.heading }}", "Heading2"),
            control("endif"),
            paragraph("{{ section.summary }}", "BeforeTable"),
            control("if section.rows"),
            control("if show_scores and award.graded"),
            self._winners(score=True, grade=True),
            control("elif show_scores"),
            self._winners(score=True),
            control("elif award.graded"),
            self._winners(grade=True),
            control("else"),
            self._winners(),
            control("endif"),
            paragraph("", "AfterTable"),
            control("endif"),
            control("endfor"),
            control("for note in award.notes"),
            paragraph("{{ note }}"),
            control("endfor"),
            control("endfor"),
        ]

    def _winners(self, *, score: bool = False, grade: bool = False) -> str:
        columns = [
            (self._put("名次", "Rank"), 22.0, "{{ row.rank }}", "NoticeFigure"),
            (self._put("名称", "Name"), 134.0 - 34.0 * score - 30.0 * grade, self._addressee("row"), "NoticeText"),
        ]
        if score:
            columns.append((self._put("总分", "Total"), 34.0, "{{ row.score }}", "NoticeFigure"))
        if grade:
            columns.append((self._put("等次", "Grade"), 30.0, "{{ row.grade }}", "NoticeFigure"))
        heads, widths, texts, styles = zip(*columns, strict=True)
        cells = tuple(zip(texts, styles, strict=True))
        rows = (row_control(widths, "for row in section.rows"), row(widths, cells), row_control(widths, "endfor"))
        return table(widths, heads, rows, head_style="NoticeHead")
