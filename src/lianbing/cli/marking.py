"""`marking`: sheets for reviewers, what comes back, and how reviewers mark."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import click

from lianbing.casework.marking.marks import GivenMark, additions, disputes
from lianbing.casework.marking.marks import counted as counted_marks
from lianbing.casework.marking.record import Assignment, coded, read_assignment
from lianbing.casework.marking.severity import severities
from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Command, CommandGroup, Required, folder_argument
from lianbing.cli.output import tell, working, write_file, write_new_files
from lianbing.errors import Fault, InputError, Place, Severity, fault
from lianbing.extras import OFFICE, REPORTS, needing
from lianbing.forms.file_names import file_names
from lianbing.language import Bilingual, Language, clean
from lianbing.loading import load_frame
from lianbing.loading.given import Given, load_given
from lianbing.loading.plain import plain_text
from lianbing.reports.marking_words import severity_report, severity_table
from lianbing.reports.tables import table_of

ABOUT = Bilingual(
    "评审：给每位评审生成不含名称的评分表，收回后查错、汇总，比较各人的宽严。",
    "Marking: sheets for reviewers with codes in place of names, what comes back, and how reviewers compare.",
)
_PREPARE = Bilingual(
    "分配评分，写入 FOLDER/marking/：每位评审一个 Excel 文件，以及只有办公室保存的 assignment.json。\n\n"
    "本单位的、申明回避的不分给本人；各人的数量尽可能相等；做不到时说明为什么。",
    "Assign what is marked, and write FOLDER/marking/: a workbook for each reviewer, and assignment.json, which the "
    "office keeps.\n\nNobody marks for the own unit or a declared conflict; loads are as even as that permits.",
)
_COLLECT = Bilingual(
    "收回评分表：查出没有打的、超出范围的、被改动的，写入 FOLDER/marks.json，计入材料。\n\n"
    "相差过大的写入 FOLDER/marking/arbitration.xlsx；填好后再运行一次。有待仲裁的退出码为 1。",
    "Read the sheets back: tell what is missing, out of range or altered, and write FOLDER/marks.json.\n\n"
    "Marks that lie too far apart go to FOLDER/marking/arbitration.xlsx; fill it in and run this again. "
    "The exit code is 1 while some wait.",
)
_REPORT = Bilingual(
    "比较各位评审：与同一项目的其他评分相比偏严还是偏宽、是否忽高忽低。",
    "Compare reviewers: severe or lenient, steady or erratic beside the others' marks of the same items.",
)


def command(language: Language) -> click.Command:
    """Make the command."""

    def say(zh: str, en: str) -> str:
        return Bilingual(zh, en).say(language)

    force = click.Option(["--force"], is_flag=True, help=say("覆盖已有的文件。", "Replace what is there already."))
    reviewers = say("评审名单（CSV 或 Excel）：编号、姓名、单位、回避。", "The reviewers: id, name, unit, conflicts.")
    seed = say("办公室保密的一串文字，用来编号；评完之前不外传。", "What codes are made of; kept secret until the end.")
    prepare = [
        folder_argument(),
        Required(["--reviewers"], language, metavar="FILE", help=reviewers),
        Required(["--seed"], language, metavar="TEXT", help=seed),
        click.Option(["--each"], type=click.IntRange(1, 99), help=say("每项由几人评。", "How many mark each item.")),
        click.Option(["--most"], type=click.IntRange(1), help=say("每人至多几项。", "The most items of a reviewer.")),
        force,
        *format_options("table", language),
    ]
    partial = click.Option(
        ["--partial"],
        is_flag=True,
        help=say("没有收齐也写入已有的评分。", "Write what is there, though some is missing."),
    )
    to = click.Option(["--to"], metavar="FILE", help=say("写成 .xlsx、.svg 或 .png。", "Write .xlsx, .svg or .png."))
    return CommandGroup(
        "marking",
        language,
        ABOUT,
        [
            Command("prepare", language, _PREPARE, run_prepare, prepare),
            Command("collect", language, _COLLECT, run_collect, [folder_argument(), partial]),
            Command(
                "report", language, _REPORT, run_report, [folder_argument(), to, *format_options("table", language)]
            ),
        ],
    )


def _modules() -> tuple[ModuleType, ...]:
    names = ("casework.marking.items", "casework.marking.reviewers", "casework.marking.assignment", "reports.marking")
    with needing(OFFICE):
        return tuple(importlib.import_module(f"lianbing.{name}") for name in names)


def run_prepare(
    language: Language,
    folder: str,
    reviewers: str,
    seed: str,
    each: int | None,
    most: int | None,
    force: bool,
    form: str,
    output: str | None,
) -> int:
    """Assign what is marked.

    Raises:
        InputError: It cannot be done, or sheets are there already.
    """
    items_module, reviewers_module, assignment_module, reports = _modules()
    with working(language):
        given = load_given(folder)
        items = items_module.items_of(given, language)
        if not items:
            raise InputError([fault("nothing_to_mark", Place(file=folder))])
        panel, warnings = reviewers_module.read_reviewers(Path(reviewers), given)
        number = _each(given, each)
        assigned = assignment_module.assign(items, panel, each=number, most=most, seed=seed)
        ruled, stated = given.rulebook.marking.spread, given.campaign.marking.spread
        assignment = Assignment(
            rulebook=given.rulebook.id,
            each=number,
            reviewers=panel,
            items=coded(assigned, seed),
            spread=ruled if ruled is not None else stated,
        )
        names = file_names([(one.id, f"{one.id} {one.name}") for one in panel], ".xlsx")
        sheets: dict[str, bytes] = {
            names[one.id]: reports.marking_workbook(assignment, one, given.rulebook, language)
            for one in panel
            if assignment.of(one.id)
        }
    target = Path(folder) / "marking"
    kept = target / "assignment.json"
    if kept.exists() and not force:
        raise InputError([fault("already_there", Place(file=str(kept)))])
    write_new_files(target / "sheets", sheets, force=force)
    write_file(kept, assignment.text().encode())
    tell([*given.warnings, *warnings], language)
    loads, met = assignment_module.loads(assigned, panel), assignment_module.partners(assigned, panel)
    rows = [{"reviewer": one.id, "name": one.name, "items": loads[one.id], "partners": met[one.id]} for one in panel]
    table = table_of(("reviewer", "name", "items", "partners"), rows)
    titles = Bilingual("评审,姓名,项数,共评人数", "reviewer,name,items,partners").say(language).split(",")
    put(Shown(blocks=lambda: [table.called(titles)], data=lambda: rows, table=lambda: table), form, output)
    return 0


def _each(given: Given, each: int | None) -> int:
    """Find how many reviewers mark each item: what the rulebook rules, else the call or the campaign says."""
    ruled = given.rulebook.marking.reviewers
    if ruled is not None:
        if each not in (None, ruled):
            clause = given.rulebook.marking.clause or None
            raise InputError([fault("ruled_already", clause=clause, expected=str(ruled))])
        return ruled
    stated = each if each is not None else given.campaign.marking.reviewers
    if stated is None:
        raise InputError([fault("reviewers_not_stated", Place(file=str(given.folder)))])
    return stated


def run_collect(language: Language, folder: str, partial: bool) -> int:
    """Read the sheets back.

    Raises:
        InputError: Something is wrong or missing.
    """
    with needing(OFFICE):
        collecting = importlib.import_module("lianbing.casework.marking.collecting")
        arbitration = importlib.import_module("lianbing.casework.marking.arbitration")
        reports = importlib.import_module("lianbing.reports.marking")
    root = Path(folder)
    rulebook, _ = load_frame(folder)
    assignment = read_assignment(root / "marking" / "assignment.json")
    with working(language):
        found = collecting.collect(_sheets(root), assignment, rulebook)
        wrong = [each for each in found.faults if each.severity is Severity.ERROR]
        missing = [each for each in wrong if each.code in _MISSING]
        tell(found.faults, language)
        if len(wrong) > len(missing) or (missing and not partial):
            return 2
        apart = disputes(found.marks, assignment.spread)
        sheets = sorted((root / "marking").glob("arbitration*.xlsx"))
        settled = arbitration.read_settled(sheets, apart, assignment)
    tell(settled.faults, language)
    if any(each.severity is Severity.ERROR for each in settled.faults):
        return 2
    # A sheet that people may have written in is left alone: what came up since goes to one more.
    further = [each for each in apart if (each.code, each.field.name) not in settled.asked]
    if further:
        number = f"-{len(sheets) + 1}" if sheets else ""
        sheets.append(root / "marking" / f"arbitration{number}.xlsx")
        write_file(sheets[-1], reports.arbitration_workbook(further, assignment, language))
    waiting = len(apart) - len(settled.marks)
    counted = counted_marks(found.marks, apart, settled.marks)
    rows = list(additions(counted, assignment, root))
    write_file(root / "marking" / "collected.json", _trace(found.marks, assignment, root).encode())
    write_file(root / "marks.json", plain_text({"mark": rows}).encode())
    notes: list[Fault] = []
    if waiting:
        named = "、".join(map(str, sheets))
        notes.append(fault("open_arbitration", severity=Severity.WARNING, count=str(waiting), file=named))
    if assignment.spread is None:
        notes.append(fault("no_spread", severity=Severity.NOTE))
    tell(notes, language)
    words = Bilingual(
        f"{len(rows)} 个评分写入 {root / 'marks.json'}", f"wrote {len(rows)} marks to {root / 'marks.json'}"
    )
    click.echo(clean(words.say(language)), err=True)
    return 1 if waiting or missing else 0


_MISSING = ("missing_mark", "missing_item", "missing_marking_sheet")


def _sheets(root: Path) -> list[Path]:
    folder = root / "marking" / "sheets"
    return [each for each in sorted(folder.glob("*.xlsx")) if not each.name.startswith(("~$", "."))]


def _trace(marks: Sequence[GivenMark], assignment: Assignment, root: Path) -> str:
    """Write all marks as they were given, those that were settled otherwise among them."""
    return plain_text({"collected": list(additions(marks, assignment, root))})


def run_report(language: Language, folder: str, to: str | None, form: str, output: str | None) -> int:
    """Compare reviewers.

    Raises:
        InputError: The sheets cannot be read, or the file has no known ending.
    """
    with needing(OFFICE):
        collecting = importlib.import_module("lianbing.casework.marking.collecting")
    root = Path(folder)
    rulebook, _ = load_frame(folder)
    assignment = read_assignment(root / "marking" / "assignment.json")
    with working(language):
        found = collecting.collect(_sheets(root), assignment, rulebook)
        far = [(each.code, each.field.name) for each in disputes(found.marks, assignment.spread)]
        measured = severities(found.marks, [each.id for each in assignment.reviewers], far)
    tell(found.faults, language)
    names = {each.id: each.name for each in assignment.reviewers}
    if to is not None:
        write_file(Path(to), _drawn(Path(to), measured, names, language))
    shown = Shown(
        blocks=lambda: severity_report(measured, names, language),
        data=lambda: [
            dict(zip(each.columns, row, strict=True)) for each in [severity_table(measured, names)] for row in each.rows
        ],
        table=lambda: severity_table(measured, names),
    )
    put(shown, form, output)
    return 0


_FORMS = {".xlsx": "severity_workbook", ".svg": "severity_svg", ".png": "severity_png"}


def _drawn(target: Path, measured: object, names: Mapping[str, str], language: Language) -> bytes:
    ending = target.suffix.lower()
    if ending not in _FORMS:
        known = ", ".join(_FORMS)
        why = Bilingual(f"文件名应以其中之一结尾：{known}", f"the file's name is to end with one of: {known}")
        raise InputError([fault("wrong_call", Place(file=str(target)), why=why)])
    with needing(REPORTS):
        pictures = importlib.import_module("lianbing.reports.marking.pictures")
    made: bytes = getattr(pictures, _FORMS[ending])(measured, names, language)
    return made
