"""The workbook: facts as cells, every criterion, indicator, total and rank as a formula over them."""

from lianbing.reports.workbook.book import workbook

__all__ = ["workbook"]
