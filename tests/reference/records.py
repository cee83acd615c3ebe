"""The fields of a rulebook and of a campaign folder, table by table, as the loader reads them."""

import typing
from collections.abc import Iterator, Mapping

from lianbing.formula.declared import Declared
from lianbing.formula.domain import Domain
from lianbing.loading.additions import AddedMark, AddedRow
from lianbing.loading.campaign import Heading as CampaignHeading
from lianbing.loading.campaign import StatedCampaign
from lianbing.loading.candidates import Identity
from lianbing.loading.readings import OPEN_TABLES
from lianbing.loading.stated import NUMBERS, Heading, StatedAward, StatedIndicator, StatedRulebook
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.rulebook import Rulebook
from lianbing.reports.schema.attributes import summary
from tests.reference.tables import called, code, fields_table, records_in, stated_fields

DOCUMENTED: Mapping[type, type] = {
    StatedRulebook: Rulebook,
    Heading: Rulebook,
    StatedAward: Award,
    StatedIndicator: Indicator,
    StatedCampaign: Campaign,
    CampaignHeading: Campaign,
    Identity: Candidate,
}
UNRANGED = ("example",)
"""The tables whose numbers are held to no range of the rulebook's own."""


def rulebook_lines() -> Iterator[str]:
    """Give the tables of a rulebook."""
    opened = ", ".join(code(name) for name in OPEN_TABLES)
    yield from (
        "## A rulebook",
        "",
        "One TOML file, read as [rulebooks](rulebooks.md) says. What is not listed here is refused, with the nearest",
        f"name that is. Any value within {opened} can be left open for a reading:",
        '`{ reading = "…", option = value, … }`. A number whose decimals do not end is written as text, `"1/3"`.',
        "",
    )
    yield from _sections(StatedRulebook, "rulebook.toml")


def campaign_lines() -> Iterator[str]:
    """Give the tables of a campaign folder."""
    yield from (
        "## A campaign folder",
        "",
        "`campaign.toml` says what the campaign is; every other TOML or JSON file of the folder holds candidates, or",
        "adds to what they state. Forms (`.xlsx`) and lists (`.csv`): [the office's guide](office.zh.md).",
        "",
    )
    yield from _sections(StatedCampaign, "campaign.toml")
    yield from ("### `[[candidate]]`", "", "A candidate, in any other file of the folder.", "")
    yield from fields_table(Identity, {}, documented=Candidate)
    yield from (
        "",
        "Beside these, one table for each indicator of the award, under the indicator's id: the facts that its plugin",
        "asks for. `lianbing init` writes them all down.",
        "",
    )
    for key, cls in (("row", AddedRow), ("mark", AddedMark)):
        yield from (f"### `[[{key}]]`", "", summary(cls), "", *fields_table(cls, {}), "")


def _sections(root: type, title: str) -> Iterator[str]:
    places = dict(_places(root, "", ()))
    links = {cls: _heading(*place) for cls, place in places.items()}
    yield from (f"### The whole of {code(title)}", "", *_fields(root, links, NUMBERS), "")
    for cls, (path, _) in places.items():
        domains = NUMBERS if root is StatedRulebook and path.split(".")[0] not in UNRANGED else {}
        yield from (
            f"### {code(links[cls])}",
            "",
            summary(DOCUMENTED.get(cls, cls)),
            "",
            *_fields(cls, links, domains),
            "",
        )


def _fields(cls: type, links: Mapping[type, str], domains: Mapping[str, Domain]) -> Iterator[str]:
    return fields_table(cls, links, documented=DOCUMENTED.get(cls), domains=domains)


def _places(cls: type, above: str, seen: tuple[type, ...]) -> Iterator[tuple[type, tuple[str, bool]]]:
    """Give each record class with its path in the file, and whether it is one of a list."""
    found: dict[type, tuple[str, bool]] = {}
    for field, hint in stated_fields(cls):
        for record in records_in(hint):
            if record in (*seen, *found, Declared):
                continue
            path = f"{above}{called(field)}"
            found[record] = path, typing.get_origin(hint) is tuple
            for inner, place in _places(record, f"{path}.", (*seen, *found)):
                found.setdefault(inner, place)
    yield from found.items()


def _heading(path: str, is_list: bool) -> str:
    return f"[[{path}]]" if is_list else f"[{path}]"


def record_classes(root: type) -> list[type]:
    """Give a class and all record classes below it."""
    return [root, *dict(_places(root, "", ()))]
