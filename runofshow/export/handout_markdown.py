"""The sheet on every table as GitHub's Markdown."""

from collections.abc import Iterator

from runofshow.agenda.model import Agenda
from runofshow.export.formatting.markdown_text import escaped
from runofshow.export.handout import END, Handout, handout


def plan_markdown(agenda: Agenda) -> bytes:
    """One document in UTF-8; what people typed is text in it, and nothing else."""
    sheet = handout(agenda)
    facts = "  \n".join(map(escaped, sheet.facts))
    parts = [f"# {escaped(sheet.title)}", facts, "\n".join(_table(sheet))]
    return ("\n\n".join(parts) + "\n").encode()


def _table(sheet: Handout) -> Iterator[str]:
    yield "| Time | |"
    yield "| --- | --- |"
    for segment in sheet.segments:
        if segment.title:
            yield f"| | **{escaped(segment.title)}** |"
        for row in segment.rows:
            who = escaped(row.who) if segment.title else f"**{escaped(row.who)}**"
            designation = f", {escaped(row.designation)}" if row.designation else ""
            yield f"| {row.time} | {who}{designation} |"
    yield f"| {sheet.end} | **{END}** |"
