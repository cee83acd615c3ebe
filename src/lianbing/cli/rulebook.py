"""`rulebook show` and `rulebook diff`: a rulebook as a readable page, and what differs between two."""

from collections.abc import Sequence

import click

from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Command, CommandGroup, reading_option
from lianbing.insight.differences import differences
from lianbing.language import Bilingual, Language
from lianbing.loading import load_rulebook
from lianbing.reports.differences import difference_lines, difference_table, differences_to_json
from lianbing.reports.rulebook_code import code_page, code_table, code_to_json
from lianbing.reports.rulebook_data import rulebook_table, rulebook_to_json
from lianbing.reports.rulebook_page import page

DEFAULT = "wuwei-2019"

ABOUT = Bilingual("评选规则。", "Rulebooks.")
ABOUT_SHOW = Bilingual(
    f"把规则排成一页 Markdown，与方案原文对照阅读。\n\nSOURCE 是内置规则的编号或 TOML 文件的路径；默认 {DEFAULT}。",
    "Show a rulebook as a page in Markdown, to lay beside the official text.\n\n"
    f"SOURCE is the id of a built-in rulebook or the path of a TOML file; {DEFAULT} by default.",
)
ABOUT_CODE = Bilingual(
    "显示公式编译成的 Python 源代码（整数分子、分母）。",
    "Show the Python source, over integer pairs, that formulas become.",
)
ABOUT_DIFF = Bilingual(
    "比较两份规则：逐个奖项、逐项指标说明哪里不同。\n\n有不同之处时，退出码仍为 0。",
    "Tell what differs between two rulebooks, award by award and indicator by indicator.\n\n"
    "The exit code is 0 whether anything differs or not.",
)


def command(language: Language) -> click.Command:
    """Make the group of commands."""
    commands = [show_command(language), diff_command(language)]
    return CommandGroup("rulebook", language, ABOUT, commands)


def show_command(language: Language) -> click.Command:
    """Make the command that shows a rulebook."""
    source = click.Argument(["source"], metavar="[SOURCE]", default=DEFAULT)
    code = click.Option(["--code", "as_code"], is_flag=True, help=ABOUT_CODE.say(language))
    options = [code, *format_options("markdown", language), reading_option(language)]
    return Command("show", language, ABOUT_SHOW, run, [source, *options])


def run(
    language: Language,
    source: str,
    as_code: bool,
    form: str,
    output: str | None,
    readings: Sequence[tuple[str, str]],
) -> int:
    """Show a rulebook, or the source that its formulas become."""
    rulebook = load_rulebook(source, readings=dict(readings), strict=False)
    if as_code:
        put(
            Shown(
                page=lambda: code_page(rulebook, language),
                data=lambda: code_to_json(rulebook, language),
                table=lambda: code_table(rulebook, language),
            ),
            form,
            output,
        )
        return 0
    shown = Shown(
        page=lambda: page(rulebook, language),
        data=lambda: rulebook_to_json(rulebook, language),
        table=lambda: rulebook_table(rulebook, language),
    )
    put(shown, form, output)
    return 0


def diff_command(language: Language) -> click.Command:
    """Make the command that compares two rulebooks."""
    sources = [click.Argument(["old"], metavar="A"), click.Argument(["new"], metavar="B")]
    return Command("diff", language, ABOUT_DIFF, run_diff, [*sources, *format_options("text", language)])


def run_diff(language: Language, old: str, new: str, form: str, output: str | None) -> int:
    """Compare two rulebooks."""
    found = differences(load_rulebook(old, strict=False), load_rulebook(new, strict=False))
    shown = Shown(
        blocks=lambda: difference_lines(found, language),
        data=lambda: differences_to_json(found, language),
        table=lambda: difference_table(found, language),
    )
    put(shown, form, output)
    return 0
