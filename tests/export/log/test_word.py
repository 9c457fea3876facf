"""Word, read back by python-docx as a reader of the document would."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm

from runofshow.export.dress.paper import Paper
from runofshow.export.dress.wording import one_line
from runofshow.export.log.choices import Shape
from runofshow.export.log.extract import extracted
from runofshow.export.log.word import docx_log
from runofshow.show.statements import Record
from runofshow.values import safe_lines
from tests.export.hostile import every_hostile_text, harmful, hostile_record
from tests.export.many import MANY, many
from tests.export.shows import recorded


def read(record: Record, shape: Shape = "table", paper: Paper = "a4") -> WordDocument:
    """The document."""
    return Document(io.BytesIO(docx_log(record, shape, paper)))


def styled(document: WordDocument, style: str) -> list[str]:
    """The paragraphs in a style."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == style]


def rows_of(document: WordDocument, table: int = 0) -> list[list[str]]:
    """The cells of a table, as text."""
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def test_it_says_which_meeting_it_was() -> None:
    """In styles that a reader can change, not in letters made big by hand."""
    document = read(recorded())

    assert styled(document, "Title") == ["High-Level Dialogue on “Movements”: where to?"]
    assert styled(document, "Subtitle") == ["Log of interventions"]
    assert styled(document, "Fact") == [
        "Date:\tWednesday, 20 July 2016",
        "Planned:\t13:00 to 13:30",
        "Held:\t13:00:00 – 13:22:15",
        "Venue:\tDelegates Dining Room, 4th floor",
        "Moderator:\tMr. Craig Mokhiber, OHCHR",
        "Interventions from the floor:\t4",
        "Times:\tthose of the moderator’s clock, America/New_York (UTC-04:00)",
    ]
    assert styled(document, "Heading 1") == ["Interventions from the floor", "Notes", "How the blocks ran"]
    assert styled(document, "Heading 2") == ["Discussion – Remarks from the floor"]


def test_the_table_of_interventions() -> None:
    """When, who, in which capacity, and the gist."""
    assert rows_of(read(recorded()))[:3] == [
        ["No.", "Time", "Who", "In which capacity", "Gist"],
        ["1", "13:09:10 – 13:11:40\n2:30\n0:30 over the limit", "Mexico", "State\nquestion\nto Ms. Lakshmi Puri", ""],
        [
            "2",
            "13:11:50 – 13:13:30\n1:00\n0:40 paused",
            "Côte d’Ivoire\nH.E. Aminata Koné\nPermanent Representative",
            "State\non behalf of the African Group\nalso on behalf of Peru and Chile",
            "+12% since 2015\nAsked for data | costs\nNote: quoted the *1951* Convention",
        ],
    ]


def test_the_list_is_in_lettered_paragraphs() -> None:
    """The letters are typed, so that they stay when a part is copied into a report."""
    document = read(recorded(), "list")

    assert styled(document, "Listed") == [
        (
            "(a)\tRepresentatives of States: Côte d’Ivoire (H.E. Aminata Koné, Permanent Representative; "
            "on behalf of the African Group; also on behalf of Peru and Chile), Mexico;"
        ),
        "(b)\tObserver: Red Cross (statement read for its President).",
        "(a)\tRepresentative of a State: Cuba.",
    ]
    assert not document.tables


def test_a_rehearsal_an_extract_and_an_unfinished_show_say_so_first_and_on_every_page() -> None:
    """Nobody must take them for the whole record."""
    part = extracted(recorded(closed=False, mode="rehearsal", until="17:16:30"), since=None, categories=["state"])
    document = read(part)

    assert styled(document, "Warning") == [
        "Rehearsal. This is the log of a rehearsal, not of the meeting.",
        "Not complete. The show was still going on when this was written: 13:16:30.",
        "Extract. This is a part of the log: only States.",
    ]
    for header in (document.sections[0].header, document.sections[0].first_page_header):
        assert header.paragraphs[0].text.startswith("Rehearsal. Not complete. Extract.")


