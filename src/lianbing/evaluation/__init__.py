"""Records to outcomes: who leaves, what everyone gets, who is selected, and why."""

from lianbing.evaluation.evaluating import evaluate, figures
from lianbing.evaluation.evaluating import explain_score as explain

__all__ = ["evaluate", "explain", "figures"]
