"""The spreadsheet backend: a formula as cells that anyone can recalculate, exact to the last digit.

It gives cells and knows no file format: `reports.workbook` writes them. What makes it exact in programs that compute
in binary floating point stands in `whole`: every cell holds a whole number that they hold exactly, and every
formula is one that they compute exactly on such numbers.
"""

from lianbing.backends.spreadsheet.cohort import CohortCells, runs_of
from lianbing.backends.spreadsheet.evidence import EvidenceCells, words
from lianbing.backends.spreadsheet.facts import FactCells, serial
from lianbing.backends.spreadsheet.formulas import Formulas, ListCells, Source
from lianbing.backends.spreadsheet.grid import LIMIT, Column, Grid, TooLargeError, Value
from lianbing.backends.spreadsheet.numbers import exact_cells
from lianbing.backends.spreadsheet.quantity import (
    Quantity,
    add,
    choose,
    counted,
    multiply,
    opposite,
    stated,
)
from lianbing.backends.spreadsheet.references import Cell, Elsewhere, Span
from lianbing.backends.spreadsheet.rounding import rounded
from lianbing.backends.spreadsheet.rows import (
    Runs,
    cell_seen_from,
    dense_rank_in_rows,
    leads,
    only_where,
    rank_in_rows,
    seen_from,
)
from lianbing.backends.spreadsheet.whole import own_column, shift_of, weight, whole

__all__ = [
    "LIMIT",
    "Cell",
    "CohortCells",
    "Column",
    "Elsewhere",
    "EvidenceCells",
    "FactCells",
    "Formulas",
    "Grid",
    "ListCells",
    "Quantity",
    "Runs",
    "Source",
    "Span",
    "TooLargeError",
    "Value",
    "add",
    "cell_seen_from",
    "choose",
    "counted",
    "dense_rank_in_rows",
    "exact_cells",
    "leads",
    "multiply",
    "only_where",
    "opposite",
    "own_column",
    "rank_in_rows",
    "rounded",
    "runs_of",
    "seen_from",
    "serial",
    "shift_of",
    "stated",
    "weight",
    "whole",
    "words",
]
