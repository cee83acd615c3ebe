"""The small rules of docs/formulas.md: each block is a rulebook that loads, is proved, and gives what it says."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

import lianbing
from lianbing.insight.examples import run_examples
from lianbing.loading import proof

PAGE = (Path(__file__).parents[1] / "docs" / "formulas.md").read_text("utf-8")
NAME = re.compile(r'^\[rulebook\]\nid = "(.+)"$', re.MULTILINE)
BLOCKS = {
    found[1]: block for block in re.findall(r"```toml\n(.+?)```", PAGE, re.DOTALL) if (found := NAME.search(block))
}
REGISTRY = lianbing.Registry.load(entry_points=False)


def rulebook_file(folder: Path, name: str) -> Path:
    """Copy a block into a file, as a reader would."""
    path = folder / f"{name}.toml"
    path.write_text(BLOCKS[name], "utf-8")
    return path


def result(folder: Path, name: str, facts: str, **readings: str) -> tuple[Fraction, str | None]:
    """Give the total and the grade of a campaign's only candidate."""
    book = rulebook_file(folder, name)
    campaign = folder / "campaign"
    campaign.mkdir()
    heading = f'[campaign]\nrulebook = "../{book.name}"\ntitle = "示例，虚构"\nevaluation_day = 2019-12-31\n'
    (campaign / "campaign.toml").write_text(heading, "utf-8")
    (campaign / "candidates.toml").write_text(f'[[candidate]]\nid = "a"\nname = "甲"\nunit = "a"\n{facts}', "utf-8")
    rulebook, loaded = lianbing.load(campaign, readings=readings, registry=REGISTRY)
    (standing,) = lianbing.evaluate(rulebook, loaded).awards[0].standings
    return standing.total, standing.grade


def test_every_rule_of_the_page_is_tested() -> None:
    """A block that is added to the page is read here too."""
    assert ["zibo-2014", "anhui-emissions", "air-2014", "gansu-2019"] == list(BLOCKS)
    assert PAGE.count("```toml") == len(BLOCKS)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_rule_loads_and_works_out_its_examples(tmp_path: Path, name: str) -> None:
    """What a reader copies holds together: no warning, every maximum proved, every example as stated."""
    rulebook = lianbing.load_rulebook(rulebook_file(tmp_path, name), registry=REGISTRY)

    assert () == rulebook.warnings
    assert all(each.proved for each in proof.prove(rulebook))
    assert len(rulebook.examples) >= 1
    assert [] == [each.say("en") for each in run_examples(rulebook)]


@pytest.mark.parametrize("name", BLOCKS)
def test_an_example_with_other_points_is_told(tmp_path: Path, name: str) -> None:
    """The examples of the page are worked out, not only read."""
    path = rulebook_file(tmp_path, name)
    path.write_text(re.sub(r"\npoints = [\d.]+\n(?=\[\[example|criteria|\[example|$)", "\npoints = 99\n", BLOCKS[name]))
    rulebook = lianbing.load_rulebook(path, registry=REGISTRY)

    assert run_examples(rulebook) != ()


ZIBO = """award = "district"
[candidate.cuts]
cod_total = 1
cod_year = 0.6
ammonia_total = 1
ammonia_year = 0.6
sulphur_total = 1
sulphur_year = 0.6
nitrogen_total = 1
nitrogen_year = 0.6
[candidate.air]
marks = [90]
[candidate.water]
marks = [70]
[candidate.safety]
points = 2
[candidate.projects]
marks = [85]
[candidate.summons]
points = 1
"""


@pytest.mark.parametrize(("option", "total"), [("only_loses", "71.5"), ("starts_at_10", "81.5")])
def test_zibo_adds_and_takes_off(tmp_path: Path, option: str, total: str) -> None:
    """0.15 × 80 + 0.20 × 90 + 0.15 × 70 − 2 + 0.40 × 85 − 1 = 71.5; with the block as a base, 10 more."""
    assert (Fraction(total), None) == result(tmp_path, "zibo-2014", ZIBO, safety_block=option)


@pytest.mark.parametrize(("option", "most"), [("only_loses", 90), ("starts_at_10", 100)])
def test_zibo_gives_at_most_what_the_reading_says(tmp_path: Path, option: str, most: int) -> None:
    """The block that only loses leaves 90 of 100; the greatest total is proved under both readings."""
    path = rulebook_file(tmp_path, "zibo-2014")
    rulebook = lianbing.load_rulebook(path, readings={"safety_block": option}, registry=REGISTRY)

    assert most == rulebook.awards[0].points
    assert () == rulebook.warnings


@pytest.mark.parametrize(
    ("level", "now", "tasks", "total", "grade"),
    [
        ("ten", 81, "marks = [88]", 88, "good"),
        ("ten", 81, "marks = [95]", 92, "excellent"),
        ("ten", 95, "marks = [95]", 0, "failed"),
        ("other", 81, "", 92, "excellent"),
        ("other", 95, "", 0, "failed"),
    ],
)
def test_ten_provinces_get_the_lesser_result(
    tmp_path: Path, level: str, now: int, tasks: str, total: int, grade: str
) -> None:
    """Tasks count for the ten alone, and air that got worse leaves nothing to anyone."""
    facts = (
        f'award = "province"\nlevel = "{level}"\n[candidate.tasks]\n{tasks}\n'
        f"[candidate.quality]\nbefore = 90\nnow = {now}\njudged = 92\n"
    )

    assert (Fraction(total), grade) == result(tmp_path, "air-2014", facts)


@pytest.mark.parametrize(
    ("judged", "grade"), [("90", "excellent"), ("89.99", "good"), ("69.99", "passed"), ("59.99", "failed")]
)
def test_grades_of_the_air_begin_where_they_say(tmp_path: Path, judged: str, grade: str) -> None:
    """90 is excellent and 70 still good: each grade begins at its least total."""
    facts = f'award = "province"\nlevel = "other"\n[candidate.quality]\nbefore = 90\nnow = 80\njudged = {judged}\n'

    assert (Fraction(judged), grade) == result(tmp_path, "air-2014", facts)


def test_gansu_weighs_three_results(tmp_path: Path) -> None:
    """0.4 × 85 + 0.2 × 76 + 0.4 × 90 = 85.2."""
    facts = 'award = "person"\nfiles = { marks = [85] }\ntheory = { marks = [76] }\nsite = { marks = [90] }\n'

    assert (Fraction("85.2"), None) == result(tmp_path, "gansu-2019", facts)


@pytest.mark.parametrize("actual", ["0", "900", "1000", "1000.5", "1050", "1099", "1100", "1101", "5000"])
def test_anhui_is_the_same_as_a_formula(tmp_path: Path, actual: str) -> None:
    """Plugin and formula agree on 10 − (actual − target) × 100 ÷ target, held within 0 and 10."""
    emission = f"{{ actual = {actual}, target = 1000 }}"
    facts = f'award = "city"\ncod = {emission}\nsulphur = {emission}\nreports = {{ quarterly = 0, yearly = 0 }}\n'
    each = min(max(10 - (Fraction(actual) - 1000) * 100 / 1000, Fraction(0)), Fraction(10))

    assert (2 * each + 3, None) == result(tmp_path, "anhui-emissions", facts)
