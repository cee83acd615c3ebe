"""The assignment of a marking, as the office keeps it: codes for items, and who marks which."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

from lianbing.casework.marking.assigned import Assigned
from lianbing.casework.marking.items import Item, ItemField
from lianbing.casework.marking.reviewers import Reviewer
from lianbing.errors import InputError, Place, fault
from lianbing.language import Bilingual
from lianbing.loading.plain import plain_text
from lianbing.office.archive import read_bytes

VERSION = 1
_LETTERS = "ACDEFHJKLMNPRTUVWXY34679"
"""No letters or digits that are taken for each other when they are read out or written by hand."""


@attrs.frozen(kw_only=True)
class CodedItem:
    """An item under its code.

    Attributes:
        code: What reviewers know it by.
        item: The item.
        reviewers: The ids of its reviewers.
    """

    code: str
    item: Item
    reviewers: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Assignment:
    """The whole assignment.

    Attributes:
        rulebook: The rulebook's id.
        each: How many reviewers mark each item.
        reviewers: The reviewers.
        items: The items with their codes.
        spread: How far marks of an item may lie apart, as a share of the maximum, where that is limited.
    """

    rulebook: str
    each: int
    reviewers: tuple[Reviewer, ...]
    items: tuple[CodedItem, ...]
    spread: Fraction | None = None

    @property
    def digest(self) -> str:
        """What a reviewer's sheet names the assignment by."""
        return hashlib.sha256(self.text().encode()).hexdigest()

    def of(self, reviewer: str) -> tuple[CodedItem, ...]:
        """Give the items of one reviewer, ordered by code."""
        return tuple(sorted((each for each in self.items if reviewer in each.reviewers), key=lambda one: one.code))

    def text(self) -> str:
        """Write it as JSON."""
        return plain_text(
            {
                "marking": VERSION,
                "rulebook": self.rulebook,
                "each": self.each,
                "spread": self.spread,
                "reviewers": [
                    {"id": each.id, "name": each.name, "unit": each.unit, "conflicts": sorted(each.conflicts)}
                    for each in self.reviewers
                ],
                "items": [_plain(each) for each in self.items],
            }
        )


def coded(assigned: Sequence[Assigned], secret: str) -> tuple[CodedItem, ...]:
    """Give every item a code that only who knows the secret can trace.

    Args:
        assigned: The items and who marks them.
        secret: What the office keeps to itself until the marking ends.
    """
    taken: dict[str, Item] = {}
    found = []
    for each in assigned:
        code = next(code for code in _codes(each.item, secret) if code not in taken)
        taken[code] = each.item
        found.append(CodedItem(code=code, item=each.item, reviewers=each.reviewers))
    return tuple(sorted(found, key=lambda one: one.code))


def _codes(item: Item, secret: str) -> Iterator[str]:
    """Give the codes that an item may have, the one it has if it is free first."""
    for turn in range(1_000_000):
        text = "\n".join((secret, str(turn), *item.key))
        number = int.from_bytes(hashlib.sha256(text.encode()).digest())
        letters = []
        for _ in range(6):
            number, at = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[at])
        yield f"{''.join(letters[:3])}-{''.join(letters[3:])}"


def read_assignment(path: Path) -> Assignment:
    """Read an assignment.

    Raises:
        InputError: It cannot be read, or is none.
    """
    place = Place(file=str(path))
    if not path.exists():
        raise InputError([fault("no_assignment", place)])
    content = read_bytes(path, str(path))
    try:
        stated = json.loads(content.decode("utf-8-sig"))
        if stated["marking"] != VERSION:
            raise KeyError("marking")
        return Assignment(
            rulebook=stated["rulebook"],
            each=int(stated["each"]),
            reviewers=tuple(
                Reviewer(id=each["id"], name=each["name"], unit=each["unit"], conflicts=frozenset(each["conflicts"]))
                for each in stated["reviewers"]
            ),
            items=tuple(_item(each) for each in stated["items"]),
            spread=None if stated.get("spread") is None else Fraction(stated["spread"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError([fault("not_an_assignment", place, why=f"{type(error).__name__}: {error}"[:120])]) from error


def _plain(coded_item: CodedItem) -> dict[str, object]:
    item = coded_item.item
    return {
        "code": coded_item.code,
        "award": item.award,
        "candidate": item.candidate,
        "unit": item.unit,
        "indicator": item.indicator,
        "list": item.rows,
        "number": item.number,
        "fields": [
            {"name": each.name, "zh": each.label.zh, "en": each.label.en, "most": each.most} for each in item.fields
        ],
        "about": [list(each) for each in item.about],
        "reviewers": list(coded_item.reviewers),
    }


def _item(stated: Mapping[str, Any]) -> CodedItem:
    fields = tuple(
        ItemField(name=each["name"], label=Bilingual(each["zh"], each["en"]), most=Fraction(each["most"]))
        for each in stated["fields"]
    )
    names = ("award", "candidate", "unit", "indicator", "number")
    item = Item(
        **{name: str(stated[name]) for name in names},
        rows=str(stated["list"]),
        fields=fields,
        about=tuple((str(name), str(value)) for name, value in stated["about"]),
    )
    return CodedItem(code=str(stated["code"]), item=item, reviewers=tuple(map(str, stated["reviewers"])))
