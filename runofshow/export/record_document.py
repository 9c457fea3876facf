"""The record as a document, in Markdown and in Word."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.document import Cell, Column, Document, Heading, Items, Paragraph, Part, Table
from runofshow.export.formatting.record_words import (
    announced,
    capacity_phrases,
    long_date,
    one_line,
    over_limit,
    whole_seconds,
)
from runofshow.export.json_values import safe_lines
from runofshow.export.list_of_speakers import list_lines
from runofshow.export.record_contents import (
    NAME_LEFT_OUT,
    NOT_NAMED,
    NUMBERS_MISSING,
    StatementInBlock,
    course,
    dated,
    digest_line,
    facts,
    from_to,
    marked,
    panel_heading,
    warnings,
)
from runofshow.instants import instant
from runofshow.show.meeting_record import BlockRecord, Record, TaskRecord
from runofshow.show.parts import Status
from runofshow.show.statements import InterventionRecord, StatementRecord
from runofshow.text import clip

# What makes Word files is imported where one is written: it takes as long as all else.

_MOST_IN_HEADER: Final = 70
"""Terminal cells of the meeting's title that stand over each page."""


def markdown_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record as a Markdown document."""
    return _document(record, options, durations_apart=True).in_markdown()


def docx_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record as a Word document that can be filed as it is; the same record makes the same bytes."""
    from runofshow.export.formatting.word_page import word_document

    return word_document(_document(record, options, durations_apart=False), options.paper)


def _document(record: Record, options: Options, *, durations_apart: bool) -> Document:
    is_list, meeting = options.shape == "list", record.meeting
    parts: list[Part] = [Paragraph(sentence, "warning", word) for word, sentence in warnings(record)]
    parts.append(Items([*facts(record)]))
    if not is_list:
        parts += _log(record, detail=options.detail, durations_apart=durations_apart)
    parts.append(Heading("Who spoke"))
    for line in list_lines(record):
        parts.append(Paragraph(line.text, "lettered", line.letter) if line.letter else Paragraph(line.text))
    if origin := digest_line(record):
        parts.append(Paragraph(origin, "small print"))
    over_each = f"{clip(one_line(meeting.title), _MOST_IN_HEADER)}, {long_date(meeting.date)}"
    return Document(
        meeting.title,
        kind="List of speakers" if is_list else "Record of the meeting",
        subject=marked(record, "Record"),
        written=record.as_of,
        parts=parts,
        running_titles=(marked(record), marked(record, over_each)),
    )


def _log(record: Record, *, detail: bool, durations_apart: bool) -> Iterator[Part]:
    """Yield what was said, decisions, tasks and notes; with `detail` also how time was kept."""
    yield Heading("What was said")
    if said := course(record):
        yield _statements(record, said, detail=detail, durations_apart=durations_apart)
        if record.numbers_missing and record.extract is None:
            yield Paragraph(NUMBERS_MISSING)
    else:
        yield Paragraph("Nobody has spoken.")
    decisions = [_noted(record, one.at, one.text) for one in record.decisions]
    tasks = [_task(one) for one in record.tasks]
    notes = [_noted(record, one.at, one.text, one.by if detail else "") for one in record.notes]
    for heading, lines in (("Decisions", decisions), ("Tasks", tasks), ("Notes", notes)):
        if lines:
            yield Heading(heading)
            yield Items([("", line) for line in lines])
    if detail:
        yield Heading("How the blocks ran")
        columns = ("Block", "Planned", "Spoken", "Difference", "From – to")
        rows = [_block_row(block, record.meeting.date) for block in record.blocks]
        yield Table("How the blocks ran", [*map(Column, columns, (None, 18, 18, 20, 38))], rows)


def _statements(record: Record, said: Iterable[StatementInBlock], *, detail: bool, durations_apart: bool) -> Table:
    """Return the table of statements, in the columns that hold anything.

    Times are those at which somebody began and ended. Where a pause or a point of order lay between them, the length is
    told as well, so that nobody takes the difference for it. With `detail` every length is told, and how time was kept:
    in a column of its own, or below the times.
    """
    columns = (
        *(Column("No.", 9), Column("Time", 32), Column("Who", 42, strong=True), Column("In which capacity", 34)),
        *(Column("Duration"), Column("Gist")),
    )
    rows: list[str | list[Cell]] = []
    heads: Sequence[str] = ()
    for one, block in said:
        former, heads = heads, _heads(one, block)
        if heads != former:
            rows += heads[1:] if heads[:1] == former[:1] and len(heads) > 1 else heads
        is_item = block is not None and block.kind == "item"
        number = [] if one.number is None else [str(one.number)]
        times, lengths = [from_to(one.began, one.ended, record.meeting.date)], _lengths(one, detail=detail)
        if not (detail and durations_apart):
            times, lengths = times + lengths, []
        who = [] if is_item else _who(one, block) or [NAME_LEFT_OUT if record.names_left_out else NOT_NAMED]
        gist = one.block_title if is_item else one.gist
        said_and_noted = [*([gist] if gist else []), *(f"Note: {note}" for note in one.notes)]
        rows.append([number, times, who, [] if is_item else _capacity(one, block), lengths, said_and_noted])
    filled = {place for row in rows if not isinstance(row, str) for place, cell in enumerate(row) if any(cell)}
    shown = [place for place, column in enumerate(columns) if place in filled or column.heading == "Gist"]
    every = [row if isinstance(row, str) else [row[place] for place in shown] for row in rows]
    return Table("What was said", [columns[place] for place in shown], every)


