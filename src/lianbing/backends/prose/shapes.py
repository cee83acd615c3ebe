"""What prose asks of a formula's shape: whether it is a share, tells membership, or can be 0."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from lianbing.formula.domain import written
from lianbing.formula.nodes import (
    AllOf,
    AnyOf,
    Cap,
    ChoiceFact,
    ChoiceIs,
    Compare,
    Condition,
    Constant,
    Count,
    Fact,
    Floor,
    Node,
    Number,
    PanelRule,
    Ratio,
    RowsFact,
    ShareOfGreatest,
    Subtract,
)


def membership(node: Node) -> tuple[RowsFact, Sequence[str]] | None:
    """Give the plain list and the words, where a comparison tells whether the list has one of the words."""
    match node:
        case Compare(Count(rows, where), ">" | "<=", Constant(limit)) if limit == 0 and where is not None:
            words = words_of(rows, where)
            return (rows, words) if words else None
    return None


def is_above_zero(fact: Fact) -> bool:
    """Tell whether a fact can never be 0 or below."""
    return fact.domain.least is not None and fact.domain.least > 0


def is_share(node: Number) -> bool:
    """Whether people think of a number in percent."""
    match node:
        case Fact(_, _, domain):
            return domain.least == 0 and domain.most == 1 and not domain.whole
        case Ratio(_, denominator):
            return not isinstance(denominator, Constant)
        case Subtract(left, right):
            return is_share(left) or is_share(right)
        case Cap(inner, _) | Floor(inner, _):
            return is_share(inner)
        case _:
            return isinstance(node, ShareOfGreatest)


def step_in_words(size: Fraction, amount: Number) -> str:
    """Write the size of a step, in percent where what it is a step of is thought of so."""
    return f"{written(size * 100)}%" if size < 1 and is_share(amount) else written(size)


def trim(rule: PanelRule) -> int:
    """Tell how many marks a panel's rule leaves out at each end."""
    return rule.trim if rule.kind == "trimmed_mean" else 0


def words_of(rows: RowsFact, where: Condition) -> list[str]:
    """Give the words that a condition looks for among the rows of a plain list; none where it asks anything else."""
    words = []
    for each in members(where) if isinstance(where, AnyOf) else (where,):
        match each:
            case ChoiceIs(ChoiceFact("value", label, of_candidate=False), word) if label == rows.label:
                words.append(word)
            case _:
                return []
    return words


def members(node: AllOf | AnyOf) -> Iterator[Condition]:
    """Give what is joined, and what a like condition within joins: it is the same truth."""
    for condition in node.conditions:
        if isinstance(condition, AllOf | AnyOf) and type(condition) is type(node):
            yield from members(condition)
        else:
            yield condition
