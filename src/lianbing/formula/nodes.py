"""The nodes of the formula language: what a formula can say, and nothing about how it is used.

The set is closed: plugins compose these and never add one, so that every backend is complete, which the type
checker proves by a ``match`` that ends in ``assert_never``. Intent stays in the tree: `Cap` is a node of its own,
though a backend may lower it to the lesser of two, because people want to read "capped at 30".
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias, cast, overload

import attrs

from lianbing.formula.domain import Domain, Exact, exact
from lianbing.language import Bilingual


class Arithmetic:
    """The operators of numbers: ``+ - * /`` make nodes, comparisons make conditions."""

    __slots__ = ()

    def __add__(self, other: "Number | Exact") -> "Add":
        """Add: ``a + b``; a chain of sums is one sum, as people read it."""
        terms = self.terms if isinstance(self, Add) else (_self(self),)
        return Add((*terms, number(other)))

    def __radd__(self, other: Exact) -> "Add":
        """Add to an exact number."""
        return Add((number(other), _self(self)))

    def __sub__(self, other: "Number | Exact") -> "Subtract":
        """Subtract: ``a - b``."""
        return Subtract(_self(self), number(other))

    def __rsub__(self, other: Exact) -> "Subtract":
        """Subtract from an exact number."""
        return Subtract(number(other), _self(self))

    def __mul__(self, other: "Number | Exact") -> "Multiply":
        """Multiply: ``a * b``."""
        return Multiply(_self(self), number(other))

    def __rmul__(self, other: Exact) -> "Multiply":
        """Multiply an exact number."""
        return Multiply(number(other), _self(self))

    @overload
    def __truediv__(self, other: Exact) -> "Ratio": ...
    @overload
    def __truediv__(self, other: "Number") -> "Division": ...
    def __truediv__(self, other: "Number | Exact") -> "Ratio | Division":
        """Divide; by anything but a number written out it is unfinished until ``.otherwise(...)`` is said."""
        if isinstance(other, int | Fraction) or not isinstance(other, Arithmetic):
            divisor = exact(other)
            if divisor == 0:
                raise ZeroDivisionError("a formula divides by the number 0")
            return Ratio(_self(self), Constant(divisor), Constant(Fraction(0)))
        return Division(_self(self), other)

    def __rtruediv__(self, other: Exact) -> "Division":
        """Divide an exact number; unfinished until ``.otherwise(...)`` is said."""
        return Division(number(other), _self(self))

    def __gt__(self, other: "Number | Exact") -> "Compare":
        """Tell whether it is greater."""
        return Compare(_self(self), ">", number(other))

    def __ge__(self, other: "Number | Exact") -> "Compare":
        """Tell whether it is at least as great."""
        return Compare(_self(self), ">=", number(other))

    def __lt__(self, other: "Number | Exact") -> "Compare":
        """Tell whether it is less."""
        return Compare(_self(self), "<", number(other))

    def __le__(self, other: "Number | Exact") -> "Compare":
        """Tell whether it is at most as great."""
        return Compare(_self(self), "<=", number(other))


class Chronology:
    """The comparisons of days."""

    __slots__ = ()

    def __gt__(self, other: "Day | date") -> "CompareDays":
        """Tell whether it is later."""
        return CompareDays(cast("Day", self), ">", day(other))

    def __ge__(self, other: "Day | date") -> "CompareDays":
        """Tell whether it is not earlier."""
        return CompareDays(cast("Day", self), ">=", day(other))

    def __lt__(self, other: "Day | date") -> "CompareDays":
        """Tell whether it is earlier."""
        return CompareDays(cast("Day", self), "<", day(other))

    def __le__(self, other: "Day | date") -> "CompareDays":
        """Tell whether it is not later."""
        return CompareDays(cast("Day", self), "<=", day(other))


class Logic:
    """The operators of conditions: ``&``, ``|`` and ``~``."""

    __slots__ = ()

    def __and__(self, other: "Condition") -> "AllOf":
        """Both hold."""
        return AllOf((cast("Condition", self), other))

    def __or__(self, other: "Condition") -> "AnyOf":
        """At least one holds."""
        return AnyOf((cast("Condition", self), other))

    def __invert__(self) -> "Not":
        """It does not hold."""
        return Not(cast("Condition", self))


def _self(operand: Arithmetic) -> "Number":
    return cast("Number", operand)


def number(value: "Number | Exact") -> "Number":
    """Take a number of the language, or make a constant of an exact number.

    Raises:
        TypeError: The value is neither, a binary float for instance.
    """
    return value if isinstance(value, Arithmetic) else Constant(exact(value))


def day(value: "Day | date") -> "Day":
    """Take a day of the language, or make a constant of a date."""
    return FixedDay(value) if isinstance(value, date) else value


# Facts -------------------------------------------------------------------------------------------------------------


@attrs.frozen(order=False, cache_hash=True)
class Fact(Arithmetic):
    """A number that the evidence holds.

    Attributes:
        name: The field of the evidence, or of the row.
        label: How people call it.
        domain: What it may lawfully be; bounds rest on it.
        rows: The list whose rows hold it, or None where the evidence itself does.
    """

    name: str
    label: Bilingual
    domain: Domain = Domain()
    rows: str | None = None

    def within(self, least: Exact | None = None, most: Exact | None = None) -> "Fact":
        """Narrow what is lawful; input beyond it is refused with the indicator's clause."""
        return attrs.evolve(self, domain=self.domain.within(least, most))


