"""Evidence in cells: a grid of the candidates, and for each list a grid of its rows."""

import itertools
from collections.abc import Callable, Mapping, Sequence

import attrs

from lianbing.backends.spreadsheet.facts import FactCells
from lianbing.backends.spreadsheet.formulas import ListCells
from lianbing.backends.spreadsheet.grid import Grid
from lianbing.formula.evidence import FactNode, Rows, evidence_fields, facts_of_rows
from lianbing.formula.nodes import PanelRule, RowsFact
from lianbing.language import Language

MakeGrid = Callable[[RowsFact | None, Sequence[int]], Grid]
"""Makes a grid: for the candidates, or for the rows of a list; with the candidate of each row."""


@attrs.frozen(eq=False)
class EvidenceCells:
    """The evidence of some candidates in cells. Its first column numbers the rows of each grid.

    Attributes:
        facts: The facts of the candidates.
        lists: The lists, by name.
    """

    facts: FactCells
    lists: Mapping[str, ListCells]

    @classmethod
    def of(cls, evidence: type, found: Sequence[object], make_grid: MakeGrid, language: Language) -> "EvidenceCells":
        """Put evidence into cells.

        Args:
            evidence: Its class.
            found: For each candidate its evidence; None where it has none.
            make_grid: Makes a grid, whose first column numbers the rows.
            language: The language of headings and of yes and no.
        """
        fields = evidence_fields(evidence)
        facts = {name: field.node for name, field in fields.items()}
        own = FactCells.of(make_grid(None, range(len(found))), found, facts, _labels(facts, language), words(language))
        lists = {}
        for name, field in fields.items():
            if isinstance(field.node, RowsFact):
                assert field.row_type is not None, "a list has rows"
                lists[name] = _list(Rows(field.node, field.row_type, PanelRule()), found, make_grid, language)
        return cls(own, lists)


def words(language: Language) -> tuple[str, str]:
    """The words for yes and no."""
    return ("是", "否") if language == "zh" else ("yes", "no")


def _labels(facts: Mapping[str, FactNode], language: Language) -> Mapping[str, str]:
    return {name: fact.label.say(language) for name, fact in facts.items()}


def _list(rows: Rows, found: Sequence[object], make_grid: MakeGrid, language: Language) -> ListCells:
    """Put a list of all candidates into cells: those of a candidate together, in the order of the candidates."""
    lists = [() if each is None else tuple(getattr(each, rows.node.name)) for each in found]
    owners = [candidate for candidate, own in enumerate(lists) for _ in own]
    ends = list(itertools.accumulate(map(len, lists)))
    facts = facts_of_rows(rows)
    grid = make_grid(rows.node, owners)
    every_row = list(itertools.chain.from_iterable(lists))
    cells = FactCells.of(grid, every_row, facts, _labels(facts, language), words(language))
    runs = [(end - len(own), end) for end, own in zip(ends, lists, strict=True)]
    return ListCells(cells, grid.columns[0], owners, runs)
