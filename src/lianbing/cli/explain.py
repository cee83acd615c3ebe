"""`explain`: one candidate's score, down to facts and clauses."""

from collections.abc import Sequence

import click

from lianbing.casework import load
from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Command, Required, folder_argument, reading_option
from lianbing.cli.output import working
from lianbing.evaluation import explain
from lianbing.language import Bilingual, Language
from lianbing.reports.explained_data import explanation_to_json
from lianbing.reports.explained_table import explanation_table
from lianbing.reports.explaining import explanation
from lianbing.reports.results import Document

ABOUT = Bilingual(
    "说明一个候选的得分：每一分从哪些事实、哪条规则得来，失分的原因。",
    "Explain one candidate's score: the facts and clauses of every point, and why points were lost.",
)


def command(language: Language) -> click.Command:
    """Make the command."""
    award = Bilingual("奖项编号。", "The award's id.").say(language)
    candidate = Bilingual("候选编号。", "The candidate's id.").say(language)
    return Command(
        "explain",
        language,
        ABOUT,
        run,
        [
            folder_argument(),
            Required(["--award"], language, metavar="ID", help=award),
            Required(["--candidate"], language, metavar="ID", help=candidate),
            *format_options("text", language),
            reading_option(language),
        ],
    )


def run(
    language: Language,
    folder: str,
    award: str,
    candidate: str,
    form: str,
    output: str | None,
    readings: Sequence[tuple[str, str]],
) -> int:
    """Explain a score."""
    with working(language):
        rulebook, campaign = load(folder, readings=dict(readings))
        score = explain(rulebook, campaign, award, candidate)

    def data() -> Document:
        return explanation_to_json(score, rulebook, language, totals=campaign.totals)

    shown = Shown(
        blocks=lambda: [explanation(score, rulebook, language, totals=campaign.totals)],
        data=data,
        table=lambda: explanation_table(data()),
    )
    put(shown, form, output)
    return 0
