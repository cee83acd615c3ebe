"""Bonus: points on top of the award's maximum for what is counted, each thing and the whole up to a limit."""

from collections.abc import Iterable

import lianbing
from lianbing.formula import CountedThings


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("bonus", rule=CountedThings, effect="bonus")]
