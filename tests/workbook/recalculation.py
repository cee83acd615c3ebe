"""Recalculating workbooks with LibreOffice: nothing of ours is believed, every stored value is wrong before."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

SOFFICE = shutil.which("soffice")

WRONG = "-987654321"

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

_STORED = re.compile(rb"(<c [^>]*?)( t=\"(?:str|b|e)\")?(>)(<f>[^<]*</f>)<v>[^<]*</v>")

Cells = Mapping[tuple[str, str], object]
"""What cells hold, by sheet and address."""


def spoil(workbook: Path, to: Path) -> int:
    """Copy a workbook with a wrong value in every cell that has a formula; tell how many they are."""
    spoilt = 0
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                content, count = _STORED.subn(rb"\1\3\4<v>" + WRONG.encode() + rb"</v>", content)
                spoilt += count
            target.writestr(entry, content)
    return spoilt


def recalculated(workbooks: Sequence[Path], folder: Path) -> Sequence[Path]:
    """Have LibreOffice compute every formula of workbooks anew; give what it saved."""
    assert SOFFICE is not None
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    arguments = ["--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", *arguments, *map(str, workbooks)],
        check=True,
        capture_output=True,
        timeout=900,
    )
    return [out / each.name for each in workbooks]


def formulas(workbook: Path) -> Cells:
    """Give the formulas of a workbook."""
    return {key: value for key, value in _cells(workbook, values=False) if str(value).startswith("=")}


def values(workbook: Path) -> Cells:
    """Give the stored values of a workbook."""
    return dict(_cells(workbook, values=True))


def _cells(workbook: Path, *, values: bool) -> Iterator[tuple[tuple[str, str], object]]:
    book = openpyxl.load_workbook(workbook, data_only=values)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield (sheet.title, cell.coordinate), cell.value
