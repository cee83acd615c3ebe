"""Which lists' rows a formula reads without going through them itself."""

from functools import lru_cache

from lianbing.formula.nodes import (
    BestOfEach,
    Count,
    CountDistinct,
    MeanOver,
    Node,
    Repeats,
    SumOfBest,
    SumOver,
    children,
)

OVER_ROWS = (BestOfEach, Count, CountDistinct, MeanOver, SumOfBest, SumOver)


@lru_cache(maxsize=65_536)
def free_rows(node: Node) -> frozenset[str]:
    """Give the lists whose current row a formula reads."""
    own = getattr(node, "rows", None)
    if isinstance(own, str):
        return frozenset([own])
    if isinstance(node, Repeats):
        return frozenset([node.rows.name])
    found = frozenset[str]().union(*(free_rows(each) for each in children(node)))
    if isinstance(node, MeanOver):
        return (free_rows(node.item) - {node.rows.name}) | free_rows(node.over)
    return found - {node.rows.name} if isinstance(node, OVER_ROWS) else found
