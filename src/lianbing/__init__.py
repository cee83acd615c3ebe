"""lianbing (练兵): score an enforcement training campaign by a rulebook, and explain every point.

The front door for other tools and for plugins. Names are loaded when they are first asked for, so that importing the
package stays quick.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianbing.casework import load, load_campaign
    from lianbing.errors import Fault, InputError, LianbingError, Place, PluginError, RulebookError, Severity
    from lianbing.evaluation import Evaluation, evaluate, explain
    from lianbing.loading import campaign_files, load_rulebook
    from lianbing.model.campaign import Campaign, Candidate, Decision, HigherOutcome, HistoryEntry
    from lianbing.model.explained import ExplainedScore
    from lianbing.model.outcome import AwardOutcome, Outcome, Standing
    from lianbing.model.rulebook import Rulebook
    from lianbing.plugins.hookspecs import Indicator, hookimpl
    from lianbing.plugins.registry import Registry

_HOMES = {
    "AwardOutcome": "lianbing.model.outcome",
    "Campaign": "lianbing.model.campaign",
    "Candidate": "lianbing.model.campaign",
    "Decision": "lianbing.model.campaign",
    "Evaluation": "lianbing.evaluation",
    "ExplainedScore": "lianbing.model.explained",
    "Fault": "lianbing.errors",
    "HigherOutcome": "lianbing.model.campaign",
    "HistoryEntry": "lianbing.model.campaign",
    "Indicator": "lianbing.plugins.hookspecs",
    "InputError": "lianbing.errors",
    "LianbingError": "lianbing.errors",
    "Outcome": "lianbing.model.outcome",
    "Place": "lianbing.errors",
    "PluginError": "lianbing.errors",
    "Registry": "lianbing.plugins.registry",
    "Rulebook": "lianbing.model.rulebook",
    "RulebookError": "lianbing.errors",
    "Severity": "lianbing.errors",
    "Standing": "lianbing.model.outcome",
    "campaign_files": "lianbing.loading",
    "evaluate": "lianbing.evaluation",
    "explain": "lianbing.evaluation",
    "hookimpl": "lianbing.plugins.hookspecs",
    "load": "lianbing.casework",
    "load_campaign": "lianbing.casework",
    "load_rulebook": "lianbing.loading",
}

__all__ = [
    "AwardOutcome",
    "Campaign",
    "Candidate",
    "Decision",
    "Evaluation",
    "ExplainedScore",
    "Fault",
    "HigherOutcome",
    "HistoryEntry",
    "Indicator",
    "InputError",
    "LianbingError",
    "Outcome",
    "Place",
    "PluginError",
    "Registry",
    "Rulebook",
    "RulebookError",
    "Severity",
    "Standing",
    "campaign_files",
    "evaluate",
    "explain",
    "hookimpl",
    "load",
    "load_campaign",
    "load_rulebook",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