def _heads(one: StatementRecord, block: BlockRecord | None) -> Sequence[str]:
    """Return the titles over a statement: that of the segment, and that of a panel or a floor round."""
    kind = "floor" if block is None else block.kind
    title = one.block_title if kind in {"panel", "floor"} else None
    shown = title if block is None or kind != "panel" else panel_heading(block)
    segment = None if one.segment == title else one.segment
    return [head for head in (segment, shown) if head and one_line(head)] or ["Before the first block"]


def _who(one: StatementRecord, block: BlockRecord | None) -> Sequence[str]:
    """Return who spoke, the person, the designation, the organization and the country, each once and in a line.

    Between several speakers of one speech is an empty line, and so between all panellists.
    """
    several = block is not None and (block.kind == "speech" or one.person is None) and len(block.speakers) > 1
    if one.source == "programme" and block is not None and several:
        people = (_each_once(each.name, each.title, each.organization, each.country) for each in block.speakers)
        return [line for place, lines in enumerate(people) for line in (*([""] if place else ()), *lines)]
    return _each_once(one.who, one.person, one.title, one.organization, one.country)


def _each_once(*texts: str | None) -> Sequence[str]:
    return list(dict.fromkeys(line for text in texts if text and (line := safe_lines(text))))


def _capacity(one: StatementRecord, block: BlockRecord | None) -> Sequence[str]:
    """Return in which capacity somebody spoke, the first phrase with a capital."""
    if one.particulars is not None:
        phrases = capacity_phrases(one.particulars)
        return [phrases[0][:1].upper() + phrases[0][1:], *phrases[1:]] if phrases else []
    if block is None or block.kind != "panel":
        subject = safe_lines(block.subject or "") if block is not None else ""
        return ["Speaker on the programme", *filter(None, [subject])]
    if one.person is None:
        return ["Panellists"]
    moderates = block.moderator is not None and one.person == block.moderator.name
    return ["Moderator of the panel" if moderates else "Panellist"]


def _lengths(one: StatementRecord, *, detail: bool) -> list[str]:
    """Return the length where the two times don't tell it; with `detail` always, and how time was kept."""
    took = clock_digits(one.took)
    if not detail:
        times = [instant(moment).replace(microsecond=0) for moment in (one.began, one.ended) if moment is not None]
        return [f"{took} spoken"] if len(times) == 2 and one.took != times[1] - times[0] else []
    found = [took + (" so far" if one.ended is None else "")]
    if isinstance(one, InterventionRecord):
        over, paused = over_limit(one), whole_seconds(one.paused)
        found += [f"{clock_digits(over)} over the limit"] if over else []
        found += [f"{clock_digits(paused)} paused"] if paused else []
        found += ["entered afterwards"] if one.recorded else []
    return found


def _noted(record: Record, at: datetime, text: str, by: str = "") -> str:
    """Return when something was noted, by whom, and what; no time for what was noted when the meeting was over."""
    when = "" if record.finished and at > record.as_of else dated(at, record.meeting.date)
    return _joined(" – ", _joined(", ", when, by), text)


def _task(one: TaskRecord) -> str:
    """Return what is to be done, by whom, by what day."""
    by = _joined("; ", safe_lines(one.owner or ""), "" if one.due is None else f"by {long_date(one.due)}")
    return f"{one.text} ({by})" if by else one.text


def _joined(between: str, *texts: str) -> str:
    return between.join(filter(None, texts))


def _block_row(block: BlockRecord, day: date) -> Sequence[Cell]:
    alone = block.speaker is not None and block.title == block.speaker.name
    people = [announced(speaker) for speaker in block.speakers]
    more = [part for part in (block.speakers[0].title, block.speakers[0].organization) if part] if alone else people
    return (
        [block.title, *more],
        [clock_digits(block.planned)],
        [clock_digits(block.took) if block.intervals else "–"],
        [signed_digits(whole_seconds(block.took - block.planned)) if block.status is Status.DONE else "–"],
        [from_to(start, end, day) for start, end in block.intervals] or [block.status.value],
    )
