"""`draw`: case files are drawn by lot, from a published list and a seed that came after it."""

from pathlib import Path

import click

from lianbing.casework.draw_record import differences, read_record, record_of
from lianbing.casework.drawing import digest_of, drawn, list_text, pools_of, rows_of, shortages
from lianbing.casework.penalties import find_penalties, kinds_of
from lianbing.cli.formats import Shown, format_options, put
from lianbing.cli.options import Command, CommandGroup, Required, folder_argument
from lianbing.cli.output import tell, working, write_file, write_new_files
from lianbing.errors import InputError, Place, fault
from lianbing.language import Bilingual, Language
from lianbing.loading.given import Given, load_given
from lianbing.loading.plain import plain_text
from lianbing.office.archive import read_bytes
from lianbing.reports.draw_table import draw_report, draw_table, verified
from lianbing.reports.tables import Table

LIST, RECORD, DRAWN = "list.txt", "record.json", "drawn.json"

ABOUT = Bilingual(
    "随机抽选案卷：先公布清单的摘要，再取种子，任何人都能重做一遍。",
    "Draw case files by lot: publish the list's digest, then take a seed; anyone can do it again.",
)
_LIST = Bilingual(
    "列出可抽的案卷，写入 FOLDER/drawing/list.txt，显示应当公布的摘要。\n\n"
    "案卷取自活动文件夹的 penalties.csv 或 .xlsx。",
    "List the files that may be drawn in FOLDER/drawing/list.txt, and show the digest to publish.\n\n"
    "They are taken from the folder's penalties.csv or .xlsx.",
)
_RUN = Bilingual(
    "按种子抽选：写入 FOLDER/drawing/record.json，抽中的案卷写入 FOLDER/drawn.json，计入材料。\n\n"
    "清单须与公布过的一致。",
    "Draw by a seed: write FOLDER/drawing/record.json, and FOLDER/drawn.json, which adds the files to the evidence.\n\n"
    "The list has to be the one that was published.",
)
_VERIFY = Bilingual(
    "核验：按记录和公布的清单重做一遍。一致时退出码为 0，不一致时为 1。",
    "Do a draw again from its RECORD and the published LIST. The exit code is 1 where something differs.",
)


def command(language: Language) -> click.Command:
    """Make the command."""

    def say(zh: str, en: str) -> str:
        return Bilingual(zh, en).say(language)

    force = click.Option(["--force"], is_flag=True, help=say("覆盖已有的文件。", "Replace what is there already."))
    seed = say("种子，如当众掷出的骰子点数；公布摘要之后才能有。", "The seed, such as dice rolled in public.")
    source = say("种子从何而来，写进记录。", "Where the seed comes from, for the record.")
    return CommandGroup(
        "draw",
        language,
        ABOUT,
        [
            Command("list", language, _LIST, run_list, [folder_argument(), force]),
            Command(
                "run",
                language,
                _RUN,
                run_draw,
                [
                    folder_argument(),
                    Required(["--seed"], language, metavar="TEXT", help=seed),
                    click.Option(["--seed-source", "seed_source"], metavar="TEXT", default="", help=source),
                    force,
                    *format_options("table", language),
                ],
            ),
            Command(
                "verify",
                language,
                _VERIFY,
                run_verify,
                [
                    click.Argument(["record"], metavar="RECORD"),
                    click.Argument(["published"], metavar="LIST"),
                    *format_options("table", language),
                ],
            ),
        ],
    )


def _listed(given: Given) -> str:
    penalties = find_penalties(given)
    if penalties is None:
        raise InputError([fault("missing_list", Place(file=str(given.folder)))])
    return list_text(pools_of(given, penalties))


def run_list(language: Language, folder: str, force: bool) -> int:
    """List what may be drawn."""
    with working(language):
        given = load_given(folder, additions=False)
        text = _listed(given)
    target = Path(folder) / "drawing"
    write_new_files(target, {LIST: text.encode()}, force=force)
    count = text.count("\n")
    words = Bilingual(
        f"{count} 份，清单在 {target / LIST}；摘要：", f"{count} files, listed in {target / LIST}; digest:"
    )
    click.echo(words.say(language), err=True)
    click.echo(digest_of(text))
    return 0


def run_draw(
    language: Language, folder: str, seed: str, seed_source: str, force: bool, form: str, output: str | None
) -> int:
    """Draw.

    Raises:
        InputError: No list was published, or it is another by now; or a record is there already.
    """
    root = Path(folder)
    with working(language):
        given = load_given(folder, additions=False)
        penalties = find_penalties(given)
        if penalties is None:
            raise InputError([fault("missing_list", Place(file=folder))])
        pools = pools_of(given, penalties)
        text = list_text(pools)
    published = root / "drawing" / LIST
    if not published.exists():
        raise InputError([fault("list_not_published", Place(file=str(published)))])
    if read_bytes(published, str(published)) != text.encode():
        raise InputError([fault("list_changed", Place(file=folder), file=str(published))])
    there = [each for each in (root / "drawing" / RECORD, root / DRAWN) if each.exists()]
    if there and not force:
        raise InputError([fault("already_there", Place(file=str(each))) for each in there])
    found = drawn(pools, seed)
    record = record_of(given, found, text, seed, seed_source)
    write_file(root / "drawing" / RECORD, plain_text(record).encode())
    write_file(root / DRAWN, plain_text({"row": list(rows_of(found, given))}).encode())
    tell([*given.warnings, *penalties.warnings, *shortages(found)], language)
    kinds = dict(kinds_of(given.rulebook))
    shown = Shown(
        blocks=lambda: draw_report(record, kinds, language),
        data=lambda: record,
        table=lambda: draw_table(record),
    )
    put(shown, form, output)
    return 0


def run_verify(language: Language, record: str, published: str, form: str, output: str | None) -> int:
    """Do a draw again."""
    stated = read_record(Path(record))
    try:
        text = read_bytes(Path(published), published).decode()
    except UnicodeDecodeError as error:
        raise InputError([fault("not_utf8", Place(file=published))]) from error
    found = tuple(differences(stated, text))
    rows = tuple((each.where.say(language), each.expected, each.found) for each in found)
    names = ("where", "expected", "found")
    shown = Shown(
        blocks=lambda: verified(found, language),
        data=lambda: {"same": not found, "differences": [dict(zip(names, row, strict=True)) for row in rows]},
        table=lambda: Table(names, rows),
    )
    put(shown, form, output)
    return 1 if found else 0
