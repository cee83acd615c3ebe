"""`template`: the shipped template of a document, for an office to put its own letterhead on."""

import importlib
from pathlib import Path

import click

from lianbing.cli.options import Choice, Command, Required
from lianbing.cli.output import write_file
from lianbing.errors import InputError, Place, fault
from lianbing.extras import needing
from lianbing.language import Bilingual, Language

DOCUMENTS = ("notice", "result", "letter")

ABOUT = Bilingual(
    "公文模板：取出附带的模板（.docx），改成本单位的版式后，用 report 的 --template 指明。\n\n"
    "DOCUMENT：notice 公示、result 通报、letter 评分告知书。",
    "Write the shipped template of a document, a .docx file, to change and name with report --template.\n\n"
    "DOCUMENT is notice, result (a result document) or letter (a score letter).",
)


def command(language: Language) -> click.Command:
    """Make the command."""
    to = Bilingual("写入的文件。", "The file to write.").say(language)
    return Command(
        "template",
        language,
        ABOUT,
        run,
        [
            click.Argument(["document"], type=Choice(DOCUMENTS, language), metavar="DOCUMENT"),
            Required(["--to"], language, metavar="FILE", help=to),
        ],
    )


def run(language: Language, document: str, to: str) -> int:
    """Write a template that is not there yet.

    Raises:
        InputError: The file is there already: it may be what an office has changed.
    """
    target = Path(to)
    if target.exists():
        raise InputError([fault("already_there", Place(file=to))])
    with needing():
        documents = importlib.import_module("lianbing.reports.documents")
    content: bytes = documents.default_template(document, language)
    write_file(target, content)
    return 0
