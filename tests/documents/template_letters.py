"""The wording of the shipped score letter."""

from tests.documents.template_blocks import control, paragraph, row, row_control, table
from tests.documents.template_layout import STEPS, section
from tests.documents.template_words import Writer


class Letters(Writer):
    """Writes score letters."""

    def letters(self) -> str:
        """The score letters, each on pages of its own."""
        return "".join(
            [
                control("for letter in letters"),
                *self._cautions("letter.cautions"),
                paragraph("{{ heading }}", "Title"),
                paragraph(self._addressee("letter") + self._put("：", ":"), "Normal"),
                self._body(
                    "根据{{ basis }}，对{{ campaign }}“{{ letter.award }}”的评分告知如下。",
                    'Under {{ basis }}, this is how you were scored for "{{ letter.award }}" in {{ campaign }}.',
                ),
                *self._result_of_letter(),
                *self._objections(),
                *self._signature(),
                *self._annex(),
                control("if not letter.last"),
                paragraph("", "AfterTable", properties=section()),
                control("endif"),
                control("endfor"),
            ]
        )

    def _result_of_letter(self) -> list[str]:
        return [
            paragraph(self._put("一、结果", "1. Result"), "Heading1"),
            paragraph("{{ letter.result }}"),
            control("for reason in letter.reasons"),
            paragraph("{{ reason }}"),
            control("endfor"),
            paragraph(self._put("二、各项得分", "2. Points"), "Heading1"),
            control("if letter.scored"),
            self._scores(),
            paragraph("", "AfterTable"),
            control("for loss in letter.losses"),
            control("if loop.first"),
            paragraph(self._put("失分原因：", "Why points were lost:"), "SmallHeading"),
            control("endif"),
            paragraph("{{ loss }}", "Small"),
            control("endfor"),
            control("if letter.total_steps"),
            paragraph(self._put("总分的由来：", "How the total comes about:"), "SmallHeading"),
            *self._steps("letter.total_steps"),
            control("else"),
            paragraph(
                self._put("总分的由来：{{ letter.total_formula }}", "The total: {{ letter.total_formula }}"), "Small"
            ),
            control("endif"),
            control("for each in letter.rounding"),
            paragraph(self._put("取整：{{ each }}", "Rounded: {{ each }}"), "Small"),
            control("endfor"),
            control("else"),
            self._body(
                "已退出评选，各项不计分；依据见附件。", "You left the award, so nothing was scored; the annex says why."
            ),
            control("endif"),
        ]

    def _scores(self) -> str:
        widths = (54.0, 16.0, 34.0, 34.0, 18.0)
        head = self._put("指标和分项 满分 得分 失分 条款", "Indicator,_criterion Most Points Lost Clause").split()
        strong, figure = "TableStrong", "TableStrongFigure"
        indicator = (
            (
                "{{ row.title }}{% if row.effect %}"
                + self._put("（{{ row.effect }}）", " ({{ row.effect }})")
                + "{% endif %}",
                strong,
            ),
            ("{{ row.most }}", figure),
            ("{{ row.points }}", figure),
            ("{{ row.lost }}", figure),
            ("{{ row.clause }}", figure),
        )
        criterion = (
            ("　{{ part.title }}", "TableText"),
            *((f"{{{{ part.{name} }}}}", "TableFigure") for name in ("most", "points", "lost", "clause")),
        )
        total = (
            (self._put("总分", "Total"), strong),
            ("{{ letter.most }}", figure),
            ("{{ letter.total }}", figure),
            ("", figure),
            ("", figure),
        )
        rows = (
            row_control(widths, "for row in letter.indicators"),
            row(widths, indicator),
            row_control(widths, "for part in row.criteria"),
            row(widths, criterion),
            row_control(widths, "endfor"),
            row_control(widths, "endfor"),
            row(widths, total),
        )
        return table(widths, tuple(each.replace("_", " ") for each in head), rows)

    def _objections(self) -> list[str]:
        return [
            paragraph(self._put("三、异议", "3. Objections"), "Heading1"),
            self._body(
                "对评分有异议的，请于{{ period_to }}前向{{ office }}提出。",
                "You may object by {{ period_to }}, to {{ office }}.",
            ),
            *self._contacts(),
        ]

    def _annex(self) -> list[str]:
        return [
            paragraph(self._put("附件　评分明细", "Annex: every step"), "Annex"),
            paragraph(self._put("核对用的摘要（SHA-256）：", "Digests to check by (SHA-256):"), "Digest"),
            paragraph(
                self._put("规则 {{ rulebook }}：", "rulebook {{ rulebook }}: ") + "{{ rulebook_digest }}", "Digest"
            ),
            paragraph(self._put("活动文件：", "campaign files: ") + "{{ campaign_digest }}", "Digest"),
            *self._details("letter.indicators"),
            *self._details("letter.exclusions"),
        ]

    def _details(self, listed: str) -> list[str]:
        widths = (48.0, 30.0, 78.0)
        head = (self._put("依据的事实", "Fact"), self._put("数值", "Value"), self._put("出处", "Source"))
        cells = tuple((f"{{{{ fact.{name} }}}}", "TableText") for name in ("name", "value", "source"))
        rows = (row_control(widths, "for fact in row.facts"), row(widths, cells), row_control(widths, "endfor"))
        return [
            control(f"for row in {listed}"),
            paragraph("{{ row.heading }}", "SmallHeading"),
            control("if row.facts"),
            table(widths, head, rows),
            paragraph("", "AfterTable"),
            control("endif"),
            *self._steps("row.steps"),
            control("endfor"),
        ]

    def _steps(self, listed: str) -> list[str]:
        lines = [
            (
                control(f"{'if' if level == 1 else 'elif'} step.level == {level}"),
                paragraph("{{ step.text }}", f"Step{level}"),
            )
            for level in range(1, STEPS + 1)
        ]
        return [
            control(f"for step in {listed}"),
            *(part for pair in lines for part in pair),
            control("endif"),
            control("endfor"),
        ]
