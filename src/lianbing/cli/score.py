"""`score`: the standings of a campaign."""

import io
from collections.abc import Sequence
from pathlib import Path

import attrs
import click

from lianbing.casework import load
from lianbing.cli.options import Command, folder_argument, format_option, reading_option
from lianbing.cli.output import show, tell, working, write, write_file
from lianbing.errors import InputError, fault, nearest
from lianbing.evaluation import evaluate
from lianbing.language import Bilingual, Language
from lianbing.model.outcome import Outcome
from lianbing.model.rulebook import Rulebook
from lianbing.reports.figures import json_text
from lianbing.reports.results import to_csv, to_json
from lianbing.reports.standings import outcome_report
from lianbing.reports.terminal import print_to

ABOUT = Bilingual(
    "评分：算出活动文件夹 FOLDER 中各奖项的排名。\n\n有并列需要领导小组决定时，退出码为 1。",
    "Score the campaign in FOLDER and rank the candidates of each award.\n\n"
    "The exit code is 1 where a tie needs a decision of the leading group.",
)


def command(language: Language) -> click.Command:
    """Make the command."""
    award = Bilingual("只看一个奖项。", "Show one award alone.").say(language)
    output = Bilingual("写入文件，不显示在屏幕上。", "Write to a file, not to the screen.").say(language)
    return Command(
        "score",
        language,
        ABOUT,
        run,
        [
            folder_argument(),
            format_option(("table", "json", "csv"), language),
            click.Option(["--award"], metavar="ID", help=award),
            reading_option(language),
            click.Option(["--output", "-o"], metavar="FILE", help=output),
        ],
    )


def run(
    language: Language,
    folder: str,
    form: str,
    award: str | None,
    readings: Sequence[tuple[str, str]],
    output: str | None,
) -> int:
    """Score a campaign and show or write its results."""
    with working(language):
        rulebook, campaign = load(folder, readings=dict(readings))
        outcome = evaluate(rulebook, campaign)
    if award is not None:
        outcome = only(outcome, award)
    if output is not None:
        # A spreadsheet program takes a CSV file for UTF-8 only with a mark at its start.
        encoding = "utf-8-sig" if form == "csv" else "utf-8"
        write_file(Path(output), _text(outcome, rulebook, form, language).encode(encoding))
    elif form == "table":
        show(*outcome_report(outcome, rulebook, language))
    else:
        write(_text(outcome, rulebook, form, language))
    if form == "csv":
        tell(outcome.warnings, language)
    return 1 if outcome.needs_decision else 0


def only(outcome: Outcome, award: str) -> Outcome:
    """Keep the result of one award.

    Raises:
        InputError: There is no such award.
    """
    known = [each.id for each in outcome.awards]
    if award not in known:
        suggestion = nearest(award, known)
        raise InputError([fault("unknown_award", name=award, known=", ".join(known), suggestion=suggestion)])
    return attrs.evolve(outcome, awards=(outcome.award(award),))


def _text(outcome: Outcome, rulebook: Rulebook, form: str, language: Language) -> str:
    if form == "json":
        return json_text(to_json(outcome, rulebook, language))
    if form == "csv":
        return to_csv(outcome, rulebook)
    stream = io.StringIO()
    print_to(stream, outcome_report(outcome, rulebook, language))
    return stream.getvalue()
