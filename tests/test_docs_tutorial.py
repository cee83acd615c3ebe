"""The tutorials are tests: whoever does what they say sees what they show."""

from fractions import Fraction
from pathlib import Path

import pytest

import lianbing
from tests.docs_tutorial import commands, worked_through

DOCUMENTS = Path(__file__).parents[1] / "docs"
PAGES = {
    name: {"zh": DOCUMENTS / f"{name}.zh.md", "en": DOCUMENTS / f"{name}.md"} for name in ("tutorial", "tutorial-2")
}

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


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_shows_what_comes_of_it(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every output and file on the page is the real one; to renew the page, write `worked_through` to it."""
    page = PAGES[name][language].read_text("utf-8")

    assert page == at_work(page, tmp_path, monkeypatch, language)


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_build_the_same_rules(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader of either page types the same commands and comes to the same points, ranks and choice."""
    typed = {language: commands(page.read_text("utf-8")) for language, page in PAGES[name].items()}
    found = {}
    for language, page in PAGES[name].items():
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
    at_work(PAGES["tutorial"]["en"].read_text("utf-8"), tmp_path, monkeypatch)
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
    ("readings", "totals", "places", "selected"),
    [
        # Mean of all six rates 5.4 ÷ 6 = 90%; 40% of five counties are 2.
        ({}, {"willow": "88", "fir": "88", "central": "85.25"}, 2, ["elm", "fir", "willow"]),
        # 40% of the four that remain are 1.6.
        ({"share_of": "remaining"}, {"willow": "88", "fir": "88", "central": "85.25"}, 1, ["elm"]),
        # Mean of five 4.6 ÷ 5 = 92%: willow and central lose 1 point for 2 below it, fir a second one for 5.
        ({"mean_of": "remaining"}, {"willow": "87", "fir": "86.75", "central": "84.25"}, 2, ["elm", "willow"]),
    ],
)
def test_the_choice_of_the_second_page_is_what_it_says(
    readings: dict[str, str],
    totals: dict[str, str],
    places: int,
    selected: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Worked out by hand: elm 40 + 12 + 21 + 15; willow 38 + 20 + 17 + 15 − 2; fir (36 + 22 + 14) × 100 ÷ 80 − 2."""
    at_work(PAGES["tutorial-2"]["en"].read_text("utf-8"), tmp_path, monkeypatch)
    (award,) = lianbing.evaluate(*lianbing.load(tmp_path / "campaign", readings=readings)).awards
    (short,) = (each for standing in award.standings for each in standing.shortfalls)
    expected = {"maple": "90", "elm": "88", **totals}  # maple 40 + 20 + 15.00 + 15; central 40 + 20 + 16.25 + 15 − 6

    assert {name: Fraction(total) for name, total in expected.items()} == {
        each.candidate.id: each.total for each in award.standings
    }
    assert places == award.places
    assert selected == sorted(each.candidate.id for each in award.selected)
    assert ["plum"] == [each.candidate.id for each in award.excluded]
    assert ["central"] == [each.candidate.id for each in award.standings if each.rank is None]
    # 299.9 ÷ 5 × 25% = 14.995, which is published as 15.00 and does not reach 15.
    assert ("test", Fraction("14.995"), "7.1") == (short.indicator, short.found, short.clause)


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
