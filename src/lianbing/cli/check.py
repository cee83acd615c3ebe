"""`check`: whether a campaign or a rulebook is in order."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from lianbing.casework import load
from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Command, reading_option
from lianbing.cli.output import working
from lianbing.evaluation import evaluate
from lianbing.insight.examples import run_example
from lianbing.language import Bilingual, Language
from lianbing.loading import load_rulebook
from lianbing.loading.coverage import coverage
from lianbing.loading.proof import faults_of, prove
from lianbing.model.campaign import Campaign
from lianbing.model.rulebook import Rulebook
from lianbing.reports.checking import Examination, examination_report, examination_to_json
from lianbing.reports.checking_table import examination_table

ABOUT = Bilingual(
    "检查活动文件夹或规则：材料是否齐全无误，规则能否证明不越界、与条款和算例相符。\n\n"
    "SOURCE 是活动文件夹、内置规则的编号或规则的 TOML 文件。有不足之处时退出码为 1，材料有误时为 2。",
    "Check a campaign or a rulebook: that the records are complete and lawful, that the rules provably "
    "stay within their bounds and agree with clauses and worked examples.\n\n"
    "SOURCE is a campaign folder, the id of a built-in rulebook, or a rulebook's TOML file. "
    "The exit code is 1 where something falls short, 2 where the input is wrong.",
)


def command(language: Language) -> click.Command:
    """Make the command."""
    source = click.Argument(["source"], metavar="SOURCE")
    options = [source, *format_options("text", language), reading_option(language)]
    return Command("check", language, ABOUT, run, options)


def run(language: Language, source: str, form: str, output: str | None, readings: Sequence[tuple[str, str]]) -> int:
    """Check a campaign or a rulebook."""
    with working(language):
        found = examined(source, dict(readings))
    shown = Shown(
        blocks=lambda: examination_report(found, language),
        data=lambda: examination_to_json(found, language),
        table=lambda: examination_table(found, language),
    )
    put(shown, form, output)
    return 1 if found.falls_short else 0


def examined(source: str, readings: Mapping[str, str]) -> Examination:
    """Examine a campaign folder with its rulebook, or a rulebook alone."""
    if not _is_folder(source):
        return _examination(load_rulebook(source, readings=readings, strict=False))
    return _examination(*load(source, readings=readings))


def _is_folder(source: str) -> bool:
    """Tell whether a campaign is meant: a folder, or what is written like one but is not there."""
    path = Path(source)
    return path.is_dir() or (path.suffix != ".toml" and not path.exists() and source != path.name)


def _examination(rulebook: Rulebook, campaign: Campaign | None = None) -> Examination:
    return Examination(
        rulebook=rulebook,
        proofs=prove(rulebook),
        arithmetic=faults_of(rulebook),
        coverage=coverage(rulebook),
        examples=tuple((example, run_example(rulebook, example)) for example in rulebook.examples),
        campaign=campaign,
        outcome=evaluate(rulebook, campaign) if campaign is not None else None,
    )
