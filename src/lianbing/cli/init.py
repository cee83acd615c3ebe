"""`init`: a new campaign folder, ready to fill in."""

import os
from pathlib import Path

import click

from lianbing.cli.options import Command, folder_argument
from lianbing.cli.output import write_folder
from lianbing.cli.rulebook import DEFAULT
from lianbing.language import Bilingual, Language, clean
from lianbing.loading import load_rulebook, shipped_rulebooks
from lianbing.reports.blank_campaign import blank_campaign

ABOUT = Bilingual(
    "新建活动文件夹 FOLDER：列出每个字段，附说明，待填写。",
    "Make a new campaign folder FOLDER: every field is there, with what it is, ready to fill in.",
)


def command(language: Language) -> click.Command:
    """Make the command."""
    words = Bilingual(
        f"内置规则的编号或 TOML 文件的路径；默认 {DEFAULT}。",
        f"The id of a built-in rulebook or the path of a TOML file; {DEFAULT} by default.",
    )
    rulebook = click.Option(["--rulebook"], metavar="SOURCE", default=DEFAULT, help=words.say(language))
    forms = Bilingual(
        "候选材料用填报表（Excel）收集：只写 campaign.toml。",
        "Candidates come on forms (Excel workbooks): write campaign.toml alone.",
    )
    with_forms = click.Option(["--forms"], is_flag=True, help=forms.say(language))
    return Command("init", language, ABOUT, run, [folder_argument(), rulebook, with_forms])


def run(language: Language, folder: str, rulebook: str, forms: bool) -> int:
    """Make a campaign folder."""
    book = load_rulebook(rulebook)
    reference = rulebook if rulebook in shipped_rulebooks() else _path_from(Path(folder), Path(rulebook))
    files = blank_campaign(book, language, reference=reference, candidates=not forms)
    write_folder(Path(folder), files)
    words = Bilingual("已建立 {0}：{1}", "made {0}: {1}").say(language)
    click.echo(clean(words.format(folder, ", ".join(files))), err=True)
    return 0


def _path_from(folder: Path, rulebook: Path) -> str:
    """Give the path of a rulebook as seen from the folder, so that both can be moved together."""
    try:
        return Path(os.path.relpath(rulebook, folder)).as_posix()
    except ValueError:  # another drive
        return rulebook.resolve().as_posix()
