"""The engines that work tables out: how each reads files, keeps what was worked out, and writes."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol, cast

import attrs
import narwhals as nw

from lianbing.errors import InputError, fault, nearest
from lianbing.extras import TABLES, needing

EngineName = Literal["polars", "duckdb", "spark"]
ENGINES: tuple[EngineName, ...] = ("polars", "duckdb", "spark")

ROWS_AT_ONCE = 4_000_000
"""So many rows are grouped and joined in some 1.5 GB."""

SAMPLE = 100_000
"""Of so many rows at most it learns where to cut; where exactly does not matter."""

Frame = nw.LazyFrame[Any]
"""A table that is not worked out yet."""


class Engine(Protocol):
    """What runs the columns."""

    name: EngineName

    def read(self, path: Path) -> Frame:
        """Read a Parquet file, or a folder of them."""

    def take(self, table: object) -> Frame:
        """Take a table that is in memory."""

    def keep(self, frame: Frame) -> Frame:
        """Work a table out once, for being asked several things."""

    def cuts(self, frame: Frame, column: str, rows: int) -> list[str]:
        """Give the words at which to cut tables of so many rows, so that each part fits into memory.

        None of them where the engine sees to that itself.
        """

    def all_differ(self, frame: Frame, columns: Sequence[str]) -> bool:
        """Tell whether certainly no two rows share all of some columns; False where somebody has to look closer."""

    def rows(self, frame: Frame) -> list[dict[str, Any]]:
        """Work out a small table and give its rows."""

    def write(self, frame: Frame, path: Path) -> None:
        """Write a table as one Parquet file."""


@attrs.define
class PolarsEngine:
    """Polars, in this process: streaming, in memory or with what is worked out put aside on disk.

    Attributes:
        aside: The folder where what was worked out is put aside; None keeps it in memory.
        rows_at_once: Where it puts aside, it groups and joins about so many rows at a time.
    """

    aside: Path | None = None
    rows_at_once: int = ROWS_AT_ONCE
    name: EngineName = "polars"
    _kept: int = 0

    def read(self, path: Path) -> Frame:
        """Read a Parquet file, or a folder of them."""
        import polars as pl

        return nw.from_native(pl.scan_parquet(path / "*.parquet" if path.is_dir() else path))

    def take(self, table: object) -> Frame:
        """Take a table that is in memory."""
        import polars as pl

        found = nw.from_native(cast("Any", table))
        native = found.to_native()
        if not isinstance(native, pl.DataFrame | pl.LazyFrame):
            native = (
                pl.DataFrame(found.to_arrow())
                if isinstance(found, nw.DataFrame)
                else found.collect("polars").to_native()
            )
        return cast("Frame", nw.from_native(native.lazy()))

    def keep(self, frame: Frame) -> Frame:
        """Work a table out once, for being asked several things."""
        import polars as pl

        native = cast("pl.LazyFrame", frame.to_native())
        if self.aside is None:
            return nw.from_native(native.collect(engine="streaming").lazy())
        self._kept += 1
        path = self.aside / f"kept-{self._kept}.parquet"
        native.sink_parquet(path, compression="lz4", engine="streaming")
        return nw.from_native(pl.scan_parquet(path))

    def cuts(self, frame: Frame, column: str, rows: int) -> list[str]:
        """Give the words at which to cut tables of so many rows, so that each part fits into memory."""
        import polars as pl

        count = -(-rows // self.rows_at_once)
        if self.aside is None or count <= 1:
            return []
        native = cast("pl.LazyFrame", frame.to_native())
        every = max(1, rows // SAMPLE)
        sample = native.select(column).filter(pl.col(column).hash(0) % every == 0)
        words = sample.collect(engine="streaming")[column].drop_nulls().sort()
        return sorted({words[len(words) * at // count] for at in range(1, count)} if len(words) else ())

    def all_differ(self, frame: Frame, columns: Sequence[str]) -> bool:
        """Tell whether certainly no two rows share all of some columns, which different hashes prove."""
        import polars as pl

        native = cast("pl.LazyFrame", frame.to_native())
        hashed = pl.col(columns[0]).hash(1)
        for at, name in enumerate(columns[1:], start=2):
            hashed = hashed ^ pl.col(name).hash(at)
        ((hashes, rows),) = native.select(hashed.n_unique(), rows=pl.len()).collect(engine="streaming").rows()
        return bool(hashes == rows)

    def rows(self, frame: Frame) -> list[dict[str, Any]]:
        """Work out a small table and give its rows."""
        return cast("list[dict[str, Any]]", frame.to_native().collect(engine="streaming").to_dicts())

    def write(self, frame: Frame, path: Path) -> None:
        """Write a table as one Parquet file; columns of points gain nothing from more than the least compression."""
        frame.to_native().sink_parquet(path, compression="zstd", compression_level=1, engine="streaming")


@attrs.define
class DuckdbEngine:
    """DuckDB, in this process; what does not fit into memory it puts aside itself.

    Attributes:
        connection: The connection that all tables are read with.
    """

    connection: Any
    name: EngineName = "duckdb"
    _kept: int = 0

    def read(self, path: Path) -> Frame:
        """Read a Parquet file, or a folder of them."""
        found = self.connection.read_parquet(str(path / "*.parquet" if path.is_dir() else path))
        return cast("Frame", nw.from_native(found))

    def take(self, table: object) -> Frame:
        """Take a table that is in memory."""
        native = nw.from_native(cast("Any", table)).to_native()
        if type(native).__module__.startswith(("duckdb", "_duckdb")):
            return cast("Frame", nw.from_native(native))
        eager = nw.from_native(cast("Any", table))
        arrow = (eager.collect("pyarrow") if isinstance(eager, nw.LazyFrame) else eager).to_arrow()
        return cast("Frame", nw.from_native(self.connection.from_arrow(arrow)))

    def keep(self, frame: Frame) -> Frame:
        """Work a table out once, for being asked several things."""
        self._kept += 1
        name = f"kept_{self._kept}"
        frame.to_native().to_table(name)
        return cast("Frame", nw.from_native(self.connection.table(name)))

    def cuts(self, frame: Frame, column: str, rows: int) -> list[str]:
        """Give none: what does not fit into memory is put aside by the engine."""
        return []

    def all_differ(self, frame: Frame, columns: Sequence[str]) -> bool:
        """Say that somebody has to look closer."""
        return False

    def rows(self, frame: Frame) -> list[dict[str, Any]]:
        """Work out a small table and give its rows."""
        native = frame.to_native()
        names = native.columns
        return [dict(zip(names, row, strict=True)) for row in native.fetchall()]

    def write(self, frame: Frame, path: Path) -> None:
        """Write a table as one Parquet file."""
        frame.to_native().write_parquet(str(path))


@attrs.define
class SparkEngine:
    """Spark, here or on a cluster.

    Attributes:
        session: The session.
    """

    session: Any
    name: EngineName = "spark"
    _kept: list[Any] = attrs.field(factory=list)

    def read(self, path: Path) -> Frame:
        """Read a Parquet file, or a folder of them."""
        return cast("Frame", nw.from_native(self.session.read.parquet(str(path))))

    def take(self, table: object) -> Frame:
        """Take a table that is in memory."""
        found = nw.from_native(cast("Any", table))
        if type(found.to_native()).__module__.startswith("pyspark"):
            return cast("Frame", found)
        eager = found.collect("pyarrow") if isinstance(found, nw.LazyFrame) else found
        made = self.session.createDataFrame(eager.rows(), _spark_schema(eager.schema))
        return cast("Frame", nw.from_native(made))

    def keep(self, frame: Frame) -> Frame:
        """Work a table out once, for being asked several things; what a lost worker held is worked out anew."""
        found = frame.to_native().persist()
        self._kept.append(found)
        return cast("Frame", nw.from_native(found))

    def cuts(self, frame: Frame, column: str, rows: int) -> list[str]:
        """Give none: what does not fit into memory is put aside by the engine."""
        return []

    def all_differ(self, frame: Frame, columns: Sequence[str]) -> bool:
        """Say that somebody has to look closer."""
        return False

    def rows(self, frame: Frame) -> list[dict[str, Any]]:
        """Work out a small table and give its rows."""
        return [each.asDict() for each in frame.to_native().collect()]

    def write(self, frame: Frame, path: Path) -> None:
        """Write a table as one Parquet file."""
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            parts = Path(folder) / "parts"
            frame.to_native().coalesce(1).write.parquet(str(parts))
            next(parts.glob("*.parquet")).replace(path)


def _spark_schema(schema: Mapping[str, Any]) -> Any:
    """Say in Spark's words what columns hold; by way of rows, since by way of Arrow Spark asks for pandas too."""
    from pyspark.sql import types

    plain = {
        nw.String: types.StringType(),
        nw.Int32: types.IntegerType(),
        nw.UInt32: types.LongType(),
        nw.Int64: types.LongType(),
        nw.Float64: types.DoubleType(),
        nw.Boolean: types.BooleanType(),
        nw.Date: types.DateType(),
    }
    fields = []
    for name, dtype in schema.items():
        if isinstance(dtype, nw.Decimal):
            kind: Any = types.DecimalType(int(getattr(dtype, "precision", 38)), int(getattr(dtype, "scale", 0)))
        else:
            kind = next(found for known, found in plain.items() if dtype == known)
        fields.append(types.StructField(name, kind))
    return types.StructType(fields)


