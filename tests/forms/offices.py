"""Forms as an office makes them and units fill them in."""

import functools
import io
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

import lianbing
from lianbing.forms.layout import form_of
from lianbing.loading import load_rulebook
from lianbing.model.campaign import Unit
from lianbing.reports.forms import form_workbook
from tests.random_wuwei import random_campaign

HEAD = """[campaign]
rulebook = "wuwei-2019"
title = "大练兵（虚构）"
evaluation_day = 2019-11-20
"""
UNITS = """
[[unit]]
id = "gulang"
name = "古浪分局"
level = "county"
"""
WUWEI = load_rulebook("wuwei-2019")


def campaign_of(seed: int) -> lianbing.Campaign:
    """A random campaign of the example's size."""
    return random_campaign(random.Random(seed), 1, WUWEI)  # noqa: S311


def units_of(campaign: lianbing.Campaign) -> Sequence[Unit]:
    """The units of its candidates."""
    awards: dict[str, set[str]] = {}
    for each in campaign.candidates:
        awards.setdefault(each.unit, set()).add(each.award)
    return [Unit(id=id, name=id, awards=tuple(sorted(of))) for id, of in sorted(awards.items())]


def write_filled(campaign: lianbing.Campaign, folder: Path, language: Any = "zh") -> list[Path]:
    """Put a campaign into a folder: its own file, and a filled-in form of every unit."""
    files = lianbing.campaign_files(campaign, "wuwei-2019")
    folder.mkdir(exist_ok=True)
    own = json.loads(files["campaign.json"])
    (folder / "campaign.json").write_text(json.dumps(own), "utf-8")
    form = form_of(WUWEI, complete=True)
    paths = []
    for unit in units_of(campaign):
        content = form_workbook(form, unit, language, candidates=campaign.candidates)
        paths.append(folder / f"{unit.id}.xlsx")
        paths[-1].write_bytes(content)
    return paths


def blank(folder: Path) -> Path:
    """A campaign folder with one unit's form, in which the organizer's platform is filled in."""
    folder.mkdir(exist_ok=True)
    (folder / "campaign.toml").write_text(HEAD + "partial = true\n" + UNITS, "utf-8")
    path = folder / "古浪分局.xlsx"
    path.write_bytes(_begun())
    return path


@functools.cache
def _begun() -> bytes:
    unit = Unit(id="gulang", name="古浪分局", level="county")
    book = openpyxl.load_workbook(io.BytesIO(form_workbook(form_of(WUWEI), unit, "zh")))
    put(book, "组织单位 队伍建设与管理", "B5", "是")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def change(path: Path, changed: Callable[[Any], object]) -> None:
    """Change a workbook as a person would, and save it."""
    book = openpyxl.load_workbook(path)
    changed(book)
    book.save(path)


def put(book: Any, sheet: str, cell: str, value: object) -> None:
    """Type a value into a cell."""
    book[sheet][cell].value = value
