"""The tables of fields in the documents about templates, as the code has them."""

from collections.abc import Iterator, Mapping

import attrs

from lianbing.language import Language
from lianbing.reports.documents.given import NEEDED, OPTIONAL, SETTINGS
from lianbing.reports.documents.records import Announcement, Common, FieldKind, Letters, Loop, kinds, records_below

_HEADS = {
    "zh": ("| 字段 | 是什么 | 种类 |", "| `--field` | 是什么 | 没有给出时 |"),
    "en": ("| field | what it is | kind |", "| `--field` | what it is | where it is not given |"),
}
_KINDS = {"zh": {str: "文字", int: "数", bool: "是否"}, "en": {str: "text", int: "number", bool: "yes or no"}}


def office_table(language: Language) -> str:
    """The fields that an office gives."""
    shown = kinds(Common)
    absent = {"zh": ("空白 ＿＿＿＿，并提示", "不出现"), "en": ("a blank ＿＿＿＿, and a warning", "left out")}[
        language
    ]
    rows = [f"| `{name}` | {shown[name].about.say(language)} | {absent[0]} |" for name in NEEDED]
    rows += [f"| `{name}` | {shown[name].about.say(language)} | {absent[1]} |" for name in OPTIONAL]
    default = {"zh": ("自拟", "yes"), "en": ("made", "yes")}[language]
    rows += [
        f"| `{name}` | {about.say(language)} | {each} |"
        for (name, about), each in zip(SETTINGS.items(), default, strict=True)
    ]
    return "\n".join([_HEADS[language][1], "|---|---|---|", *rows])


def template_tables(language: Language) -> str:
    """The fields that a template can show, list by list."""
    everywhere, notice, letter = {
        "zh": ("各种公文", "公示和通报另有", "告知书另有"),
        "en": ("every document", "a notice and a result document also", "a letter also"),
    }[language]
    shared = kinds(Common)
    parts = [_table(everywhere, shared, language)]
    first: dict[type, str] = {}
    for title, record in ((notice, Announcement), (letter, Letters)):
        own = {name: kind for name, kind in kinds(record).items() if name not in shared}
        parts.append(_table(title, own, language))
        for path, inner in records_below(record):
            # A list of what was shown before is told once, and what is below it not at all.
            if inner not in first:
                parts.append(_table(f"`{path}`", kinds(inner), language))
            elif path.count(".") == 1:
                same = {"zh": f"`{path}` 与 `{first[inner]}` 相同。", "en": f"`{path}` is like `{first[inner]}`."}
                parts.append(same[language])
            first.setdefault(inner, path)
    parts.append(_table("`loop`", kinds(Loop), language))
    return "\n\n".join(parts)


def _table(title: str, fields: Mapping[str, FieldKind], language: Language) -> str:
    return "\n".join([f"### {title}", "", _HEADS[language][0], "|---|---|---|", *_rows(fields, language)])


def _rows(fields: Mapping[str, FieldKind], language: Language) -> Iterator[str]:
    for name, kind in fields.items():
        what = ({"zh": "列表", "en": "list"}[language]) if attrs.has(kind.of) else _KINDS[language][kind.of]
        if kind.many and not attrs.has(kind.of):
            what = {"zh": "文字的列表", "en": "list of texts"}[language]
        yield f"| `{name}` | {kind.about.say(language)} | {what} |"