def test_every_row_stays_on_one_page_and_the_head_is_on_each() -> None:
    """Of every table, however long."""
    for table in read(many()).tables:
        properties = [row._tr.trPr for row in table.rows]
        assert all(found is not None and found.find(qn("w:cantSplit")) is not None for found in properties)
        heads = [found is not None and found.find(qn("w:tblHeader")) is not None for found in properties]
        assert heads == [True] + [False] * (len(heads) - 1)
    assert sum(len(table.rows) - 1 for table in read(many()).tables[:2]) == MANY


@pytest.mark.parametrize(("paper", "width"), [("a4", Mm(210)), ("letter", Mm(215.9))])
def test_the_table_is_as_wide_as_the_text(paper: Paper, width: int) -> None:
    """On either paper."""
    document = read(recorded(), paper=paper)
    section = document.sections[0]
    assert section.left_margin is not None
    assert section.right_margin is not None

    assert abs((section.page_width or 0) - width) < Mm(0.1)
    for table in document.tables:
        together = sum(column.width or 0 for column in table.columns)
        assert abs(together - (width - section.left_margin - section.right_margin)) < Mm(1)


def test_pages_are_numbered_by_word() -> None:
    """Fields, on the first page too."""
    section = read(recorded()).sections[0]

    for footer in (section.footer, section.first_page_footer):
        fields = [field.get(qn("w:instr")) for field in footer.paragraphs[0]._p.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_what_is_written_right_to_left_is_marked_so() -> None:
    """The paragraph that begins so, and each run; what is in between in Latin letters is not."""
    (gist,) = [
        paragraph
        for cell in read(many(7)).tables[0].columns[4].cells
        for paragraph in cell.paragraphs
        if paragraph.text.startswith("أكد")
    ]
    properties = gist._p.pPr
    assert properties is not None
    assert properties.find(qn("w:bidi")) is not None
    marked = {run.text: run._r.rPr is not None and run._r.rPr.find(qn("w:rtl")) is not None for run in gist.runs}
    assert marked["UNHCR"] is False
    assert [text for text, right in marked.items() if right] == [text for text in marked if text != "UNHCR"]


def test_the_file_says_what_it_is_and_names_no_one() -> None:
    """Its properties: the meeting and its time, no author; nothing of where it was made."""
    content = docx_log(recorded())
    properties = Document(io.BytesIO(content)).core_properties

    assert properties.title == "High-Level Dialogue on “Movements”: where to?"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.language == "en-GB"
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2016, 7, 20, 17, 23)  # noqa: DTZ001 -- as the file has it
    parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [part for part in parts if "thumbnail" in part or "app.xml" in part or "custom" in part.lower()]


def test_the_same_record_makes_the_same_bytes() -> None:
    """Whenever it is written."""
    assert docx_log(recorded()) == docx_log(recorded())
    dates = {part.date_time for part in zipfile.ZipFile(io.BytesIO(docx_log(recorded()))).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


@every_hostile_text
@pytest.mark.parametrize("shape", ["table", "list"])
def test_hostile_text_is_text_and_nothing_else(text: str, shape: Shape) -> None:
    """As many paragraphs, tables and rows as without it; shown as it was typed, but for what acts on a terminal."""
    document = read(hostile_record(text), shape)

    plain = read(hostile_record("plain" if safe_lines(text) else ""), shape)
    assert [len(table.rows) for table in document.tables] == [len(table.rows) for table in plain.tables]
    assert len(document.paragraphs) == len(plain.paragraphs)
    assert styled(document, "Title") == [one_line(text)]
    if shape == "table":
        gist = document.tables[0].rows[1].cells[4].text
        assert gist.startswith(safe_lines(text))
    everything = zipfile.ZipFile(io.BytesIO(docx_log(hostile_record(text), shape)))
    assert not harmful(everything.read("word/document.xml").decode().replace("\n", ""))


def test_a_show_in_which_nothing_has_happened_is_a_document_too() -> None:
    """With its blocks, and a sentence."""
    assert "Nobody took the floor." in styled(read(recorded(closed=False, until="16:56:00")), "Normal")


def test_a_title_longer_than_a_property_can_be_is_cut_there_alone() -> None:
    """Word's properties hold 255 characters."""
    whole = recorded()
    title = "Dialogue " * 100
    document = read(replace(whole, meeting=replace(whole.meeting, title=title)))

    assert styled(document, "Title") == [title.strip()]
    assert len(document.core_properties.title) <= 255
