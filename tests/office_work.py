"""What people do between the commands of the office's guide: counties fill in forms, reviewers mark, dice are rolled."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import tomli

from lianbing.forms.layout import Column, Form, form_of
from lianbing.loading import load_rulebook

EXAMPLE = Path(__file__).parents[1] / "examples" / "wuwei-2019"
"""The example campaign, whose candidates fill in the forms."""

_FIRST_ROW = 5
"""The first row of a form that is filled in, below title, instructions, headings and the example."""

Candidates = Mapping[tuple[str, str], Mapping[str, Any]]
"""The example's candidates by award and id."""


def candidates() -> dict[tuple[str, str], dict[str, Any]]:
    """Give the example's candidates as their files state them; collectives under the ids that forms give them."""
    found = {}
    for path in sorted(EXAMPLE.glob("*.toml")):
        for each in tomli.loads(path.read_text("utf-8")).get("candidate", []):
            if each["award"] == "collective":
                each["id"] = f"{each['unit']}-1"
            found[each["award"], each["id"]] = each
    return found


def fill_forms(folder: Path, given: Candidates) -> None:
    """Fill in each unit's form as a county would, and put it into the campaign's folder."""
    form = form_of(load_rulebook("wuwei-2019"))
    for path in sorted((folder / "forms").glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        mine = _put_up(book[form.candidates_name.zh], form, given)
        for sheet in form.sheets:
            of_award = [each for each in mine if each["award"] == sheet.award.id]
            _fill(book[sheet.name.zh], sheet, of_award)
        book.save(folder / path.name)


def _put_up(sheet: Any, form: Form, given: Candidates) -> list[Mapping[str, Any]]:
    """Name the candidates of the form's prefilled rows."""
    titles = {title.zh: award for award, title in form.candidates[0].options}
    at = _columns(sheet, form.candidates)
    levels = {word: title.zh for each in form.candidates if each.name == "level" for word, title in each.options}
    found = []
    for row in range(2, sheet.max_row + 1):
        award = titles.get(sheet.cell(row, at["award"]).value)
        candidate = given.get((award or "", str(sheet.cell(row, at["id"]).value)))
        if candidate is not None:
            sheet.cell(row, at["name"]).value = candidate["name"]
            if "level" in candidate:
                sheet.cell(row, at["level"]).value = levels[candidate["level"]]
            found.append(candidate)
    return found


def _columns(sheet: Any, columns: Iterable[Column]) -> dict[str, int]:
    """Find the columns of a sheet by their headings."""
    for row in range(1, 8):
        headings = {str(cell.value or "").strip(" *").split("（")[0]: cell.column for cell in sheet[row]}
        found = {each.name: headings[each.label.zh] for each in columns if each.label.zh in headings}
        if len(found) == len(list(columns)):
            return found
    raise LookupError(f"{sheet.title}: {[each.label.zh for each in columns]}")
