"""The workbook as people open it: what is a formula, what may be changed, what is said; the same bytes each time."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import lianbing
from lianbing.language import Language
from lianbing.reports.workbook import workbook
from tests.workbook.recalculation import differences, needs_libreoffice, recalculated, results, spoil

EXAMPLES = Path(__file__).parents[2] / "examples"

HOSTILE = (
    "<script>alert(1)</script>",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "{=1}",
    "http://example.invalid/",
    "\u202egnp.exe",
    "a\x00\x1b[31m\nb",
    "'quoted\" & <b>",
    "😀👨‍👩‍👧",
    "长" * 10_000,
    "{0} {1}",
)


def evaluated(folder: str) -> lianbing.Evaluation:
    """Evaluate an example."""
    return lianbing.Evaluation.of(*lianbing.load(EXAMPLES / folder))


def opened(content: bytes, tmp_path: Path) -> Any:
    """Open a workbook as a reader of its formulas does."""
    path = tmp_path / "own.xlsx"
    path.write_bytes(content)
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def wuwei() -> lianbing.Evaluation:
    """The example of Wuwei."""
    return evaluated("wuwei-2019")


def test_every_figure_of_the_score_sheets_is_a_formula(wuwei: lianbing.Evaluation, tmp_path: Path) -> None:
    """Ranks, criteria, indicators and totals are; only what the software made of it stands there as a number."""
    book = opened(workbook(wuwei, "zh"), tmp_path)
    for award in wuwei.rulebook.awards:
        sheet = book[f"评分 {award.title}"]
        headings = [cell.value for cell in sheet[4]]
        own = {headings.index(each) for each in ("软件总分", "软件名次", "软件结果")}
        rows = list(sheet.iter_rows(min_row=6))
        assert len(rows) == len(wuwei.campaign.of(award.id))
        for row in rows:
            figures = [cell for place, cell in enumerate(row) if place not in own and place not in (1, 2, 3, 4)]
            assert all(str(cell.value).startswith("=") for cell in figures)


def test_criteria_have_their_clause_and_formula_as_a_note(wuwei: lianbing.Evaluation, tmp_path: Path) -> None:
    """And a cell that lost points says why."""
    book = opened(workbook(wuwei, "zh"), tmp_path)
    for award in wuwei.rulebook.awards:
        sheet = book[f"评分 {award.title}"]
        notes = {cell.value: cell.comment.text for cell in sheet[5] if cell.comment}
        for indicator in award.indicators:
            for criterion in indicator.criteria if indicator.scores else ():
                said = next(note for title, note in notes.items() if str(title).startswith(criterion.title))
                assert "算法：" in said
                assert f"〔{criterion.clause}〕" in said
        reasons = [cell.comment.text for row in sheet.iter_rows(min_row=6) for cell in row if cell.comment]
        assert reasons
        assert all(each.startswith("失 ") for each in reasons)


def test_facts_can_be_changed_and_formulas_cannot(wuwei: lianbing.Evaluation, tmp_path: Path) -> None:
    """Every sheet is protected; unlocked are facts alone, and their cells say what is lawful."""
    book = opened(workbook(wuwei, "zh"), tmp_path)
    unlocked = 0
    for sheet in book.worksheets:
        assert sheet.protection.sheet or sheet.title == "活动"
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked:
                    unlocked += 1
                    assert not str(cell.value).startswith("="), f"{sheet.title} {cell.coordinate}"
    assert unlocked > 100
    rules = [rule for sheet in book.worksheets for rule in sheet.data_validations.dataValidation]
    assert {rule.type for rule in rules} >= {"whole", "decimal", "list", "date"}


def test_there_are_no_macros_and_no_links_outside(wuwei: lianbing.Evaluation, tmp_path: Path) -> None:
    """Nothing that a mail filter or a careful reader would stop at."""
    path = tmp_path / "own.xlsx"
    path.write_bytes(workbook(wuwei, "zh"))
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        relations = "".join(archive.read(name).decode() for name in names if name.endswith(".rels"))

    assert not [name for name in names if "vba" in name or "external" in name.casefold()]
    assert 'TargetMode="External"' not in relations


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_campaign_gives_the_same_bytes(language: Language, tmp_path: Path) -> None:
    """In another process, with other hashes, too."""
    script = (
        "import sys, lianbing; from lianbing.reports.workbook import workbook;"
        "sys.stdout.buffer.write(workbook(lianbing.Evaluation.of(*lianbing.load(sys.argv[1])), sys.argv[2]))"
    )
    arguments = [sys.executable, "-c", script, str(EXAMPLES / "shicheng-2018"), language]
    found = {
        subprocess.run(
            arguments, check=True, capture_output=True, env={"PYTHONPATH": _path(), "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {workbook(evaluated("shicheng-2018"), language)}


def _path() -> str:
    return str(Path(lianbing.__file__).parents[1])


def test_one_award_can_be_written_alone(wuwei: lianbing.Evaluation, tmp_path: Path) -> None:
    """And one that there is not is told with the nearest name."""
    book = opened(workbook(wuwei, "zh", award="individual"), tmp_path)

    assert [name for name in book.sheetnames if name.startswith("评分")] == ["评分 表现突出个人"]
    with pytest.raises(lianbing.InputError, match="individual"):
        workbook(wuwei, "zh", award="individuel")


def hostile() -> lianbing.Evaluation:
    """An example with hostile text wherever text can stand."""
    rulebook, campaign = lianbing.load(EXAMPLES / "wuwei-2019")
    texts = iter(HOSTILE * 100)

    def spoilt(record: Any) -> Any:
        changes: dict[str, Any] = {}
        for field in attrs.fields(type(record)):
            value = getattr(record, field.name)
            if field.name in ("name", "title", "number", "activity", "publisher") and isinstance(value, str):
                changes[field.name] = f"{next(texts)}{value}"
            elif isinstance(value, tuple) and value and all(attrs.has(type(each)) for each in value):
                changes[field.name] = tuple(spoilt(each) for each in value)
        return attrs.evolve(record, **changes)

    candidates = tuple(
        attrs.evolve(
            each,
            name=f"{next(texts)}{each.name}",
            evidence={name: spoilt(record) for name, record in each.evidence.items()},
        )
        for each in campaign.candidates
    )
    awards = tuple(
        attrs.evolve(
            award,
            title=f"{next(texts)}{award.title}",
            indicators=tuple(
                attrs.evolve(
                    each,
                    title=f"{next(texts)}{each.title}",
                    criteria=tuple(attrs.evolve(own, title=f"{next(texts)}{own.title}") for own in each.criteria),
                    conditions=tuple(attrs.evolve(own, title=f"{next(texts)}{own.title}") for own in each.conditions),
                )
                for each in award.indicators
            ),
        )
        for award in rulebook.awards
    )
    campaign = attrs.evolve(campaign, title=f"{HOSTILE[0]}{campaign.title}", candidates=candidates)
    return lianbing.Evaluation.of(attrs.evolve(rulebook, awards=awards), campaign)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Nothing from a file becomes a formula or a link, and all of it can be read."""
    evaluation = hostile()
    book = opened(workbook(evaluation, "zh"), tmp_path)
    texts = [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s" and isinstance(cell.value, str)
    ]
    names = [each.name for each in evaluation.campaign.candidates]

    assert any(text.startswith("=1+1") for text in texts)
    assert any(text.startswith("<script>alert(1)</script>") for text in texts)
    assert all(any(name[:2] in text for text in texts) for name in names if name[:2].isprintable())
    assert not [text for text in texts if any(letter in text for letter in "\x00\x1b\u202e")]
    assert not [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if external(cell)]


def external(cell: Any) -> bool:
    """Tell whether a cell links to somewhere outside."""
    return cell.hyperlink is not None and cell.hyperlink.target is not None


@needs_libreoffice
@pytest.mark.libreoffice
def test_hostile_text_breaks_no_formula(tmp_path: Path) -> None:
    """LibreOffice opens such a workbook and computes every figure as we do."""
    own, spoilt = tmp_path / "own.xlsx", tmp_path / "spoilt.xlsx"
    own.write_bytes(workbook(hostile(), "zh"))
    spoil(own, spoilt)
    (computed,) = recalculated([spoilt], tmp_path)

    assert differences(results(own), results(computed)) == []
