"""Names of sheets: short, lawful, each once."""

import attrs

from lianbing.language import clean

_LONGEST = 31
_UNLAWFUL = str.maketrans({letter: " " for letter in "[]:*?/\\"})


@attrs.define
class SheetNames:
    """The names that the sheets of a workbook have so far.

    >>> names = SheetNames()
    >>> names.new("案卷：质量/评分"), names.new("案卷：质量/评分"), names.new("'a'")
    ('案卷：质量 评分', '案卷：质量 评分 2', 'a')
    """

    taken: set[str] = attrs.field(factory=set)

    def new(self, title: str) -> str:
        """Make a name from a title: at most 31 characters, without those that a sheet's name cannot have."""
        plain = " ".join(clean(title).translate(_UNLAWFUL).split()).strip("' ") or "-"
        number, name = 1, _cut(plain, _LONGEST)
        while name.casefold() in self.taken or name.casefold() == "history":
            number += 1
            name = f"{_cut(plain, _LONGEST - len(str(number)) - 1)} {number}"
        self.taken.add(name.casefold())
        return name


def _cut(text: str, most: int) -> str:
    """Cut a text to so many units of UTF-16, which is how spreadsheet programs count."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[:-1]
    return text.strip("' ")
