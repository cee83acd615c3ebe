"""The example campaign under examples/ is the one in the package, and shows what it is made to show."""

from pathlib import Path

from lianbing.evaluation import evaluate
from lianbing.loading import load

ROOT = Path(__file__).parents[1]
SHOWN = ROOT / "examples" / "wuwei-2019"
PACKAGED = ROOT / "src" / "lianbing" / "campaigns" / "wuwei-2019-example"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_both_copies_are_the_same() -> None:
    """Whoever changes one copy copies it over the other."""
    assert contents(PACKAGED) == contents(SHOWN)


def test_every_file_says_that_its_figures_are_made_up() -> None:
    """Nobody takes the example for a real evaluation: the first line of every file says what it is."""
    for name, content in contents(SHOWN).items():
        first = content.decode().splitlines()[0]

        assert first.startswith("# 示例数据，纯属虚构"), name


def test_the_example_shows_what_it_promises() -> None:
    """A tie settled by a decision, shared ranks, exclusions with their clauses, and an honour taken back."""
    outcome = evaluate(*load(SHOWN))
    collective, individual = outcome.award("collective"), outcome.award("individual")

    assert [(1, "city-team"), (2, "liangzhou-team"), (2, "minqin-team"), (4, "gulang-team")] == [
        (each.rank, each.candidate.id) for each in collective.standings
    ]
    assert ["city-team", "minqin-team"] == [each.candidate.id for each in collective.selected]
    assert ["minqin-team"] == [each.candidate for each in collective.settled]
    assert [1, 2, 2, 4, 5, 6] == [each.rank for each in individual.standings]
    assert [("gulang-2", "3.3"), ("gulang-2", "3.7"), ("tianzhu-2", "3.1.2")] == [
        (each.candidate.id, each.clause) for each in individual.excluded
    ]
    assert ["tianzhu-1"] == [each.candidate.id for each in individual.revoked]
    assert not outcome.needs_decision
    assert () == outcome.warnings
