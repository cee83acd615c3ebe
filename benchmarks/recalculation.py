"""LibreOffice recalculating our own workbook, with live formulas, of so many collectives."""

import tempfile
import time
from pathlib import Path

import attrs

import lianbing
from benchmarks.exact import collectives
from lianbing.evaluation.evaluating import Evaluation
from lianbing.reports.workbook import workbook
from tests.workbook.recalculation import recalculated


@attrs.frozen
class Recalculated:
    """What it took.

    Attributes:
        candidates: How many collectives the workbook holds.
        seconds: How long LibreOffice took to open it, compute all formulas and save it.
        starting: How long it took for a workbook of one collective.
        size: The bytes of the workbook.
    """

    candidates: int
    seconds: float
    starting: float
    size: int


def recalculating(candidates: int) -> Recalculated:
    """Write workbooks and have them recalculated."""
    rulebook = lianbing.load_rulebook("wuwei-2019")
    with tempfile.TemporaryDirectory() as folder:
        taken = []
        for count in (1, candidates):
            path = Path(folder) / f"{count}.xlsx"
            path.write_bytes(workbook(Evaluation.of(rulebook, collectives(rulebook, count)), "zh"))
            begun = time.perf_counter()
            recalculated([path], Path(folder))
            taken.append(time.perf_counter() - begun)
        return Recalculated(candidates, taken[1], taken[0], path.stat().st_size)
