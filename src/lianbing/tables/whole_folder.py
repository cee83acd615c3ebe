"""Folders of tables from beginning to end: read, checked, scored and written, as the commands do it."""

import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs

from lianbing.errors import Fault, InputError, Place, fault
from lianbing.language import Bilingual
from lianbing.loading.campaign import load_frame
from lianbing.model.award import Award
from lianbing.model.campaign import Campaign
from lianbing.model.outcome import AwardOutcome, UndecidedTie
from lianbing.model.rulebook import Rulebook
from lianbing.tables.awards import AwardTable, CheckedAward, Progress, check_award, score_award
from lianbing.tables.engines import Engine, engine
from lianbing.tables.folder import awards_in, found_in, size_of, tables_in
from lianbing.tables.from_records import tables_from

LARGE = 200_000_000
"""Files of more bytes than this are worked out with what is kept put aside on disk."""


@attrs.frozen
class Result:
    """What came of one award.

    Attributes:
        scored: The award as it was scored; its table is not to be asked any more.
        path: The file that was written.
    """

    scored: AwardTable
    path: Path

    @property
    def award(self) -> Award:
        """The award."""
        return self.scored.award

    @property
    def ties(self) -> tuple[UndecidedTie, ...]:
        """The ties that people have to decide."""
        return self.scored.ties

    @property
    def warnings(self) -> Sequence[Fault]:
        """What was found doubtful."""
        return self.scored.warnings


def score_folder(
    folder: Path,
    to: Path,
    award: str | None = None,
    name: str = "polars",
    master: str | None = None,
    readings: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> list[Result]:
    """Score the tables of a folder, award by award, and write what comes of it, each file whole or not at all.

    Args:
        folder: The folder, with ``campaign.toml`` beside the tables.
        to: The Parquet file to write, or a folder for several awards.
        award: The award; None scores all whose candidates are there.
        name: The engine: ``"polars"``, ``"duckdb"``, ``"spark"``, or ``"exact"``.
        master: The address of a Spark master.
        readings: Options in place of those in force.
        progress: Told how many of the steps of an award are done.

    Raises:
        InputError: A table is missing or not lawful, or a file cannot be written.
    """
    rulebook, campaign = load_frame(folder, readings=readings)
    awards = awards_in(folder, rulebook, award)
    if len(awards) > 1 and to.suffix == ".parquet":
        raise InputError([fault("several_awards", Place(file=str(to)), known=", ".join(each.id for each in awards))])
    results = []
    for each in awards:
        path = to if to.suffix == ".parquet" else to / f"{each.id}.parquet"
        if path.resolve().parent == folder.resolve() and path.exists():
            raise InputError([fault("own_table", Place(file=str(path)))])
        with _in_files(folder), _started(name, master, large=size_of(folder, each) > LARGE) as started:
            frames = tables_in(started, folder, each)
            found = score_award(started, rulebook, each, campaign, frames, exactly=name == "exact", progress=progress)
            _write(started, found, path)
        results.append(Result(found, path))
    return results


def check_folder(
    folder: Path,
    award: str | None = None,
    name: str = "polars",
    master: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> list[CheckedAward]:
    """Check the tables of a folder, award by award, without scoring them.

    Raises:
        InputError: A table is missing or not lawful.
    """
    rulebook, campaign = load_frame(folder, readings=readings)
    found = []
    for each in awards_in(folder, rulebook, award):
        with _in_files(folder), _started(name, master, large=size_of(folder, each) > LARGE) as started:
            found.append(check_award(started, rulebook, each, campaign, tables_in(started, folder, each)))
    return found


@contextmanager
def _started(name: str, master: str | None, *, large: bool) -> Iterator[Engine]:
    with engine("polars" if name == "exact" else name, master=master, aside=large) as started:
        yield started


@contextmanager
def _in_files(folder: Path) -> Iterator[None]:
    """Name the files of the tables that faults are about.

    Raises:
        InputError: As it was raised within, its places with files.
    """
    try:
        yield
    except InputError as error:
        raise InputError([_in_file(folder, each) for each in error.faults]) from error


def _in_file(folder: Path, found: Fault) -> Fault:
    table = str(found.place.record).split(" › ")[0]
    path = found_in(folder, table) if table and found.place.file is None else None
    return found if path is None else attrs.evolve(found, place=attrs.evolve(found.place, file=str(path)))


def _write(started: Engine, found: AwardTable, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".lianbing-") as beside:
            whole = Path(beside) / path.name
            started.write(found.frame, whole)
            shutil.move(whole, path)
    except OSError as error:
        why = error.strerror or str(error)
        words = Bilingual(f"无法写入：{why}", f"cannot be written: {why}")
        raise InputError([fault("wrong_call", Place(file=str(path)), why=words)]) from error


def files_of(rulebook: Rulebook, campaign: Campaign, outcomes: Mapping[str, AwardOutcome]) -> dict[str, bytes]:
    """Lay the candidates of a campaign out as Parquet files, by name.

    Args:
        rulebook: The rulebook.
        campaign: The campaign with its candidates.
        outcomes: By award, its outcome, for indicators that read other awards.

    Raises:
        InputError: A number does not end as a decimal, so that no table can hold it.
    """
    files = {}
    for award in rulebook.awards:
        if campaign.of(award.id):
            for name, table in tables_from(award, campaign, outcomes).items():
                stream = io.BytesIO()
                table.write_parquet(stream)
                files[f"{name}.parquet"] = stream.getvalue()
    return files
