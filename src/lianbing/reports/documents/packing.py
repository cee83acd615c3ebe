"""A Word file packed so that the same content gives the same bytes: parts in order, and no time in it."""

import io
import re
import zipfile

_FIRST = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_NO_TIME = rb"\g<1>2000-01-01T00:00:00Z\g<3>"


def packed(content: bytes) -> bytes:
    """Pack a Word file anew, without the times of its making."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return pack({name: _TIME.sub(_NO_TIME, part) if name == _CORE else part for name, part in parts.items()})


def pack(parts: dict[str, bytes]) -> bytes:
    """Pack the parts of a Word file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(parts, key=lambda each: (each != _FIRST, each)):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name], compresslevel=6)
    return stream.getvalue()
