"""Many candidates as tables: the same rulebooks on Polars, DuckDB or Spark, with the same figures to the last digit."""

from lianbing.extras import TABLES, needing

with needing(TABLES):
    import narwhals  # noqa: F401 (told with its extra where it is missing, before anything else needs it)

from lianbing.tables.awards import AwardTable, CheckedAward, check_award, score_award
from lianbing.tables.engines import ENGINES, Engine, engine
from lianbing.tables.folder import awards_in, size_of, tables_in
from lianbing.tables.from_records import tables_from
from lianbing.tables.layout import TableLayout, layout_of, tables_of
from lianbing.tables.whole_folder import Result, check_folder, files_of, score_folder

__all__ = [
    "ENGINES",
    "AwardTable",
    "CheckedAward",
    "Engine",
    "Result",
    "TableLayout",
    "awards_in",
    "check_award",
    "check_folder",
    "engine",
    "files_of",
    "layout_of",
    "score_award",
    "score_folder",
    "size_of",
    "tables_from",
    "tables_in",
    "tables_of",
]
