"""The text of agenda.yaml, out of fields: in the order in which staff read it, with a few words of explanation."""

from typing import Any, Final

from runofshow.agenda.fields import REST
from runofshow.importers.yaml_text import Comments, yaml_lines
from runofshow.text import sanitize

_HEAD: Final = """\
# Imported from {source}. Check it, change what you like, and then type:
#
#     runofshow check     finds mistakes, and shows the time left for the floor
#     runofshow plan      shows when each block begins and ends
#
# A block may have a 'min': the length to which it may shrink if the meeting is late. Without it, it keeps its length.
"""

_COMMENTS: Final[Comments] = {
    ("end", "*"): "the hard stop: the room must be free",
    ("uid", "*"): "calendars recognise the meeting by it: don't change it",
    ("duration", REST): "the time that the other blocks leave",
}
_USUAL_HANDOVER: Final = "the time between two blocks"
_SEGMENT: Final = "  - title:"


def agenda_text(fields: dict[str, Any], source: str) -> str:
    """A whole agenda.yaml; `source` is what it was made from."""
    lines = [_HEAD.format(source=sanitize(source))]
    for line in yaml_lines(fields, _COMMENTS):
        if line == "segments:" or (line.startswith(_SEGMENT) and lines[-1] != "segments:"):
            lines.append("")
        lines.append(f"{line} # {_USUAL_HANDOVER}" if line.startswith("handover:") else line)
    return "\n".join(lines) + "\n"
