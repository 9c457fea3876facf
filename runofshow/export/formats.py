"""The formats in which the intervention log leaves the program."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from runofshow.export.json_document import json_log
from runofshow.export.markdown import markdown_log
from runofshow.export.spreadsheet import csv_log
from runofshow.show.record import Record

Format = Callable[[Record], bytes]
"""A whole file: its bytes are written as they are, for only the format knows how it is encoded."""

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({"csv": csv_log, "markdown": markdown_log, "json": json_log})
"""By the name that people give them."""
