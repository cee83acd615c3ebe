"""The schema of a campaign's own file, made of the classes that the loader reads it into."""

from lianbing.loading.campaign import Heading, StatedCampaign
from lianbing.model.campaign import Campaign
from lianbing.reports.schema.records import Records
from lianbing.reports.schema.shapes import Shape


def campaign_schema() -> Shape:
    """Give the schema of ``campaign.toml``."""
    records = Records(ranged=False, documented={Heading: Campaign, StatedCampaign: Campaign})
    return records.definitions.schema("lianbing: campaign.toml", records.table(StatedCampaign))
