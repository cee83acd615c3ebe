"""Forms hold what records hold: written, saved by whatever program, and read back they are the same."""

import os
from pathlib import Path
from typing import Any

import attrs
import pytest

import lianbing
from lianbing.forms.layout import form_of
from lianbing.loading import load_rulebook
from lianbing.model.campaign import Unit
from lianbing.office.workbook import read_workbook
from lianbing.reports.forms import form_workbook
from tests.forms.offices import UNITS, WUWEI, campaign_of, units_of, write_filled
from tests.workbook.recalculation import needs_libreoffice, recalculated


def same(campaign: lianbing.Campaign, folder: Path) -> None:
    """Hold the candidates of a folder to those that were written."""
    found = {(each.award, each.id): each for each in lianbing.load(folder)[1].candidates}
    assert {(each.award, each.id) for each in campaign.candidates} == set(found)
    for each in campaign.candidates:
        other = found[each.award, each.id]
        assert (each.name, each.unit, each.level) == (other.name, other.unit, other.level)
        assert {name: plain(one) for name, one in each.evidence.items()} == {
            name: plain(one) for name, one in other.evidence.items()
        }


def plain(value: Any) -> Any:
    """A record as plain data; a cell keeps no blanks around a text."""
    if attrs.has(type(value)):
        return {each.name: plain(getattr(value, each.name)) for each in attrs.fields(type(value))}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("seed", range(4))
def test_a_campaign_comes_back(tmp_path: Path, seed: int) -> None:
    """Every fact of every candidate, to the last digit, in either language."""
    campaign = campaign_of(seed)
    write_filled(campaign, tmp_path, "en" if seed % 2 else "zh")

    same(campaign, tmp_path)


def test_standings_come_out_the_same(tmp_path: Path) -> None:
    """What is scored from forms is what is scored from records."""
    campaign = campaign_of(11)
    write_filled(campaign, tmp_path)
    rulebook, read = lianbing.load(tmp_path)

    expected, found = lianbing.evaluate(WUWEI, campaign), lianbing.evaluate(rulebook, read)

    assert [[(one.candidate.id, one.total, one.rank) for one in award.standings] for award in expected.awards] == [
        [(one.candidate.id, one.total, one.rank) for one in award.standings] for award in found.awards
    ]


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_opens_and_saves_them(tmp_path: Path) -> None:
    """Opened and saved by LibreOffice, forms read back to the same records."""
    campaign = campaign_of(21)
    paths = write_filled(campaign, tmp_path / "campaign")

    saved = recalculated(paths, tmp_path)

    for path, other in zip(paths, saved, strict=True):
        assert path.read_bytes() != other.read_bytes()
        os.replace(other, path)
    same(campaign, tmp_path / "campaign")


def test_the_same_form_has_the_same_bytes() -> None:
    """No clock, no chance."""
    unit = Unit(id="gulang", name="古浪分局")

    assert form_workbook(form_of(WUWEI), unit, "zh") == form_workbook(form_of(WUWEI), unit, "zh")


@pytest.mark.parametrize("name", ["case-review-2024", "shicheng-2018"])
def test_other_rulebooks_have_forms(tmp_path: Path, name: str) -> None:
    """Whatever facts a rulebook declares, there is a sheet for them, and the form can be read."""
    rulebook = load_rulebook(name)
    form = form_of(rulebook, complete=True)
    path = tmp_path / "a.xlsx"

    path.write_bytes(form_workbook(form, Unit(id="a", name="甲"), "zh"))

    names = [each.name for each in read_workbook(path).sheets]
    assert len(set(names)) == len(names)
    assert {each.name.zh for each in form.sheets} <= set(names)


@pytest.mark.parametrize("text", ["=1+1", "+86", "@a", "<b>&", "\u202egnaw", "甲" * 3000, "😀", "'x", "a\tb"])
def test_hostile_names_are_texts(tmp_path: Path, text: str) -> None:
    """Whatever a unit is called, it is a text in its form."""
    unit = Unit(id="gulang", name=text)
    path = tmp_path / "a.xlsx"

    path.write_bytes(form_workbook(form_of(WUWEI), unit, "zh"))

    book = read_workbook(path)
    assert not any(cell.is_formula for sheet in book.sheets for row in sheet.rows for cell in row)


def test_candidates_fill_their_own_units_form_alone() -> None:
    """Nobody sees the facts of another unit."""
    campaign = campaign_of(3)
    first, second, *_ = units_of(campaign)
    form = form_of(WUWEI, complete=True)

    whole = form_workbook(form, first, "zh", candidates=campaign.candidates)
    alone = [attrs.evolve(each) for each in campaign.candidates if each.unit == first.id]

    assert whole == form_workbook(form, first, "zh", candidates=alone)
    assert whole != form_workbook(form, second, "zh", candidates=campaign.candidates)
    assert UNITS
