"""What an award can do beyond a sum: groups, minimums, shares of places, bonuses, penalties, rescaling, grades."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lianbing
from lianbing.evaluation.grades import grade_of
from lianbing.evaluation.selection import places_of
from lianbing.model.award import PlacesShare
from tests.evaluation.mechanisms import HEADING, TWO_PANELS, award, candidate, load, outcome

GROUPS = """
levels = ["county", "city"]
group = [
    {id = "counties", title = "县级", levels = ["county"], places = 1},
    {id = "cities", title = "市级", levels = ["city"], places = 1},
]
"""
GRADES = """
places = 2
grade = [
    {id = "excellent", title = "优秀", least = 90},
    {id = "good", title = "良好", least = 80},
    {id = "pass", title = "合格", least = 60},
]
"""
LIMIT = """
[[award.indicator]]
id = "order"
plugin = "formula"
title = "纪律"
clause = "1.9"
params.facts.accident = {type = "flag", title = "发生事故"}
params.facts.late = {type = "flag", title = "迟报"}
params.limits = {accident = "accident", late = "late"}
condition = [
    {id = "accident", title = "发生事故", clause = "1.9", grade = "pass"},
    {id = "late", title = "迟报", clause = "1.9", demotes = 1},
]
"""


def ranks(found: lianbing.AwardOutcome) -> dict[str, int | None]:
    """The ranks by candidate."""
    return {each.candidate.id: each.rank for each in found.standings}


def winners(found: lianbing.AwardOutcome) -> set[str]:
    """Who is selected."""
    return {each.candidate.id for each in found.selected}


def test_groups_are_ranked_apart_with_their_own_places(tmp_path: Path) -> None:
    """The best of each group wins, though all of one group are better than all of the other."""
    book = load(tmp_path, award(GROUPS))
    marks = {"a": ("county", 60), "b": ("county", 50), "c": ("city", 20), "d": ("city", 10)}
    found = outcome(
        book, *(candidate(book, name, level=level, study=mark, practice=0) for name, (level, mark) in marks.items())
    )

    assert ranks(found) == {"a": 1, "b": 2, "c": 1, "d": 2}
    assert winners(found) == {"a", "c"}
    assert [(each.id, each.places) for each in found.groups] == [("counties", 1), ("cities", 1)]
    assert found.places == 2


def test_a_group_may_be_scored_and_not_ranked(tmp_path: Path) -> None:
    """The host takes part and shows its score, outside the competition."""
    groups = GROUPS.replace('levels = ["city"], places = 1', 'levels = ["city"], places = 1, ranked = false')
    book = load(tmp_path, award(groups))
    found = outcome(
        book,
        candidate(book, "a", level="county", study=1, practice=1),
        candidate(book, "host", level="city", study=60, practice=40),
    )

    assert ranks(found) == {"a": 1, "host": None}
    assert winners(found) == {"a"}
    assert found.standing("host").total == 100


def test_a_tie_is_settled_within_its_group(tmp_path: Path) -> None:
    """Each group has its own open tie."""
    book = load(tmp_path, award(GROUPS))
    found = outcome(
        book,
        *(candidate(book, name, level="county", study=5, practice=5) for name in ("a", "b")),
        *(candidate(book, name, level="city", study=6, practice=6) for name in ("c", "d")),
    )

    assert [(tie.group, tie.candidates) for tie in found.needs_decision] == [
        ("counties", ("a", "b")),
        ("cities", ("c", "d")),
    ]
    assert winners(found) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('levels = ["city"], places', 'levels = ["cty"], places'), "unknown_level"),
        (('levels = ["city"], places', 'levels = ["city", "county"], places'), "overlapping_groups"),
        (('id = "cities"', 'id = "counties"'), "repeated_id"),
    ],
)
def test_groups_that_do_not_fit_are_told(tmp_path: Path, change: tuple[str, str], code: str) -> None:
    """A candidate belongs to one group, and a group names levels that there are."""
    with pytest.raises(lianbing.RulebookError) as caught:
        load(tmp_path, award(GROUPS.replace(*change)))

    assert code in [each.code for each in caught.value.faults]


def test_a_candidate_without_a_group_is_told(tmp_path: Path) -> None:
    """Nobody is left out in silence."""
    groups = GROUPS.replace(', units = ["x"]', "").replace('levels = ["city"], places', 'units = ["x"], places')
    book = load(tmp_path, award(groups.replace('levels = ["county"],', 'levels = ["county"], units = ["y"],')))

    with pytest.raises(lianbing.InputError) as caught:
        outcome(book, candidate(book, "a", level="county", unit="z", study=1, practice=1))

    assert [each.code for each in caught.value.faults] == ["no_group"]


def test_an_indicator_can_be_for_one_group(tmp_path: Path) -> None:
    """What is for another group is neither asked for nor missed, and each group adds up to the whole."""
    own = TWO_PANELS.replace('clause = "1.2"', 'clause = "1.2"\napplies_to = ["counties"]')
    other = '[[award.indicator]]\nid = "theory"\nplugin = "panel"\ntitle = "理论"\npoints = 40\nclause = "1.3"\n'
    book = load(tmp_path, award(GROUPS, own + other + 'applies_to = ["cities"]\n'))
    found = outcome(
        book,
        candidate(book, "a", level="county", study=60, practice=30),
        candidate(book, "c", level="city", study=50, theory=40),
    )

    assert {each.candidate.id: each.total for each in found.standings} == {"a": 90, "c": 90}
    assert [each.state for each in found.standing("a").indicators] == ["scored", "scored", "not_applicable"]


def test_groups_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    """The points that a group can get are added up group by group."""
    tables = TWO_PANELS.replace('clause = "1.2"', 'clause = "1.2"\napplies_to = ["counties"]')
    with pytest.raises(lianbing.RulebookError, match=r"市级.*60 ≠ 100"):
        load(tmp_path, award(GROUPS, tables))


def test_points_of_what_applies_are_scaled_up(tmp_path: Path) -> None:
    """45 of the 60 points that apply are 75 of 100; who has everything is scored as ever."""
    tables = TWO_PANELS.replace('clause = "1.2"', 'clause = "1.2"\napplies_to = ["counties"]')
    book = load(tmp_path, award(GROUPS + "total = {rescale = true}", tables))
    found = outcome(
        book,
        candidate(book, "a", level="county", study=45, practice=20),
        candidate(book, "c", level="city", study=45),
    )

    assert {each.candidate.id: each.total for each in found.standings} == {"a": 65, "c": 75}


def test_a_rescaled_total_is_rounded_like_points(tmp_path: Path) -> None:
    """A third of the points is published with two decimals, and kept whole as the exact total."""
    tables = TWO_PANELS.replace('clause = "1.2"', 'clause = "1.2"\napplies_to = ["counties"]')
    book = load(tmp_path, award(GROUPS + "total = {rescale = true}", tables))
    found = outcome(book, candidate(book, "c", level="city", study=20))

    assert found.standing("c").total == Fraction("33.33")
    assert found.standing("c").exact == Fraction(100, 3)


BEYOND = """
[[award.indicator]]
id = "extra"
plugin = "bonus"
title = "加分"
clause = "1.3"
points = 5
params.things = [{id = "models", title = "典型案例", points = 2}]
[[award.indicator]]
id = "criticism"
plugin = "penalty"
title = "通报批评"
clause = "1.4"
params.things = [{id = "notices", title = "批评", points = 20}]
"""


def beyond(book: lianbing.Rulebook, models: int, notices: int, mark: int = 50) -> lianbing.Candidate:
    """A candidate with a bonus and a penalty."""
    made = candidate(book, "a", study=mark, practice=0)
    extra, criticism = (book.awards[0].indicator(name).evidence for name in ("extra", "criticism"))
    evidence = {**made.evidence, "extra": extra(models=models), "criticism": criticism(notices=notices)}
    return lianbing.Candidate(id="a", award="team", name="a", unit="u", evidence=evidence)


@pytest.mark.parametrize(
    ("total", "models", "notices", "expected"),
    [
        ("", 3, 0, 55),  # the bonus is capped at 5
        ("", 1, 1, 32),
        ("", 0, 4, -30),  # nothing is said of a floor
        ("total = {least = 0}", 0, 4, 0),
        ("total = {most = 51}", 3, 0, 51),
        ('total = {formula = "study + practice - criticism"}', 3, 1, 30),
        ('total = {formula = "least(study, practice) + extra"}', 1, 0, 2),
    ],
)
def test_bonuses_and_penalties_come_on_top(
    tmp_path: Path, total: str, models: int, notices: int, expected: int
) -> None:
    """A bonus has a cap of its own, a penalty none here; the total's limits and formula are the award's."""
    book = load(tmp_path, award(f"places = 1\n{total}", TWO_PANELS + BEYOND))
    found = outcome(book, beyond(book, models, notices))

    assert found.standing("a").total == expected
    assert book.warnings == ()


@pytest.mark.parametrize("most", [60, 10**13, 8 * 10**13, 10**16, 10**18])
def test_points_may_be_great(tmp_path: Path, most: int) -> None:
    """Figures that doubles do not hold are exact in records and in tables all the same."""
    text = award("places = 1")
    for old, new in ((100, most + 40), (60, most)):
        text = text.replace(f"points = {old}\n", f"points = {new}\n")
    book = load(tmp_path, text)
    mark = Fraction(most) - Fraction(1, 100)
    found = outcome(book, *(candidate(book, name, study=mark - at, practice=0) for at, name in enumerate("ab")))

    assert found.standing("a").total == mark
    assert found.standing("a").selected


def test_a_total_that_can_pass_the_maximum_is_told(tmp_path: Path) -> None:
    """The total of an award is proved like a criterion."""
    with pytest.raises(lianbing.RulebookError) as caught:
        load(tmp_path, award('places = 1\ntotal = {formula = "study * 2"}'))

    assert [each.code for each in caught.value.faults] == ["total_broken"]


def test_a_wrong_formula_of_a_total_points_into_the_text(tmp_path: Path) -> None:
    """The fault shows the text, a caret and the nearest name."""
    with pytest.raises(lianbing.RulebookError) as caught:
        load(tmp_path, award('places = 1\ntotal = {formula = "study + practise"}'))

    (wrong,) = caught.value.faults
    assert wrong.suggestion == "practice"
    assert wrong.excerpt is not None
    assert wrong.excerpt.lines() == ("study + practise", "        ^^^^^^^^")
    assert wrong.place.field == "total.formula"


@pytest.mark.parametrize(
    ("fields", "shortfalls"),
    [
        ("qualifies_from = 50", {"b": [("", Fraction(50), Fraction(40))]}),
        ("qualifies_from = 30", {}),
    ],
)
def test_who_falls_short_of_a_total_takes_no_place(
    tmp_path: Path, fields: str, shortfalls: dict[str, list[tuple[str, Fraction, Fraction]]]
) -> None:
    """A minimum leaves a place empty rather than give it away."""
    book = load(tmp_path, award(f"places = 2\n{fields}"))
    found = outcome(book, candidate(book, "a", study=60, practice=0), candidate(book, "b", study=20, practice=20))

    assert {
        each.candidate.id: [(short.indicator, short.needed, short.found) for short in each.shortfalls]
        for each in found.standings
        if each.shortfalls
    } == shortfalls
    assert winners(found) == {"a", "b"} - set(shortfalls)
    assert ranks(found) == {"a": 1, "b": 2}


def test_who_falls_short_of_an_indicator_takes_no_place(tmp_path: Path) -> None:
    """The minimum of an indicator counts, whatever the total."""
    tables = TWO_PANELS.replace('clause = "1.2"', 'clause = "1.2"\nqualifies_from = 10')
    book = load(tmp_path, award("places = 1", tables))
    found = outcome(book, candidate(book, "a", study=60, practice=9), candidate(book, "b", study=20, practice=10))

    assert winners(found) == {"b"}


@given(
    share=st.fractions(0, 1, max_denominator=20),
    least=st.integers(0, 3),
    most=st.integers(3, 6) | st.none(),
    size=st.integers(0, 30),
)
def test_places_as_a_share_stay_within_their_limits(share: Fraction, least: int, most: int | None, size: int) -> None:
    """Rounded down, the places never pass the share, save for the least number of them."""
    found = places_of(PlacesShare(share=share, least=least, most=most), size)

    assert least <= found <= max(share * size, Fraction(least))
    assert most is None or found <= most


def test_places_as_a_share_of_the_candidates(tmp_path: Path) -> None:
    """Half of five, rounded up, are three."""
    book = load(tmp_path, award('places = {share = "0.5", mode = "ROUND_CEILING"}'))
    found = outcome(book, *(candidate(book, name, study=mark, practice=0) for mark, name in enumerate("abcde")))

    assert found.places == 3
    assert winners(found) == {"c", "d", "e"}


def test_all_of_a_tie_may_win(tmp_path: Path) -> None:
    """Where the text keeps equals together, a tie across the last place passes the number of places."""
    heading = HEADING.replace('undecided = "decision"', 'undecided = "all"')
    book = load(tmp_path, award("places = 1"), heading)
    found = outcome(book, *(candidate(book, name, study=3, practice=0) for name in "abc"))

    assert winners(found) == {"a", "b", "c"}
    assert found.needs_decision == ()


@pytest.mark.parametrize(("prefer", "winner"), [("more", "a"), ("less", "b")])
def test_a_tie_breaker_prefers_more_or_less(tmp_path: Path, prefer: str, winner: str) -> None:
    """Equal totals are told apart by one indicator, in the direction that the rulebook says."""
    breaker = f'tie_breaker = [{{indicator = "study", prefer = "{prefer}", clause = "1"}}]\n'
    book = load(tmp_path, award("places = 1"), HEADING + breaker)
    found = outcome(book, candidate(book, "a", study=30, practice=0), candidate(book, "b", study=0, practice=30))

    assert winners(found) == {winner}


def test_a_tie_breaker_can_be_a_criterion(tmp_path: Path) -> None:
    """One criterion of an indicator decides, and one that is not there is told."""
    tables = TWO_PANELS.replace(
        'plugin = "panel"\ntitle = "学习"\npoints = 60\nclause = "1.1"',
        """plugin = "formula"
