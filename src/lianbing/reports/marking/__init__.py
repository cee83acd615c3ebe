"""Marking as workbooks and pictures; imported only when asked for."""

from lianbing.reports.marking.sheets import arbitration_workbook, marking_workbook

__all__ = ["arbitration_workbook", "marking_workbook"]
