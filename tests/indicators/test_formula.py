"""An indicator that the rulebook writes itself: facts, formulas, conditions, and what is told when they are wrong."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import lianbing
from lianbing.insight.examples import run_examples
from lianbing.loading.proof import prove
from tests.evaluation.mechanisms import award, candidate, load, outcome

TRAINING = """
[[award.indicator]]
id = "training"
plugin = "formula"
title = "业务培训"
points = 100
clause = "1.1"
criterion = [
    {id = "sessions", title = "培训", points = 60, clause = "1.1.1"},
    {id = "files", title = "案卷", points = 40, clause = "1.1.2"},
]
condition = [
    {id = "cheated", title = "弄虚作假", clause = "1.2"},
    {id = "reported", title = "事后查实", clause = "1.3"},
]
[award.indicator.params]
values = {each = 5}
parts = {full = "least(held / planned, 1)"}
tests = {enough = "count(files) >= 2"}
criteria.sessions = "cap(full * 60, most)"
criteria.files = "when(enough, cap(best_of_each(files.number, files.mark), most), each)"
excludes = {cheated = "cheated and not pardoned"}
revokes = {reported = "given(report) and days_late(report, evaluation_day) > 0"}
at_most = {files = "4"}
unique = {files = ["number", "kind"]}
shown = [{title = "培训比例", english = "share of training", figure = "full"}]
[award.indicator.params.facts]
held = {type = "count", title = "实际期数", english = "sessions held"}
planned = {type = "count", title = "计划期数", least = 1}
cheated = {type = "flag", title = "弄虚作假", default = false}
pardoned = {type = "flag", title = "已豁免", default = false}
report = {type = "day", title = "举报日期", optional = true}
[award.indicator.params.facts.files]
type = "rows"
title = "案卷"
facts.number = {type = "text", title = "编号"}
facts.kind = {type = "choice", title = "类型", options = ["普通", "重大"]}
facts.mark = {type = "number", title = "评分", least = 0, most = 20}
"""

EXAMPLES = """
[[example]]
title = "超额也只得满分，同号案卷取高分"
clause = "1.1"
award = "team"
indicator = "training"
criteria = {sessions = 60, files = 35}
[example.facts]
held = 12
planned = 10
files = [
    {number = "甲", kind = "普通", mark = 10},
    {number = "甲", kind = "重大", mark = 15},
    {number = "乙", kind = "普通", mark = 20},
]
[[example]]
title = "只有一份案卷，按份计"
clause = "1.1"
award = "team"
indicator = "training"
points = 35
facts = {held = 5, planned = 10, files = [{number = "甲", kind = "普通", mark = 1}]}
[[example]]
title = "弄虚作假"
clause = "1.2"
award = "team"
indicator = "training"
excluded = "cheated"
facts = {held = 5, planned = 10, cheated = true}
[[example]]
title = "评审后举报"
clause = "1.3"
award = "team"
indicator = "training"
revoked = "reported"
evaluation_day = 2024-11-01
facts = {held = 5, planned = 10, report = 2024-11-02}
"""


def book(folder: Path, training: str = TRAINING, examples: str = EXAMPLES) -> lianbing.Rulebook:
    """Load an award of one such indicator."""
    return load(folder, award("places = 1", training, examples))


def wrong(folder: Path, old: str, new: str) -> lianbing.Fault:
    """Load it with one thing changed, which must be the one thing that is wrong."""
    assert old in TRAINING
    with pytest.raises(lianbing.LianbingError) as caught:
        book(folder, TRAINING.replace(old, new), "")
    (found,) = caught.value.faults
    return found


def test_what_a_rulebook_writes_is_scored_and_proved(tmp_path: Path) -> None:
    """Declared facts and written formulas work like those of any plugin."""
    rulebook = book(tmp_path)

    assert run_examples(rulebook) == ()
    assert rulebook.warnings == ()
    assert [str(each.interval) for each in prove(rulebook)] == ["[0, 60]", "[0, 40]"]
    (indicator,) = rulebook.awards[0].indicators
    assert [each.label.en for each in indicator.scheme.exhibits] == ["share of training"]


def test_any_name_can_be_that_of_a_fact(tmp_path: Path) -> None:
    """What the language keeps under a name of its own does not get in the way of a fact of that name."""
    text = """
[[award.indicator]]
id = "names"
plugin = "formula"
title = "名字"
points = 100
clause = "1"
params.points = "least(most, node + sum(rows.node) + sum(rows.value))"
params.facts.node = {type = "count", title = "甲"}
params.facts.rows.type = "rows"
params.facts.rows.title = "乙"
params.facts.rows.facts.node = {type = "count", title = "丙"}
params.facts.rows.facts.value = {type = "count", title = "丁"}
"""
    example = """
