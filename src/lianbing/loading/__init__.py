"""Files to records: the only room that knows TOML, JSON and how they become typed."""

from lianbing.loading.campaign import load, load_campaign, load_frame
from lianbing.loading.plain import campaign_files
from lianbing.loading.rulebook import load_rulebook, shipped_rulebooks

__all__ = ["campaign_files", "load", "load_campaign", "load_frame", "load_rulebook", "shipped_rulebooks"]
