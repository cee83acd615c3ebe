"""The mechanisms of the documents, in cells: groups, shares, penalties, totals by formula, all kinds of ties."""

from pathlib import Path

import pytest

import lianbing
from lianbing.reports.workbook.campaign_cells import campaign_cells
from tests.docs_rulebooks import Run, Snippet
from tests.test_docs_mechanisms import PLUGINS, SNIPPETS
from tests.workbook.recalculation import needs_libreoffice
from tests.workbook.test_recalculated import agree, unlike

RUNS = [(each, run) for each in SNIPPETS for run in each.runs if "refused" not in run.result]
NAMES = [f"{snippet.id}-{at}" for at, (snippet, _) in enumerate(RUNS)]


def evaluated(snippet: Snippet, run: Run, folder: Path) -> lianbing.Evaluation:
    """Evaluate a campaign of the page."""
    folder.mkdir(exist_ok=True)
    snippet.written(folder)
    return lianbing.Evaluation.of(*lianbing.load(run.written(folder), registry=PLUGINS))


@pytest.mark.parametrize(("snippet", "run"), RUNS, ids=NAMES)
def test_a_mechanism_is_exact_in_cells(snippet: Snippet, run: Run, tmp_path: Path) -> None:
    """Every criterion, indicator, total and rank is that of the library."""
    evaluation = evaluated(snippet, run, tmp_path)

    assert unlike(campaign_cells(evaluation, "zh"), evaluation) == []


@pytest.mark.large
@needs_libreoffice
@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_computes_the_mechanisms(tmp_path: Path) -> None:
    """From wrong values, to the last digit."""
    found = [evaluated(snippet, run, tmp_path / str(at)) for at, (snippet, run) in enumerate(RUNS)]

    agree(found, tmp_path)
