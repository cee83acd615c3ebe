"""Penalty: points taken off the total for what is counted, each thing and the whole up to a limit."""

from collections.abc import Iterable

import lianbing
from lianbing.formula import CountedThings


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("penalty", rule=CountedThings, effect="penalty")]
