"""Tables in parts: stretches of candidates that fit into memory where all of them at once would not."""

from collections.abc import Iterable, Sequence

import attrs
import narwhals as nw

from lianbing.tables.engines import Engine, Frame
from lianbing.tables.layout import CANDIDATE


@attrs.frozen
class Part:
    """The candidates whose ids lie between two.

    Attributes:
        first: The least id; None where there is no least.
        beyond: The id that is no more among them; None where there is no greatest.
    """

    first: str | None = None
    beyond: str | None = None

    def of(self, frame: Frame) -> Frame:
        """Give the rows of a table that are about these candidates; those that name none go with the first part."""
        id = nw.col(CANDIDATE)
        if self.first is not None:
            frame = frame.filter(id >= self.first)
        if self.beyond is not None:
            among = id < self.beyond
            frame = frame.filter(among if self.first is not None else among | id.is_null())
        return frame


def parts_of(engine: Engine, candidates: Frame, rows: int) -> Sequence[Part]:
    """Divide candidates into stretches, as small as an engine needs them; each row lies in one of them.

    Args:
        engine: What runs the columns.
        candidates: The table of the candidates.
        rows: How many rows the longest table has.
    """
    cuts = engine.cuts(candidates, CANDIDATE, rows)
    return [Part(first, beyond) for first, beyond in zip([None, *cuts], [*cuts, None], strict=True)]


def one_below_the_other(frames: Iterable[Frame]) -> Frame:
    """Put tables of the same columns one below the other."""
    found = list(frames)
    return found[0] if len(found) == 1 else nw.concat(found, how="vertical")