title = "学习"
points = 60
clause = "1.1"
params.facts = {x = {type = "count", title = "甲"}, y = {type = "count", title = "乙"}}
params.criteria = {first = "cap(x, most)", second = "cap(y, most)"}
criterion = [
    {id = "first", title = "一", points = 30, clause = "1.1"},
    {id = "second", title = "二", points = 30, clause = "1.1"},
]""",
    )
    breaker = 'tie_breaker = [{indicator = "study", criterion = "second", clause = "1"}]\n'
    book = load(tmp_path, award("places = 1", tables), HEADING + breaker)
    study = book.awards[0].indicator("study").evidence
    made = [candidate(book, name, practice=0) for name in "ab"]
    facts = [{"x": 9, "y": 1}, {"x": 1, "y": 9}]
    found = outcome(
        book,
        *(
            lianbing.Candidate(
                id=each.id, award="team", name="n", unit="u", evidence={**each.evidence, "study": study(**given)}
            )
            for each, given in zip(made, facts, strict=True)
        ),
    )

    assert winners(found) == {"b"}
    with pytest.raises(lianbing.RulebookError) as caught:
        load(tmp_path, award("places = 1", tables), HEADING + breaker.replace("second", "secnod"))
    assert [each.code for each in caught.value.faults] == ["unknown_tie_breaker"]


@pytest.mark.parametrize(
    ("mark", "accident", "late", "grade"),
    [
        (60, False, False, "excellent"),
        (50, False, False, "excellent"),
        (49, False, False, "good"),
        (19, False, False, None),
        (60, True, False, "pass"),
        (60, False, True, "good"),
        (40, False, True, "pass"),
        (20, False, True, "pass"),  # there is no grade below the last
        (60, True, True, "pass"),
        (19, True, True, None),
    ],
)
def test_grades_follow_the_total_and_what_limits_them(
    tmp_path: Path, mark: int, accident: bool, late: bool, grade: str | None
) -> None:
    """A condition leaves at best a grade, or takes one away."""
    book = load(tmp_path, award(GRADES, TWO_PANELS + LIMIT))
    made = candidate(book, "a", study=mark, practice=40)
    order = book.awards[0].indicator("order").evidence(accident=accident, late=late)
    evidence = {**made.evidence, "order": order}
    found = outcome(book, lianbing.Candidate(id="a", award="team", name="a", unit="u", evidence=evidence))

    assert found.standing("a").grade == grade
    assert len(found.standing("a").limits) == accident + late


@given(total=st.integers(0, 100), more=st.integers(0, 100), accident=st.booleans(), late=st.booleans())
def test_a_better_total_never_gives_a_worse_grade(
    graded: lianbing.Rulebook, total: int, more: int, accident: bool, late: bool
) -> None:
    """Grades rise with the total, and no condition raises one."""
    book = graded.awards[0]
    conditions = book.indicator("order").condition
    met = [conditions(name) for name, holds in (("accident", accident), ("late", late)) if holds]
    worth = {None: 0, "pass": 1, "good": 2, "excellent": 3}

    low, high = (worth[grade_of(book, Fraction(each), met)] for each in (total, max(total, more)))
    assert low <= high
    assert low <= worth[grade_of(book, Fraction(total), [])]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> lianbing.Rulebook:
    """A rulebook with grades."""
    return load(tmp_path_factory.mktemp("graded"), award(GRADES, TWO_PANELS + LIMIT))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("least = 80", "least = 90", "grades_out_of_order"),
        ('id = "good"', 'id = "excellent"', "repeated_id"),
        ('grade = "pass"', 'grade = "pas"', "unknown_grade"),
        (', grade = "pass"', "", "limit_mismatch"),
    ],
)
def test_grades_that_do_not_fit_are_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    """Grades go down, and conditions name those that there are."""
    with pytest.raises(lianbing.RulebookError) as caught:
        load(tmp_path, award(GRADES.replace(old, new), TWO_PANELS + LIMIT.replace(old, new)))

    assert [each.code for each in caught.value.faults] == [code]


def test_a_partial_campaign_selects_nobody(tmp_path: Path) -> None:
    """What is not marked yet counts 0 and says so; the same gap in a whole campaign is an error."""
    book = load(tmp_path, award("places = 1"))
    made = candidate(book, "a", study=30)
    found = outcome(book, made, partial=True)

    assert [each.state for each in found.standing("a").indicators] == ["scored", "not_marked"]
    assert winners(found) == set()
    with pytest.raises(lianbing.InputError):
        outcome(book, made)


def test_places_are_stated_unless_groups_have_them(tmp_path: Path) -> None:
    """An award without places is told, not taken for one without winners."""
    with pytest.raises(lianbing.RulebookError, match="places"):
        load(tmp_path, award(""))


def test_a_grade_may_be_needed_to_win(tmp_path: Path) -> None:
    """Whose grade was limited below what is needed takes no place, whatever the total."""
    needed = 'qualifies_grade = "good"' + GRADES
    book = load(tmp_path, award(needed, TWO_PANELS + LIMIT))
    order = book.awards[0].indicator("order").evidence
    made = [candidate(book, name, study=60, practice=mark) for name, mark in (("a", 40), ("b", 25), ("c", 10))]
    found = outcome(
        book,
        *(
            lianbing.Candidate(
                id=each.id,
                award="team",
                name="n",
                unit="u",
                evidence={**each.evidence, "order": order(accident=each.id == "a", late=False)},
            )
            for each in made
        ),
    )

    assert winners(found) == {"b"}
    assert {each.candidate.id: [short.grade for short in each.shortfalls] for each in found.standings} == {
        "a": ["good"],
        "b": [],
        "c": ["good"],
    }
    with pytest.raises(lianbing.RulebookError) as caught:
        load(tmp_path, award(needed.replace('"good"', '"goood"', 1), TWO_PANELS + LIMIT))
    assert [each.code for each in caught.value.faults] == ["unknown_grade"]


@pytest.mark.parametrize(
    ("needed", "on", "selected"),
    [
        ("qualifies_from = 9", "published", True),
        ('qualifies_from = {points = 9, on = "exact"}', "published", False),
        ("qualifies_from = 9", "exact", False),
        ('qualifies_from = {points = 9, on = "published", clause = "1.7"}', "exact", True),
        ('qualifies_from = {points = "9.01", clause = "1.7"}', "published", False),
    ],
)
def test_a_minimum_is_held_to_what_the_rulebook_says(tmp_path: Path, needed: str, on: str, selected: bool) -> None:
    """8.997 points are published as 9.00; whether they are enough for 9 is for the rulebook to say."""
    heading = HEADING.replace('on = "published"', f'on = "{on}"')
    book = load(
        tmp_path, award("places = 1", TWO_PANELS.replace('clause = "1.2"', f'clause = "1.2"\n{needed}')), heading
    )
    found = outcome(book, candidate(book, "a", study=60, practice=Fraction("8.997")))

    assert (winners(found) == {"a"}) == selected
    clauses = [each.clause for each in found.standing("a").shortfalls]
    assert clauses == ([] if selected else ["1.7" if "1.7" in needed else "1.2"])


BARRED = """
[[award.indicator]]
id = "discipline"
plugin = "veto"
title = "处分"
clause = "1.5"
params.conditions = [{id = "punished", title = "受过处分"}]
condition = [{id = "punished", title = "受过处分", clause = "1.5"}]
[[award.indicator]]
id = "cases"
plugin = "formula"
title = "办案"
points = 10
clause = "1.6"
params.points = "cap(mean_of_cohort(cases), most)"
params.facts.cases = {type = "count", title = "件数", most = 10}
"""


@pytest.mark.parametrize(
    ("of", "cohort", "places", "points"),
    [("remaining", "award", 1, 2), ("all", "award", 2, 2), ("all", "everyone", 2, 4)],
)
def test_whether_excluded_candidates_count_is_said(
    tmp_path: Path, of: str, cohort: str, places: int, points: int
) -> None:
    """An excluded team may still count for the number of places, and for means over the candidates."""
    fields = f'places = {{share = "0.5", of = "{of}"}}\ncohort = "{cohort}"'
    tables = TWO_PANELS.replace("points = 40", "points = 30") + BARRED
    book = load(tmp_path, award(fields, tables))
    barred, cases = (book.awards[0].indicator(name).evidence for name in ("discipline", "cases"))
    made = [candidate(book, name, study=1, practice=1) for name in "abcd"]
    found = outcome(
        book,
        *(
            lianbing.Candidate(
                id=each.id,
                award="team",
                name="n",
                unit="u",
                evidence={
                    **each.evidence,
                    "discipline": barred(punished=each.id == "d"),
                    "cases": cases(cases=10 if each.id == "d" else 2),
                },
            )
            for each in made
        ),
    )

    assert found.places == places
    assert {each.indicators[-1].points for each in found.standings} == {points}


def test_only_a_bonus_or_penalty_may_be_without_points(tmp_path: Path) -> None:
    """A criterion whose points were forgotten is not taken for one without a limit."""
    tables = TWO_PANELS.replace(
        'title = "实战"\npoints = 40\nclause = "1.2"',
        'title = "实战"\npoints = 40\nclause = "1.2"\ncriterion = [{id = "practice", title = "实战", clause = "1.2"}]',
    )
    with pytest.raises(lianbing.RulebookError) as caught:
        load(tmp_path, award("places = 1", tables))

    assert ("missing_field", "points") in [(each.code, each.values["name"]) for each in caught.value.faults]


@pytest.mark.parametrize(
    "formula",
    [
        "share_of_greatest(study) * 60 + practice",
        "least(practice, rank_in_cohort(study))",
        'least(most, region_total("city", "cases"))',
        "when(evaluation_day > 2024-01-01, study, practice)",
    ],
)
def test_a_total_asks_nothing_of_others(tmp_path: Path, formula: str) -> None:
    """What a total cannot know is refused, not taken for nothing."""
    with pytest.raises(lianbing.RulebookError) as caught:
        load(tmp_path, award(f"places = 1\ntotal = {{formula = '{formula}'}}"))

    assert [(each.code, each.place.field) for each in caught.value.faults] == [("broken_parameter", "total.formula")]
