"""Every node of the language, in LibreOffice: random formulas over random evidence, in cells that it computes anew."""

import io
import random
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from lianbing.backends.exact import value
from lianbing.backends.spreadsheet import Cell, Column, Elsewhere, Formulas, Grid
from lianbing.backends.spreadsheet.arithmetic import quotient
from lianbing.backends.spreadsheet.whole import given_whole
from lianbing.formula.nodes import (
    BestOfEach,
    CohortGreatest,
    Constant,
    Count,
    CountDistinct,
    Number,
    Quantize,
    Ratio,
    ShareOfGreatest,
    When,
)
from lianbing.reports.workbook.grid_sheet import write_grid
from lianbing.reports.workbook.writing import Book
from lianbing.testing.backends import formulas_in_cells
from tests.backends.example_evidence import FACTS, OTHERS, OWN, Example, evidences, honour
from tests.backends.test_spreadsheet import cohort_of, great_evidences
from tests.backends.worked_nodes import CONDITIONS, NUMBERS
from tests.strategies_formula import ROUNDINGS, numbers
from tests.workbook.recalculation import differences, needs_libreoffice, recalculated, results, spoil

pytestmark = [needs_libreoffice, pytest.mark.libreoffice]

BATCHES = 4


def drawn(strategy: st.SearchStrategy[Example], number: int, count: int) -> tuple[list[Number], list[Example]]:
    """Draw so many formulas, and evidence of four candidates; the same ones for the same number."""
    formulas: list[Number] = []
    evidence: list[list[Example]] = []

    @seed(number)
    @settings(max_examples=count, database=None, suppress_health_check=list(HealthCheck), deadline=None)
    @given(formula=numbers(), found=st.lists(strategy, min_size=4, max_size=4))
    def draw(formula: Number, found: list[Example]) -> None:
        formulas.append(formula)
        evidence.append(found)

    draw()
    return formulas, evidence[-1]


def grids(formulas: Formulas) -> Sequence[Grid]:
    """Give the grids of formulas, each once."""
    day = formulas.evaluation_day
    level = formulas.level("county")
    assert isinstance(day, Elsewhere)
    assert isinstance(level, Elsewhere)
    lists = [each.source.grid for each in formulas.lists.values()]
    return [formulas.source.grid, *lists, day.column.grid, level.column.grid]


def written(grids: Sequence[Grid]) -> bytes:
    """Write grids as a workbook."""
    stream = io.BytesIO()
    file = Workbook(stream, {"in_memory": True})
    book = Book(file, "zh", "0.00")
    for grid in grids:
        write_grid(book, file.add_worksheet(grid.sheet), grid, "")
    file.close()
    return stream.getvalue()


def agree(
    nodes: Sequence[Number],
    evidence: list[Example],
    folder: Path,
    *,
    left: int | None = None,
    steps: bool = True,
) -> None:
    """Put formulas into cells, and have LibreOffice compute every one of them from wrong values.

    Each step is compared, or the results alone: a quotient of numbers in parts is estimated on the way, which each
    program does in its own way before it is put right.
    """
    cohort = cohort_of(evidence, len(evidence) - 1 if left is None else left)
    formulas = formulas_in_cells(cohort)
    expected = [[value(node, each) for each in cohort.everyone.values()] for node in nodes]
    assert [formulas.number(node).values() for node in nodes] == expected
    found = [formulas.number(node) for node in nodes]
    results_alone = [cell for each in found for cell in (*each.numerator.parts, *each.below.parts)]
    computed_alike(grids(formulas), folder, () if steps else results_alone)


def computed_alike(made: Sequence[Grid], folder: Path, only: Sequence[Cell] = ()) -> None:
    """Have LibreOffice compute grids from wrong values, and find all of them, or some columns, as they were."""
    own, spoilt = folder / "own.xlsx", folder / "spoilt.xlsx"
    own.write_bytes(written(made))
    assert spoil(own, spoilt) > 20
    (computed,) = recalculated([spoilt], folder)

    stored = results(own)
    if only:
        addresses = {
            f"{each.letters}{2 + row}"
            for each in only
            if isinstance(each, Column) and each.formulas is not None
            for row in range(each.grid.size)
        }
        stored = {
            (sheet, address): text for (sheet, address), text in stored.items() if sheet == 1 and address in addresses
        }
        assert len(stored) == len(addresses) > 0
    assert differences(stored, results(computed)) == []


