"""The order of awards: each after those whose standings it reads."""

import graphlib

from lianbing.errors import Place, RulebookError, fault
from lianbing.model.award import Award
from lianbing.model.rulebook import Rulebook


def in_order(rulebook: Rulebook) -> tuple[Award, ...]:
    """Give the awards so that each comes after those that its indicators read, else in the rulebook's order.

    Raises:
        RulebookError: The awards need each other in a circle.
    """
    sorter: graphlib.TopologicalSorter[str] = graphlib.TopologicalSorter()
    for award in rulebook.awards:
        sorter.add(award.id, *(name for indicator in award.indicators for name in indicator.reads))
    try:
        return tuple(rulebook.award(name) for name in sorter.static_order())
    except graphlib.CycleError as error:
        cycle = " → ".join(reversed(error.args[1]))
        raise RulebookError([fault("reading_cycle", Place(record=rulebook.id), cycle=cycle)]) from error
