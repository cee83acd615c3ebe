"""Made-up case files under the shipped review rules, for tests: full marks less what a test takes off."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import attrs

import lianbing
from lianbing.formula.domain import written

BOOK = lianbing.load_rulebook("case-review-2024", registry=lianbing.Registry.load(entry_points=False))
CAMPAIGN = """[campaign]
rulebook = "case-review-2024"
title = "评查（虚构）"
evaluation_day = 2024-11-01
"""
WITHOUT_HEARING = ("hearing_notice", "hearing_record", "reminder", "enforcement")


def documents(award: str) -> list[dict[str, Any]]:
    """Give the documents of a type of file, as the rulebook states them."""
    return cast("list[dict[str, Any]]", BOOK.award(award).indicator("documents").parameters["items"])


@attrs.frozen(kw_only=True)
class CaseFile:
    """A case file under review.

    Attributes:
        award: Its type.
        id: Its id.
        name: Its number.
        lost: What its parts lost of their points.
        missing: The documents that are missing.
        not_needed: The documents and parts that are not needed.
        documents: Further lines of its table of documents.
        elements: The lines of its table of elements.
        legality: The lines of its table of major problems.
    """

    award: str = "general_penalty"
    id: str = "file"
    name: str = "示例〔2024〕1号"
    lost: Mapping[str, object] = attrs.field(factory=dict)
    missing: tuple[str, ...] = ()
    not_needed: tuple[str, ...] = ()
    documents: str = ""
    elements: str = ""
    legality: str = ""

    def marks(self) -> dict[str, Fraction]:
        """Give the marks of all parts that are marked."""
        found = {
            f"{each['id']}_{at}": Fraction(str(points))
            for each in documents(self.award)
            for at, points in enumerate(each["parts"], 1)
            if not {each["id"], f"{each['id']}.{at}"} & {*self.missing, *self.not_needed}
        }
        assert set(self.lost) <= set(found), "only what is marked can lose points"
        return {name: most - Fraction(str(self.lost.get(name, 0))) for name, most in found.items()}

    def text(self) -> str:
        """Write it as a candidate."""
        lines = [
            *("[[candidate]]", f'id = "{self.id}"', f'award = "{self.award}"', f'name = "{self.name}"', 'unit = "u"'),
            *("[candidate.legality]", self.legality, "[candidate.elements]", self.elements, "[candidate.documents]"),
            *(f"missing = {_listed(self.missing)}", f"not_needed = {_listed(self.not_needed)}", self.documents),
            *(f"{name} = {written(mark)}" for name, mark in self.marks().items()),
        ]
        return "\n".join(lines) + "\n"


def folder_of(folder: Path, *files: CaseFile, campaign: str = CAMPAIGN) -> Path:
    """Write a campaign folder of case files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "campaign.toml").write_text(campaign, "utf-8")
    (folder / "files.toml").write_text("".join(each.text() for each in files), "utf-8")
    return folder


def total_of(folder: Path, file: CaseFile, readings: Mapping[str, str] | None = None) -> Fraction:
    """Review one file, and give its total."""
    rulebook, campaign = lianbing.load(folder_of(folder, file), readings=readings)
    (standing,) = lianbing.evaluate(rulebook, campaign).award(file.award).standings
    return standing.total


def _listed(words: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{each}"' for each in words) + "]"