def test_each_node_and_rounding(tmp_path: Path) -> None:
    """One formula at least for every node, every condition, every rounding mode above and below 0."""
    tests = [When(condition, Constant(Fraction(1)), Constant(Fraction(0))) for condition, _ in CONDITIONS]
    signed = [FACTS.balance / 8, FACTS.balance / 3, FACTS.fines / 7]
    roundings = [Quantize(each, Fraction(1, 4), mode) for each in signed for mode in ROUNDINGS]
    apart = [attrs.evolve(OWN, balance=Fraction(n, 2), fines=Fraction(n * n, 3), cases=n) for n in range(-9, 10) if n]
    lawful = [attrs.evolve(each, cases=abs(each.cases)) for each in apart]

    agree([*(node for node, _ in NUMBERS), *tests, *roundings], [OWN, *OTHERS, *lawful], tmp_path)


@pytest.mark.parametrize("number", range(BATCHES))
def test_random_formulas(number: int, tmp_path: Path) -> None:
    """Whatever is composed of them."""
    formulas, evidence = drawn(evidences(), number, 60)

    agree(formulas, evidence, tmp_path)


@pytest.mark.large
@pytest.mark.parametrize("number", range(BATCHES))
def test_random_formulas_over_great_figures(number: int, tmp_path: Path) -> None:
    """Numbers of sixty digits, in parts."""
    formulas, evidence = drawn(great_evidences(), number, 15)

    agree(formulas, evidence, tmp_path, steps=False)


@pytest.mark.large
def test_quotients_that_floating_point_cannot_tell(tmp_path: Path) -> None:
    """One short of a multiple: the whole part is right though the estimate is not, at six hundred digits too."""
    rng = random.Random(7)  # noqa: S311 (chance, no secret)
    divisors = [rng.randrange(10**size, 10 ** (size + 1)) for size in (20, 29, 40, 300, 570)]
    pairs = [(k * d + off, d) for d in divisors for k in (1, 7, 10**6 - 1, 10**11) for off in (-1, 0, 1)]
    grid = Grid("facts", 2, len(pairs))
    above = given_whole(grid, [a for a, _ in pairs])
    below = given_whole(grid, [b for _, b in pairs])

    found = quotient(above, below)
    assert [a // b for a, b in pairs] == found.values()
    # The estimate is what a program makes of it; what counts is that it is put right.
    computed_alike([grid], tmp_path, found.parts)


def test_what_programs_compare_in_their_own_way(tmp_path: Path) -> None:
    """Texts that a cell cannot hold as they are, facts of many digits, and a cohort of nobody."""
    texts = ("a\tb", "a b", "A\u00a0b", "\x1b甲", "ß", "SS", "长" * 300)
    rows = tuple(attrs.evolve(honour(text, place % 6), points=Fraction(place, 7)) for place, text in enumerate(texts))
    fines = (Fraction("9876543210.97"), Fraction("0.07"), Fraction(10**12 - 1, 100), Fraction(1, 3))
    evidence = [attrs.evolve(OWN, honours=rows, fines=each, cases=place) for place, each in enumerate(fines)]
    title, of_rows = FACTS.honours.title, FACTS.honours.node
    ratio = Ratio(FACTS.fines, FACTS.cases, Constant(Fraction(0)))
    nodes = [
        *(Count(of_rows, title.is_(text)) for text in (*texts, "b")),
        CountDistinct(of_rows, title),
        BestOfEach(of_rows, title, FACTS.honours.points),
        CohortGreatest(ratio),
        ShareOfGreatest(FACTS.fines),
        FACTS.fines,
    ]

    agree(nodes, evidence, tmp_path, left=0)
