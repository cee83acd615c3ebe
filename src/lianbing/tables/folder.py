"""A folder of tables: one file, or one folder of parts, for each table of a layout."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lianbing.errors import InputError, Place, fault, nearest
from lianbing.extras import TABLES, needing
from lianbing.model.award import Award
from lianbing.model.rulebook import Rulebook
from lianbing.tables.engines import Engine, Frame
from lianbing.tables.layout import tables_of
from lianbing.tables.texts import read_csv

ENDINGS = (".parquet", ".arrow", ".feather", ".csv")
"""The files that are read, the first of a name that is there."""


def found_in(folder: Path, name: str) -> Path | None:
    """Find the file of a table, or the folder of its parts."""
    return next((path for ending in ENDINGS if (path := folder / f"{name}{ending}").exists()), None)


def awards_in(folder: Path, rulebook: Rulebook, wanted: str | None = None) -> list[Award]:
    """Give the awards whose candidates a folder holds, or the one that is wanted.

    Raises:
        InputError: There is no such award, or there are no candidates.
    """
    known = [each.id for each in rulebook.awards]
    if wanted is not None and wanted not in known:
        suggestion = nearest(wanted, known)
        raise InputError([fault("unknown_award", name=wanted, known=", ".join(known), suggestion=suggestion)])
    found = [each for each in rulebook.awards if found_in(folder, each.id) and wanted in (None, each.id)]
    if not found:
        expected = ", ".join(f"{name}.parquet" for name in ([wanted] if wanted else known))
        raise InputError([fault("no_tables", Place(file=str(folder)), expected=expected)])
    return found


def tables_in(engine: Engine, folder: Path, award: Award) -> Mapping[str, Frame]:
    """Read the tables of an award; those that are missing are left out.

    Raises:
        InputError: A file is no table.
    """
    frames = {}
    for layout in tables_of(award):
        path = found_in(folder, layout.name)
        if path is None:
            continue
        match path.suffix:
            case ".parquet":
                frames[layout.name] = engine.read(path)
            case ".csv":
                frames[layout.name] = engine.take(read_csv(path, layout))
            case _:
                frames[layout.name] = engine.take(_read_arrow(path))
    return frames


def _read_arrow(path: Path) -> object:
    with needing(TABLES):
        import polars as pl

    try:
        return pl.read_ipc(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError([fault("not_a_table", Place(file=str(path)), why=str(error).splitlines()[0])]) from error


def size_of(folder: Path, award: Award) -> int:
    """Give how many bytes the files of an award's tables have."""
    total = 0
    for layout in tables_of(award):
        path = found_in(folder, layout.name)
        files: Sequence[Path] = [] if path is None else sorted(path.glob("*.parquet")) if path.is_dir() else [path]
        total += sum(each.stat().st_size for each in files)
    return total
