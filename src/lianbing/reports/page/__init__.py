"""The page: an evaluation as one HTML file, for the screen, for paper and for mail."""

from lianbing.reports.page.document import page

__all__ = ["page"]
