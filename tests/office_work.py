"""What people do between the commands of the office's guide: counties fill in forms, reviewers mark."""

import csv
import hashlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import tomli

from lianbing.forms.layout import CANDIDATE, FIRST, VALUE, Column, Form, FormSheet, form_of
from lianbing.loading import load_rulebook
from tests.office.documents import story

EXAMPLE = Path(__file__).parents[1] / "examples" / "wuwei-2019"
"""The example campaign, whose candidates fill in the forms."""

Candidates = Mapping[tuple[str, str], Mapping[str, Any]]
"""The example's candidates by award and id."""


def candidates() -> dict[tuple[str, str], dict[str, Any]]:
    """Give the example's candidates as their files state them; collectives under the ids that forms give them."""
    found = {}
    for path in sorted(EXAMPLE.glob("*.toml")):
        for each in tomli.loads(path.read_text("utf-8")).get("candidate", []):
            if each["award"] == "collective":
                each["id"] = f"{each['unit']}-1"
            found[each["award"], each["id"]] = each
    return found


SLIP = ("民勤分局.xlsx", "集体 强化监督表现 通报表扬", "C5")
"""The cell in which a unit makes a slip."""


def fill_forms(folder: Path, given: Candidates, *, slip: bool = False) -> None:
    """Fill in each unit's form as a county would, with a slip where asked, and put it into the campaign's folder."""
    form = form_of(load_rulebook("wuwei-2019"))
    for path in sorted((folder / "forms").glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        mine = _put_up(book[form.candidates_name.zh], form, given)
        for sheet in (each for each in form.sheets if each.name.zh in book.sheetnames):
            of_award = [each for each in mine if each["award"] == sheet.award.id]
            _fill(book[sheet.name.zh], sheet, of_award)
        if slip and path.name == SLIP[0]:
            book[SLIP[1]][SLIP[2]].value = 6
        book.save(folder / path.name)


def mend_form(folder: Path) -> None:
    """Mend the slip."""
    book = openpyxl.load_workbook(folder / SLIP[0])
    book[SLIP[1]][SLIP[2]].value = 4
    book.save(folder / SLIP[0])


def _put_up(sheet: Any, form: Form, given: Candidates) -> list[Mapping[str, Any]]:
    """Name the candidates of the form's prefilled rows."""
    titles = {title.zh: award for award, title in form.candidates[0].options}
    at = _columns(sheet, form.candidates)
    levels = {word: title.zh for each in form.candidates if each.name == "level" for word, title in each.options}
    found = []
    for row in range(2, sheet.max_row + 1):
        award = titles.get(sheet.cell(row, at["award"]).value)
        candidate = given.get((award or "", str(sheet.cell(row, at["id"]).value)))
        if candidate is not None:
            sheet.cell(row, at["name"]).value = candidate["name"]
            if "level" in candidate:
                sheet.cell(row, at["level"]).value = levels[candidate["level"]]
            found.append(candidate)
    return found


def _columns(sheet: Any, columns: Iterable[Column]) -> dict[str, int]:
    """Find the columns of a sheet by their headings."""
    asked = list(columns)
    for row in range(1, 8):
        headings = {str(cell.value or "").strip("*").split("（")[0]: cell.column for cell in sheet[row]}
        found = {each.name: headings[each.label.zh] for each in asked if each.label.zh in headings}
        if len(found) == len(asked):
            return found
    raise LookupError(f"{sheet.title}: {[each.label.zh for each in asked]}")


def _fill(sheet: Any, layout: FormSheet, candidates: Iterable[Mapping[str, Any]]) -> None:
    """Type an award's facts into one sheet."""
    at = _columns(sheet, layout.columns)
    row = FIRST + 1
    for candidate in candidates:
        own = candidate.get(layout.indicator.id, {})
        if layout.rows is None:
            while sheet.cell(row, at[CANDIDATE]).value != candidate["id"]:
                row += 1
            _type(sheet, row, at, layout.columns, own)
            continue
        for entry in own.get(layout.rows, []):
            sheet.cell(row, at[CANDIDATE]).value = candidate["id"]
            _type(sheet, row, at, layout.columns, entry if isinstance(entry, dict) else {VALUE: entry})
            row += 1


def _type(sheet: Any, row: int, at: Mapping[str, int], columns: Iterable[Column], values: Mapping[str, Any]) -> None:
    for each in columns:
        value = values.get(each.name)
        if value is None or each.name == CANDIDATE:
            continue
        called = dict(each.options).get(value) if isinstance(value, str) else None
        sheet.cell(row, at[each.name]).value = _typed(value) if called is None else called.zh


def _typed(value: Any) -> Any:
    """Give what a person types for a value."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(map(str, value))
    return float(value) if isinstance(value, Decimal) else value


REGISTER = """报送单位,材料,部分,月份,收到日期
凉州分局,D1,,,2019-06-05
凉州分局,D4,,,2019-11-07
凉州分局,D2,,2019-06,2019-05-31
"""
"""What the office noted down as documents came in."""


def hand_in(folder: Path, given: Candidates) -> None:
    """Hand in some documents of one unit, one of them cut off; and put the penalty list there."""
    write_penalties(folder, given)
    (folder / "register.csv").write_text(REGISTER, "utf-8-sig")
    own = folder / "submissions" / "凉州分局"
    for path, paragraphs in (
        ("D1/动员部署情况报告.docx", ["成立领导小组，召开专题会议。"]),
        ("D1/实施方案.docx", ["方案"]),
        ("D1/联络员名单.docx", ["名单"]),
        ("D2/2019-06/五月简报.docx", ["简报"]),
        ("D4/总结和自评报告.docx", ["开展实战练兵，组织自评。", "加强宣传。", "推进综合执法改革。"]),
    ):
        (own / path).parent.mkdir(parents=True, exist_ok=True)
        story(own / path, paragraphs)
    (own / "D2" / "2019-06" / "宣传情况.csv").write_text(
        "时间,标题,媒体名称,数量\n5月30日,夜查,市局网站,1\n5月31日,夜查,中国环境报,1\n", "utf-8-sig"
    )


PENALTY_HEADINGS = ("案卷编号", "案卷类型", "办理单位", "级别", "年份", "已结案", "已公开", "当事人")
"""The headings of the penalty list, as the penalty system exports it."""

_KINDS = {"general": "一般行政处罚案卷", "four_measures": "适用四个配套办法案卷", "inspection": "稽查案卷"}


def write_penalties(folder: Path, given: Candidates) -> None:
    """Write the penalty list: the candidates' own cases, and further ones to draw from."""
    levels = {"county": "县级", "city": "市级"}
    rows: dict[str, tuple[str, ...]] = {}
    for (award, _), each in given.items():
        level = levels[each.get("level", "county")]
        files = each.get("case_files", {})
        listed = [
            *files.get("recommended", []),
            *files.get("drawn", []),
            *each.get("evidence_quality", {}).get("files", []),
        ]
        for case in listed:
            published = "是" if case["published"] else "否"
            kind = _KINDS[case.get("kind", "general")]
            unit = each["unit"]
            rows.setdefault(case["number"], (case["number"], kind, unit, level, "2019", "是", published, "某公司"))
        for number in range(1, 8 if award == "collective" else 1):
            kind = "general" if number < 5 else "four_measures"
            name = f"{each['unit']}示例〔2019〕1{number:02}号"
            rows[name] = (name, _KINDS[kind], each["unit"], level, "2019", "是", "是", "某公司")
    with (folder / "penalties.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([PENALTY_HEADINGS, *rows.values()])


REVIEWERS = """编号,姓名,单位,回避
R1,评审甲,凉州分局,
R2,评审乙,民勤分局,
R3,评审丙,古浪分局,
R4,评审丁,天祝分局,
R5,评审戊,省厅专家,市执法队
R6,评审己,高校,
"""
"""A panel: four come from units that take part, one declared a conflict."""


def fill_marking_sheets(folder: Path, *, lenient: str = "R6") -> None:
    """Mark as a panel would: every mark between 70 and 95 in 100, one reviewer giving more than the others."""
    for path in sorted((folder / "marking" / "sheets").glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets[1:]:
            headings = [str(cell.value) for cell in sheet[3]]
            for row in range(4, sheet.max_row + 1):
                code = str(sheet.cell(row, 1).value)
                for column, heading in enumerate(headings, start=1):
                    if "0—" not in heading:
                        continue
                    most = Decimal(heading.rpartition("0—")[2])
                    share = 70 + int.from_bytes(hashlib.sha256(f"{code} {heading}".encode()).digest()) % 16
                    share += int.from_bytes(hashlib.sha256(f"{path.name} {code}".encode()).digest()) % 4
                    if path.name.startswith(lenient):
                        share += 8
                    sheet.cell(row, column).value = float(most * share / 100)
        book.save(path)
