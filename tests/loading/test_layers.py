"""A rulebook that extends another: changes by id, and every value knows the file it comes from."""

from pathlib import Path

import attrs
import pytest

import lianbing
from lianbing.insight.examples import run_examples
from lianbing.loading.proof import prove
from lianbing.plugins.registry import Registry

REGISTRY = Registry.load(entry_points=False)

HEAD = """
[rulebook]
id = "next-2020"
title = "2020 年评选规则"
extends = "wuwei-2019"
[rulebook.source]
title = "2020 年方案"
year = 2020
history_years = [2016, 2019]
"""


def load(tmp_path: Path, changes: str = "", head: str = HEAD) -> lianbing.Rulebook:
    """Load changes to the Wuwei rulebook."""
    path = tmp_path / "next-2020.toml"
    path.write_text(head + changes, "utf-8")
    return lianbing.load_rulebook(path, registry=REGISTRY)


def faults_of(tmp_path: Path, changes: str, head: str = HEAD) -> list[lianbing.Fault]:
    """Load changes that are wrong."""
    with pytest.raises(lianbing.LianbingError) as caught:
        load(tmp_path, changes, head)
    return list(caught.value.faults)


def test_what_is_not_changed_is_inherited(tmp_path: Path) -> None:
    """Without changes the awards are the same, and still proved; the other's worked examples stay with it."""
    rulebook, base = load(tmp_path), lianbing.load_rulebook("wuwei-2019", registry=REGISTRY)

    assert attrs.asdict(base.award("collective"), recurse=False) == attrs.asdict(
        rulebook.award("collective"), recurse=False
    )
    assert (rulebook.id, rulebook.extends, rulebook.source.year) == ("next-2020", "wuwei-2019", 2020)
    assert rulebook.sha256 != base.sha256
    assert rulebook.examples == ()
    assert all(each.proved for each in prove(rulebook))


def test_changes_go_by_id(tmp_path: Path) -> None:
    """Weights, parameters, places, titles and readings change where they are named, and nowhere else."""
    rulebook = load(
        tmp_path,
        """
[[reading]]
id = "rank_points"
chosen = "share"
[[award]]
id = "collective"
places = 3
title = "先进集体"
[[award.indicator]]
id = "supervision"
points = 25
params = { gains_most = 25 }
[[award.indicator]]
id = "public_satisfaction"
points = 15
""",
    )
    award = rulebook.award("collective")

    assert (award.places, award.title, int(award.points)) == (3, "先进集体", 100)
    assert [(each.id, int(each.points or 0)) for each in award.indicators] == [
        ("supervision", 25),
        ("team_building", 20),
        ("case_files", 20),
        ("daily_enforcement", 20),
        ("public_satisfaction", 15),
    ]
    assert award.indicator("supervision").parameters["gains_most"] == 25
    assert award.indicator("supervision").parameters["deductions_most"] == 10
    assert rulebook.chosen["rank_points"] == "share"
    assert rulebook.award("individual").indicator("supervision").points == 30


def test_indicators_are_added_and_taken_out(tmp_path: Path) -> None:
    """`remove = true` takes one out; a new id with all its fields adds one at the end."""
    rulebook = load(
        tmp_path,
        """
[[award]]
id = "organizer"
[[award.indicator]]
id = "incentives"
remove = true
[[award.indicator]]
id = "publicity"
plugin = "incentives"
title = "宣传"
points = 10
clause = "1.4"
[[award.indicator.criterion]]
id = "incentives"
title = "宣传"
points = 10
clause = "1.4"
""",
    )

    assert [each.id for each in rulebook.award("organizer").indicators][-2:] == ["training_results", "publicity"]
    assert "incentives" not in [each.id for each in rulebook.award("organizer").indicators]


def test_a_changed_weight_that_breaks_the_sum_is_an_error(tmp_path: Path) -> None:
    """The figures are told."""
    change = '[[award]]\nid = "collective"\n[[award.indicator]]\nid = "public_satisfaction"\npoints = 12\n'
    (fault,) = faults_of(tmp_path, change)

    assert (fault.code, fault.values["found"], fault.values["expected"]) == ("award_sum", "102", "100")


