"""The compiled backend: formulas as Python source over integer pairs, for a worth without an explanation.

A formula becomes a function once, as attrs makes the methods of a class: the source is generated from the nodes, never
from text that a data file holds. A number is a numerator and a denominator, both plain integers and the denominator
above 0; most denominators are known when the source is written, so that most sums and comparisons are those of
integers. Nothing is reduced until a value leaves, save where denominators grow.
"""

from lianbing.backends.compiled.program import Program, compiled, holds, pairs, value
from lianbing.backends.compiled.writer import Writer

__all__ = ["Program", "Writer", "compiled", "holds", "pairs", "value"]
