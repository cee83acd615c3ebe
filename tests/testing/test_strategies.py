"""Generated evidence and campaigns: always lawful, and varied enough to find something."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any

import attrs
import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

import lianbing
from lianbing.checks.campaign import faults_of
from lianbing.checks.evidence import Lawful
from lianbing.formula import Domain, Facts, Maxima, Name, Quantity, Scheme, Tally, cap, criterion, or_else, when
from lianbing.formula import given as stated
from lianbing.testing import campaigns, evidence
from lianbing.testing.strategies import faults, numbers
from tests.testing import small_plugins as small


@attrs.frozen(kw_only=True)
class Row:
    """A row that may lack a fact."""

    size: Annotated[Quantity | None, Name("大小", "size")] = None


@attrs.frozen(kw_only=True)
class Gaps:
    """Evidence with facts that may be missing."""

    needed: Annotated[Quantity | None, Name("必读", "needed")] = None
    asked: Annotated[Quantity | None, Name("先问", "asked")] = None
    unread: Annotated[Quantity | None, Name("不读", "unread")] = None
    things: Annotated[Tally, Name("事项", "things")] = 0
    day: Annotated[date, Name("日期", "day")]


@attrs.frozen(kw_only=True)
class Reading(small.Work):
    """Points that need one fact, and ask whether another is there."""

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        late = facts.day > date(2015, 3, 1)
        asked = when(stated(facts.asked), or_else(facts.asked, 0), 3)
        return Scheme(
            criterion("sales", cap(facts.needed + facts.things.within(0, 2), most.sales), most=most.sales),
            criterion("care", cap(when(late, asked, 1), most.care), most=most.care),
        )


@pytest.fixture(scope="module")
def gaps(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("gaps") / "gaps.toml"
    path.write_text(small.RULEBOOK.partition("[[example]]")[0], "utf-8")
    module = small.plugin(rule=Reading, evidence=Gaps, earns=(), deducts=())
    rulebook = lianbing.load_rulebook(path, registry=lianbing.Registry.load([module], entry_points=False))
    return rulebook.award("stall").indicator("work")


@pytest.mark.parametrize(
    "wanted",
    [
        lambda found: found.asked is None,
        lambda found: found.asked is not None,
        lambda found: found.unread is None,
        lambda found: found.unread is not None,
        lambda found: found.things == ("甲", "甲"),
        lambda found: found.things == 2,
        lambda found: found.day == date(2015, 3, 2),
        lambda found: found.day.year == 2019,
    ],
)
def test_what_is_lawful_comes_up(gaps: Any, wanted: Any) -> None:
    """Facts that may be missing are there or not, things are counted or listed, days lie about those of a formula."""
    assert find(evidence(gaps), wanted, settings=settings(max_examples=3000, derandomize=True, database=None))


@given(data=st.data())
def test_evidence_is_lawful(gaps: Any, data: st.DataObject) -> None:
    """A fact that the points rest on is always there, and nothing lies beyond its range."""
    found = data.draw(evidence(gaps))

    assert () == faults(found, Lawful.of(gaps), None)
    assert found.needed is not None


limits = st.none() | st.fractions(-50, 50, max_denominator=7)


@given(low=limits, width=limits, whole=st.booleans(), data=st.data())
def test_numbers_keep_to_their_range(
    low: Fraction | None, width: Fraction | None, whole: bool, data: st.DataObject
) -> None:
    """Every range that holds a number gives such numbers, whether or not it has ends."""
    most = None if width is None else (low or 0) + abs(width) + 1
    domain = Domain(low, most, whole)

    assert domain.holds(data.draw(numbers(domain)))


RULEBOOK = lianbing.load_rulebook("wuwei-2019")


@given(campaign=campaigns(RULEBOOK))
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_campaigns_are_lawful(campaign: lianbing.Campaign) -> None:
    """A campaign of a rulebook with units, nominees and totals has no fault at all."""
    assert () == faults_of(RULEBOOK, campaign)
