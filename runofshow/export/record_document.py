"""The record as a document, in Markdown and in Word; and its facts, which other formats tell as well."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.document import (
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Part,
    Table,
    markdown_document,
)
from runofshow.export.formatting.record_words import (
    and_so_on,
    announced,
    capacity,
    capacity_of,
    long_date,
    one_line,
    over_limit,
    time_of_day,
    whole_seconds,
)
from runofshow.export.json_values import safe_lines
from runofshow.export.list_of_speakers import list_lines
from runofshow.instants import instant
from runofshow.show.meeting_record import BlockRecord, InterventionRecord, Record
from runofshow.show.parts import Status
from runofshow.show.statements import StatementRecord
from runofshow.text import clip

# What makes Word files is imported where one is written: it takes as long as all else.

DECISIONS: Final = "Decisions"
TASKS: Final = "Tasks"
NOTES: Final = "Notes"
WHO_SPOKE: Final = "Who spoke"
NOT_NAMED: Final = "(not named)"
NAME_LEFT_OUT: Final = "(name left out)"
NUMBERS_MISSING: Final = "Numbers that are missing were withdrawn from the record."

_MOST_IN_HEADER: Final = 70
"""Terminal cells of the meeting's title that stand over each page."""


def markdown_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record as a Markdown document."""
    return markdown_document(_document(record, options, durations_apart=True))


def docx_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record as a Word document that can be filed as it is; the same record makes the same bytes."""
    from runofshow.export.formatting.word_page import word_document

    return word_document(_document(record, options, durations_apart=False), options.paper)


def _document(record: Record, options: Options, *, durations_apart: bool) -> Document:
    is_list, meeting = options.shape == "list", record.meeting
    parts: list[Part] = [Paragraph(sentence, "warning", word) for word, sentence in standing(record)]
    parts.append(Items([*facts(record)]))
    if not is_list:
        parts += _log(record, detail=options.detail, durations_apart=durations_apart)
    parts.append(Heading(WHO_SPOKE))
    for line in list_lines(record):
        parts.append(Paragraph(line.text, "lettered", line.letter) if line.letter else Paragraph(line.text))
    if origin := digest_line(record):
        parts.append(Paragraph(origin, "small print"))
    over_each = f"{clip(one_line(meeting.title), _MOST_IN_HEADER)}, {long_date(meeting.date)}"
    return Document(
        meeting.title,
        "List of speakers" if is_list else "Record of the meeting",
        "",
        marked(record, "Record"),
        record.as_of,
        parts,
        (marked(record), marked(record, over_each)),
    )


# The meeting.


def standing(record: Record) -> Iterator[tuple[str, str]]:
    """Yield warnings that come before anything else: a word or two, and the sentence that explains them."""
    if record.damage:
        lines = "; ".join(safe_lines(one) for one in record.damage)
        yield "Damaged.", f"The journal is damaged: {lines}. This is what could be read of it."
    if record.meeting.mode == "rehearsal":
        yield "Rehearsal.", "This is the record of a rehearsal, not of the meeting."
    if not record.finished:
        when = dated(record.as_of, record.meeting.date, time_of_day(record.as_of))
        yield "Not complete.", f"The show was still going on when this was written: {when}."
    if record.extract is not None:
        yield "Extract.", f"This is a part of the record: {extract_phrase(record)}."
    if record.names_left_out:
        yield (
            "Names left out.",
            "Who spoke from the floor, and what speakers on the programme said, is not told (Chatham House Rule).",
        )


def marked(record: Record, *words: str) -> str:
    """Return words behind those of the warnings, as ``Rehearsal. Record``."""
    return " ".join([*(word for word, _ in standing(record)), *words])