def _polars(master: str | None, aside: Path) -> Iterator[Engine]:
    with needing(TABLES):
        import polars  # noqa: F401 (whether it is there)
    yield PolarsEngine(aside)


def _duckdb(master: str | None, aside: Path) -> Iterator[Engine]:
    with needing("duckdb"):
        import duckdb
    connection = duckdb.connect(str(aside / "lianbing.duckdb"))
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"SET temp_directory = '{aside}'")
    try:
        yield DuckdbEngine(connection)
    finally:
        connection.close()


_PARTITIONS = "spark.sql.shuffle.partitions"


def _spark(master: str | None, aside: Path) -> Iterator[Engine]:
    with needing("spark"):
        from pyspark.sql import SparkSession
    session = (
        SparkSession.builder.master(master or "local[*]")
        .appName("lianbing")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    if not session.sparkContext.getConf().contains(_PARTITIONS):
        # Two hundred, Spark's own choice, is for machines by the dozen; whoever has those says so in Spark's settings.
        session.conf.set(_PARTITIONS, str(2 * session.sparkContext.defaultParallelism))
    try:
        yield SparkEngine(session)
    finally:
        session.stop()


_STARTED: Mapping[EngineName, Callable[[str | None, Path], Iterator[Engine]]] = {
    "polars": _polars,
    "duckdb": _duckdb,
    "spark": _spark,
}


@contextmanager
def engine(name: str = "polars", *, master: str | None = None, aside: bool = False) -> Iterator[Engine]:
    """Start an engine, and a folder where it puts aside what it has worked out.

    Args:
        name: ``"polars"``, ``"duckdb"`` or ``"spark"``.
        master: The address of a Spark master; None runs Spark in this machine.
        aside: Whether Polars puts what it has worked out aside on disk, where it is too much for the memory.

    Raises:
        InputError: There is no such engine, or it is not installed.
    """
    if name not in ENGINES:
        known = ", ".join(ENGINES)
        raise InputError([fault("unknown_engine", name=name, known=known, suggestion=nearest(name, ENGINES))])
    start = contextmanager(_STARTED[name])
    with tempfile.TemporaryDirectory(prefix="lianbing-") as folder, start(master, Path(folder)) as started:
        if isinstance(started, PolarsEngine) and not aside:
            started.aside = None
        yield started
