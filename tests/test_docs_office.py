"""The office's guide is a test: from a new folder to standings, by its commands and what people do between them."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import lianbing
from tests import office_work
from tests.docs_tutorial import worked_through

PAGE = Path(__file__).parents[1] / "docs" / "office.zh.md"
CAMPAIGN = Path("大练兵")
_DONE = re.compile(r"^<!-- (.*) -->$", re.MULTILINE)


def _forms() -> None:
    office_work.fill_forms(CAMPAIGN, office_work.candidates(), slip=True)


def _panel() -> None:
    (CAMPAIGN / "reviewers.csv").write_text(office_work.REVIEWERS, "utf-8")


DONE: Mapping[str, Callable[[], None]] = {
    "units fill in their forms": _forms,
    "minqin mends its form": lambda: office_work.mend_form(CAMPAIGN),
    "documents come in": lambda: office_work.hand_in(CAMPAIGN, office_work.candidates()),
    "the panel is named": _panel,
    "the panel marks": lambda: office_work.fill_marking_sheets(CAMPAIGN),
}
"""What people do, by the remark on the page where they do it."""


def at_work(page: str, folder: Path) -> str:
    """Work through the page, and do what people do at its remarks."""
    parts = _DONE.split(page)
    made = [worked_through(parts[0], folder)]
    for said, text in zip(parts[1::2], parts[2::2], strict=True):
        DONE[said]()
        made += [f"<!-- {said} -->", worked_through(text, folder)]
    return "".join(made)


def test_from_a_new_folder_to_standings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every output is the real one, and it ends with everybody ranked; to renew the page, write `at_work` to it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LIANBING_LANG", raising=False)
    page = PAGE.read_text("utf-8")

    assert page == at_work(page, tmp_path)
    outcome = lianbing.evaluate(*lianbing.load(CAMPAIGN))
    ranked = {each.id: [one.candidate.id for one in each.standings] for each in outcome.awards}
    assert {"organizer": 4, "collective": 4, "individual": 6} == {id: len(each) for id, each in ranked.items()}
    assert {".toml", ".xlsx", ".csv", ".json"} == {each.suffix for each in CAMPAIGN.iterdir() if each.is_file()}
    assert ["campaign.toml"] == [each.name for each in CAMPAIGN.glob("*.toml")]