@attrs.frozen(order=False, cache_hash=True)
class FlagFact(Logic):
    """A yes/no fact. Attributes as those of `Fact`."""

    name: str
    label: Bilingual
    rows: str | None = None


@attrs.frozen(order=False, cache_hash=True)
class ChoiceFact:
    """A fact that is one of some words, or any text. Attributes as those of `Fact`.

    Attributes:
        options: The words it can be; empty where any text is lawful.
        of_candidate: Whether it is a field of the candidate itself, such as its level.
    """

    name: str
    label: Bilingual
    options: tuple[str, ...] = ()
    rows: str | None = None
    of_candidate: bool = False

    def is_(self, *values: str) -> "Condition":
        """Tell whether it is one of these words.

        Raises:
            ValueError: A word is not among the options.
        """
        for value in values:
            if self.options and value not in self.options:
                raise ValueError(f"{self.name} is never {value!r}; it is one of {', '.join(self.options)}")
        tests = tuple(ChoiceIs(self, value) for value in values)
        return tests[0] if len(tests) == 1 else AnyOf(tests)


@attrs.frozen(order=False, cache_hash=True)
class DayFact(Chronology):
    """A date that the evidence holds. Attributes as those of `Fact`."""

    name: str
    label: Bilingual
    rows: str | None = None


@attrs.frozen(order=False, cache_hash=True)
class RowsFact:
    """A list of rows that the evidence holds.

    Attributes:
        name: The field of the evidence.
        label: How people call the list.
    """

    name: str
    label: Bilingual


@attrs.frozen(order=False, cache_hash=True)
class PanelRule:
    """How a panel's marks are put together.

    Attributes:
        kind: The mean; the mean without the highest and lowest; or the median.
        trim: How many marks the trimmed mean leaves out at each end, where enough are there.
    """

    kind: Literal["mean", "trimmed_mean", "median"] = "mean"
    trim: int = 1


@attrs.frozen(order=False, cache_hash=True)
class MarksFact:
    """Reviewers' marks that the evidence holds. Attributes as those of `Fact`.

    Attributes:
        rule: How the rulebook puts a panel's marks together.
    """

    name: str
    label: Bilingual
    domain: Domain = Domain()
    rows: str | None = None
    rule: PanelRule = PanelRule()


