"""The documents that an office issues: notice, result document and score letters, as Word files and PDF."""

from lianbing.reports.documents.making import default_template, document, document_as_pdf, left_blank

__all__ = ["default_template", "document", "document_as_pdf", "left_blank"]
