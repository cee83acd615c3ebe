"""How long reading filled-in forms takes, by part: unpacking, the library's parse, cells to facts, facts to records."""

import argparse
import json
import tempfile
import time
from pathlib import Path

import attrs

import lianbing
from lianbing.casework import load
from lianbing.forms.layout import form_of
from lianbing.loading.forms import read_form
from lianbing.model.campaign import Candidate, Unit
from lianbing.office.archive import open_archive
from lianbing.office.workbook import read_workbook
from lianbing.reports.forms import form_workbook

EXAMPLE = Path(__file__).parents[1] / "examples" / "wuwei-2019"


def counties(campaign: lianbing.Campaign, number: int) -> tuple[list[Unit], list[Candidate]]:
    """Give so many units, each with the candidates of one county of the example."""
    known = sorted({each.unit for each in campaign.candidates} - {"city"})
    units, candidates = [], list[Candidate]()
    for index in range(number):
        original, id = known[index % len(known)], f"u{index}"
        own = [each for each in campaign.candidates if each.unit == original]
        for turn, each in enumerate(own):
            candidate = id if each.award == "organizer" else f"{id}-{turn}"
            candidates.append(attrs.evolve(each, id=candidate, unit=id))
        units.append(Unit(id=id, name=id))
    return units, candidates


def main() -> None:
    """Write the forms, and time how they are read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workbooks", type=int, default=200)
    number = parser.parse_args().workbooks
    rulebook, campaign = load(EXAMPLE)
    units, candidates = counties(campaign, number)
    form = form_of(rulebook, complete=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = attrs.evolve(campaign, candidates=(), history=(), outcomes=(), decisions=())
        (folder / "campaign.json").write_text(lianbing.campaign_files(own, "wuwei-2019")["campaign.json"], "utf-8")
        start = time.perf_counter()
        paths = []
        for each in units:
            mine = [one for one in candidates if one.unit == each.id]
            paths.append(folder / f"{each.id}.xlsx")
            paths[-1].write_bytes(form_workbook(form, each, "zh", candidates=mine))
        written = time.perf_counter() - start
        parts = {"write": written}
        start = time.perf_counter()
        for path in paths:
            open_archive(path, kind="xlsx")
        parts["unpack within limits"] = time.perf_counter() - start
        start = time.perf_counter()
        books = [read_workbook(path) for path in paths]
        parts["cells (unpacking included)"] = time.perf_counter() - start
        start = time.perf_counter()
        for book in books:
            read_form(book, form)
        parts["facts from cells"] = time.perf_counter() - start
        start = time.perf_counter()
        loaded = load(folder)[1]
        parts["the whole: lianbing.load"] = time.perf_counter() - start
        rows = sum(len(sheet.rows) for sheet in books[0].sheets)
        size = sum(path.stat().st_size for path in paths)
    print(f"{number} workbooks, {len(books[0].sheets)} sheets and {rows} rows in the first, {size // 1024} kB in all;")
    print(f"{len(loaded.candidates)} candidates read")
    whole = parts["the whole: lianbing.load"]
    for part, seconds in parts.items():
        print(f"{part:28} {seconds:6.1f} s {seconds / whole:6.2f} of the whole")
    print(json.dumps({part: round(seconds, 2) for part, seconds in parts.items()}))


if __name__ == "__main__":
    main()
