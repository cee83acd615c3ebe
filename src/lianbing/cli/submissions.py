"""`submissions`: what is due from whom, and what is there, missing, late or wrong."""

import importlib
from datetime import UTC, date, datetime
from pathlib import Path

import click

from lianbing.casework.submissions.due import all_due
from lianbing.casework.submissions.entries import SubmissionReport
from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Command, folder_argument
from lianbing.cli.output import working, write_file
from lianbing.errors import InputError, Severity, fault, nearest
from lianbing.extras import OFFICE, needing
from lianbing.language import Bilingual, Language
from lianbing.loading.given import Given, load_given
from lianbing.reports.submissions_table import submissions_data, submissions_report, submissions_table

ABOUT = Bilingual(
    "报送材料：什么材料何时到期，各单位、各候选报了什么，缺什么，哪些迟报、有误。\n\n"
    "材料放在 FOLDER/submissions/报送方/材料编号/，收到日期登记在 FOLDER/register.csv。有不足时退出码为 1。",
    "Documents: what is due when, and for every unit and candidate what is there, missing, late or wrong.\n\n"
    "They lie in FOLDER/submissions/SENDER/ID/; FOLDER/register.csv says when each came. "
    "The exit code is 1 where something falls short.",
)


def command(language: Language) -> click.Command:
    """Make the command."""

    def say(zh: str, en: str) -> str:
        return Bilingual(zh, en).say(language)

    on = say("以哪一天为准，如 2019-11-06；默认今天。", "The day of which it is asked, such as 2019-11-06; today.")
    return Command(
        "submissions",
        language,
        ABOUT,
        run,
        [
            folder_argument(),
            click.Option(["--on"], metavar="DATE", help=on),
            click.Option(["--sender"], metavar="ID", help=say("只看一个报送方。", "One sender alone.")),
            click.Option(["--to"], metavar="FILE", help=say("另写成 Excel 文件。", "Write a workbook, too.")),
            *format_options("table", language),
        ],
    )


def run(
    language: Language, folder: str, on: str | None, sender: str | None, to: str | None, form: str, output: str | None
) -> int:
    """Examine submissions.

    Raises:
        InputError: The campaign cannot be read, or the call is wrong.
    """
    day = _day(on)
    if to is not None and Path(to).suffix.lower() != ".xlsx":
        why = Bilingual("--to 的文件名应以 .xlsx 结尾", "--to names a file that ends with .xlsx")
        raise InputError([fault("wrong_call", why=why)])
    with needing(OFFICE):
        report = importlib.import_module("lianbing.casework.submissions.report")
        book = importlib.import_module("lianbing.reports.submissions_book")
    with working(language) as progress:
        given = load_given(folder)
        _refuse_unknown(given, sender)
        found: SubmissionReport = report.submission_report(given, day, sender=sender, progress=progress)
    if to is not None:
        write_file(Path(to), book.submissions_workbook(found, given.campaign.title, language))
    shown = Shown(
        blocks=lambda: submissions_report(found, language),
        data=lambda: submissions_data(found, language),
        table=lambda: submissions_table(found, language),
    )
    put(shown, form, output)
    if any(each.severity is Severity.ERROR for each in found.faults):
        return 2
    return 1 if any(each.falls_short for each in found.entries) else 0


def _day(on: str | None) -> date:
    if on is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return date.fromisoformat(on)
    except ValueError as error:
        why = Bilingual(f"“{on}”应写作日期，如 2019-11-06", f"“{on}” is to be a date such as 2019-11-06")
        raise InputError([fault("wrong_call", why=why)]) from error


def _refuse_unknown(given: Given, sender: str | None) -> None:
    senders = {each.sender.id: each.sender for each in all_due(given)}
    known = [name for each in senders.values() for name in (each.id, *each.names)]
    if sender is not None and sender not in known:
        raise InputError([fault("unknown_sender", name=sender, suggestion=nearest(sender, known))])
