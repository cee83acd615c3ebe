"""Recalculating workbooks with LibreOffice: nothing of ours is believed, every stored value is wrong before."""

import math
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from lxml import etree

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
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Cells = Mapping[tuple[int, str], str]
"""What the cells with formulas hold, by the number of the sheet and the address; numbers as they are written."""


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


def results(workbook: Path) -> Cells:
    """Give the stored results of a workbook's formulas."""
    found: dict[tuple[int, str], str] = {}
    with zipfile.ZipFile(workbook) as archive:
        texts = _texts(archive)
        sheets = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
        for name in sheets:
            number = int(re.sub(r"\D", "", name.rpartition("/")[2]))
            with archive.open(name) as stream:
                for _, cell in etree.iterparse(stream, tag=f"{_MAIN}c"):
                    value = cell.find(f"{_MAIN}v")
                    if cell.find(f"{_MAIN}f") is not None:
                        text = "" if value is None else value.text or ""
                        found[number, cell.get("r")] = texts[int(text)] if cell.get("t") == "s" else text
                    cell.clear()
    return found


def _texts(archive: zipfile.ZipFile) -> Sequence[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    with archive.open("xl/sharedStrings.xml") as stream:
        root = etree.parse(stream).getroot()
    return ["".join(each.itertext(f"{_MAIN}t")) for each in root.findall(f"{_MAIN}si")]


def differences(stored: Cells, computed: Cells) -> Sequence[str]:
    """Tell where a program computed something else than what we stored.

    Whole numbers, of which all steps and all numerators and denominators are, are compared digit by digit; a quotient
    that a cell shows is compared to the fifteenth digit, the last that programs write.
    """
    return [
        f"sheet {sheet} {address}: {text!r} stored, {computed.get((sheet, address))!r} computed"
        for (sheet, address), text in stored.items()
        if not _same(text, computed.get((sheet, address), "nothing"))
    ]


def _same(stored: str, computed: str) -> bool:
    if stored == computed:
        return True
    try:
        return "." in stored and math.isclose(float(stored), float(computed), rel_tol=1e-14)
    except ValueError:
        return False
