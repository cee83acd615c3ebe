"""The draw: an order that the seed alone decides, and that no list, program or machine can change."""

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.casework.drawing import Pool, drawn, list_text, pools_of, ticket
from lianbing.casework.penalties import PenaltyCase, find_penalties
from lianbing.checks.required_rows import required_rows
from lianbing.errors import InputError
from lianbing.loading import load_rulebook
from lianbing.loading.given import load_given
from tests.draw.cases import LIST, folder_of, lines

NUMBERS = st.lists(st.integers(0, 500).map("示〔2019〕{}号".format), unique=True, max_size=20)
SEEDS = st.text("0123456789 骰子", min_size=1, max_size=12).filter(lambda each: each.strip())


def pool_of(numbers: list[str], required: int = 2) -> Pool:
    """A pool of files."""
    return Pool(
        award="collective",
        candidate="a",
        name="甲",
        indicator="case_files",
        rows="drawn",
        kind_field="kind",
        kind="general",
        required=required,
        cases=tuple(PenaltyCase(number=each, unit="a") for each in numbers),
        clause="2.3",
    )


def taken(numbers: list[str], seed: str) -> list[str]:
    """The numbers that are drawn, in order."""
    (found,) = drawn([pool_of(numbers)], seed)
    return [case.number for _, case in found.order]


@given(NUMBERS, SEEDS, st.randoms())
def test_the_order_of_the_list_cannot_matter(numbers: list[str], seed: str, chance: random.Random) -> None:
    """The same files and the same seed give the same order."""
    mixed = numbers.copy()
    chance.shuffle(mixed)

    assert taken(numbers, seed) == taken(mixed, seed)
    assert sorted(numbers) == sorted(taken(numbers, seed))


@given(NUMBERS, SEEDS, st.integers(501, 600).map("示〔2019〕{}号".format))
def test_another_file_changes_no_order_among_the_others(numbers: list[str], seed: str, other: str) -> None:
    """Whoever adds or leaves out a file gains nothing but the file."""
    assert taken(numbers, seed) == [each for each in taken([*numbers, other], seed) if each != other]


def test_what_decides_is_public() -> None:
    """The digest of seed, line end and number, as anybody can compute it; spaces around and within do not count."""
    expected = hashlib.sha256("3 5 1\n武环〔2019〕1号".encode()).hexdigest()

    assert expected == ticket("3 5 1", "武环〔2019〕1号") == ticket(" 3 5 1\t", "武环〔2019〕 1 号")


def test_every_file_has_the_same_chance() -> None:
    """Over two thousand seeds each of ten files is drawn about as often as any other."""
    numbers = [f"{number}号" for number in range(10)]
    times = dict.fromkeys(numbers, 0)
    for seed in range(2000):
        for each in taken(numbers, f"seed {seed}")[:2]:
            times[each] += 1

    assert all(320 < each < 480 for each in times.values()), times


@pytest.mark.parametrize("seed", ["", "  ", "a\nb"])
def test_a_seed_that_is_none(seed: str) -> None:
    """A seed is one line of text."""
    with pytest.raises(InputError):
        ticket(seed, "1号")


def test_how_many_are_drawn_comes_from_the_rules() -> None:
    """Of each kind as many as the formulas take for the level; nothing states it again."""
    indicator = load_rulebook("wuwei-2019").award("collective").indicator("case_files")

    assert {"general": 2, "four_measures": 2} == required_rows(indicator, "drawn", "city")
    assert {"general": 2, "four_measures": 1} == required_rows(indicator, "drawn", "county")
    assert {"general": 2, "four_measures": 2, "inspection": 1} == required_rows(indicator, "recommended", "city")
    other = load_rulebook("wuwei-2019", readings={"missing_file": "skip"}).award("collective").indicator("case_files")
    assert {"general": 2, "four_measures": 1} == required_rows(other, "drawn", "county")


def test_pools_hold_what_may_be_drawn(tmp_path: Path) -> None:
    """Of the own unit, level, kind and year, without the recommended ones."""
    given = load_given(
        folder_of(
            tmp_path,
            [
                *lines("gulang", 3, 0),
                "x〔2019〕1号,一般行政处罚案卷,minqin,县级,2019,是\n",
                "x〔2019〕2号,一般行政处罚案卷,古浪分局,市级,2019,是\n",
                "x〔2019〕3号,一般行政处罚案卷,古浪分局,县级,2018,是\n",
                "x〔2019〕4号,一般行政处罚案卷,古浪分局,,,\n",
            ],
        )
    )
    penalties = find_penalties(given)
    assert penalties is not None

    pools = {(each.candidate, each.kind): each for each in pools_of(given, penalties)}

    found = pools["gulang-1", "general"]
    assert ["gulang〔2019〕2号", "gulang〔2019〕3号", "x〔2019〕4号"] == [each.number for each in found.cases]
    assert 4 == len(pools)
    assert "collective/gulang-1\tgeneral\tgulang〔2019〕2号\n" in list_text(pools.values())
    assert 3 + 1 == list_text(pools.values()).count("\n")


def test_a_penalty_list_that_is_wrong(tmp_path: Path) -> None:
    """Numbers that stand twice, kinds and units that are not known: all at once, with the nearest name."""
    given = load_given(folder_of(tmp_path, [*LIST, LIST[0], "y,一般案卷,古狼分局,县级,今年,是\n"]))

    with pytest.raises(InputError) as refused:
        find_penalties(given)

    assert {"repeated_case", "wrong_type"} == {each.code for each in refused.value.faults}
    assert 3 == len(refused.value.faults)