def facts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield facts that tell which meeting it was: the name of the fact, and the fact."""
    meeting = record.meeting
    start, end = (dated(moment, meeting.date, f"{moment:%H:%M}") for moment in (meeting.start, meeting.end))
    yield "Date", long_date(meeting.date)
    yield "Planned", f"{start} to {end}"
    if record.held is not None:
        yield "Held", _from_to(*record.held, meeting.date)
    if venue := safe_lines(meeting.venue or ""):
        yield "Venue", venue
    if meeting.moderator and (moderator := safe_lines(announced(meeting.moderator))):
        yield "Moderator", moderator
    yield "Interventions from the floor", _how_many(record)
    # both offsets where clocks change during the meeting
    offsets = dict.fromkeys(f"{moment:%z}" for moment in (meeting.start, meeting.end))
    zone = ", then ".join(f"UTC{offset[:3]}:{offset[3:5]}" for offset in offsets)
    yield "Times", f"those of the moderator’s clock, {meeting.timezone.key} ({zone})"


def _how_many(record: Record) -> str:
    """Return the number of interventions; replies and points of order are told apart."""
    names = {
        "reply": ("reply", "replies"),
        "right_of_reply": ("right of reply", "rights of reply"),
        "point_of_order": ("point of order", "points of order"),
    }
    said = [one.particulars for one in record.interventions]
    kinds = ["reply" if one.category == "panel" else one.kind for one in said]
    counts = {kind: kinds.count(kind) for kind in names if kind in kinds}
    besides = [f"{count} {names[kind][count > 1]}" for kind, count in counts.items()]
    told = ", besides ".join(filter(None, (str(len(said) - sum(counts.values())), and_so_on(besides))))
    return told if record.extract is None else f"{told}; the whole record has {record.extract.of} in all"


def digest_line(record: Record) -> str:
    """Return from which journal it was made, with the digest that `verify --digest` compares; else nothing."""
    if record.digest is None:
        return ""
    journal = f"the journal {safe_lines(record.journal)}" if record.journal else "a journal"
    return f"This record was made from {journal}; SHA-256 {record.digest}"


def extract_phrase(record: Record) -> str:
    """Return what an extract holds, as ``begun at 13:30:00 or later, in “Discussion”, only States``; else nothing."""
    extract, limits = record.extract, []
    if extract is None:
        return ""
    if extract.since is not None:
        limits.append(f"begun at {dated(extract.since, record.meeting.date, time_of_day(extract.since))} or later")
    if extract.blocks:
        limits.append(f"in {and_so_on([f'“{block.title}”' for block in extract.blocks])}")
    if extract.categories:
        limits.append(f"only {and_so_on([capacity_of(category).noun for category in extract.categories])}")
    return ", ".join(limits)


def dated(moment: datetime, day: date, clock: str) -> str:
    """Return the clock time, with its date where that isn't the meeting's."""
    return clock if moment.date() == day else f"{long_date(moment.date())}, {clock}"


def _from_to(start: datetime, end: datetime | None, day: date) -> str:
    """Return ``13:09:10 – 13:11:40``; with its date where that isn't the meeting's."""
    return f"{dated(start, day, time_of_day(start))} – {'now' if end is None else time_of_day(end)}"


# Everything that was said.


class Said(NamedTuple):
    """A statement, for one from the floor how its time was kept, and its block."""

    statement: StatementRecord
    timed: InterventionRecord | None
    block: BlockRecord | None


def all_said(record: Record) -> list[Said]:
    """Return the statements of a record, in their order."""
    timed = {one.number: one for one in record.interventions}
    blocks = {block.id: block for block in record.blocks}
    return [
        Said(
            one,
            None if one.number is None else timed.get(one.number),
            None if one.block is None else blocks.get(one.block),
        )
        for one in record.statements
    ]


def course(record: Record) -> list[Said]:
    """Return everything that was said, and among it what ran without a statement, by its begin.

    That is every item, and a panel in which no turn was noted: a statement of nobody stands for it.
    """
    spoken_in = {one.block for one in record.statements if one.source == "programme"}
    rows = all_said(record)
    since = None if record.extract is None else record.extract.since
    for block in record.blocks:
        silent = block.kind == "item" or (block.kind == "panel" and block.id not in spoken_in)
        if silent and block.intervals and (since is None or instant(block.intervals[0][0]) >= instant(since)):
            rows.append(Said(_silent(block), None, block))
    return sorted(rows, key=lambda row: (instant(row.statement.began), row.statement.number or 0))


def _silent(block: BlockRecord) -> StatementRecord:
    return StatementRecord(
        source="programme",
        block=block.id,
        block_title=block.title,
        segment=block.segment,
        who=None,
        person=None,
        title=None,
        organization=None,
        country=None,
        category="panel" if block.kind == "panel" else None,
        kind="statement",
        began=block.intervals[0][0],
        ended=block.intervals[-1][1],
        duration=block.spoken,
        took=block.took,
        gist=None,
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
    for heading, lines in (
        (DECISIONS, [_joined(" – ", _when(one.at, record), one.text) for one in record.decisions]),
        (TASKS, [_task(one.text, one.owner, one.due) for one in record.tasks]),
        (
            NOTES,
            [
                _joined(" – ", _joined(", ", _when(one.at, record), one.by if detail else ""), one.text)
                for one in record.notes
            ],
        ),
    ):
        if lines:
            yield Heading(heading)
            yield Items([("", line) for line in lines])
    if detail:
        yield Heading("How the blocks ran")
        columns = ("Block", "Planned", "Spoken", "Difference", "From – to")
        rows = [_block_row(block, record.meeting.date) for block in record.blocks]
        yield Table("How the blocks ran", [*map(Column, columns, (None, 18, 18, 20, 38))], rows)


def _statements(record: Record, said: Iterable[Said], *, detail: bool, durations_apart: bool) -> Table:
    """Return the table of statements, in the columns that hold anything.

    Times are those at which somebody began and ended. Where a pause or a point of order lay between them, the length is
    told as well, so that nobody takes the difference for it. With `detail` every length is told, and how time was kept:
    in a column of its own, or below the times.
    """
    columns = {
        "No.": Column("No.", 9),
        "Time": Column("Time", 32),
        "Who": Column("Who", 42, strong=True),
        "In which capacity": Column("In which capacity", 34),
        "Duration": Column("Duration"),
        "Gist": Column("Gist"),
    }
    rows: list[str | list[Cell]] = []
    heads: Sequence[str] = ()
    for one, timed, block in said:
        former, heads = heads, _heads(one, block)
        if heads != former:
            rows += heads[1:] if heads[:1] == former[:1] and len(heads) > 1 else heads
        is_item = block is not None and block.kind == "item"
        lengths = list(_lengths(one, timed) if detail else _length_to_tell(one))
        apart = detail and durations_apart
        nobody = NAME_LEFT_OUT if record.names_left_out else NOT_NAMED
        gist = one.block_title if is_item else one.gist
        rows.append(
            [
                [] if one.number is None else [str(one.number)],
                [_from_to(one.began, one.ended, record.meeting.date), *(() if apart else lengths)],
                [] if is_item else _who(one, block) or [nobody],
                [] if is_item else _capacity(one, block),
                lengths if apart else [],
                [*([gist] if gist else []), *(f"Note: {note}" for note in one.notes)],
            ]
        )
    filled = {place for row in rows if not isinstance(row, str) for place, cell in enumerate(row) if any(cell)}
    shown = [place for place, name in enumerate(columns) if place in filled or name == "Gist"]
    every = list(columns.values())
    return Table(
        "What was said",
        [every[place] for place in shown],
        [row if isinstance(row, str) else [row[place] for place in shown] for row in rows],
    )


def panel_words(block: BlockRecord) -> str:
    """Return the title of a panel and its moderator, as ``Panel: Data for all. Moderator: Ms. Eve Adams``."""
    title = one_line(block.title)
    named = title if title.lower().startswith("panel") else f"Panel: {title}"
    if block.moderator is None:
        return named
    return f"{named}{'' if named.endswith(('.', '?', '!')) else '.'} Moderator: {announced(block.moderator)}"


def _heads(one: StatementRecord, block: BlockRecord | None) -> Sequence[str]:
    """Return the titles over a statement: that of the segment, and that of a panel or a floor round."""
    kind = "floor" if block is None else block.kind
    title = one.block_title if kind in {"panel", "floor"} else None
    shown = title if block is None or kind != "panel" else panel_words(block)
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
        phrases = capacity(one.particulars)
        return [phrases[0][:1].upper() + phrases[0][1:], *phrases[1:]] if phrases else []
    if block is None or block.kind != "panel":
        subject = safe_lines(block.subject or "") if block is not None else ""
        return ["Speaker on the programme", *filter(None, [subject])]
    if one.person is None:
        return ["Panellists"]
    moderates = block.moderator is not None and one.person == block.moderator.name
    return ["Moderator of the panel" if moderates else "Panellist"]


def _length_to_tell(one: StatementRecord) -> Iterator[str]:
    """Yield the length where the two times don't tell it."""
    if one.ended is None:
        return
    began, ended = (instant(moment).replace(microsecond=0) for moment in (one.began, one.ended))
    if one.took != ended - began:
        yield f"{clock_digits(one.took)} spoken"


def _lengths(one: StatementRecord, timed: InterventionRecord | None) -> Iterator[str]:
    """Yield how long it took, and for an intervention how its time was kept."""
    yield clock_digits(one.took) + (" so far" if one.ended is None else "")
    if timed is None:
        return
    if over := over_limit(timed):
        yield f"{clock_digits(over)} over the limit"
    if paused := whole_seconds(timed.paused):
        yield f"{clock_digits(paused)} paused"
    if timed.recorded:
        yield "entered afterwards"


def _task(text: str, owner: str | None, due: date | None) -> str:
    """Return what is to be done, by whom, by what day."""
    by = _joined("; ", safe_lines(owner or ""), "" if due is None else f"by {long_date(due)}")
    return f"{text} ({by})" if by else text


def _when(at: datetime, record: Record) -> str:
    """Return the clock time; nothing for an entry that was made when the meeting was over."""
    return "" if record.finished and at > record.as_of else dated(at, record.meeting.date, time_of_day(at))


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
        [_from_to(start, end, day) for start, end in block.intervals] or [block.status.value],
    )
