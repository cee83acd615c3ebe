"""Many candidates as tables: the same rulebooks on Polars, DuckDB or Spark, with the same figures to the last digit."""

from lianbing.tables.awards import AwardTable, score_award
from lianbing.tables.engines import ENGINES, Engine, engine
from lianbing.tables.layout import TableLayout, layout_of, tables_of

__all__ = ["ENGINES", "AwardTable", "Engine", "TableLayout", "engine", "layout_of", "score_award", "tables_of"]
