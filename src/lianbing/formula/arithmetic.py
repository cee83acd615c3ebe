"""The arithmetic of single nodes: panels, bands and rounding, exact and apart from any evidence."""

import bisect
import decimal
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from lianbing.formula.nodes import Band, PanelRule, Tiers, WorkCalendar

ZERO = Fraction(0)
ONE = Fraction(1)


def panel_mark(marks: tuple[Fraction, ...], rule: PanelRule) -> Fraction:
    """Put a panel's marks together.

    >>> panel_mark((Fraction(1), Fraction(2), Fraction(6)), PanelRule("mean"))
    Fraction(3, 1)
    """
    first, beyond = kept_marks(len(marks), rule)
    return sum(sorted(Fraction(mark) for mark in marks)[first:beyond], ZERO) / (beyond - first)


def kept_marks(count: int, rule: PanelRule) -> tuple[int, int]:
    """Tell which of so many marks in order count: from the first to before the second.

    >>> kept_marks(5, PanelRule("median")), kept_marks(4, PanelRule("median")), kept_marks(3, PanelRule("mean"))
    ((2, 3), (1, 3), (0, 3))
    """
    if rule.kind == "median":
        return (count - 1) // 2, count // 2 + 1
    if rule.kind == "trimmed_mean" and count > 2 * rule.trim:
        return rule.trim, count - rule.trim
    return 0, count


def band_points(found: Fraction, baseline: Fraction, band: Band) -> Fraction:
    """Give the points of a band; see `Band` for its shape."""
    if baseline == 0:
        return band.most if found > 0 else ZERO
    if band.shape == "step":
        return band.most if found >= band.low * baseline else ZERO
    share = (found - band.low * baseline) / ((band.high - band.low) * baseline)
    return band.most * min(max(share, ZERO), ONE)


def tier_of(found: Fraction, tiers: Tiers) -> Fraction:
    """Give the figure of the highest tier that a value reaches; see `Tiers`."""
    starts = [start for start, _ in tiers.tiers]
    reached = (bisect.bisect_left if tiers.above else bisect.bisect_right)(starts, found)
    return tiers.tiers[reached - 1][1] if reached else tiers.otherwise


def days_late(day: date, due: date, calendar: WorkCalendar | None = None) -> int:
    """Count the days after the due day, up to the day itself; working days alone where a calendar is given.

    >>> friday, monday = date(2019, 11, 15), date(2019, 11, 18)
    >>> days_late(monday, friday), days_late(monday, friday, WorkCalendar()), days_late(friday, monday)
    (3, 1, 0)
    """
    late = (day - due).days
    if late <= 0 or calendar is None:
        return max(late, 0)
    # Whole weeks at once, so that a date centuries off costs nothing; then what the calendar says otherwise.
    weeks, rest = divmod(late, 7)
    worked = weeks * 5 + sum((due + timedelta(days=each)).weekday() < 5 for each in range(1, rest + 1))
    extra = {each for each in calendar.workdays if due < each <= day and each.weekday() >= 5}
    off = {each for each in calendar.holidays if due < each <= day and each.weekday() < 5}
    return worked + len(extra - set(calendar.holidays)) - len(off - set(calendar.workdays))


def quantized(found: Fraction, step: Fraction, mode: str) -> Fraction:
    """Round to a multiple of a step by a rounding mode of `decimal`.

    >>> quantized(Fraction("2.675"), Fraction("0.01"), "ROUND_HALF_UP")
    Fraction(67, 25)
    """
    count = found / step
    whole = abs(count.numerator) // count.denominator
    rest = abs(count) - whole
    # Three digits tell below, at and above the half apart, which is all that a rounding mode asks of the rest.
    tail = Decimal("0") if rest == 0 else Decimal("0.25") if rest < Fraction(1, 2) else Decimal("0.75")
    if rest == Fraction(1, 2):
        tail = Decimal("0.5")
    digits = len(str(whole)) + 3
    shown = (Decimal(whole) + tail).copy_sign(Decimal(-1 if count < 0 else 1))
    rounded = shown.quantize(Decimal(1), rounding=mode, context=decimal.Context(prec=digits))
    return Fraction(int(rounded)) * step


def folded(text: object) -> str:
    """Give a text as it is compared with others: white space and case aside.

    >>> folded(" East  Lake")
    'eastlake'
    """
    return "".join(str(text).split()).casefold()
