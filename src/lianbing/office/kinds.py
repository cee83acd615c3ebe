"""What a file is, by what it holds and not by what it is called."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lianbing.language import Bilingual

KINDS: Mapping[str, Bilingual] = {
    "xlsx": Bilingual("Excel 工作簿（.xlsx）", "a workbook (.xlsx)"),
    "docx": Bilingual("Word 文件（.docx）", "a Word document (.docx)"),
    "pptx": Bilingual("幻灯片（.pptx）", "a presentation (.pptx)"),
    "pdf": Bilingual("PDF 文件", "a PDF file"),
    "ole": Bilingual("旧式 Office 文件（.doc、.xls）", "an old office file (.doc, .xls)"),
    "encrypted_office": Bilingual("有密码的 Office 文件", "an office file with a password"),
    "zip": Bilingual("压缩包", "an archive"),
    "odf": Bilingual("OpenDocument 文件", "an OpenDocument file"),
    "image": Bilingual("图片", "a picture"),
    "text": Bilingual("文本文件", "a text file"),
    "empty": Bilingual("空文件", "an empty file"),
    "unknown": Bilingual("不能识别的文件", "a file of unknown kind"),
}
"""What each kind is called."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_MAIN_PARTS = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx", "ppt/presentation.xml": "pptx"}


def kind_of(source: bytes | Path) -> str:
    """Tell what a file is: a key of `KINDS`.

    Args:
        source: Its bytes, or where it is.

    >>> kind_of(b""), kind_of(b"%PDF-1.7"), kind_of("案卷编号,类型".encode())
    ('empty', 'pdf', 'text')
    """
    content = source.read_bytes() if isinstance(source, Path) else source
    if not content:
        return "empty"
    if content.startswith(_OLE):
        return "encrypted_office" if _ENCRYPTED in content else "ole"
    if content.startswith(b"PK"):
        return _kind_of_archive(content)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(_IMAGES):
        return "image"
    return "text" if _is_text(content) else "unknown"


def _kind_of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                return "odf"
            found = [kind for part, kind in _MAIN_PARTS.items() if part in names]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        # A file that was cut off: what its first parts are called tells what it was.
        found = [kind for part, kind in _MAIN_PARTS.items() if part.encode() in content]
    return found[0] if found else "zip"


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\n\r\x0c\x1b" for byte in content[:4096])
