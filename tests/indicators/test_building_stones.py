"""The general plugins: the points that each gives, the bounds of these, and the parameters that each refuses."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import lianbing
from lianbing.checks.evidence import Lawful
from lianbing.errors import Place
from lianbing.formula import Declared, ParameterError, evidence_class
from lianbing.formula.evidence import evidence_fields
from lianbing.loading.structuring import structured
from lianbing.model.campaign import Candidate
from tests.indicators.stones import rulebook, stone, unlike, wrongs

Facts = Mapping[str, object]

ITEMS = """items = [
    {id = "plan", title = "方案", english = "plan", points = 4},
    {id = "report", title = "总结", points = 3.5},
]"""
NEEDED = 'items = [{id = "a", title = "甲"}, {id = "b", title = "乙"}, {id = "c", title = "丙"}]\n'
THINGS = """things = [
    {id = "papers", title = "论文", english = "papers", points = 2, most = 5},
    {id = "prizes", title = "获奖", points = 1.5},
]"""
LOST = (
    'deductions = [{id = "late", title = "迟报", points = 0.5, most = 3}, {id = "untrue", title = "不实", points = 4}]'
)
TIERS = "tiers = [{from = 80, points = 5}, {from = 90, points = 10}]\n"

WORKED: list[tuple[str, str, Facts, str]] = [
    ("checklist", ITEMS, {"plan": True, "report": True}, "7.5"),
    ("checklist", ITEMS, {"plan": False, "report": True}, "3.5"),
    ("checklist", f"{NEEDED}needed = 2", {"a": True, "b": False, "c": True}, "10"),
    ("checklist", f"{NEEDED}needed = 2", {"a": True, "b": False, "c": False}, "0"),
    ("checklist", f"{NEEDED}all_or_nothing = true", {"a": True, "b": True, "c": True}, "10"),
    ("checklist", f"{NEEDED}all_or_nothing = true", {"a": True, "b": False, "c": True}, "0"),
    ("panel", "", {"marks": [7, "8.5"]}, "7.75"),
    ("tally", THINGS, {"papers": 2, "prizes": ["甲", "乙"]}, "7"),
    ("tally", THINGS, {"papers": 3, "prizes": 0}, "5"),
    ("tally", THINGS, {"papers": 3, "prizes": 9}, "10"),
    # 10 of 18.5, less 0.5 × 2 and 4: what lies above the maximum makes up for nothing.
    ("tally", f"{THINGS}\n{LOST}", {"papers": 3, "prizes": 9, "late": 2, "untrue": 1}, "5"),
    ("tally", f"{THINGS}\n{LOST}", {"papers": 1, "prizes": 0, "late": 9, "untrue": 0}, "0"),
    ("tally", f'start = "full"\n{LOST}', {"late": 9, "untrue": 1}, "3"),
    ("tally", f'start = "full"\n{LOST}', {"late": 0, "untrue": 3}, "0"),
    ("tally", f'start = "full"\ndeductions_most = 4\n{LOST}', {"late": 0, "untrue": 3}, "6"),
    ("tally", f'start = "full"\ndeductions_most = 4\n{LOST}', {"late": 2, "untrue": 0}, "9"),
    ("ratio_to_target", 'direction = "more"', {"actual": 30, "target": 40}, "7.5"),
    ("ratio_to_target", 'direction = "more"', {"actual": 50, "target": 40}, "10"),
    ("ratio_to_target", 'direction = "more"', {"actual": 0, "target": 0}, "10"),
    ("ratio_to_target", 'direction = "more"\ntarget = 40', {"actual": 10}, "2.5"),
    ("ratio_to_target", 'direction = "more"\ntarget = 40\nzero_below = 0.6', {"actual": 23}, "0"),
    ("ratio_to_target", 'direction = "more"\ntarget = 40\nzero_below = 0.6', {"actual": 24}, "6"),
    ("ratio_to_target", 'direction = "less"\nzero_at = 1.1', {"actual": 90, "target": 100}, "10"),
    ("ratio_to_target", 'direction = "less"\nzero_at = 1.1', {"actual": 100, "target": 100}, "10"),
    # 10 − (103 − 100) × 10 ÷ 100 × 10
    ("ratio_to_target", 'direction = "less"\nzero_at = 1.1', {"actual": 103, "target": 100}, "7"),
    ("ratio_to_target", 'direction = "less"\nzero_at = 1.1', {"actual": 110, "target": 100}, "0"),
    ("ratio_to_target", 'direction = "less"\nzero_at = 1.1', {"actual": 400, "target": 100}, "0"),
    ("ratio_to_target", 'direction = "less"\nzero_at = 1.1\ntarget = 50', {"actual": 52}, "6"),
    ("ratio_to_target", 'direction = "less"\nzero_at = 1.1', {"actual": 0, "target": 0}, "10"),
    ("ratio_to_target", 'direction = "less"\nzero_at = 1.1', {"actual": "0.1", "target": 0}, "0"),
    ("tiers", TIERS, {"value": "79.9"}, "0"),
    ("tiers", TIERS, {"value": 80}, "5"),
    ("tiers", TIERS, {"value": 95}, "10"),
    ("tiers", f"{TIERS}otherwise = 1\nabove = true", {"value": 80}, "1"),
    ("tiers", f"{TIERS}otherwise = 1\nabove = true", {"value": 90}, "5"),
]
CONDITIONS = """conditions = [
    {id = "criticised", title = "被通报批评", english = "criticised"},
    {id = "untrue", title = "弄虚作假", effect = "revoke"},
]"""
OF_VETO = """condition = [
    {id = "criticised", title = "被省级通报批评", clause = "3.1"},
    {id = "untrue", title = "事后查实弄虚作假", clause = "3.2"},
]"""


@pytest.mark.parametrize(("plugin", "parameters", "facts", "points"), WORKED)
def test_worked_points(tmp_path: Path, plugin: str, parameters: str, facts: Facts, points: str) -> None:
    """Each plugin gives what its parameters say, worked out by hand; its bounds are proved, so nothing is doubtful."""
    book = rulebook(tmp_path, plugin, parameters)

    assert () == book.warnings
    assert [] == unlike(book, points, facts)
    assert [] != unlike(book, Fraction(points) + 1, facts)


def test_a_panel_marks_items_apart(tmp_path: Path) -> None:
    """Each item has its criterion, its own maximum and its own marks."""
    items = 'items = [{id = "content", title = "内容"}, {id = "form", title = "形式"}]'
    criteria = """criterion = [
        {id = "content", title = "内容", points = 7, clause = "1"},
        {id = "form", title = "形式", points = 3, clause = "2"},
    ]"""
    book = rulebook(tmp_path, "panel", items, more=criteria)

    assert () == book.warnings
    assert [] == unlike(book, "7.5", {"content": [5, 6], "form": [2]})
    assert ["out_of_range"] == refused(book, {"content": [5], "form": [4]})


@pytest.mark.parametrize(
    ("parameters", "own", "others", "points"),
    [
        ('best = "greatest"\nmethod = "linear"', 9, [5, 7, 11], "7.5"),
        ('best = "least"\nmethod = "linear"', 5, [9, 7, 11], "10"),
        ('best = "least"\nmethod = "linear"', 9, [5, 7, 9], "5"),
        ('best = "greatest"\nmethod = "table"\ntable = [10, 7, "9/2"]', 11, [5, 7], "10"),
        ('best = "greatest"\nmethod = "table"\ntable = [10, 7, "9/2"]', 5, [11, 7], "4.5"),
        ('best = "greatest"\nmethod = "table"\ntable = [10, 7, "9/2"]', 5, [11, 7, 6], "0"),
        ('best = "greatest"\nmethod = "table"\ntable = [10, 7]\notherwise = 1', 5, [11, 7, 6], "1"),
        ('best = "greatest"\nmethod = "table"\ntable = [10, 7]\notherwise = 1', 11, [11, 6], "10"),
    ],
)
def test_points_by_rank(tmp_path: Path, parameters: str, own: int, others: list[int], points: str) -> None:
    """The better value gets more, equals share the better rank, and who is below the table gets the rest."""
    book = rulebook(tmp_path, "rank", parameters)

    assert () == book.warnings
    assert [] == unlike(book, points, {"value": own}, *({"value": each} for each in others))


@pytest.mark.parametrize("plugin", ["bonus", "penalty"])
def test_a_bonus_and_a_penalty_need_no_limit(tmp_path: Path, plugin: str) -> None:
    """Their points lie outside the award's; they count up to the stated points, or without end where none are."""
    limited = rulebook(tmp_path, plugin, THINGS, points=6, scores=False)
    unlimited = rulebook(tmp_path, plugin, THINGS, points=None)

    assert plugin == stone(limited).effect == stone(unlimited).effect
    assert () == limited.warnings == unlimited.warnings
    assert [] == unlike(limited, 6, {"papers": 9, "prizes": 2})
    assert [] == unlike(unlimited, 5 + 150, {"papers": 9, "prizes": 100})


