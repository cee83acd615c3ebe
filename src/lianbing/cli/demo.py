"""`demo`: the sample campaign, scored and explained."""

import importlib.resources
import os
import shlex
import shutil
import sys
from pathlib import Path

import click

from lianbing.casework import load
from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Command
from lianbing.cli.output import write
from lianbing.evaluation import evaluate, explain
from lianbing.language import Bilingual, Language
from lianbing.model.outcome import Outcome
from lianbing.reports.explained_data import explanation_to_json
from lianbing.reports.explaining import explanation
from lianbing.reports.lines import BLANK, Line
from lianbing.reports.results import to_json
from lianbing.reports.results_table import results_table
from lianbing.reports.standings import outcome_report

CAMPAIGN = importlib.resources.files("lianbing") / "campaigns" / "wuwei-2019-example"
EXPLAINED = "collective"
INDICATOR = "supervision"
OWN_FORMAT = "table"

ABOUT = Bilingual(
    "演示：给示例活动评分，说明其中一个得分。",
    "Show how it works: score the sample campaign and explain one of its scores.",
)
_NEXT = Bilingual(
    """接下来可以输入：
  {0} explain {1} --award collective --candidate {2}
  {0} check {1}
  {0} rulebook show > rules.md
  {0} init my-campaign
  {0} --help""",
    """What to type next:
  {0} explain {1} --award collective --candidate {2} --lang en
  {0} check {1} --lang en
  {0} rulebook show --lang en > rules.md
  {0} init my-campaign --lang en
  {0} --help --lang en""",
)


def command(language: Language) -> click.Command:
    """Make the command."""
    return Command("demo", language, ABOUT, run, format_options(OWN_FORMAT, language))


def run(language: Language, form: str, output: str | None) -> int:
    """Show the sample campaign."""
    with importlib.resources.as_file(CAMPAIGN) as packaged:
        folder = _short(packaged)
        rulebook, campaign = load(folder)
        outcome = evaluate(rulebook, campaign)
        first = _first(outcome)
        score = explain(rulebook, campaign, EXPLAINED, first)
    one = explanation(score, rulebook, language, totals=campaign.totals, only=(INDICATOR,))
    heading = Line(campaign.title, tone="heading")
    shown = Shown(
        blocks=lambda: [heading, BLANK, *outcome_report(outcome, rulebook, language), one, BLANK],
        data=lambda: {
            "score": to_json(outcome, rulebook, language),
            "explanation": explanation_to_json(score, rulebook, language, totals=campaign.totals),
        },
        table=lambda: results_table(outcome, rulebook, language),
    )
    put(shown, form, output)
    if form == OWN_FORMAT and output is None:
        # Not wrapped: these lines are to be copied.
        write(_NEXT.say(language).format(_called(), shlex.quote(folder), first) + "\n")
    return 0


def _first(outcome: Outcome) -> str:
    return outcome.award(EXPLAINED).standings[0].candidate.id


def _called() -> str:
    """Give the words by which this program is called from here."""
    script = Path(sys.argv[0])
    if script.name == "__main__.py":
        return f"{shlex.quote(_short(Path(sys.executable)))} -m lianbing"
    found = shutil.which(script.name)
    return script.name if found and Path(found).resolve() == script.resolve() else shlex.quote(sys.argv[0])


def _short(path: Path) -> str:
    """Give a path as seen from here, where it lies below."""
    here = Path(os.path.abspath(path))  # not resolved: a virtual environment's Python is a link
    return str(here.relative_to(Path.cwd())) if here.is_relative_to(Path.cwd()) else str(here)