[[example]]
title = "1 + 2 + 3"
clause = "1"
award = "team"
indicator = "names"
points = 6
facts = {node = 1, rows = [{node = 2, value = 3}]}
"""

    assert run_examples(book(tmp_path, text, example)) == ()


def test_evidence_survives_another_reading_of_a_range(tmp_path: Path) -> None:
    """The class of declared facts does not depend on their ranges."""
    first = book(tmp_path).awards[0].indicators[0].evidence
    second = book(tmp_path, TRAINING.replace("most = 20", "most = 15")).awards[0].indicators[0].evidence

    assert first is second


@pytest.mark.parametrize(
    ("old", "new", "field", "suggestion", "stretch"),
    [
        ("cap(full * 60", "cap(fall * 60", "params.criteria.sessions", "full", "    ^^^^"),
        ("cap(full * 60", "cup(full * 60", "params.criteria.sessions", "cap", "^^^"),
        ("least(held / planned, 1)", "least(held / held, 1)", "params.parts.full", None, "             ^^^^"),
        ("count(files) >= 2", "count(files)", "params.tests.enough", None, "^^^^^^^^^^^^"),
        ('"cheated and not pardoned"', '"cheated and not pardonned"', "params.excludes.cheated", "pardoned",
         "                ^^^^^^^^^"),
        ('at_most = {files = "4"}', 'at_most = {flies = "4"}', "params.at_most.flies", "files", None),
        ('files = ["number", "kind"]', 'files = ["nummer"]', "params.unique.files", "number", None),
        ("pardoned = {type", "when = {type", "params.facts.when", None, None),
        ("pardoned = {type", "work_calendar = {type", "params.facts.work_calendar", None, None),
        ('figure = "full"', 'figure = "ful"', "params.shown[0].figure", "full", "^^^"),
        ("values = {each = 5}", "values = {each = 5, held = 5}", "params.values.held", None, None),
        ('options = ["普通", "重大"]', "options = []", "params.facts.files.facts.kind.options", None, None),
        ("least = 0, most = 20", "least = 30, most = 20", "params.facts.files.facts.mark.most", None, None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, field: str, suggestion: str | None, stretch: str | None
) -> None:
    """A fault names the parameter and, within a formula, the stretch that is wrong."""
    found = wrong(tmp_path, old, new)

    assert (found.code, found.place.field, found.suggestion) == ("broken_parameter", field, suggestion)
    assert found.place.line is not None
    assert (found.excerpt.lines()[1] if found.excerpt else None) == stretch


def test_all_that_is_wrong_is_told_together(tmp_path: Path) -> None:
    """Two wrong formulas give two faults."""
    text = TRAINING.replace("count(files) >= 2", "count(fils) >= 2").replace("given(report)", "given(reprot)")
    with pytest.raises(lianbing.RulebookError) as caught:
        book(tmp_path, text, "")

    assert {"params.tests.enough", "params.revokes.reported"} <= {each.place.field for each in caught.value.faults}


def test_points_and_criteria_are_not_written_together(tmp_path: Path) -> None:
    """An indicator has one criterion or several, not both."""
    found = wrong(tmp_path, "values = {each = 5}", 'values = {each = 5}\npoints = "5"')

    assert found.place.field == "params.points"


def test_nothing_in_a_formula_is_run(tmp_path: Path) -> None:
    """Python that stands in a formula is refused as text that is no formula."""
    for text in ("__import__('os')", "held.__class__", "(lambda: 1)()", "[x for x in files]", "open('/etc/passwd')"):
        found = wrong(tmp_path, "cap(full * 60, most)", text)
        assert found.code == "broken_parameter"


def test_missing_facts_are_told_where_they_are_needed(tmp_path: Path) -> None:
    """A fact without a default has to be stated; an optional one has not."""
    rulebook = load(tmp_path, award("places = 1", TRAINING))
    evidence = rulebook.awards[0].indicators[0].evidence
    made = lianbing.Candidate(
        id="a", award="team", name="甲", unit="u", evidence={"training": evidence(held=5, planned=10)}
    )

    assert outcome(rulebook, made).standing("a").total == Fraction(35)
    with pytest.raises(lianbing.InputError, match="training"):
        outcome(rulebook, candidate(rulebook, "a"))


RESULTS = """
[[award]]
id = "unit"
title = "单位"
points = 20
places = 1
clause = "2"
own_unit = true
[[award.indicator]]
id = "results"
plugin = "award_results"
title = "入选成绩"
points = 20
clause = "2.1"
reads = ["team"]
criterion = [
    {id = "selected", title = "入选", points = 10, clause = "2.1"},
    {id = "best", title = "最好成绩", points = 10, clause = "2.1"},
]
params.criteria = {selected = "cap(count(results.selected) * 5, most)", best = "when(any(results.rank == 1), most, 0)"}
"""


def test_a_unit_is_scored_by_what_its_candidates_reached(tmp_path: Path) -> None:
    """The results of one award are the facts of another's formulas."""
    rulebook = load(tmp_path, award("places = 2") + RESULTS)
    teams = [
        candidate(rulebook, "a", unit="north", study=60, practice=40),
        candidate(rulebook, "b", unit="south", study=50, practice=40),
        candidate(rulebook, "c", unit="south", study=10, practice=40),
    ]
    units = [lianbing.Candidate(id=name, award="unit", name=name, unit=name) for name in ("north", "south", "west")]
    campaign = lianbing.Campaign(title="t", evaluation_day=date(2024, 11, 1), candidates=(*teams, *units))
    found = lianbing.evaluate(rulebook, campaign).award("unit")

    assert {each.candidate.id: each.total for each in found.standings} == {"north": 15, "south": 5, "west": 0}
