"""What a Word document says of its record on every page, and in its properties."""

from datetime import UTC
from typing import Final

from docx.document import Document as WordDocument
from docx.section import Section

from runofshow.export.formatting.record_words import long_date, one_line
from runofshow.export.formatting.word_page import LANGUAGE, LONGEST_PROPERTY, styled
from runofshow.export.formatting.word_text import add, add_field, write
from runofshow.export.options import Paper
from runofshow.export.record_document import FROM_THE_FLOOR, standing
from runofshow.show.statements import Record
from runofshow.text import clip

_MOST_IN_HEADER: Final = 70
"""Terminal cells of the meeting's title that stand over each page."""


def blank(record: Record, paper: Paper) -> WordDocument:
    """A document without content, which says of which record it is."""
    document = styled(paper)
    _set_running_titles(document.sections[0], record)
    _set_properties(document, record)
    return document


def _set_running_titles(section: Section, record: Record) -> None:
    """The first page says by itself which meeting it is, each further one in its header; every page is numbered."""
    section.different_first_page_header_footer = True
    marks = [word for word, _ in standing(record)]
    title = clip(one_line(record.meeting.title), _MOST_IN_HEADER)
    write(section.first_page_header.paragraphs[0], " ".join(marks))
    write(section.header.paragraphs[0], " ".join([*marks, f"{title}, {long_date(record.meeting.date)}"]))
    for footer in (section.first_page_footer, section.footer):
        (paragraph,) = footer.paragraphs
        add(paragraph, "Page ")
        add_field(paragraph, "PAGE")
        add(paragraph, " of ")
        add_field(paragraph, "NUMPAGES")


def _set_properties(document: WordDocument, record: Record) -> None:
    """What the file says of itself: the meeting, and no person. Its time is that of the record, in UTC."""
    properties = document.core_properties
    properties.title = clip(one_line(record.meeting.title), LONGEST_PROPERTY)
    properties.subject = " ".join([*(word for word, _ in standing(record)), FROM_THE_FLOOR])
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = LANGUAGE
    properties.created = properties.modified = record.as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)
