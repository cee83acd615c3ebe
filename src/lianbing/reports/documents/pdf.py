"""A Word file as PDF, through the LibreOffice of the machine."""

import contextlib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from lianbing.errors import InputError, fault
from lianbing.language import Bilingual
from lianbing.reports.documents.fonts import font_rules

SECONDS = 180
"""How long LibreOffice may take before it is stopped."""

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_NAME = "document"

_FONT_RULES = "FONTCONFIG_FILE"
_USUAL_FONT_RULES = "/etc/fonts/fonts.conf"

# What LibreOffice writes about the moment of making, each as long after as before, so that no offset changes.
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)(\d{14})([^)]*)(?=\))")
_IDENTITY = re.compile(rb"(/ID ?\[ ?<)([0-9A-F]{32})(> ?\r?\n?<)([0-9A-F]{32})(> ?\])", re.IGNORECASE)
_CHECKSUM = re.compile(rb"(/DocChecksum ?/)([0-9A-F]{32})", re.IGNORECASE)
_DIGEST = re.compile(rb"[0-9A-F]{32}", re.IGNORECASE)
_LONG_AGO = b"20000101000000"


def as_pdf(content: bytes, *, seconds: int = SECONDS) -> bytes:
    """Make a PDF of a Word file; the same file gives the same bytes on the same machine.

    Args:
        content: The Word file.
        seconds: How long it may take.

    Raises:
        InputError: LibreOffice is not installed, or does not make a PDF of it.
    """
    program = _program()
    with tempfile.TemporaryDirectory(prefix="lianbing-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        source = place / f"{_NAME}.docx"
        source.write_bytes(content)
        # A profile of its own: an office that is open on the screen would take the work over, or refuse it.
        profile = (place / "profile").as_uri()
        fonts = place / "fonts.conf"
        fonts.write_text(font_rules(os.environ.get(_FONT_RULES, _USUAL_FONT_RULES)), "utf-8")
        _run(
            [
                program,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--norestore",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                folder,
                str(source),
            ],
            seconds,
            {_FONT_RULES: str(fonts)},
        )
        made = place / f"{_NAME}.pdf"
        if not made.is_file():
            raise _failed("没有生成文件", "it made no file")
        return timeless(made.read_bytes())


def timeless(content: bytes) -> bytes:
    """Take out of a PDF what tells when it was made."""
    dated = _DATE.sub(lambda found: found[1] + _LONG_AGO + _universal(found[3]), content)
    nameless = _CHECKSUM.sub(_zeros, _IDENTITY.sub(_zeros, dated))
    # An identity tells one file from another: what the file holds does so without a clock.
    own = hashlib.md5(nameless, usedforsecurity=False).hexdigest().upper().encode()
    return _IDENTITY.sub(lambda found: found[1] + own + found[3] + own + found[5], nameless)


def _zeros(found: "re.Match[bytes]") -> bytes:
    return _DIGEST.sub(b"0" * 32, found[0])


def _universal(zone: bytes) -> bytes:
    """Write a time zone as the universal one, in as many letters."""
    return re.sub(rb"\d", b"0", zone).replace(b"-", b"+")


def _program() -> str:
    found = next(filter(None, map(shutil.which, (*_PROGRAMS, *_USUAL_PLACES))), None)
    if found is None:
        raise InputError([fault("missing_program", name="LibreOffice")])
    return found


def _run(command: Sequence[str], seconds: int, environment: Mapping[str, str]) -> None:
    process = subprocess.Popen(  # noqa: S603  # a program found on the machine, with arguments of our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except BaseException as error:
        _stop(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise _failed(f"超过 {seconds} 秒", f"it took more than {seconds} seconds") from error
        raise
    if process.returncode != 0:
        raise _failed(f"退出码 {process.returncode}", f"exit code {process.returncode}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Stop a program and what it started: LibreOffice's own start is a script that waits for another process."""
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _failed(zh: str, en: str) -> InputError:
    return InputError([fault("no_pdf", why=Bilingual(zh, en))])
