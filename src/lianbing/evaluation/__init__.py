"""Records to outcomes: who leaves, what everyone gets, who is selected, and why."""

from lianbing.evaluation.evaluating import Evaluation, evaluate, figures
from lianbing.evaluation.evaluating import explain_score as explain

__all__ = ["Evaluation", "evaluate", "explain", "figures"]
