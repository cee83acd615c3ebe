"""What another reading would change is what scoring under it gives, and nothing else."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import lianbing
from lianbing.insight.readings import ReadingEffect, reading_effects
from lianbing.plugins.registry import Registry

EXAMPLES = Path(__file__).parents[2] / "examples"
REGISTRY = Registry.load(entry_points=False)

MIXED = """
[rulebook]
id = "mixed"
title = "两种读法"
[rulebook.source]
title = "两种读法"
year = 2024
[rounding]
step = {reading = "step", fine = "0.01", coarse = 1}
mode = "ROUND_HALF_UP"
[ranking]
on = "published"
ties = {reading = "ties", competition = "competition", dense = "dense"}
undecided = "decision"
READINGS
[[award]]
id = "team"
title = "集体"
places = {reading = "places", one = 1, two = 2}
points = 10
clause = "1"
grade = [{id = "good", title = "好", least = {reading = "good", low = 9, high = 10}}]
[[award.indicator]]
id = "work"
plugin = "formula"
title = "工作"
points = 10
clause = "1"
params.facts.cases = {type = "count", title = "案件", most = {reading = "most", ten = 10, five = 5}}
params.values.each = {reading = "each", whole = 1, nearly = "0.9999"}
params.values.more = "0.3"
params.criteria.work = "when(cases == 1, each + more, cases * each)"
params.excludes.many = {reading = "bar", none = "cases >= 11", three = "cases >= 3", nine = "cases >= 10"}
criterion = [{id = "work", title = "工作", points = 10, clause = "1"}]
condition = [{id = "many", title = "过多", clause = "2"}]
"""

READINGS = {
    "step": ("fine", "coarse"),
    "ties": ("competition", "dense"),
    "places": ("one", "two"),
    "good": ("low", "high"),
    "most": ("ten", "five"),
    "each": ("whole", "nearly"),
    "bar": ("none", "three", "nine"),
}


def reading(id: str, *options: str) -> str:
    """Write a reading whose first option is the rulebook's own choice."""
    listed = ", ".join(f'{{id = "{each}", meaning = "{each}"}}' for each in options)
    said = 'clause = "1"\ndoubt = "有疑"\nwhy = "原文如此"'
    return f'[[reading]]\nid = "{id}"\nchosen = "{options[0]}"\n{said}\noption = [{listed}]\n'


def mixed(folder: Path, **readings: str) -> lianbing.Rulebook:
    """Load a rulebook whose readings narrow a range and turn candidates away."""
    path = folder / "mixed.toml"
    tables = "".join(reading(name, *options) for name, options in READINGS.items())
    path.write_text(MIXED.replace("READINGS", tables), "utf-8")
    return lianbing.load_rulebook(path, registry=REGISTRY, readings=readings)


def campaign(rulebook: lianbing.Rulebook, **cases: int) -> lianbing.Campaign:
    """Make a campaign of candidates with so many cases each."""
    kind = rulebook.awards[0].indicators[0].evidence
    return lianbing.Campaign(
        title="两种读法",
        evaluation_day=date(2024, 11, 1),
        candidates=tuple(
            lianbing.Candidate(id=id, award="team", name=id, unit="u", evidence={"work": kind(cases=Fraction(number))})
            for id, number in cases.items()
        ),
    )


def brief(effect: ReadingEffect) -> list[tuple[str, int | None, int | None]]:
    """Say who changes, by rank before and after."""
    return [
        (each.candidate, each.before.rank if each.before else None, each.after.rank if each.after else None)
        for each in effect.changes
    ]


