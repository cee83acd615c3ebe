"""`tables`: many candidates as tables, laid out, checked and scored on an engine."""

import importlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from lianbing.casework import load
from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Choice, Command, CommandGroup, Required, folder_argument, reading_option
from lianbing.cli.output import tell, working, write_folder
from lianbing.cli.rulebook import DEFAULT
from lianbing.evaluation.evaluating import Evaluation
from lianbing.extras import TABLES, needing
from lianbing.language import Bilingual, Language, clean
from lianbing.loading import load_rulebook, shipped_rulebooks

ENGINES = ("polars", "duckdb", "spark", "exact")

ABOUT = Bilingual("许多候选对象：用表格评分。", "Many candidates: score tables.")
ABOUT_INIT = Bilingual(
    "新建文件夹 FOLDER：每张表一个 CSV，只有表头；layout.md 说明每一列。",
    "Make a folder FOLDER with a CSV file for each table, its header alone, and layout.md, which says what they hold.",
)
ABOUT_WRITE = Bilingual(
    "把活动文件夹 FOLDER 的候选对象写成表格（Parquet）。",
    "Write the candidates of the campaign in FOLDER as tables (Parquet).",
)
ABOUT_CHECK = Bilingual("检查文件夹 FOLDER 中的表格。", "Check the tables in FOLDER.")
ABOUT_SCORE = Bilingual(
    "评分：文件夹 FOLDER 中的表格（Parquet、Arrow、CSV），结果写入 Parquet。\n\n"
    "与 score 的结果一字不差。有并列需要决定时，退出码为 1。",
    "Score the tables in FOLDER (Parquet, Arrow or CSV) and write the results as Parquet.\n\n"
    "The figures are those of score to the last digit. The exit code is 1 where a tie needs a decision.",
)


def command(language: Language) -> click.Command:
    """Make the group of commands."""
    commands = [init_command(language), write_command(language), check_command(language), score_command(language)]
    return CommandGroup("tables", language, ABOUT, commands)


def init_command(language: Language) -> click.Command:
    """Make the command that lays tables out."""
    words = Bilingual(
        f"内置规则的编号或 TOML 文件的路径；默认 {DEFAULT}。",
        f"The id of a built-in rulebook or the path of a TOML file; {DEFAULT} by default.",
    )
    rulebook = click.Option(["--rulebook"], metavar="SOURCE", default=DEFAULT, help=words.say(language))
    return Command("init", language, ABOUT_INIT, run_init, [folder_argument(), rulebook, _award(language)])


def write_command(language: Language) -> click.Command:
    """Make the command that writes a campaign's candidates as tables."""
    to = Bilingual("写入的文件夹。", "The folder to write.").say(language)
    options = [folder_argument(), Required(["--to"], language, metavar="FOLDER", help=to), reading_option(language)]
    return Command("write", language, ABOUT_WRITE, run_write, options)


def check_command(language: Language) -> click.Command:
    """Make the command that checks tables."""
    options = [folder_argument(), _award(language), *_engine(language), reading_option(language)]
    return Command("check", language, ABOUT_CHECK, run_check, options)


def score_command(language: Language) -> click.Command:
    """Make the command that scores tables."""
    to = Bilingual(
        "写入的 Parquet 文件；几个奖项时为文件夹。", "The Parquet file to write; a folder for several awards."
    )
    options = [
        folder_argument(),
        Required(["--to"], language, metavar="FILE", help=to.say(language)),
        _award(language),
        *_engine(language),
        *format_options("table", language)[:1],
        reading_option(language),
    ]
    return Command("score", language, ABOUT_SCORE, run_score, options)


def _award(language: Language) -> click.Option:
    words = Bilingual("只看一个奖项。", "One award alone.").say(language)
    return click.Option(["--award"], metavar="ID", help=words)


def _engine(language: Language) -> list[click.Parameter]:
    engine = Bilingual(
        "计算引擎：polars（默认）、duckdb、spark；exact 用整数逐个计算。",
        "The engine: polars (the default), duckdb, spark; exact works every candidate out with integers.",
    )
    master = Bilingual("Spark 主节点的地址。", "The address of a Spark master.")
    return [
        click.Option(["--engine"], type=Choice(ENGINES, language), default="polars", help=engine.say(language)),
        click.Option(["--master"], metavar="URL", help=master.say(language)),
    ]


def _tables() -> Any:
    with needing(TABLES):
        return importlib.import_module("lianbing.tables")


def run_init(language: Language, folder: str, rulebook: str, award: str | None) -> int:
    """Lay the tables of a rulebook out."""
    with needing(TABLES):
        layouts = importlib.import_module("lianbing.reports.table_layout")
    book = load_rulebook(rulebook)
    files = layouts.blank_tables(book, language, reference=rulebook, award=award)
    write_folder(Path(folder), files)
    words = Bilingual("已建立 {0}：{1}", "made {0}: {1}").say(language)
    click.echo(clean(words.format(folder, ", ".join(files))), err=True)
    return 0


def run_write(language: Language, folder: str, to: str, readings: Sequence[tuple[str, str]]) -> int:
    """Write a campaign's candidates as tables."""
    tables = _tables()
    with working(language):
        rulebook, campaign = load(folder, readings=dict(readings))
        files = tables.files_of(rulebook, campaign, Evaluation.of(rulebook, campaign).outcomes)
    write_folder(Path(to), {"campaign.toml": _moved(Path(folder), Path(to)), **files})
    words = Bilingual("已写入 {0}：{1}", "wrote {0}: {1}").say(language)
    click.echo(clean(words.format(to, ", ".join(files))), err=True)
    return 0


def _moved(folder: Path, to: Path) -> str:
    """Give a campaign's own file as it is to stand in another folder: a rulebook named by path is the same one."""
    text = (folder / "campaign.toml").read_text("utf-8")
    found = _RULEBOOK.search(text)
    if found is None or found["name"] in shipped_rulebooks():
        return text
    path = Path(os.path.relpath(folder / found["name"], to)).as_posix()
    return f"{text[: found.start('name')]}{path}{text[found.end('name') :]}"


_RULEBOOK = re.compile(r"""^\s*rulebook\s*=\s*(?P<mark>["'])(?P<name>.*?)(?P=mark)""", re.MULTILINE)


def run_check(
    language: Language,
    folder: str,
    award: str | None,
    engine: str,
    master: str | None,
    readings: Sequence[tuple[str, str]],
) -> int:
    """Check tables."""
    tables = _tables()
    with working(language):
        checked = tables.check_folder(Path(folder), award, engine, master, dict(readings))
    for each in checked:
        tell(each.warnings, language)
        words = Bilingual("{0}：{1} 个候选对象，没有问题", "{0}: {1} candidates, nothing wrong").say(language)
        click.echo(clean(words.format(each.award.title, each.candidates)))
    return 0


def run_score(
    language: Language,
    folder: str,
    to: str,
    award: str | None,
    engine: str,
    master: str | None,
    form: str,
    readings: Sequence[tuple[str, str]],
) -> int:
    """Score tables and write the results."""
    tables = _tables()
    with needing(TABLES):
        summary = importlib.import_module("lianbing.reports.tables_summary")
    with working(language) as progress:
        results = tables.score_folder(Path(folder), Path(to), award, engine, master, dict(readings), progress)
    for each in results:
        tell(each.warnings, language)
    shown = Shown(
        blocks=lambda: summary.summary_report(results, language),
        data=lambda: summary.summary_to_json(results),
        table=lambda: summary.summary_table(results),
    )
    put(shown, form, None)
    return 1 if any(each.ties for each in results) else 0
