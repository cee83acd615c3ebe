"""The tutorials are tests: whoever does what they say sees what they show."""

from fractions import Fraction
from pathlib import Path

import pytest

import lianbing
from tests.docs_tutorial import commands, worked_through

DOCUMENTS = Path(__file__).parents[1] / "docs"
PAGES = {"zh": DOCUMENTS / "tutorial.zh.md", "en": DOCUMENTS / "tutorial.md"}

START = """
```toml rules.toml
[award]
places = 1
```
```toml rules.toml
[rounding]
step = 1
```
"""


def at_work(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, language: str = "") -> str:
    """Work through a page in a folder of its own."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LIANBING_LANG", language)
    return worked_through(page, folder)


@pytest.mark.parametrize("language", PAGES)
def test_the_page_shows_what_comes_of_it(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every output and file on the page is the real one; to renew the page, write `worked_through` to it."""
    page = PAGES[language].read_text("utf-8")

    assert page == at_work(page, tmp_path, monkeypatch, language)


def test_both_languages_build_the_same_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader of either page types the same commands and comes to the same points, ranks and choice."""
    typed = {language: commands(page.read_text("utf-8")) for language, page in PAGES.items()}
    found = {}
    for language, page in PAGES.items():
        folder = tmp_path / language
        folder.mkdir()
        at_work(page.read_text("utf-8"), folder, monkeypatch, language)
        (award,) = lianbing.evaluate(*lianbing.load(folder / "campaign")).awards
        found[language] = [
            (each.candidate.id, each.rank, each.selected, [one.exact for one in each.indicators])
            for each in award.standings
        ]

    assert typed["zh"] == typed["en"]
    assert found["zh"] == found["en"]


def test_the_choice_is_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Worked out by hand from the official text: 15 + 14 + 19.75 + 17 + 8 + 10 + 5 + 1, and so on."""
    at_work(PAGES["en"].read_text("utf-8"), tmp_path, monkeypatch)
    (award,) = lianbing.evaluate(*lianbing.load(tmp_path / "campaign")).awards

    assert {
        "east": Fraction("89.75"),
        "west": Fraction("75.75"),
        "north": Fraction("95.34"),
        "lake": Fraction("84.66"),
        "south": Fraction("58.92"),
    } == {each.candidate.id: each.total for each in award.standings}
    assert ["east", "north"] == [each.candidate.id for each in award.selected]
    assert [("pine", "crime")] == [(each.candidate.id, each.condition) for each in award.excluded]


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("```toml rules.toml all\n```", '[award]\nplaces = 1\n\n[rounding]\nstep = 1\n'),
        ("```toml rules.toml instead\n[award]\nplaces = 1\npoints = 2\n```\n```toml rules.toml all\n```",
         "[award]\nplaces = 1\npoints = 2\n\n[rounding]\nstep = 1\n"),
        ("```toml rules.toml whole\n[note]\n```\n```toml rules.toml all\n```", "[note]\n"),
        ("```toml rules.toml excerpt\nplaces = 2\n```", '[award]\nplaces = 1\n\n[rounding]\nstep = 1\n'),
        ("```console\n$ lianbing score nowhere\nall is well\n```", "nowhere: 没有这个文件夹 [missing_folder]\n"),
        ("```console\n$ lianbing score nowhere\nall is well\n…\n```", "nowhere: 没有这个文件夹 [missing_folder]\n"),
        ("```console\n$ lianbing score nowhere\nnowhere: 没有这个文件夹 [missing_folder]\n…\n```",
         "[missing_folder]\n```"),
    ],
)  # fmt: skip
def test_what_is_not_so_is_seen(stated: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or an output that a page states wrongly is shown as it is."""
    page = f"{START}{stated}\n"
    found = at_work(page, tmp_path, monkeypatch)

    assert page != found
    assert shown in found


def test_lines_can_be_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page may show a part of a long output, as long as the part is right."""
    page = "```console\n$ lianbing --help\n用法：lianbing [选项] 命令 [参数]...\n…\n```\n"

    assert page == at_work(page, tmp_path, monkeypatch)
