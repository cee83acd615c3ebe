"""The office's work before scoring: what goes into a campaign besides what units report."""

from lianbing.casework.reviewing import load, load_campaign

__all__ = ["load", "load_campaign"]
