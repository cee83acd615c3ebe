"""The prose backend: what a formula says, in words that a committee can read, in Chinese and in English.

`say` gives the whole formula; `phrase` gives one short line, for a tree in which the parts stand below it.
Every fact, limit and figure of a formula stands in its prose, and sums that are grouped differently are never
said alike.
"""

from lianbing.backends.prose.shapes import membership
from lianbing.backends.prose.voice import phrase, say

__all__ = ["membership", "phrase", "say"]
