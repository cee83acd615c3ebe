"""`forms write`: a form for every unit, as a workbook."""

import importlib
from collections.abc import Sequence
from pathlib import Path

import click

from lianbing.casework import load
from lianbing.cli.options import Command, folder_argument, pairs_option
from lianbing.cli.output import working, write_new_files
from lianbing.errors import InputError, Place, fault
from lianbing.extras import OFFICE, needing
from lianbing.forms.file_names import file_names
from lianbing.forms.layout import form_of
from lianbing.language import Bilingual, Language, clean
from lianbing.loading import load_frame
from lianbing.model.campaign import Campaign, Unit
from lianbing.model.rulebook import Rulebook

ABOUT = Bilingual(
    "生成填报表：每个单位一个 Excel 文件，按规则列出要填的每一项，附说明、下拉列表和范围检查。\n\n"
    "单位取自 campaign.toml 的 [[unit]]，或 --unit。已有的文件不覆盖，除非加 --force。",
    "Write forms: a workbook for every unit, with every field that the rules ask for, explained and checked.\n\n"
    "Units are those of campaign.toml's [[unit]], or of --unit. Files that are there stay unless --force is given.",
)


def command(language: Language) -> click.Command:
    """Make the command."""

    def say(zh: str, en: str) -> str:
        return Bilingual(zh, en).say(language)

    units = Bilingual("单位的编号和名称，可重复。", "A unit's id and name; may be repeated.")
    return Command(
        "write",
        language,
        ABOUT,
        run,
        [
            folder_argument(),
            click.Option(
                ["--to"], metavar="DIR", help=say("写入的文件夹；默认 FOLDER/forms。", "Where to; FOLDER/forms.")
            ),
            pairs_option("--unit", "units", units, language, metavar="ID=NAME"),
            click.Option(
                ["--filled"],
                is_flag=True,
                help=say("填入活动里已有的候选和材料。", "Fill in the candidates that the campaign has."),
            ),
            click.Option(
                ["--complete"],
                is_flag=True,
                help=say("评分和抽选的案卷也列出来填。", "Ask for marks and drawn files, too."),
            ),
            click.Option(
                ["--force"], is_flag=True, help=say("覆盖已有的文件。", "Replace files that are there already.")
            ),
        ],
    )


def run(
    language: Language,
    folder: str,
    to: str | None,
    units: Sequence[tuple[str, str]],
    filled: bool,
    complete: bool,
    force: bool,
) -> int:
    """Write the forms.

    Raises:
        InputError: There are no units, or a file is there already.
    """
    with needing(OFFICE):
        forms = importlib.import_module("lianbing.reports.forms")
    rulebook, campaign = load(folder) if filled else load_frame(folder)
    wanted = _units(campaign, rulebook, units, folder)
    form = form_of(rulebook, complete=complete)
    names = file_names([(each.id, each.name) for each in wanted], ".xlsx")
    with working(language):
        files: dict[str, bytes] = {
            names[each.id]: forms.form_workbook(form, each, language, candidates=campaign.candidates) for each in wanted
        }
    target = Path(to) if to is not None else Path(folder) / "forms"
    write_new_files(target, files, force=force)
    words = Bilingual("已写入 {0}：{1}", "wrote to {0}: {1}").say(language)
    click.echo(clean(words.format(target, ", ".join(files))), err=True)
    return 0


def _units(campaign: Campaign, rulebook: Rulebook, given: Sequence[tuple[str, str]], folder: str) -> Sequence[Unit]:
    """Find the units: those named in the call, else those of the campaign, else those of its candidates."""
    stated = {each.id: each for each in campaign.units}
    if given:
        return [stated.get(id) or Unit(id=id, name=name) for id, name in given]
    if campaign.units:
        return campaign.units
    found = dict.fromkeys(each.unit for each in campaign.candidates)
    if not found:
        raise InputError([fault("no_units", Place(file=folder))])
    own = {award.id for award in rulebook.awards if award.own_unit}
    names = {each.id: each.name for each in campaign.candidates if each.award in own}
    return [Unit(id=id, name=names.get(id, id)) for id in found]
