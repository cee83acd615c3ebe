"""What the shipped templates are made of: paragraphs, tables, and the lines that repeat or leave them out."""

from xml.sax.saxutils import escape

from tests.documents.template_layout import SIDES, twips

_ROW = 400


def paragraph(text: str, style: str = "BodyText", *, properties: str = "") -> str:
    """A paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run}</w:p>'


def table(
    widths: tuple[float, ...], head: tuple[str, ...], rows: tuple[str, ...], *, head_style: str = "TableHead"
) -> str:
    """A table as wide as the text, whose head is repeated on every page.

    Args:
        widths: The widths of the columns in millimetres.
        head: The headings.
        rows: The rows, made with `row`.
        head_style: The style of the headings.
    """
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in SIDES)
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    total = sum(map(twips, widths))
    first = row(widths, tuple((text, head_style) for text in head), head=True)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{first}{''.join(rows)}</w:tbl>"
    )


def row(widths: tuple[float, ...], cells: tuple[tuple[str, str], ...], *, head: bool = False) -> str:
    """A row that is not split between pages; each cell is a text and its style."""
    repeated = "<w:tblHeader/>" if head else ""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(text, style)}</w:tc>"
        for width, (text, style) in zip(widths, cells, strict=True)
    )
    whole = f'<w:cantSplit/><w:trHeight w:val="{_ROW}" w:hRule="atLeast"/>{repeated}'
    return f"<w:tr><w:trPr>{whole}</w:trPr>{made}</w:tr>"


def row_control(widths: tuple[float, ...], text: str) -> str:
    """A row that holds a `for` or an `if` of rows."""
    empty = tuple(("", "TableText") for _ in widths[1:])
    return row(widths, ((f"{{%tr {text} %}}", "TableText"), *empty))


def control(text: str) -> str:
    """A paragraph that holds a `for` or an `if` of paragraphs."""
    return paragraph(f"{{%p {text} %}}", "Normal")
