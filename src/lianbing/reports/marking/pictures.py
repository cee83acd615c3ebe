"""How severely reviewers mark, as a picture or a workbook."""

from collections.abc import Mapping, Sequence

from lianbing.casework.marking.severity import Severity
from lianbing.language import Bilingual, Language
from lianbing.reports.marking_words import severity_report
from lianbing.reports.office_book import OfficeBook
from lianbing.reports.pictures import severity
from lianbing.reports.pictures.drawing import png_of, svg_of
from lianbing.reports.tables import Table


def severity_svg(found: Sequence[Severity], names: Mapping[str, str], language: Language) -> bytes:
    """Draw how severely reviewers mark as SVG."""
    title = Bilingual("评审人员的宽严", "How severe reviewers are").say(language)
    return svg_of(lambda sheet: severity.draw(sheet, found, dict(names), language), title)


def severity_png(found: Sequence[Severity], names: Mapping[str, str], language: Language) -> bytes:
    """Draw the same as PNG.

    Raises:
        InputError: No font with Chinese letters is installed.
    """
    return png_of(lambda sheet: severity.draw(sheet, found, dict(names), language))


def severity_workbook(found: Sequence[Severity], names: Mapping[str, str], language: Language) -> bytes:
    """Write the same as a workbook."""
    title = Bilingual("评审人员的宽严", "How severe reviewers are").say(language)
    book = OfficeBook.new(language, title=title)
    sheet = book.sheet(title, widths=(12, 14, 10, 10, 10, 10, 8, 10, 12, 30))
    book.text(sheet, 0, 0, title, "title")
    for block in severity_report(found, names, language):
        if isinstance(block, Table):
            book.row(sheet, 2, block.columns, "header")
            for number, row in enumerate(block.rows, start=3):
                book.row(sheet, number, row, "look" if block.tones[number - 3] == "doubt" else "cell")
        else:
            book.text(sheet, 1, 0, block.text, "note")
    sheet.freeze_panes(3, 1)
    return book.close()
