"""The layout of the shipped templates: page, type and spacing as GB/T 9704-2012 asks, as parts of a Word file."""

from collections.abc import Mapping

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OPENING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

TWIPS_A_MM = 1440 / 25.4

SONG, FANG_SONG, HEI, KAI, SMALL_TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"

# The one other name that Word looks for where a font is missing.
ALTERNATIVES: Mapping[str, str] = {FANG_SONG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun", SMALL_TITLE: "宋体"}

# Half points: 二号, 三号, 四号, 小四, 五号.
TWO, THREE, FOUR, SMALL_FOUR, FIVE = 44, 32, 28, 24, 21

# 225 mm in 22 lines: 28.95 points a line. 156 mm in 28 characters of 16 points: a quarter of a point closer together.
# A grid of characters would say the latter too, but LibreOffice gives a character that is wider than a cell two cells.
LINE, CLOSER = 579, -5
_WIDE_LINE = 700

STEPS = 8


def twips(millimetres: float) -> int:
    """Turn millimetres into twentieths of a point."""
    return round(millimetres * TWIPS_A_MM)


def section() -> str:
    """The properties of a section: A4, margins, pages numbered from 1, and the grid of lines."""
    margins = {"top": 37, "right": 26, "bottom": 35, "left": 28, "header": 15, "footer": 25.5}
    placed = " ".join(f'w:{name}="{twips(width)}"' for name, width in margins.items())
    return (
        '<w:sectPr><w:footerReference w:type="even" r:id="rId11"/><w:footerReference w:type="default" r:id="rId12"/>'
        f'<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/><w:pgMar {placed} w:gutter="0"/><w:pgNumType w:start="1"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )


_CLOSER = f'<w:spacing w:val="{CLOSER}"/>'
_NO_CLOSER = '<w:spacing w:val="0"/>'


def _type(font: str, size: int, more: str = _NO_CLOSER) -> str:
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{font}" w:cs="{LATIN}"/>'
    return f'<w:rPr>{fonts}{more}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _style(id: str, name: str, paragraph: str, type: str = "", *, base: str = "Normal", default: bool = False) -> str:
    own = 'w:default="1" ' if default else ""
    based = "" if default else f'<w:basedOn w:val="{base}"/>'
    shown = f"<w:pPr>{paragraph}</w:pPr>{type}"
    named = f'<w:name w:val="{name}"/>{based}<w:qFormat/>'
    return f'<w:style w:type="paragraph" {own}w:styleId="{id}">{named}{shown}</w:style>'


def _spacing(line: int, rule: str = "exact", *, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


_TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_FREE = '<w:snapToGrid w:val="0"/>'


def _styles(heads: str) -> str:
    """The styles.

    Args:
        heads: What makes headings stand out beside their font.
    """
    single = _FREE + _spacing(240, "auto")
    frame = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="C00000"/>' for side in SIDES[:4])
    styles = [
        _style(
            "Normal", "Normal", _spacing(LINE) + '<w:jc w:val="both"/>', _type(FANG_SONG, THREE, _CLOSER), default=True
        ),
        _style("BodyText", "Body Text", _TWO_CHARACTERS),
        _style(
            "Title",
            "Title",
            f'<w:keepNext/><w:keepLines/>{_spacing(_WIDE_LINE, after=LINE)}<w:jc w:val="center"/>',
            _type(SMALL_TITLE, TWO),
        ),
        _style(
            "Heading1",
            "heading 1",
            f'<w:keepNext/>{_TWO_CHARACTERS}<w:outlineLvl w:val="0"/>',
            _type(HEI, THREE, heads + _CLOSER),
        ),
        _style(
            "Heading2",
            "heading 2",
            f'<w:keepNext/>{_TWO_CHARACTERS}<w:outlineLvl w:val="1"/>',
            _type(KAI, THREE, heads + _CLOSER),
        ),
        _style("DocumentNumber", "Document Number", f'{_spacing(LINE, after=LINE)}<w:jc w:val="center"/>'),
        _style(
            "Caution",
            "Caution",
            f'<w:pBdr>{frame}</w:pBdr>{_spacing(420, after=120)}<w:jc w:val="left"/>',
            _type(HEI, FOUR, f'<w:color w:val="C00000"/>{_NO_CLOSER}'),
        ),
        # What stands before a signature goes with it, so that no page holds a signature alone.
        _style("Contact", "Contact", "<w:keepNext/>", base="BodyText"),
        _style("Digest", "Digest", f'{single}<w:jc w:val="left"/>', _type(FANG_SONG, FIVE)),
        _style(
            "Signature",
            "Signature",
            f"<w:keepNext/><w:keepLines/>{_spacing(LINE, before=LINE)}"
            '<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>',
        ),
        _style("DateLine", "Date Line", f"<w:keepLines/>{_spacing(LINE)}", base="Signature"),
        _style(
            "Annex",
            "Annex",
            f"<w:keepNext/><w:pageBreakBefore/>{_spacing(LINE, after=200)}",
            _type(HEI, THREE, heads + _NO_CLOSER),
        ),
        _style(
            "TableHead",
            "Table Head",
            f'<w:keepNext/>{single}<w:jc w:val="center"/>',
            _type(HEI, FIVE, heads + _NO_CLOSER),
        ),
        _style("TableText", "Table Text", f'{single}<w:jc w:val="left"/>', _type(FANG_SONG, FIVE)),
        _style("TableFigure", "Table Figure", '<w:jc w:val="center"/>', base="TableText"),
        _style("TableStrong", "Table Strong", "", _type(HEI, FIVE, heads + _NO_CLOSER), base="TableText"),
        _style(
            "TableStrongFigure", "Table Strong Figure", "", _type(HEI, FIVE, heads + _NO_CLOSER), base="TableFigure"
        ),
        _style("NoticeHead", "Notice Head", "", _type(HEI, FOUR, heads + _NO_CLOSER), base="TableHead"),
        _style("NoticeText", "Notice Text", "", _type(FANG_SONG, FOUR), base="TableText"),
        _style("NoticeFigure", "Notice Figure", "", _type(FANG_SONG, FOUR), base="TableFigure"),
        _style("BeforeTable", "Before Table", "<w:keepNext/>", base="BodyText"),
        _style("AfterTable", "After Table", _FREE + _spacing(200)),
        _style(
            "Small",
            "Small",
            f'{_FREE}{_spacing(400)}{_TWO_CHARACTERS}<w:jc w:val="left"/>',
            _type(FANG_SONG, SMALL_FOUR),
        ),
        _style(
            "SmallHeading",
            "Small Heading",
            f'<w:keepNext/>{_FREE}{_spacing(420, before=160)}<w:jc w:val="left"/><w:outlineLvl w:val="2"/>',
            _type(HEI, SMALL_FOUR, heads + _NO_CLOSER),
        ),
        *map(_step, range(1, STEPS + 1)),
        _style("FooterOdd", "Footer Odd", _footer("right"), _type(SONG, FOUR)),
        _style("FooterEven", "Footer Even", _footer("left"), _type(SONG, FOUR)),
    ]
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = f"<w:docDefaults><w:rPrDefault>{_type(FANG_SONG, THREE)}</w:rPrDefault></w:docDefaults>"
    defaults = defaults.replace("</w:rPr>", f"{language}</w:rPr>")
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return f"{_OPENING}<w:styles {NAMESPACES}>{defaults}{''.join(styles)}{table}</w:styles>"


def _step(level: int) -> str:
    """A line of an explanation; a deeper one stands further in."""
    indent = f'<w:ind w:left="{240 * level}" w:hanging="240"/>'
    paragraph = f'{_FREE}{_spacing(280, "atLeast")}{indent}<w:jc w:val="left"/>'
    return _style(f"Step{level}", f"Step {level}", paragraph, _type(FANG_SONG, FIVE))


def _footer(side: str) -> str:
    """Outside, and a character in from the edge."""
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/>'
    return f'{_FREE}{_spacing(280)}{indent}<w:jc w:val="{side}"/>'


def _page_number(style: str) -> str:
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return f'{_OPENING}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{field}</w:p></w:ftr>'


def _fonts() -> str:
    families = {HEI: "modern", KAI: "script", FANG_SONG: "modern"}
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{families.get(name, "roman")}"/><w:pitch w:val="auto"/></w:font>'
        for name, other in ALTERNATIVES.items()
    )
    return f"{_OPENING}<w:fonts {NAMESPACES}>{listed}</w:fonts>"


_SETTINGS = (
    f'{_OPENING}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)

_CORE = (
    f'{_OPENING}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title><dc:creator></dc:creator>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)

_PARTS = {
    "word/styles.xml": ("styles", "rId1"),
    "word/settings.xml": ("settings", "rId2"),
    "word/fontTable.xml": ("fontTable", "rId3"),
    "word/footer1.xml": ("footer", "rId11"),
    "word/footer2.xml": ("footer", "rId12"),
}


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/>' for name, (kind, _) in _PARTS.items()
    )
    return (
        f'{_OPENING}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    """Relate parts: by target, the kind and the id."""
    listed = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>' for target, (kind, id) in targets.items()
    )
    return f'{_OPENING}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def parts(body: str, *, bold: bool = False) -> dict[str, bytes]:
    """Give the parts of a template, by name.

    Args:
        body: What the document holds.
        bold: Whether headings are bold, as Latin letters need: they have one font for all.
    """
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            {
                "word/document.xml": (f"{_OFFICE}/officeDocument", "rId1"),
                "docProps/core.xml": (f"{_PACKAGE}/relationships/metadata/core-properties", "rId2"),
            }
        ),
        "docProps/core.xml": _CORE,
        "word/_rels/document.xml.rels": _relationships(
            {name.removeprefix("word/"): (f"{_OFFICE}/{kind}", id) for name, (kind, id) in _PARTS.items()}
        ),
        "word/document.xml": f"{_OPENING}<w:document {NAMESPACES}><w:body>{body}{section()}</w:body></w:document>",
        "word/fontTable.xml": _fonts(),
        "word/footer1.xml": _page_number("FooterEven"),
        "word/footer2.xml": _page_number("FooterOdd"),
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": _styles("<w:b/>" if bold else ""),
    }
    return {name: text.encode() for name, text in texts.items()}
