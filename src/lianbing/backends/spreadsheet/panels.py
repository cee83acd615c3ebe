"""A panel's marks put together in cells, by the rulebook's rule."""

from collections.abc import Sequence

from lianbing.backends.spreadsheet.grid import Grid
from lianbing.backends.spreadsheet.quantity import Quantity
from lianbing.backends.spreadsheet.references import Across, Cell
from lianbing.backends.spreadsheet.whole import Whole, whole
from lianbing.formula.nodes import PanelRule


def panel(grid: Grid, marks: Across, unit: int, rule: PanelRule) -> Quantity:
    """Put marks together.

    Args:
        grid: The grid.
        marks: The marks, as whole numbers of parts of 1.
        unit: How many such parts 1 has.
        rule: The rulebook's rule.
    """
    count = grid.make("denominator", "MAX(COUNT({0}),1)", (marks,), _how_many)
    if rule.kind == "mean":
        added = grid.make("numerator", "SUM({0})", (marks,), sum)
        return Quantity(whole(grid, added), Whole(grid, (_times(grid, count, unit),)))
    if rule.kind == "median":
        template = "IF(COUNT({0})=0,0,SMALL({0},INT(({1}+1)/2))+SMALL({0},INT({1}/2)+1))"
        return Quantity(whole(grid, grid.make("numerator", template, (marks, count), _middle_two)), 2 * unit)
    ends = "".join(f"-SMALL({{0}},{place})-LARGE({{0}},{place})" for place in range(1, rule.trim + 1))

    def trimmed(found: Sequence[int], number: int) -> int:
        ordered = sorted(found)
        return sum(ordered[rule.trim : len(ordered) - rule.trim] if number > 2 * rule.trim else ordered)

    def left(number: int) -> int:
        return number - 2 * rule.trim if number > 2 * rule.trim else number

    template = f"IF({{1}}>{2 * rule.trim},SUM({{0}}){ends},SUM({{0}}))"
    added = grid.make("numerator", template, (marks, count), trimmed)
    kept = grid.make("denominator", f"IF({{0}}>{2 * rule.trim},{{0}}-{2 * rule.trim},{{0}})", (count,), left)
    return Quantity(whole(grid, added), Whole(grid, (_times(grid, kept, unit),)))


def _times(grid: Grid, count: Cell, unit: int) -> Cell:
    return grid.make("denominator", "{0}*{1}", (count, unit), _product)


def _how_many(found: Sequence[int]) -> int:
    return max(len(found), 1)


def _middle_two(found: Sequence[int], count: int) -> int:
    ordered = sorted(found)
    return ordered[(count + 1) // 2 - 1] + ordered[count // 2] if ordered else 0


def _product(a: int, b: int) -> int:
    return a * b
