"""`score`: the standings of a campaign."""

from collections.abc import Sequence

import attrs
import click

from lianbing.casework import load
from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Command, folder_argument, reading_option
from lianbing.cli.output import tell, working
from lianbing.errors import InputError, fault, nearest
from lianbing.evaluation import evaluate
from lianbing.language import Bilingual, Language
from lianbing.model.outcome import Outcome
from lianbing.reports.results import to_json
from lianbing.reports.results_table import results_table
from lianbing.reports.standings import outcome_report

ABOUT = Bilingual(
    "评分：算出活动文件夹 FOLDER 中各奖项的排名。\n\n有并列需要领导小组决定时，退出码为 1。",
    "Score the campaign in FOLDER and rank the candidates of each award.\n\n"
    "The exit code is 1 where a tie needs a decision of the leading group.",
)


def command(language: Language) -> click.Command:
    """Make the command."""
    award = Bilingual("只看一个奖项。", "Show one award alone.").say(language)
    return Command(
        "score",
        language,
        ABOUT,
        run,
        [
            folder_argument(),
            *format_options("table", language),
            click.Option(["--award"], metavar="ID", help=award),
            reading_option(language),
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
    shown = Shown(
        blocks=lambda: outcome_report(outcome, rulebook, language),
        data=lambda: to_json(outcome, rulebook, language),
        table=lambda: results_table(outcome, rulebook, language),
    )
    put(shown, form, output)
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
