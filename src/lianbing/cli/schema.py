"""`schema`: JSON Schemas by which editors complete and check the TOML that people write."""

from collections.abc import Sequence
from pathlib import Path

import click

from lianbing.cli.options import Command, CommandGroup, reading_option
from lianbing.cli.output import write, write_file
from lianbing.language import Bilingual, Language
from lianbing.loading import load_rulebook
from lianbing.plugins.registry import Registry
from lianbing.reports.schema import campaign_schema, candidates_schema, rulebook_schema, schema_text
from lianbing.reports.schema.shapes import Shape

_USE = Bilingual(
    "\n\n先写成文件，再在 TOML 文件的第一行写明，编辑器（VS Code 装 Even Better TOML，或其他用 Taplo 的编辑器）"
    "便会补全、说明和检查：\n\n\b\n  lianbing schema {0} --to {1}\n  #:schema ./{1}",
    "\n\nWrite it to a file and name that in the first line of the TOML file; editors (VS Code with Even Better TOML, "
    "or another with Taplo) then complete, explain and check:\n\n\b\n  lianbing schema {0} --to {1}\n  #:schema ./{1}",
)


def _about(what: Bilingual, call: str, file: str) -> Bilingual:
    """Say what a schema is of, and how it is put to use."""
    zh, en = (use.format(call, file) for use in (_USE.zh, _USE.en))
    return Bilingual(what.zh + zh, what.en + en)


ABOUT = Bilingual(
    "给编辑器用的 JSON Schema，用来补全和检查 TOML 文件。",
    "JSON Schemas, by which editors complete and check TOML files.",
)
ABOUT_RULEBOOK = _about(
    Bilingual(
        "评选规则文件的 JSON Schema，包括已安装的各插件的参数。",
        "The JSON Schema of a rulebook's file, with the parameters of every plugin that is installed.",
    ),
    "rulebook",
    "rulebook.schema.json",
)
ABOUT_CAMPAIGN = _about(
    Bilingual("campaign.toml 的 JSON Schema。", "The JSON Schema of campaign.toml."),
    "campaign",
    "campaign.schema.json",
)
ABOUT_CANDIDATES = _about(
    Bilingual(
        "某一规则下候选文件的 JSON Schema：每个奖项的材料字段、名称、范围和依据条款。\n\n"
        "SOURCE 是内置规则的编号或 TOML 文件的路径。",
        "The JSON Schema of the candidates' files under a rulebook: the evidence that each award asks for, with "
        "titles, ranges and clauses.\n\nSOURCE is the id of a built-in rulebook or the path of a TOML file.",
    ),
    "candidates wuwei-2019",
    "candidates.schema.json",
)


def command(language: Language) -> click.Command:
    """Make the group of commands."""
    commands = [rulebook_command(language), campaign_command(language), candidates_command(language)]
    return CommandGroup("schema", language, _about(ABOUT, "rulebook", "rulebook.schema.json"), commands)


def _to_option(language: Language) -> click.Option:
    words = Bilingual("写入文件，要么完整，要么不写；默认输出到屏幕。", "Write to a file, whole or not at all.")
    return click.Option(["--to"], metavar="FILE", help=words.say(language))


def rulebook_command(language: Language) -> click.Command:
    """Make the command for rulebooks."""
    return Command("rulebook", language, ABOUT_RULEBOOK, run_rulebook, [_to_option(language)])


def run_rulebook(_language: Language, to: str | None) -> int:
    """Give the schema of rulebooks."""
    return _put(rulebook_schema(Registry.load()), to)


def campaign_command(language: Language) -> click.Command:
    """Make the command for campaigns."""
    return Command("campaign", language, ABOUT_CAMPAIGN, run_campaign, [_to_option(language)])


def run_campaign(_language: Language, to: str | None) -> int:
    """Give the schema of a campaign's own file."""
    return _put(campaign_schema(), to)


def candidates_command(language: Language) -> click.Command:
    """Make the command for candidates."""
    source = click.Argument(["source"], metavar="SOURCE")
    words = Bilingual("活动未评完（partial = true），可缺整个指标。", "For a campaign with partial = true.")
    partial = click.Option(["--partial"], is_flag=True, help=words.say(language))
    options = [source, reading_option(language), partial, _to_option(language)]
    return Command("candidates", language, ABOUT_CANDIDATES, run_candidates, options)


def run_candidates(
    language: Language, source: str, readings: Sequence[tuple[str, str]], to: str | None, *, partial: bool
) -> int:
    """Give the schema of the candidates' files under a rulebook."""
    rulebook = load_rulebook(source, readings=dict(readings), strict=False)
    return _put(candidates_schema(rulebook, language, partial=partial), to)


def _put(schema: Shape, to: str | None) -> int:
    if to is None:
        write(schema_text(schema))
    else:
        write_file(Path(to), schema_text(schema).encode())
    return 0
