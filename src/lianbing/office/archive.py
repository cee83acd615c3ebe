"""Opening an office file as the archive that it is: nothing is unpacked that is not known to be harmless."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import attrs

from lianbing.errors import Fault, InputError, Place, fault
from lianbing.language import Bilingual
from lianbing.office import limits
from lianbing.office.kinds import KINDS, kind_of

_CHUNK = 2**16
# An XML text names its encoding in a way that begins with ASCII or with UTF-16.
_DECLARATIONS = tuple(
    marker.encode(encoding) for marker in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_OUTSIDE = re.compile(r"^([A-Za-z]:|[\\/])|(^|[\\/])\.\.([\\/]|$)")


@attrs.frozen
class Archive:
    """An office file whose parts were unpacked within the limits.

    Attributes:
        file: The file, as the user named it.
        content: Its bytes.
        parts: Its parts by name.
    """

    file: str
    content: bytes = attrs.field(repr=False)
    parts: Mapping[str, bytes] = attrs.field(repr=False)

    @property
    def sha256(self) -> str:
        """The digest of the file's bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def open_archive(path: Path, name: str | None = None, *, kind: str) -> Archive:
    """Open an office file.

    Args:
        path: Where it is.
        name: What to call it in messages, if not by its path.
        kind: What it is to be, ``"xlsx"`` or ``"docx"``; found by its content, whatever its name ends with.

    Raises:
        InputError: It is missing, of another kind, has a password, is damaged, or unpacks to more than the limits.
    """
    file = name if name is not None else str(path)
    content = read_bytes(path, file)
    found = kind_of(content)
    if found != kind:
        raise InputError([_not_of_kind(file, found, kind)])
    try:
        parts = _unpacked(content, file)
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise InputError([_broken(file, _why(error))]) from error
    return Archive(file, content, parts)


def read_bytes(path: Path, file: str, most: int = limits.LARGEST_FILE) -> bytes:
    """Read a file that is no larger than a limit.

    Raises:
        InputError: It cannot be read, or is larger.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError([fault("unreadable_file", Place(file=file), why=why)]) from error
    if len(content) > most:
        raise InputError([_too_large(file, Bilingual("文件", "the file"), f"{most // 2**20} MB")])
    return content


def _unpacked(content: bytes, file: str) -> dict[str, bytes]:
    """Unpack all parts; sizes are counted as they come, since what an archive says of itself may be wrong."""
    parts: dict[str, bytes] = {}
    left = limits.LARGEST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [each for each in archive.infolist() if not each.is_dir()]
        if len(entries) > limits.MOST_PARTS:
            raise InputError([_too_large(file, Bilingual("部件数", "the number of parts"), str(limits.MOST_PARTS))])
        for entry in entries:
            if entry.filename in parts:
                raise zipfile.BadZipFile(f"{entry.filename!r} twice")
            if _OUTSIDE.search(entry.filename):
                raise zipfile.BadZipFile(f"{entry.filename!r}")
            if entry.flag_bits & 1:
                raise InputError([fault("password", Place(file=file))])
            parts[entry.filename] = part = _part(archive, entry, left, file)
            left -= len(part)
    _refuse_declarations(parts, file)
    return parts


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, file: str) -> bytes:
    most = min(left, max(entry.compress_size * limits.HIGHEST_RATIO, limits.RATIO_COUNTS_FROM))
    found = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            found += chunk
            if len(found) > most:
                what = Bilingual(f"解压后的 {entry.filename}", f"{entry.filename}, unpacked,")
                raise InputError([_too_large(file, what, f"{most // 2**20} MB")])
    return bytes(found)


def _refuse_declarations(parts: Mapping[str, bytes], file: str) -> None:
    """Refuse what no office program writes: with it, text can vanish or grow beyond any memory."""
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")) and any(each in content for each in _DECLARATIONS):
            raise InputError([fault("declared_entities", Place(file=file), part=name)])


def _not_of_kind(file: str, found: str, kind: str) -> Fault:
    place = Place(file=file)
    if found == "encrypted_office":
        return fault("password", place)
    if found == "empty":
        return fault("empty_file", place)
    return fault("wrong_kind", place, expected=KINDS[kind], found=KINDS[found])


def _too_large(file: str, what: Bilingual, most: str) -> Fault:
    return fault("too_large", Place(file=file), what=what, most=most)


def _broken(file: str, why: str) -> Fault:
    return fault("broken_file", Place(file=file), why=why)


def _why(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