@attrs.frozen(order=False, cache_hash=True)
class WorkCalendar:
    """Which days are worked: Monday to Friday, save what is said here.

    Attributes:
        holidays: Days off that would else be worked.
        workdays: Days worked that would else be off.
    """

    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()


# Numbers -----------------------------------------------------------------------------------------------------------


@attrs.frozen(order=False, cache_hash=True)
class Constant(Arithmetic):
    """A number that the rulebook states."""

    value: Fraction


@attrs.frozen(order=False, cache_hash=True)
class Count(Arithmetic):
    """How many rows a list has, or how many of them meet a condition."""

    rows: RowsFact
    where: "Condition | None" = None


@attrs.frozen(order=False, cache_hash=True)
class CountDistinct(Arithmetic):
    """How many different values a field has in a list, white space and case aside."""

    rows: RowsFact
    key: ChoiceFact


@attrs.frozen(order=False, cache_hash=True)
class SumOver(Arithmetic):
    """The sum of an expression over the rows of a list."""

    rows: RowsFact
    item: "Number"


@attrs.frozen(order=False, cache_hash=True)
class MeanOver(Arithmetic):
    """The sum of an expression over the rows, divided by the greater of their number and ``over``; 0 if both are 0."""

    rows: RowsFact
    item: "Number"
    over: "Number"


@attrs.frozen(order=False, cache_hash=True)
class BestOfEach(Arithmetic):
    """The sum, over the groups of rows that share a key, of each group's greatest value."""

    rows: RowsFact
    key: ChoiceFact
    item: "Number"


@attrs.frozen(order=False, cache_hash=True)
class SumOfBest(Arithmetic):
    """The sum of an expression over the rows where it is greatest, so many of them at most."""

    rows: RowsFact
    item: "Number"
    count: int


@attrs.frozen(order=False, cache_hash=True)
class PanelMark(Arithmetic):
    """The panel's marks put together by the rulebook's panel rule, from 0 to ``most``."""

    marks: MarksFact
    most: Fraction


@attrs.frozen(order=False, cache_hash=True)
class Add(Arithmetic):
    """A sum."""

    terms: tuple["Number", ...]


@attrs.frozen(order=False, cache_hash=True)
class Subtract(Arithmetic):
    """A difference."""

    left: "Number"
    right: "Number"


@attrs.frozen(order=False, cache_hash=True)
class Multiply(Arithmetic):
    """A product."""

    left: "Number"
    right: "Number"


@attrs.frozen(order=False, cache_hash=True)
class Ratio(Arithmetic):
    """A quotient; ``otherwise`` is its value where the denominator is 0."""

    numerator: "Number"
    denominator: "Number"
    otherwise: "Number"


@attrs.frozen(order=False, cache_hash=True)
class Least(Arithmetic):
    """The least of several."""

    terms: tuple["Number", ...]


@attrs.frozen(order=False, cache_hash=True)
class Greatest(Arithmetic):
    """The greatest of several."""

    terms: tuple["Number", ...]


@attrs.frozen(order=False, cache_hash=True)
class Cap(Arithmetic):
    """A value that counts up to a limit and no further (累计不超过)."""

    inner: "Number"
    most: "Number"


@attrs.frozen(order=False, cache_hash=True)
class Floor(Arithmetic):
    """A value that never counts below a limit (按0分计)."""

    inner: "Number"
    least: "Number"


@attrs.frozen(order=False, cache_hash=True)
class When(Arithmetic):
    """One value where a condition holds, another where it does not."""

    condition: "Condition"
    then: "Number"
    otherwise: "Number"


@attrs.frozen(order=False, cache_hash=True)
class Steps(Arithmetic):
    """How many steps of a size an amount holds (每…扣…分): full ones, or started ones too. Below 0 there are none."""

    amount: "Number"
    size: Fraction
    started: bool


