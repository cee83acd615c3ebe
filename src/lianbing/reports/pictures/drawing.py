"""Drawing a picture into bytes: the same ones on every machine, with words that whatever fonts there are can show."""

import io
import re
import warnings
from collections.abc import Callable

import matplotlib

from lianbing.reports.pictures.fonts import CHINESE, PLAIN, drawable, installed
from lianbing.reports.pictures.sheet import Sheet

DOTS_PER_INCH = 200

_FAMILY = re.compile(rb"(font(?:-family)?: [^;\"]*?)'[^;\"]*'(?:, sans-serif)?")


def svg_of(draw: Callable[[Sheet], None], title: str) -> bytes:
    """Draw as SVG; its words stay words, in whatever Chinese font the reader has.

    Args:
        draw: What draws on an empty sheet.
        title: The title of the picture.
    """
    with matplotlib.rc_context(), warnings.catch_warnings():
        # Which letters can be shown is up to the reader's fonts, not to those of this machine.
        warnings.filterwarnings("ignore", message=r"Glyph \d+")
        _settle(installed())
        sheet = Sheet.blank(str)
        draw(sheet)
        stream = io.BytesIO()
        sheet.figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    return _with_fonts(stream.getvalue())


def png_of(draw: Callable[[Sheet], None]) -> bytes:
    """Draw as PNG, 2667 by 1500 dots.

    Raises:
        InputError: No font with Chinese letters is installed.
    """
    with matplotlib.rc_context():
        _settle(installed())
        sheet = Sheet.blank(drawable)
        draw(sheet)
        stream = io.BytesIO()
        sheet.figure.savefig(stream, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return stream.getvalue()


def _settle(font: str | None) -> None:
    """Set all that could make two machines draw differently, within the context that it is called in."""
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(
        {
            "font.family": [each for each in (font, PLAIN) if each is not None],
            "text.parse_math": False,
            "text.usetex": False,
            "hatch.linewidth": 0.6,
            "svg.fonttype": "none",
            "svg.hashsalt": "lianbing",
        }
    )


def _with_fonts(drawn: bytes) -> bytes:
    """Name every font that may be there on the reader's machine, whichever is here."""
    families = ", ".join(f"'{name}'" for name in CHINESE) + ", sans-serif"
    return _FAMILY.sub(rb"\1" + families.encode(), drawn)
