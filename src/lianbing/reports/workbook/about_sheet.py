"""The first sheet: what the workbook is, by which rules, how to check it, and where everything stands."""

from collections.abc import Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from lianbing.evaluation import Evaluation
from lianbing.language import clean
from lianbing.reports.workbook.score_sheet import quoted
from lianbing.reports.workbook.writing import HEADER, SMALL, TITLE, WHO, Book, short

_LONGEST_LINK = 250


def write_about(
    book: Book, sheet: Worksheet, evaluation: Evaluation, sheets: Sequence[tuple[str, str]], verdict: str
) -> None:
    """Write it.

    Args:
        book: The workbook.
        sheet: The sheet.
        evaluation: The evaluated campaign.
        sheets: The names of the other sheets, and what each holds.
        verdict: The formula that counts the figures that differ from the software's.
    """
    book.text(sheet, 0, 0, evaluation.campaign.title, TITLE)
    line = 2
    agrees, differs = book.say("全部一致", "all agree"), book.say("项不一致", "differ")
    for label, text in _about(book, evaluation):
        book.text(sheet, line, 0, label, HEADER)
        book.text(sheet, line, 1, text, WHO)
        line += 1
    book.text(sheet, line, 0, book.say("公式与软件结果", "Formulas and software"), HEADER)
    sheet.write_formula(line, 1, f'=IF({verdict}=0,"{agrees}",{verdict}&" {differs}")', book.style(WHO), agrees)
    line += 2
    for text in _how(book):
        book.text(sheet, line, 0, text, SMALL)
        line += 1
    line += 1
    for place, heading in enumerate((book.say("工作表", "Sheet"), book.say("内容", "What it holds"))):
        book.text(sheet, line, place, heading, HEADER)
    for name, what in sheets:
        line += 1
        sheet.write_url(
            line, 0, f"internal:{quoted(name)}!A1", book.style(WHO), short(name, _LONGEST_LINK, book.language)
        )
        book.text(sheet, line, 1, what, WHO)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True})


def _about(book: Book, evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    rulebook, outcome = evaluation.rulebook, evaluation.outcome
    yield book.say("规则", "Rulebook"), f"{rulebook.title}（{rulebook.id}）"
    yield book.say("规则摘要 SHA-256", "Rulebook SHA-256"), outcome.rulebook_sha256
    yield book.say("活动数据摘要 SHA-256", "Campaign SHA-256"), outcome.campaign_sha256
    yield book.say("评选日", "Evaluation day"), evaluation.campaign.evaluation_day.isoformat()
    for reading in rulebook.readings:
        option = rulebook.chosen[reading.id]
        meaning = next(each.meaning for each in reading.options if each.id == option)
        yield (
            book.say(f"读法 {reading.number}", f"Reading {reading.number}"),
            clean(f"{reading.id} = {option}：{meaning}"),
        )
    if outcome.partial:
        yield book.say("阶段性结果", "Partial"), book.say("未评指标计 0，不产生入选", "what is not marked counts 0")
    for each in evaluation.warnings:
        yield book.say("提示", "Warning"), each.say(book.language)


def _how(book: Book) -> Sequence[str]:
    return [
        book.say(
            "怎样核对：在电子表格程序中重新计算（Excel 按 Ctrl+Alt+F9，LibreOffice 按 Ctrl+Shift+F9），再看“核对”表。",
            "How to check: recalculate in a spreadsheet program (Ctrl+Alt+F9 in Excel, Ctrl+Shift+F9 in LibreOffice) "
            "and look at the check sheet.",
        ),
        book.say(
            "怎样试算：改动浅黄色的事实，得分、名次随公式变化；改动只影响本文件。工作表有保护（无密码），以免误改公式。",
            "How to try: change the yellow facts, and points and ranks follow. The sheets are protected, without a "
            "password, so that no formula is changed by mistake.",
        ),
        book.say(
            "从其他奖项结果得来的事实、入选与并列的决定不是公式：它们写在本软件的报告里。",
            "Facts taken from other awards' results, selection and decisions on ties are no formulas: they stand in "
            "the software's report.",
        ),
    ]
