"""`report`: what people look at, as a workbook, a page, a document or a picture, by the ending of the file's name."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import click

from lianbing.casework import load
from lianbing.cli.options import Choice, Command, Required, folder_argument, pairs_option, reading_option
from lianbing.cli.output import tell, working, write_file
from lianbing.cli.template import DOCUMENTS
from lianbing.errors import Fault, InputError, Place, fault, nearest
from lianbing.evaluation import Evaluation
from lianbing.extras import needing
from lianbing.language import Bilingual, Language

ABOUT = Bilingual(
    "报告：按 --to 文件的后缀生成评分表、网页、公文或图片。\n\n"
    ".xlsx 带公式的评分表；.html 单文件网页；.docx 或 .pdf 公示、通报、评分告知书；.svg 或 .png 图片。",
    "Make a workbook, a page, a document or a picture, by the ending of the file's name.\n\n"
    ".xlsx is a workbook with live formulas; .html a page in one file; .docx or .pdf a notice, a result document or "
    "a score letter; .svg or .png a picture.",
)

_FLAGS = {"fields": "--field"}

PICTURES = ("breakdown", "distribution", "ranks")


@attrs.frozen
class Form:
    """A form of report.

    Attributes:
        module: Where it is made.
        function: The function that makes it: an evaluation, a language and options to bytes.
        options: The options that it takes.
    """

    module: str
    function: str
    options: frozenset[str]


_OF_DOCUMENTS = frozenset({"award", "candidate", "document", "template", "fields", "withhold_names"})
_OF_PICTURES = frozenset({"award", "candidate", "picture"})

FORMS: Mapping[str, Form] = {
    ".xlsx": Form("lianbing.reports.workbook", "workbook", frozenset({"award"})),
    ".html": Form("lianbing.reports.page", "page", frozenset({"award"})),
    ".docx": Form("lianbing.reports.documents", "document", _OF_DOCUMENTS),
    ".pdf": Form("lianbing.reports.documents", "document_as_pdf", _OF_DOCUMENTS),
    ".svg": Form("lianbing.reports.pictures", "svg", _OF_PICTURES),
    ".png": Form("lianbing.reports.pictures", "png", _OF_PICTURES),
}


def command(language: Language) -> click.Command:
    """Make the command."""

    def say(zh: str, en: str) -> str:
        return Bilingual(zh, en).say(language)

    return Command(
        "report",
        language,
        ABOUT,
        run,
        [
            folder_argument(),
            Required(["--to"], language, metavar="FILE", help=say("写入的文件。", "The file to write.")),
            click.Option(["--award"], metavar="ID", help=say("只写一个奖项。", "One award alone.")),
            click.Option(["--candidate"], metavar="ID", help=say("只写一个候选。", "One candidate alone.")),
            click.Option(
                ["--document"],
                type=Choice(DOCUMENTS, language),
                help=say(
                    "公文：notice 公示（默认）、result 通报、letter 评分告知书。",
                    "The document: a notice (the default), a result document or a score letter.",
                ),
            ),
            click.Option(
                ["--template"],
                metavar="FILE",
                help=say("本单位的公文模板（.docx）。", "The office's own template, a .docx file."),
            ),
            pairs_option(
                "--field",
                "fields",
                Bilingual("公文中的字段，如 telephone=…，可重复。", "A field of the document; may be repeated."),
                language,
            ),
            click.Option(
                ["--withhold-names"],
                is_flag=True,
                help=say("公文中隐去候选姓名。", "Leave the candidates' names out of the document."),
            ),
            click.Option(
                ["--picture"],
                type=Choice(PICTURES, language),
                help=say(
                    "图片：breakdown 得分构成（默认）、distribution 分布、ranks 名次对比。",
                    "The picture: score breakdown (the default), distribution or rank comparison.",
                ),
            ),
            reading_option(language),
        ],
    )


def run(language: Language, folder: str, to: str, readings: Sequence[tuple[str, str]], **options: Any) -> int:
    """Make a report."""
    target = Path(to)
    given = {name: value for name, value in options.items() if value not in (None, False, [])}
    form = _form(target, given)
    with needing():
        module = importlib.import_module(form.module)
    with working(language):
        evaluation = Evaluation.of(*load(folder, readings=dict(readings)))
        content: bytes = getattr(module, form.function)(evaluation, language, **given)
    write_file(target, content)
    tell([*evaluation.warnings, *_blanks(module, language, given)], language)
    return 1 if evaluation.outcome.needs_decision else 0


def _blanks(module: ModuleType, language: Language, given: Mapping[str, Any]) -> Sequence[Fault]:
    """Tell which fields of a document were left blank."""
    left_blank = getattr(module, "left_blank", None)
    if left_blank is None:
        return ()
    asked = {name: value for name, value in given.items() if name in ("document", "template", "fields")}
    return tuple(left_blank(language, **asked))


def _form(target: Path, given: Mapping[str, object]) -> Form:
    """Find the form of report that a file's name asks for.

    Raises:
        InputError: There is none of that ending, or an option is none of that form.
    """
    ending = target.suffix.lower()
    if ending not in FORMS:
        known = ", ".join(FORMS)
        why = Bilingual(f"文件名应以其中之一结尾：{known}", f"the file's name is to end with one of: {known}")
        raise InputError([fault("wrong_call", Place(file=str(target)), why=why, suggestion=nearest(ending, FORMS))])
    foreign = [_FLAGS.get(name, f"--{name.replace('_', '-')}") for name in given if name not in FORMS[ending].options]
    if foreign:
        flags = "、".join(foreign)
        why = Bilingual(f"{ending} 文件没有选项 {flags}", f"a {ending} file takes no {', '.join(foreign)}")
        raise InputError([fault("wrong_call", Place(file=str(target)), why=why)])
    return FORMS[ending]
