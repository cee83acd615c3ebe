"""`forms read`: what filled-in forms hold, what is wrong with them, and copies to hand back."""

import importlib
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

import click

from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Command, folder_argument
from lianbing.cli.output import tell, working, write_file, write_new_files
from lianbing.errors import Fault, InputError, Place, Severity, fault
from lianbing.extras import OFFICE, needing
from lianbing.language import Bilingual, Language
from lianbing.loading import load_frame
from lianbing.loading.forms_given import GivenForm, given_forms
from lianbing.loading.plain import plain_text
from lianbing.reports.forms_table import forms_data, forms_report, forms_table

ABOUT = Bilingual(
    "读取填报表：列出活动文件夹中每个 Excel 填报表的错误和容许之处，注明工作表和单元格。\n\n"
    "填好的表直接放在活动文件夹里。有错误时退出码为 2。",
    "Read filled-in forms: tell what is wrong and what was tolerated in every workbook, by sheet and cell.\n\n"
    "Forms lie in the campaign's folder itself. The exit code is 2 where something is wrong.",
)


def command(language: Language) -> click.Command:
    """Make the command."""

    def say(zh: str, en: str) -> str:
        return Bilingual(zh, en).say(language)

    return Command(
        "read",
        language,
        ABOUT,
        run,
        [
            folder_argument(),
            click.Option(
                ["--to"],
                metavar="FILE",
                help=say("没有错误时，把候选写成一个 JSON 文件。", "Write the candidates as JSON if nothing is wrong."),
            ),
            click.Option(
                ["--hand-back", "hand_back"],
                metavar="DIR",
                help=say(
                    "把有错误的表另存到这里，错处加批注，退回单位修改。",
                    "Copy the workbooks that are wrong to here, with comments on the cells to mend.",
                ),
            ),
            *format_options("table", language),
        ],
    )


def run(language: Language, folder: str, to: str | None, hand_back: str | None, form: str, output: str | None) -> int:
    """Read the forms.

    Raises:
        InputError: There are none, or files cannot be written.
    """
    rulebook, campaign = load_frame(folder)
    with working(language) as progress:
        given = given_forms(Path(folder), rulebook, campaign, progress)
    found, faults = given.forms, given.faults
    if not found and not faults:
        raise InputError([fault("no_forms", Place(file=folder))])
    tell(faults, language)
    wrong = [each for each in faults if each.severity is Severity.ERROR]
    if hand_back is not None:
        _hand_back(Path(hand_back), found, wrong, language)
    if to is not None and not wrong:
        tables = [table for each in found for table in each.candidates]
        rows = {"row": given.rows} if given.rows else {}
        write_file(Path(to), plain_text({"candidate": tables, **rows}).encode())
    shown = Shown(
        blocks=lambda: forms_report(found, faults, language),
        data=lambda: forms_data(found, faults, language),
        table=lambda: forms_table(found, faults),
    )
    put(shown, form, output)
    return 2 if wrong else 0


def _hand_back(target: Path, found: Sequence[GivenForm], wrong: Sequence[Fault], language: Language) -> None:
    """Write copies of the workbooks that are wrong; one that cannot be copied is told, and holds up no other."""
    with needing(OFFICE):
        handed_back = importlib.import_module("lianbing.office.handed_back")
    by_file: Mapping[str, list[Fault]] = handed_back.placed_in(wrong)
    files: dict[str, bytes] = {}
    for each in found:
        if each.file in by_file:
            try:
                files[_name(Path(each.file), files)] = handed_back.hand_back(
                    Path(each.file), by_file[each.file], language
                )
            except InputError as error:
                tell(error.faults, language)
    write_new_files(target, files)


def _name(path: Path, taken: Container[str]) -> str:
    """Name the copy of a workbook: it is without macros, and spreadsheet programs open no such file as ``.xlsm``."""
    name = f"{path.stem}.xlsx"
    return f"{path.name}.xlsx" if name in taken else name
