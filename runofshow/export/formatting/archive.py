"""Word and Excel files are zip archives: the same record must make the same bytes, whenever it is written."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip archive can tell: what the parts of office files carry that name no day."""


def undated(content: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """The archive with no trace of when it was packed; parts in `instead` replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, (instead or {}).get(part.filename, old.read(part)))
    return packed.getvalue()
