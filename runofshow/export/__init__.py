"""What a show leaves, as files that other people's programs read: one module a format, each `Record -> bytes`."""

from collections.abc import Callable, Mapping
from typing import Final

from runofshow.errors import UsageError
from runofshow.export import comma_separated, markdown, structured
from runofshow.show.record import Record

FORMATS: Final[Mapping[str, Callable[[Record], bytes]]] = {
    "csv": comma_separated.exported,
    "markdown": markdown.exported,
    "json": structured.exported,
}
"""Every format by its name on the command line."""


def exported(record: Record, name: str, *, raw: bool = False) -> bytes:
    """The record in a format; `raw` leaves the cells of a CSV as they are.

    Raises:
        UsageError: there is no such format.
    """
    if name not in FORMATS:
        message = f"there is no format '{name}': take one of {', '.join(FORMATS)}"
        raise UsageError(message)
    return comma_separated.exported(record, raw=raw) if raw and name == "csv" else FORMATS[name](record)
