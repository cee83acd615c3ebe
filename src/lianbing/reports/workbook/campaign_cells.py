"""A whole campaign in cells: what is the same for all candidates, and award after award."""

from collections.abc import Sequence

import attrs

from lianbing.backends.spreadsheet import Column, Grid, Quantity, exact_cells, seen_from, serial
from lianbing.evaluation import Evaluation
from lianbing.forms.sheet_names import SheetNames
from lianbing.formula.nodes import RegionTotal
from lianbing.language import Bilingual, Language
from lianbing.reports.workbook.award_cells import AwardCells, award_cells

_FIRST_ROW = 3


@attrs.frozen(eq=False, kw_only=True)
class CampaignCells:
    """A campaign in cells.

    Attributes:
        grid: The one row that holds the evaluation day and the region's totals.
        evaluation_day: The cell of the evaluation day.
        awards: The awards.
        names: The names of the sheets.
    """

    grid: Grid
    evaluation_day: Column
    awards: Sequence[AwardCells]
    names: SheetNames

    @property
    def grids(self) -> Sequence[Grid]:
        """All grids, in the order of their sheets."""
        return [self.grid, *(grid for each in self.awards for grid in each.grids)]


def campaign_cells(evaluation: Evaluation, language: Language, award: str | None = None) -> CampaignCells:
    """Put a campaign into cells.

    Args:
        evaluation: The evaluated campaign.
        language: The language of the sheets.
        award: The one award to put; all where none is named.

    Raises:
        KeyError: There is no such award.
    """
    names = SheetNames()
    campaign = evaluation.campaign
    grid = Grid(names.new(Bilingual("活动", "Campaign").say(language)), _FIRST_ROW, 1)
    day = grid.given([serial(campaign.evaluation_day)], "day", Bilingual("评选日", "evaluation day").say(language))
    totals = {
        (region, name): exact_cells(grid, [figure], f"{region}.{name}")
        for region, figures in campaign.totals.items()
        for name, figure in figures.items()
    }

    def region_total(seen: Grid, node: RegionTotal) -> Quantity | None:
        found = totals.get((node.region, node.name))
        return None if found is None else seen_from(seen, found, [0] * seen.size)

    awards = evaluation.rulebook.awards if award is None else (evaluation.rulebook.award(award),)
    cells = [award_cells(evaluation, each, language, names.new, day, region_total) for each in awards]
    return CampaignCells(grid=grid, evaluation_day=day, awards=cells, names=names)