@attrs.frozen(order=False, cache_hash=True)
class Tiers(Arithmetic):
    """The figure of the highest tier that a value reaches (分档计分).

    Attributes:
        inner: The value.
        tiers: Each tier's start and figure, the starts rising.
        otherwise: The figure below all tiers.
        above: Whether a tier is reached only above its start, not at it.
    """

    inner: "Number"
    tiers: tuple[tuple[Fraction, Fraction], ...]
    otherwise: Fraction
    above: bool = False


@attrs.frozen(order=False, cache_hash=True)
class ShareOfApplicable(Arithmetic):
    """What the parts that apply got, divided by what they can give: a part that does not apply leaves the divisor.

    Attributes:
        applies: By part, whether it applies.
        points: By part, what it got.
        most: By part, the most that it can give, above 0.
        otherwise: The value where no part applies.
    """

    applies: tuple["Condition", ...]
    points: tuple["Number", ...]
    most: tuple[Fraction, ...]
    otherwise: "Number"


@attrs.frozen(order=False, cache_hash=True)
class DaysLate(Arithmetic):
    """How many days a day lies after the day that was due; 0 where it does not.

    Attributes:
        day: The day.
        due: The last day in time.
        calendar: Counts working days by this calendar; None counts every day.
    """

    day: "Day"
    due: "Day"
    calendar: "WorkCalendar | None" = None


@attrs.frozen(order=False, cache_hash=True)
class Band(Arithmetic):
    """Points for a value against a baseline.

    At or above ``high`` times the baseline: ``most``; at or below ``low`` times it: 0; between them in proportion,
    or, where ``shape`` is ``"step"``, ``most`` from ``low`` times the baseline upward. Against a baseline of 0:
    ``most`` for any value above 0, else 0.
    """

    value: "Number"
    baseline: "Number"
    low: Fraction
    high: Fraction
    most: Fraction
    shape: Literal["linear", "step"] = "linear"


@attrs.frozen(order=False, cache_hash=True)
class Quantize(Arithmetic):
    """A value rounded to a multiple of ``step``; ``mode`` is a rounding mode of `decimal`."""

    inner: "Number"
    step: Fraction
    mode: str


@attrs.frozen(order=False, cache_hash=True)
class RegionTotal(Arithmetic):
    """A total of the whole region: the campaign's figure, or the sum over the award's candidates, excluded ones too.

    Attributes:
        region: The region, ``"city"`` for instance.
        name: The total's name in the campaign's ``[totals.<region>]``.
        inner: What is summed where the campaign gives no figure; None where it must give one.
        label: How people call it.
    """

    region: str
    name: str
    inner: "Number | None"
    label: Bilingual


@attrs.frozen(order=False, cache_hash=True)
class CohortSum(Arithmetic):
    """The sum of an expression over the cohort."""

    inner: "Number"


@attrs.frozen(order=False, cache_hash=True)
class CohortGreatest(Arithmetic):
    """The greatest value of an expression in the cohort."""

    inner: "Number"


@attrs.frozen(order=False, cache_hash=True)
class CohortRank(Arithmetic):
    """The rank of the candidate's own value in the cohort: 1 for the greatest, equal values share the better rank."""

    inner: "Number"


@attrs.frozen(order=False, cache_hash=True)
class CohortSize(Arithmetic):
    """How many candidates the cohort has."""


@attrs.frozen(order=False, cache_hash=True)
class ShareOfGreatest(Arithmetic):
    """The own value divided by the greatest in the cohort, for values of at least 0; 0 where the greatest is 0."""

    inner: "Number"


@attrs.frozen(order=False, cache_hash=True)
class RankPoints(Arithmetic):
    """Points by rank: ``most`` × (n - rank + 1) ÷ n, with n the size of the cohort and ranks as in `CohortRank`."""

    inner: "Number"
    most: Fraction


# Days --------------------------------------------------------------------------------------------------------------


@attrs.frozen(order=False, cache_hash=True)
class FixedDay(Chronology):
    """A date that the rulebook states."""

    value: date


@attrs.frozen(order=False, cache_hash=True)
class EvaluationDay(Chronology):
    """The campaign's evaluation day."""


