"""JSON Schemas of what people write in TOML, so that their editors complete and check it while they type."""

from lianbing.reports.schema.campaign import campaign_schema
from lianbing.reports.schema.candidates import candidates_schema
from lianbing.reports.schema.rulebook import rulebook_schema
from lianbing.reports.schema.shapes import schema_text

__all__ = ["campaign_schema", "candidates_schema", "rulebook_schema", "schema_text"]
