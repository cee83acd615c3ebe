"""`plugins`: the indicators there are, with their evidence and parameters."""

import click

from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Command
from lianbing.language import Bilingual, Language
from lianbing.plugins.registry import Registry
from lianbing.reports.plugin_list import plugin_lines, plugins_table, plugins_to_json, summary

ABOUT = Bilingual(
    "列出指标插件：来自哪个软件包、版本、状态，读取哪些材料字段，有哪些参数。\n\n有插件无法使用时，退出码为 1。",
    "List the indicator plugins: distribution, version, status, evidence fields and parameters.\n\n"
    "The exit code is 1 where a plugin cannot be used.",
)


def command(language: Language) -> click.Command:
    """Make the command."""
    return Command("plugins", language, ABOUT, run, format_options("table", language))


def run(language: Language, form: str, output: str | None) -> int:
    """List the plugins."""
    listings = Registry.load().listings
    shown = Shown(
        blocks=lambda: [summary(listings, language), *plugin_lines(listings, language)],
        data=lambda: plugins_to_json(listings, language),
        table=lambda: plugins_table(listings, language),
    )
    put(shown, form, output)
    return 0 if all(each.status == "loaded" for each in listings) else 1
