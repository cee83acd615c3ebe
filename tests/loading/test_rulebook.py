"""Rulebooks: what does not hold together is told when it loads, with place, clause and figures."""

import importlib.resources
from pathlib import Path

import attrs
import pytest

import lianbing
from lianbing.errors import Severity
from lianbing.insight.examples import run_examples
from lianbing.loading import proof
from lianbing.loading.coverage import coverage
from lianbing.plugins.registry import Registry
from tests import small_city

REGISTRY = Registry.load(["tests.small_city"], entry_points=False)
WUWEI = (importlib.resources.files("lianbing") / "rulebooks" / "wuwei-2019.toml").read_text("utf-8")


def faults_of(tmp_path: Path, text: str) -> list[lianbing.Fault]:
    """Load a rulebook that is wrong."""
    path = tmp_path / "rules.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(lianbing.LianbingError) as caught:
        lianbing.load_rulebook(path, registry=REGISTRY)
    return list(caught.value.faults)


def test_the_shipped_rulebook_holds_together() -> None:
    """Caps are proved, sums come out, every clause is covered, and every worked example gives what it says."""
    rulebook = lianbing.load_rulebook("wuwei-2019", registry=REGISTRY)

    assert rulebook.warnings == ()
    assert all(each.proved for each in proof.prove(rulebook))
    assert [each.say("en") for each in coverage(rulebook)] == []
    assert [each.say("en") for each in run_examples(rulebook)] == []
    assert len(rulebook.examples) >= 14


def test_awards_places_and_maxima_are_those_of_the_plan() -> None:
    """One organising unit, two collectives, eight individuals, each of 100 points."""
    rulebook = lianbing.load_rulebook("wuwei-2019", registry=REGISTRY)

    assert [(each.id, each.places, int(each.points)) for each in rulebook.awards] == [
        ("organizer", 1, 100),
        ("collective", 2, 100),
        ("individual", 8, 100),
    ]
    assert [each.number for each in rulebook.readings] == [f"R{n}" for n in range(1, 13)]
    assert [each.id for each in rulebook.submissions] == [f"D{n}" for n in range(1, 13)]


def test_the_reading_that_does_not_add_up_is_a_warning() -> None:
    """`case_file_points = "method"` makes 110, not 100: told with the clause, and scored all the same."""
    rulebook = lianbing.load_rulebook("wuwei-2019", registry=REGISTRY, readings={"case_file_points": "method"})
    found = next(each for each in rulebook.warnings if each.code == "award_sum")

    assert found.severity is Severity.WARNING
    assert (found.values["found"], found.values["expected"]) == ("110", "100")
    assert "2.3" in str(found.clause)
    assert rulebook.departures == {"case_file_points": "method"}


def test_the_same_choice_as_the_rulebooks_own_is_an_error(tmp_path: Path) -> None:
    """What a rulebook itself chooses must add up."""
    start = WUWEI.index('id = "case_file_points"')
    text = WUWEI[:start] + WUWEI[start:].replace('chosen = "heading"', 'chosen = "method"', 1)

    assert [each.code for each in faults_of(tmp_path, text)] == ["award_sum"]


def test_readings_change_parameters() -> None:
    """A rulebook under another reading is another rulebook; back under the first it is the same again."""
    rulebook = lianbing.load_rulebook("wuwei-2019", registry=REGISTRY)
    other = rulebook.under({"results_method": "capped"})

    assert other.award("organizer").indicator("training_results").parameters["method"] == "capped"
    assert other.award("organizer").indicator("training_results").readings == ("results_method",)
    assert attrs.asdict(other.under({"results_method": "normalised"}).award("organizer")) == attrs.asdict(
        rulebook.award("organizer")
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "suggestion"),
    [
        ("places = 2", 'places = "two"', "wrong_type", 17, None),
        ("places = 2", "places = -1", "out_of_range", 17, None),
        ('step = "0.01"', "step = -0.01", "out_of_range", 8, None),
        ("places = 2", "plcaes = 2", "unknown_field", 17, "places"),
        ("places = 2\n", "", "missing_field", 14, None),
        ('plugin = "small_work"', 'plugin = "small_wrok"', "unknown_plugin", 22, "small_work"),
        ('mode = "ROUND_HALF_UP"', 'mode = "HALF_UP"', "wrong_type", 9, None),
        ('{id = "fines"', '{id = "fine"', "missing_criterion", 20, None),
        ('{id = "barred"', '{id = "bared"', "unknown_condition", 20, "barred"),
        ('plugin = "small_work"', 'plugin = "small_work"\nparams = {ech = 1}', "unknown_field", 23, "each"),
        ('plugin = "small_work"', 'plugin = "small_work"\nparams = {each = "x"}', "wrong_type", 23, None),
        ('plugin = "small_work"', 'plugin = "small_work"\nreads = ["teem"]', "unknown_award", 14, "team"),
        ('points = 20\nclause = "1"', 'points = 25\nclause = "1"', "award_sum", None, None),
        ('points = 10, clause = "1.1.1"', 'points = 12, clause = "1.1.1"', "criteria_sum", None, None),
        (
            'points = 20\nclause = "1"',
            'points = {reading = "nowhere", a = 20}\nclause = "1"',
            "unknown_reading",
            18,
            None,
        ),
    ],
)
def test_a_wrong_rulebook_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, code: str, line: int | None, suggestion: str | None
) -> None:
    """A fault names the line, and the nearest name where there was a typo."""
    text = small_city.RULEBOOK.lstrip("\n")
    assert old in text
    fault = next(each for each in faults_of(tmp_path, text.replace(old, new, 1)) if each.code == code)

    assert (fault.place.line, fault.suggestion) == (line, suggestion)


