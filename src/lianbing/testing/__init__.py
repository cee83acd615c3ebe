"""Testing: what authors of plugins and rulebooks need to test them, in one call."""

try:
    import hypothesis as _hypothesis
except ModuleNotFoundError as _error:
    _WHY = "lianbing.testing needs hypothesis, which the extra brings: pip install 'lianbing[testing]'"
    raise ModuleNotFoundError(_WHY, name="hypothesis") from _error

from lianbing.testing.breaches import Breach, ContractError
from lianbing.testing.contract import check_indicator, check_rulebook
from lianbing.testing.strategies import campaigns, candidates, evidence

__all__ = ["Breach", "ContractError", "campaigns", "candidates", "check_indicator", "check_rulebook", "evidence"]

del _hypothesis
