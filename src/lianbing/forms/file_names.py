"""Names of files that are made from names of units or people: short, lawful on every system, each once."""

import re
from collections import Counter
from collections.abc import Sequence

from lianbing.language import clean

_UNLAWFUL = re.compile(r'[<>:"/\\|?*\s\u3000\N{REPLACEMENT CHARACTER}]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST = 60


def file_names(named: Sequence[tuple[str, str]], ending: str) -> dict[str, str]:
    """Give each id the name of its file.

    Args:
        named: The ids with their names.
        ending: What the files' names end with.

    >>> file_names([("gulang", "古浪分局"), ("a", "../x"), ("b", "甲"), ("c", "甲")], ".xlsx")
    {'gulang': '古浪分局.xlsx', 'a': 'x.xlsx', 'b': '甲-b.xlsx', 'c': '甲-c.xlsx'}
    """
    plain = {id: _plain(name) or _plain(id) or "-" for id, name in named}
    times = Counter(each.casefold() for each in plain.values())
    return {
        id: f"{name}-{_plain(id)}{ending}" if times[name.casefold()] > 1 or _RESERVED.fullmatch(name) else name + ending
        for id, name in plain.items()
    }


def _plain(name: str) -> str:
    return _UNLAWFUL.sub(" ", clean(name)).strip(" .-")[:_LONGEST].strip(" .-").removeprefix("~$")