@pytest.mark.parametrize(
    ("change", "code", "file", "suggestion"),
    [
        ('[[award]]\nid = "colective"\nplaces = 3\n', "unknown_change", "next-2020.toml:11", "collective"),
        (
            '[[award]]\nid = "collective"\n[[award.indicator]]\nid = "supervison"\nremove = true\n',
            "unknown_change",
            "next-2020.toml:13",
            "supervision",
        ),
        (
            '[[award]]\nid = "organizer"\n[[award.indicator]]\nid = "training_results"\nreads = []\n',
            "missing_field",
            "next-2020.toml:12",
            None,
        ),
        ('[[award]]\nid = "collective"\nplaces = "three"\n', "wrong_type", "next-2020.toml:12", None),
        (
            '[[award]]\nid = "collective"\n[[award.indicator]]\nid = "supervision"\nparams = {gains_mst = 3}\n',
            "unknown_field",
            "next-2020.toml:14",
            "gains_most",
        ),
        (
            '[[award]]\nid = "organizer"\n[[award.indicator]]\nid = "deployment"\nremove = true\n'
            '[[award]]\nid = "individual"\n[[award.indicator]]\nid = "supervision"\nparams = {cap_order = "none"}\n',
            "wrong_type",
            "next-2020.toml:19",
            None,
        ),
    ],
)
def test_a_wrong_change_is_told_where_it_stands(
    tmp_path: Path, change: str, code: str, file: str, suggestion: str | None
) -> None:
    """A fault names the file that states the value, however many layers there are."""
    fault = next(each for each in faults_of(tmp_path, change) if each.code == code)

    assert file in fault.place.say("en")
    assert fault.suggestion == suggestion


def test_layers_go_on_top_of_each_other(tmp_path: Path) -> None:
    """A rulebook may extend one that extends another; places of values stay those of their own files."""
    load(tmp_path, '[[award]]\nid = "collective"\nplaces = 3\n')
    top = HEAD.replace('"next-2020"', '"top"').replace('"wuwei-2019"', '"next-2020.toml"')
    path = tmp_path / "top.toml"
    path.write_text(top + '[[award]]\nid = "individual"\nplaces = 4\n', "utf-8")
    rulebook = lianbing.load_rulebook(path, registry=REGISTRY)

    assert [each.places for each in rulebook.awards] == [1, 3, 4]
    path.write_text(
        top + '[[award]]\nid = "individual"\nplaces = 4\n[[award.indicator]]\nid = "workload"\npoints = 21\n'
    )
    (tmp_path / "next-2020.toml").write_text(HEAD + '[[award]]\nid = "collective"\nplaces = "x"\n', "utf-8")
    with pytest.raises(lianbing.RulebookError) as caught:
        lianbing.load_rulebook(path, registry=REGISTRY)

    assert [each.place.line for each in caught.value.faults] == [12]
    assert "next-2020.toml" in str(caught.value)


def test_a_value_two_layers_below_is_told_in_its_own_file(tmp_path: Path) -> None:
    """What the top takes over whole still knows where in the middle each of its parts stands."""
    middle = '[[award]]\nid = "collective"\n[[award.indicator]]\nid = "public_satisfaction"\npoints = "x"\n'
    (tmp_path / "middle.toml").write_text(HEAD + middle, "utf-8")
    top = HEAD.replace('"wuwei-2019"', '"middle.toml"')
    (fault,) = faults_of(tmp_path, '[[award]]\nid = "individual"\nplaces = 4\n', top)

    assert "middle.toml:14:10" in fault.place.say("en")


def test_rulebooks_cannot_extend_each_other(tmp_path: Path) -> None:
    """A circle is an error, not an endless run."""
    (fault,) = [
        each
        for each in faults_of(tmp_path, "", HEAD.replace('"wuwei-2019"', '"next-2020.toml"'))
        if each.code == "extends_cycle"
    ]

    assert fault.values["name"] == "next-2020.toml"


def test_own_examples_are_run(tmp_path: Path) -> None:
    """A rulebook that extends another may work out its own figures."""
    rulebook = load(
        tmp_path,
        """
[[example]]
title = "五分"
clause = "1.1"
award = "organizer"
indicator = "deployment"
points = 4
[example.facts]
marks = [4]
""",
    )

    assert len(rulebook.examples) == 1
    assert run_examples(rulebook) == ()


def test_two_changes_to_one_id_are_told(tmp_path: Path) -> None:
    """Neither of two changes to the same award is lost without a word."""
    wrong = faults_of(tmp_path, '[[award]]\nid = "collective"\nplaces = 3\n[[award]]\nid = "collective"\nplaces = 4\n')

    assert [(each.code, each.place.line) for each in wrong] == [("repeated_id", 14)]


@pytest.mark.parametrize("id", ["[]", "{a = 1}", "5", "true"])
def test_an_id_that_is_no_text_is_told(tmp_path: Path, id: str) -> None:
    """An id of another type is a fault like any other."""
    wrong = faults_of(tmp_path, f"[[award]]\nid = {id}\nplaces = 3\n")

    assert "wrong_type" in {each.code for each in wrong}