def test_a_formula_that_can_pass_its_maximum_is_refused(tmp_path: Path) -> None:
    """A cap that is not there is found when the rulebook loads, whatever the data."""
    text = small_city.RULEBOOK.replace('plugin = "small_work"', 'plugin = "small_work"\nparams = {each = -1}')
    (fault,) = faults_of(tmp_path, text)

    assert (fault.code, fault.clause, fault.values["found"]) == ("bounds_broken", "1.1.1", "[-∞, 10]")


READING = """
[[reading]]
id = "weight"
clause = "1.1"
doubt = "?"
chosen = "one"
why = "."
option = [{id = "one", meaning = "1"}, {id = "two", meaning = "2"}]
"""


@pytest.mark.parametrize(
    ("value", "chosen", "codes"),
    [
        ('{reading = "weight", one = 1, two = 2}', "one", []),
        ('{reading = "weight", one = 1}', "one", ["options_differ"]),
        ('{reading = "weigth", one = 1, two = 2}', "one", ["unknown_reading"]),
        ('{reading = "weight", one = 1, two = 2}', "three", ["unknown_option"]),
    ],
)
def test_open_values_are_closed_by_readings(tmp_path: Path, value: str, chosen: str, codes: list[str]) -> None:
    """An open value names a reading and gives one value for each of its options."""
    text = small_city.RULEBOOK.replace('plugin = "small_work"', f'plugin = "small_work"\nparams = {{each = {value}}}')
    text += READING.replace('chosen = "one"', f'chosen = "{chosen}"')
    if codes:
        assert [each.code for each in faults_of(tmp_path, text)] == codes
    else:
        rulebook = small_city.rulebook(tmp_path, text)

        assert rulebook.award("team").indicator("work").parameters == {"each": 1}
        assert rulebook.under({"weight": "two"}).award("team").indicator("work").parameters == {"each": 2}


def test_a_reading_that_nothing_uses_is_told(tmp_path: Path) -> None:
    """Choosing an option that changes nothing would mislead."""
    rulebook = small_city.rulebook(tmp_path, small_city.RULEBOOK + READING)

    assert [(each.code, each.values["name"]) for each in rulebook.warnings] == [("unused_reading", "weight")]


def test_clause_coverage_is_told(tmp_path: Path) -> None:
    """A clause without a rule and a rule without a listed clause are both named."""
    listed = '[[clause]]\nid = "1"\ntitle = "x"\n[[clause]]\nid = "8"\ntitle = "八"\n'
    found = coverage(small_city.rulebook(tmp_path, small_city.RULEBOOK + listed))

    assert [each.values["name"] for each in found if each.code == "clause_without_rule"] == ["8"]
    assert "1.1.2" in {each.values["found"] for each in found if each.code == "unlisted_clause"}


def test_a_wrong_example_is_told(tmp_path: Path) -> None:
    """An example that does not come out as stated names what was expected and what was found."""
    example = (
        '[[example]]\ntitle = "三件"\nclause = "1.1.1"\naward = "team"\nindicator = "work"\n'
        "facts = {cases = 3}\npoints = 4\n"
    )
    (fault,) = run_examples(small_city.rulebook(tmp_path, small_city.RULEBOOK + example))

    assert (fault.code, fault.values["expected"], fault.values["found"]) == ("example_failed", "4", "3")