# Conditions --------------------------------------------------------------------------------------------------------

Comparison = Literal[">", ">=", "<", "<="]


@attrs.frozen(order=False, cache_hash=True)
class IsGiven(Logic):
    """Whether a fact that may be missing was stated."""

    fact: "Fact | FlagFact | ChoiceFact | DayFact | MarksFact"


@attrs.frozen(order=False, cache_hash=True)
class Compare(Logic):
    """How two numbers compare."""

    left: "Number"
    sign: Comparison
    right: "Number"


@attrs.frozen(order=False, cache_hash=True)
class CompareDays(Logic):
    """How two days compare."""

    left: "Day"
    sign: Comparison
    right: "Day"


@attrs.frozen(order=False, cache_hash=True)
class ChoiceIs(Logic):
    """Whether a choice is this word."""

    choice: ChoiceFact
    value: str


@attrs.frozen(order=False, cache_hash=True)
class Repeats(Logic):
    """Whether an earlier row of the same list has the same key, white space and case aside."""

    rows: RowsFact
    key: ChoiceFact


@attrs.frozen(order=False, cache_hash=True)
class AllOf(Logic):
    """Whether all of some conditions hold."""

    conditions: tuple["Condition", ...]


@attrs.frozen(order=False, cache_hash=True)
class AnyOf(Logic):
    """Whether any of some conditions holds."""

    conditions: tuple["Condition", ...]


@attrs.frozen(order=False, cache_hash=True)
class Not(Logic):
    """Whether a condition does not hold."""

    condition: "Condition"


@attrs.frozen
class Division:
    """A quotient that has not said what it is worth where the denominator is 0: not yet a number."""

    numerator: "Number"
    denominator: "Number"

    def otherwise(self, value: "Number | Exact") -> Ratio:
        """Say the value where the denominator is 0."""
        return Ratio(self.numerator, self.denominator, number(value))


Number: TypeAlias = (
    Constant
    | Fact
    | Add
    | Subtract
    | Multiply
    | Ratio
    | Least
    | Greatest
    | Cap
    | Floor
    | When
    | Count
    | CountDistinct
    | SumOver
    | MeanOver
    | BestOfEach
    | SumOfBest
    | PanelMark
    | Steps
    | Tiers
    | ShareOfApplicable
    | DaysLate
    | Band
    | Quantize
    | RegionTotal
    | CohortSum
    | CohortGreatest
    | CohortRank
    | CohortSize
    | ShareOfGreatest
    | RankPoints
)
Day: TypeAlias = DayFact | FixedDay | EvaluationDay
Condition: TypeAlias = FlagFact | IsGiven | Compare | CompareDays | ChoiceIs | Repeats | AllOf | AnyOf | Not
Leaf: TypeAlias = ChoiceFact | RowsFact | MarksFact | Day
Node: TypeAlias = Number | Condition | Leaf


OF_OTHERS = (CohortSum, CohortGreatest, CohortRank, CohortSize, ShareOfGreatest, RankPoints, RegionTotal)
"""The nodes that ask something of other candidates or of the region."""


def children(parent: Node) -> Sequence[Node]:
    """Give the nodes directly under a node, in the order of its fields."""
    found: list[Node] = []
    for field in attrs.fields(type(parent)):
        value = getattr(parent, field.name)
        candidates = value if isinstance(value, tuple) else (value,)
        found.extend(cast("Node", child) for child in candidates if isinstance(child, _NODE_TYPES))
    return found


def walk(root: Node) -> Sequence[Node]:
    """Give a node and all nodes below it, each before what lies under it."""
    found: list[Node] = []
    waiting: list[Node] = [root]
    while waiting:
        current = waiting.pop()
        found.append(current)
        waiting.extend(reversed(children(current)))
    return found


_NODE_TYPES = (Arithmetic, Logic, Chronology, ChoiceFact, RowsFact, MarksFact)
