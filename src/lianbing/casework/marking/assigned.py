"""An item and who marks it."""

import attrs

from lianbing.casework.marking.items import Item


@attrs.frozen
class Assigned:
    """An item and who marks it.

    Attributes:
        item: The item.
        reviewers: The ids of its reviewers, in order.
    """

    item: Item
    reviewers: tuple[str, ...]
