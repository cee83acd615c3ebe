"""Forms that units fill in, as workbooks; imported only when asked for."""

from lianbing.reports.forms.form_book import form_workbook

__all__ = ["form_workbook"]
