"""Rulebooks in a page of the documents: its blocks by section, completed with the heading that the page shows first.

A block is marked ``toml rulebook``, ``toml campaign`` or ``toml candidates``, and may name its file. What stands before
the first numbered heading is shared: the tables that a block does not state itself, and the award of a block that
begins with an indicator.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import tomli

SECTION = re.compile(r"^### (\d+)\. (.+)$", re.MULTILINE)
BLOCK = re.compile(r"^```toml (\w+) ?(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TABLE = re.compile(r"^(?=\[)", re.MULTILINE)
RESULT = re.compile(r"^(?=\[result\]$)", re.MULTILINE)

Result = Mapping[str, object]


@attrs.frozen
class Shared:
    """What every snippet of the page shares."""

    rulebook: str
    award: str
    campaign: str

    def completed_rulebook(self, text: str) -> str:
        """Put the heading before a snippet, and the award where it begins with an indicator."""
        if re.search(r"^extends = ", text, re.MULTILINE):
            return text
        award = "" if "[[award]]" in text else f"{self.award}points = {points_of(text)}\n"
        return _missing_tables(self.rulebook, text) + award + text

    def completed_campaign(self, text: str) -> str:
        """Put the campaign's own table before what a campaign states."""
        return _missing_tables(self.campaign, text) + text


@attrs.frozen
class Run:
    """Candidates scored under a snippet, and the result that the page states."""

    campaign: str
    candidates: str
    result: Result

    def written(self, folder: Path) -> Path:
        """Write a campaign folder beside the rulebook; give its path."""
        made = folder / "campaign"
        made.mkdir()
        (made / "campaign.toml").write_text(self.campaign, "utf-8")
        (made / "candidates.toml").write_text(self.candidates, "utf-8")
        return made


@attrs.frozen
class Snippet:
    """A rulebook of a section, with the campaigns that follow it."""

    id: str
    file: str
    layers: Mapping[str, str]
    runs: tuple[Run, ...]

    def written(self, folder: Path) -> Path:
        """Write it, and what it extends, to a folder; give its path."""
        for name, text in self.layers.items():
            (folder / name).write_text(text, "utf-8")
        return folder / self.file


@attrs.frozen
class Section:
    """A numbered section with its snippets."""

    number: int
    title: str
    text: str
    snippets: tuple[Snippet, ...]


def sections(page: str) -> tuple[Section, ...]:
    """Read the page."""
    before, *rest = SECTION.split(page)
    shared = Shared(**{kind: text for kind, _, text in BLOCK.findall(before)})
    return tuple(
        Section(int(number), title, text, tuple(_snippets(number, text, shared)))
        for number, title, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    )


def points_of(text: str) -> Fraction:
    """Add up the points of a snippet's indicators, bonuses and penalties aside."""
    (award,) = tomli.loads(f"[[award]]\n{text}", parse_float=Decimal)["award"]
    return sum(
        (
            Fraction(each.get("points", 0))
            for each in award["indicator"]
            if each.get("effect", each["plugin"]) not in ("bonus", "penalty")
        ),
        Fraction(0),
    )


def exact(stated: object) -> object:
    """Take stated numbers as exact ones, which compare as such."""
    if isinstance(stated, dict):
        return {name: exact(each) for name, each in stated.items()}
    if isinstance(stated, list):
        return [exact(each) for each in stated]
    return Fraction(stated) if isinstance(stated, Decimal) else stated


def _missing_tables(heading: str, text: str) -> str:
    own = {line for line in text.splitlines() if line.startswith("[")}
    return "".join(table for table in TABLE.split(heading) if table and table.splitlines()[0] not in own)


def _snippets(number: str, text: str, shared: Shared) -> Iterator[Snippet]:
    layers: dict[str, str] = {}
    waiting: Snippet | None = None
    campaign, count = shared.campaign, 0
    for kind, file, block in BLOCK.findall(text):
        if kind == "rulebook":
            if waiting is not None:
                yield waiting
            count += 1
            layers = {**layers, file or "rulebook.toml": shared.completed_rulebook(block)}
            waiting = Snippet(f"{number}-{count}", file or "rulebook.toml", layers, ())
        elif kind == "campaign":
            campaign = shared.completed_campaign(block)
        elif kind == "candidates" and waiting is not None:
            candidates, result = RESULT.split(block)
            stated: object = exact(tomli.loads(result, parse_float=Decimal)["result"])
            assert isinstance(stated, dict), "a result is a table"
            waiting = attrs.evolve(waiting, runs=(*waiting.runs, Run(campaign, candidates, stated)))
            campaign = shared.campaign
        else:
            raise ValueError(f"{number}: no snippet for a block of {kind}")
    if waiting is not None:
        yield waiting