def test_a_veto_excludes_or_revokes(tmp_path: Path) -> None:
    """Each condition takes the candidate or the honour away, and gives no points."""
    book = rulebook(tmp_path, "veto", CONDITIONS, points=None, more=OF_VETO)

    assert () == book.warnings
    assert [] == unlike(book, None, {"criticised": True, "untrue": False}, excluded="criticised")
    assert [] == unlike(book, None, {"criticised": False, "untrue": True}, revoked="untrue")
    assert [] == unlike(book, None, {"criticised": False, "untrue": False})
    assert [] != unlike(book, None, {"criticised": True, "untrue": False}, revoked="criticised")


def test_one_criterion_is_scored_by_any_name(tmp_path: Path) -> None:
    """A plugin of one criterion takes it whatever it is called, and refuses two."""
    one = 'criterion = [{id = "all", title = "全部", points = 10, clause = "1"}]'
    two = one.replace("]", ', {id = "more", title = "另加", points = 0, clause = "2"}]')
    book = rulebook(tmp_path, "checklist", ITEMS, more=one)

    assert [] == unlike(book, "7.5", {"plan": True, "report": True})
    assert [("", "只能有一个分项，实为 all, more", "takes one criterion, found all, more")] == wrongs(
        tmp_path, "checklist", ITEMS, more=two
    )


