"""A template filled with what it can show; nothing in it, and nothing that is put into it, can reach code."""

import html
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

import attrs
from docx.document import Document
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import Environment, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from lianbing.errors import InputError, Place, fault
from lianbing.language import Bilingual, clean
from lianbing.reports.documents.checking import Checker
from lianbing.reports.documents.packing import packed
from lianbing.reports.documents.records import Common, kinds

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_HEADER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_FOOTER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_OUTSIDE = "|".join(f"//w:{name}/text()" for name in ("body", "p", "r", "tbl", "tr", "tc"))
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_LARGEST = 64 * 1024 * 1024
_TITLE_MOST = 255


class _Opened(Protocol):
    """What is used of an opened template; the library that opens it has no types."""

    docx: Document

    def render_init(self) -> None: ...
    def get_xml(self) -> str: ...
    def patch_xml(self, src_xml: str) -> str: ...
    def get_headers_footers(self, uri: str) -> Iterable[tuple[str, Part]]: ...
    def get_part_xml(self, part: Part) -> str: ...
    def render_xml_part(self, src_xml: str, part: Part, context: dict[str, object], jinja_env: Environment) -> str: ...
    def fix_tables(self, xml: str) -> BaseOxmlElement: ...
    def fix_docpr_ids(self, tree: BaseOxmlElement) -> None: ...
    def map_tree(self, tree: BaseOxmlElement) -> None: ...
    def map_headers_footers_xml(self, relKey: str, xml: bytes) -> None: ...  # noqa: N803  # the library's name


@attrs.frozen
class Template:
    """A template that was read.

    Attributes:
        content: The bytes of its file.
        file: The file as the user named it; None for one that is shipped.
    """

    content: bytes
    file: str | None = None

    @classmethod
    def read(cls, file: str) -> "Template":
        """Read an office's own template.

        Raises:
            InputError: It cannot be read.
        """
        try:
            return cls(Path(file).read_bytes(), file)
        except OSError as error:
            raise InputError([fault("unreadable_file", Place(file=file), why=error.strerror or str(error))]) from error

    def used(self, record: type[Common]) -> frozenset[str]:
        """Name the fields of the whole document that the template uses.

        Raises:
            InputError: It is no Word file, or says what a template may not; all its faults are told.
        """
        return self._checked(self._open(), record)

    def fill(self, shown: Common) -> bytes:
        """Fill the template.

        Raises:
            InputError: It is no Word file, or says what a template may not; all its faults are told.
        """
        opened = self._open()
        self._checked(opened, type(shown))
        context: dict[str, object] = {name: getattr(shown, name) for name in kinds(type(shown))}
        try:
            self._fill(opened, context)
        except (TemplateError, SyntaxError) as error:
            why = Bilingual(
                f"for、if 和它们的结尾应在同一层（同是段落，或同在一个表格中）：{clean(str(error))}",
                f"a for or if and its end belong on one level, both paragraphs or in one table: {clean(str(error))}",
            )
            raise InputError([fault("broken_template", Place(file=self.file), why=why)]) from error
        # The clock has no place in a document that is to be the same whenever it is made.
        properties = opened.docx.core_properties
        properties.title = shown.heading[:_TITLE_MOST]
        stream = io.BytesIO()
        opened.docx.save(stream)
        return packed(stream.getvalue())

    def _open(self) -> _Opened:
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                if sum(each.file_size for each in archive.infolist()) > _LARGEST:
                    raise ValueError("the file is too large")
            opened: _Opened = DocxTemplate(io.BytesIO(self.content))
            opened.render_init()
        except (ValueError, KeyError, LookupError, zipfile.BadZipFile, SyntaxError) as error:
            raise self._broken(str(error)) from error
        return opened

    def _broken(self, why: str) -> InputError:
        words = Bilingual(f"不是可用的 .docx 文件：{clean(why)}", f"is no .docx file that can be used: {clean(why)}")
        return InputError([fault("broken_template", Place(file=self.file), why=words)])

    def _checked(self, opened: _Opened, record: type[Common]) -> frozenset[str]:
        checker = Checker(self.file, kinds(record))
        for text in _texts(opened):
            checker.check(opened.patch_xml(text), _environment())
        if checker.faults:
            raise InputError(checker.faults)
        return frozenset(checker.used)

    def _fill(self, opened: _Opened, context: dict[str, object]) -> None:
        environment, part = _environment(), opened.docx.part
        body = opened.render_xml_part(opened.patch_xml(opened.get_xml()), part, context, environment)
        self._refuse_stray_text(parse_xml(body))
        tree = opened.fix_tables(body)
        opened.fix_docpr_ids(tree)
        opened.map_tree(tree)
        for uri in (_HEADER, _FOOTER):
            for key, own in list(opened.get_headers_footers(uri)):
                text = opened.patch_xml(opened.get_part_xml(own))
                filled = opened.render_xml_part(text, own, context, environment)
                opened.map_headers_footers_xml(key, filled.encode())
        for own in _footnotes(opened):
            text = opened.patch_xml(own.blob.decode())
            own._blob = opened.render_xml_part(text, own, context, environment).encode()

    def _refuse_stray_text(self, body: BaseOxmlElement) -> None:
        """Refuse a template that puts text where a Word file can hold none, as ``{{p …}}`` does."""
        for text in body.xpath(_OUTSIDE):
            stray = str(text).strip()
            if stray:
                near = clean(stray[:40])
                why = Bilingual(
                    f"“{near}”不在段落的文字中；请写 {{{{ 字段 }}}}，不要写 {{{{p 字段 }}}} 一类",
                    f"“{near}” is outside the text of a paragraph; write {{{{ field }}}}, not {{{{p field }}}}",
                )
                raise InputError([fault("broken_template", Place(file=self.file), why=why)])


def _texts(opened: _Opened) -> Iterator[str]:
    """Give the parts of a template that are filled."""
    yield opened.get_xml()
    for uri in (_HEADER, _FOOTER):
        for _, part in opened.get_headers_footers(uri):
            yield opened.get_part_xml(part)
    for part in _footnotes(opened):
        yield part.blob.decode()


def _footnotes(opened: _Opened) -> list[Part]:
    package = opened.docx.part.package
    assert package is not None, "a part that was opened belongs to a package"
    return [each for each in package.iter_parts() if each.content_type == _FOOTNOTES]


def _environment() -> Environment:
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=_harmless, keep_trailing_newline=True
    )


def _harmless(value: object) -> Markup:
    """Make a value harmless wherever a template puts it: neither markup nor, read again, a template."""
    return Markup(html.escape(clean(str(value))).translate(_BRACES))  # noqa: S704  # escaped just before
