"""The text of agenda.yaml, out of fields: in the order in which staff read it, with a few words of explanation."""

from typing import Any, Final

from runofshow.agenda.fields import REST
from runofshow.importers.yaml_text import Comments, yaml_lines
from runofshow.text import sanitize

_HEAD: Final = """\
# Imported from {source}. Look it over, change what you like, and then:
#
#     runofshow check     says what is wrong, and what is left for the floor
#     runofshow plan      shows when each block begins and ends
#
# A block may have a 'min': how far it gives way when the meeting runs late. Without one it keeps its full length.
"""

_COMMENTS: Final[Comments] = {
    ("end", "*"): "the hard stop: the room is gone",
    ("uid", "*"): "by this name calendars know the meeting, whatever changes",
    ("duration", REST): "what the others leave up to the hard stop",
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
