"""What differs between two rulebooks: as lines, as plain data, and as a table."""

from collections.abc import Iterable, Iterator

from lianbing.insight.differences import Difference
from lianbing.language import Bilingual, Language, clean, say
from lianbing.reports.lines import Line
from lianbing.reports.tables import Table, table_of

_KINDS = {
    "added": Bilingual("新增：{0}", "added: {0}"),
    "removed": Bilingual("删去：{0}", "removed: {0}"),
}
_GENERAL = Bilingual("总则", "in general")


def difference_lines(found: Iterable[Difference], language: Language) -> Iterator[Line]:
    """Give what differs as lines, grouped by what it belongs to; that nothing does is a line, too."""
    groups: dict[str, list[Difference]] = {}
    for each in found:
        groups.setdefault(clean(" › ".join(each.where)) or _GENERAL.say(language), []).append(each)
    for where, members in groups.items():
        changes = tuple(Line(_change(each, language)) for each in members if each.kind == "changed")
        for each in members:
            if each.kind != "changed":
                yield Line(_KINDS[each.kind].say(language).format(where), tone="loss")
        if changes:
            yield Line(where, changes, "heading")
    if not groups:
        yield Line(Bilingual("没有不同", "nothing differs").say(language))


def _change(difference: Difference, language: Language) -> str:
    name, old, new = (clean(say(text, language)) for text in (difference.name, difference.old, difference.new))
    colon = "：" if language == "zh" else ": "
    return f"{name}{colon}{old} → {new}"


def differences_to_json(found: Iterable[Difference], language: Language) -> list[dict[str, object]]:
    """Give what differs as plain data."""
    return [
        {
            "kind": each.kind,
            "where": list(each.where),
            **(
                {key: say(text, language) for key, text in (("name", each.name), ("old", each.old), ("new", each.new))}
                if each.kind == "changed"
                else {}
            ),
        }
        for each in found
    ]


def difference_table(found: Iterable[Difference], language: Language) -> Table:
    """Give what differs as a table whose columns have stable ids."""
    rows = [
        {
            "kind": each.kind,
            "where": " › ".join(each.where),
            "name": say(each.name, language),
            "old": say(each.old, language),
            "new": say(each.new, language),
        }
        for each in found
    ]
    return table_of(("kind", "where", "name", "old", "new"), rows)