@pytest.mark.parametrize("example", ["wuwei-2019", "wuwei-2019-reviewed", "case-review-2024", "shicheng-2018"])
def test_effects_are_what_scoring_under_the_option_gives(example: str) -> None:
    """Every option that is not in force is there once; its changes are the differences of two outcomes."""
    rulebook, records = lianbing.load(EXAMPLES / example, registry=REGISTRY)
    now = {(a.id, s.candidate.id): s for a in lianbing.evaluate(rulebook, records).awards for s in a.standings}
    effects = reading_effects(rulebook, records)

    assert [(each.reading, each.option) for each in effects] == [
        (reading.id, option.id)
        for reading in rulebook.readings
        for option in reading.options
        if option.id != rulebook.chosen[reading.id]
    ]
    for effect in effects:
        if effect.faults:
            continue
        _, again = lianbing.load(EXAMPLES / example, registry=REGISTRY, readings={effect.reading: effect.option})
        under = lianbing.evaluate(rulebook.under({effect.reading: effect.option}), again)
        then = {(a.id, s.candidate.id): s for a in under.awards for s in a.standings}
        changed = {(each.award, each.candidate): (each.before, each.after) for each in effect.changes}

        assert changed.keys() <= now.keys() | then.keys()
        for key in now.keys() | then.keys():
            before, after = now.get(key), then.get(key)
            if key in changed:
                assert (before, after) == changed[key]
                assert before != after
            else:
                assert before is not None
                assert after is not None
                assert attrs.evolve(before, indicators=(), shortfalls=(), limits=()) == attrs.evolve(
                    after, indicators=(), shortfalls=(), limits=()
                )


def test_who_leaves_and_who_comes_back_is_told(tmp_path: Path) -> None:
    """A candidate that an option turns away has no standing after it, and none before it the other way round."""
    rulebook = mixed(tmp_path)
    records = campaign(rulebook, a=2, b=5, c=4)
    effects = {each.option: each for each in reading_effects(rulebook, records)}

    assert [("b", 1, None), ("c", 2, None), ("a", 3, 1)] == brief(effects["three"])
    assert [] == brief(effects["nine"])
    strict = mixed(tmp_path, bar="three")
    back = {each.option: each for each in reading_effects(strict, campaign(strict, a=2, b=5, c=4))}

    assert [("a", 1, 3), ("b", None, 1), ("c", None, 2)] == brief(back["none"])


def test_what_is_not_lawful_under_an_option_keeps_its_faults(tmp_path: Path) -> None:
    """Evidence beyond a narrower range is told with its place; the other options are evaluated all the same."""
    rulebook = mixed(tmp_path)
    effects = {each.option: each for each in reading_effects(rulebook, campaign(rulebook, a=2, b=8))}

    assert [("out_of_range", "work.cases")] == [(each.code, each.place.field) for each in effects["five"].faults]
    assert () == effects["five"].changes
    assert [("b", 1, None), ("a", 2, 1)] == brief(effects["three"])
    assert () == effects["three"].faults


def test_a_campaign_that_is_not_lawful_now_is_refused(tmp_path: Path) -> None:
    """Without a result there is nothing that could change."""
    rulebook = mixed(tmp_path, most="five")

    with pytest.raises(lianbing.InputError):
        reading_effects(rulebook, campaign(rulebook, a=8))


@pytest.mark.parametrize(
    ("option", "name", "who"),
    [
        ("coarse", "total", ["a"]),
        ("nearly", "exact", ["a", "b", "c", "d", "e"]),
        ("dense", "rank", ["a"]),
        ("two", "selected", ["b"]),
        ("high", "grade", ["d"]),
    ],
)
def test_a_change_of_one_thing_alone_is_told(option: str, name: str, who: list[str], tmp_path: Path) -> None:
    """Total, exact total, rank, selection and grade: each counts though the others stay."""
    rulebook = mixed(tmp_path)
    effects = {each.option: each for each in reading_effects(rulebook, campaign(rulebook, d=9, b=5, c=3, e=3, a=1))}
    names = ("total", "exact", "rank", "selected", "grade")
    differs = {
        each.candidate: [one for one in names if getattr(each.before, one) != getattr(each.after, one)]
        for each in effects[option].changes
    }

    assert {each: [name] for each in who} == differs
