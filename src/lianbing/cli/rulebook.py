"""`rulebook show`: a rulebook as a readable page."""

from collections.abc import Sequence

import click

from lianbing.cli.options import (
    ChineseContext,
    Command,
    described,
    first_sentence,
    lang_option,
    reading_option,
)
from lianbing.cli.output import write
from lianbing.language import Bilingual, Language
from lianbing.loading import load_rulebook
from lianbing.reports.rulebook_page import page

DEFAULT = "wuwei-2019"

ABOUT = Bilingual("评选规则。", "Rulebooks.")
ABOUT_SHOW = Bilingual(
    f"把规则排成一页 Markdown，与方案原文对照阅读。\n\nSOURCE 是内置规则的编号或 TOML 文件的路径；默认 {DEFAULT}。",
    "Show a rulebook as a page in Markdown, to lay beside the official text.\n\n"
    f"SOURCE is the id of a built-in rulebook or the path of a TOML file; {DEFAULT} by default.",
)


class Group(click.Group):
    """The commands about rulebooks."""

    def __init__(self, language: Language) -> None:
        if language == "zh":
            self.context_class = ChineseContext
        super().__init__(
            "rulebook",
            commands=[show_command(language)],
            help=ABOUT.say(language),
            short_help=first_sentence(ABOUT.say(language)),
            params=[lang_option(language)],
            options_metavar=Bilingual("[选项]", "[OPTIONS]").say(language),
            subcommand_metavar=Bilingual("命令 [参数]...", "COMMAND [ARGS]...").say(language),
        )
        self._language = language

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option that shows the help, described in the language."""
        return described(super().get_help_option(ctx), self._language)


def command(language: Language) -> click.Command:
    """Make the group of commands."""
    return Group(language)


def show_command(language: Language) -> click.Command:
    """Make the command that shows a rulebook."""
    source = click.Argument(["source"], metavar="[SOURCE]", default=DEFAULT)
    return Command("show", language, ABOUT_SHOW, run, [source, reading_option(language)])


def run(language: Language, source: str, readings: Sequence[tuple[str, str]]) -> int:
    """Show a rulebook."""
    write(page(load_rulebook(source, readings=dict(readings), strict=False), language))
    return 0