@pytest.mark.parametrize(("plugin", "parameters", "facts", "points"), WORKED)
def test_evidence_reads_back(tmp_path: Path, plugin: str, parameters: str, facts: Facts, points: str) -> None:
    """Declared evidence holds what a file says, asks for all of it, and takes nothing else."""
    indicator = stone(rulebook(tmp_path, plugin, parameters))
    record, _ = structured(dict(facts), indicator.evidence, lambda _: Place())
    again, faults = structured(plain(record), indicator.evidence, lambda _: Place())
    _, missing = structured({}, indicator.evidence, lambda _: Place())
    _, unknown = structured({**facts, "other": 1}, indicator.evidence, lambda _: Place())

    assert [] == faults
    assert record == again
    assert ["missing_field"] * len(facts) == [each.code for each in missing]
    assert ["unknown_field"] == [each.code for each in unknown]


def test_facts_have_their_titles_in_both_languages(tmp_path: Path) -> None:
    """People read the rulebook's titles, the Chinese one where no English one is said."""
    fields = evidence_fields(stone(rulebook(tmp_path, "checklist", ITEMS)).evidence)

    assert [("方案", "plan"), ("总结", "总结")] == [
        (each.node.label.zh, each.node.label.en) for each in fields.values()
    ]


@pytest.mark.parametrize(
    ("declared", "path"),
    [
        (Declared(type="words", title="文书"), ("a", "options")),
        (Declared(type="words", title="文书", options=("甲", "甲")), ("a", "options")),
        (Declared(type="words", title="文书", options=("甲",), optional=True), ("a", "optional")),
        (Declared(type="words", title="文书", options=("甲",), default="甲"), ("a", "default")),
        (
            Declared(type="rows", title="表", facts={"b": Declared(type="words", title="文书", options=("甲",))}),
            ("a", "facts", "b", "type"),
        ),
    ],
)
def test_a_list_of_words_is_declared_with_its_words(declared: Declared, path: tuple[str, ...]) -> None:
    """A list of words has its words; it may be empty, so that it is neither optional nor given by default."""
    with pytest.raises(ExceptionGroup) as caught:
        evidence_class("Wrong", {"a": declared})

    assert [path] == [each.path for each in caught.value.exceptions if isinstance(each, ParameterError)]


def plain(record: object) -> dict[str, object]:
    """Give a record as plain data."""
    fields = attrs.asdict(record, recurse=False)  # type: ignore[arg-type]
    return {name: plainly(value) for name, value in fields.items()}


def plainly(value: object) -> object:
    """Give a value as a file would."""
    if isinstance(value, tuple):
        return [plainly(each) for each in value]
    return str(value) if isinstance(value, Fraction) else value


def refused(book: lianbing.Rulebook, facts: Facts) -> list[str]:
    """Tell what is unlawful about facts."""
    indicator = stone(book)
    record, faults = structured(dict(facts), indicator.evidence, lambda _: Place())
    candidate = Candidate(id="a", award="team", name="甲", unit="u", evidence={"stone": record})
    return [each.code for each in faults or Lawful.of(indicator).faults(candidate)]
