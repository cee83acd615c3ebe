"""Optional libraries: a clear word where the extra that brings one is not installed."""

from collections.abc import Iterator
from contextlib import contextmanager

from lianbing.errors import InputError, fault

REPORTS = "reports"
"""The extra that brings every library that a report needs."""

OFFICE = "office"
"""The extra that brings every library that forms, documents, draws and marking need."""

TABLES = "tables"
"""The extra that brings what tables of many candidates need, Polars among it."""


@contextmanager
def needing(extra: str = REPORTS) -> Iterator[None]:
    """Import what an extra brings; where it is not installed, say how to get it.

    Raises:
        InputError: A library of the extra is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "lianbing":
            raise
        raise InputError([fault("missing_extra", extra=extra)]) from error
