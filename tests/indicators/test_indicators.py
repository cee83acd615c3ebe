"""The shipped indicators: what they are made of, and what they can be worth."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

import lianbing
from lianbing.backends.bounds import bounds
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.interval import Interval
from lianbing.formula.nodes import Fact, MarksFact
from lianbing.model.award import Indicator
from lianbing.plugins.hookspecs import Indicator as Kind
from lianbing.plugins.registry import BUILT_IN, Registry

KINDS = Registry.load(entry_points=False).indicators()
FIXED = {name: kind for name, kind in KINDS.items() if kind.evidence is not None}
RULEBOOK = lianbing.load_rulebook("wuwei-2019")


def under_every_reading() -> Iterator[tuple[str, Indicator]]:
    """Each indicator under each combination of the readings that its numbers depend on."""
    for award in RULEBOOK.awards:
        for indicator in award.indicators:
            readings = [RULEBOOK.reading(name) for name in indicator.readings]
            for options in product(*([option.id for option in each.options] for each in readings)):
                chosen = dict(zip(indicator.readings, options, strict=True))
                found = RULEBOOK.under(chosen).award(award.id).indicator(indicator.id)
                yield "-".join((award.id, indicator.id, *options)), found


EVERY = [pytest.param(indicator, id=name) for name, indicator in under_every_reading()]


def fields_below(evidence: type, row_of: str | None = None) -> Mapping[str, EvidenceField]:
    """The fields of evidence and of its rows, by path."""
    found: dict[str, EvidenceField] = {}
    for name, field in evidence_fields(evidence, row_of).items():
        found[name] = field
        if field.row_type is not None and hasattr(field.row_type, "__attrs_attrs__"):
            found |= {f"{name}.{path}": each for path, each in fields_below(field.row_type, name).items()}
    return found


def test_each_file_offers_the_indicator_of_its_name() -> None:
    """A rulebook's author finds an indicator by its file."""
    assert set(BUILT_IN) == set(KINDS)


def test_the_rulebook_uses_every_indicator() -> None:
    """The indicators with evidence of their own are those that the city's rules need; the others any rules may use."""
    general = {"award_results"}  # its evidence comes from awards, its formulas from the rulebook

    assert set(FIXED) - general == {each.plugin for award in RULEBOOK.awards for each in award.indicators}


@pytest.mark.parametrize("kind", FIXED.values(), ids=FIXED)
def test_every_fact_has_a_name_in_both_languages(kind: Kind) -> None:
    """What people read is never a field's bare name."""
    assert kind.evidence is not None
    bare = [
        path
        for path, field in fields_below(kind.evidence).items()
        if field.node.label.zh in ("", field.name) or not field.node.label.en
    ]

    assert [] == bare


@pytest.mark.parametrize("kind", FIXED.values(), ids=FIXED)
def test_what_earns_and_deducts_are_numbers_of_the_evidence(kind: Kind) -> None:
    """The claims about monotone facts name numbers that are there, and none of them twice."""
    assert kind.evidence is not None
    fields = fields_below(kind.evidence)
    claimed = [*kind.earns, *kind.deducts]

    assert len(claimed) == len(set(claimed))
    assert all(isinstance(fields[path].node, Fact | MarksFact) for path in claimed)


@pytest.mark.parametrize("indicator", EVERY)
def test_points_never_leave_their_maximum(indicator: Indicator) -> None:
    """Under every reading, each criterion is proved to lie within 0 and its maximum."""
    assert {each.id for each in indicator.criteria} == {each.id for each in indicator.scheme.criteria}
    for each in indicator.scheme.criteria:
        assert indicator.criterion(each.id).points == each.most
        assert bounds(each.formula).within(Interval(Fraction(0), each.most))


def test_every_level_needs_its_files(tmp_path: Path) -> None:
    """A level without required files would be scored over nothing; the rulebook is refused."""
    text = (Path(lianbing.__file__).parent / "rulebooks" / "wuwei-2019.toml").read_text(encoding="utf-8")

    path = tmp_path / "changed.toml"
    path.write_text(text.replace("required.county]", "required.town]"), encoding="utf-8")

    with pytest.raises(lianbing.RulebookError, match="required names the levels"):
        lianbing.load_rulebook(path)
