"""Word, read back by python-docx as a reader of the document would."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm

from runofshow.export.extract import extracted
from runofshow.export.formats import Options, Paper, Shape
from runofshow.export.record_document import docx_log
from runofshow.show.meeting_record import Record
from tests.export.hostile import HOSTILE, IN_A_LINE, IN_A_TITLE, SHOWN, harmful, hostile_meeting, hostile_title
from tests.export.many import MANY, many
from tests.export.read_back import cells, parts, styled, word
from tests.export.shows import recorded


def read(record: Record, shape: Shape = "table", paper: Paper = "a4", *, detail: bool = False) -> WordDocument:
    return word(docx_log(record, Options(shape, paper, detail)))


def styles_of(document: WordDocument) -> list[str | None]:
    return [paragraph.style.name if paragraph.style else None for paragraph in document.paragraphs]


def body_of(content: bytes) -> str:
    return parts(content)["word/document.xml"].replace("\n", "")


def test_it_says_which_meeting_it_was() -> None:
    document = read(recorded())

    assert styled(document, "Title") == ["High-Level Dialogue on “Movements”: where to?"]
    assert styled(document, "Subtitle") == ["Record of the meeting"]
    assert styled(document, "Fact") == [
        "Date:\tWednesday, 20 July 2016",
        "Planned:\t13:00 to 13:30",
        "Held:\t13:00:00 – 13:22:15",
        "Venue:\tDelegates Dining Room, 4th floor",
        "Moderator:\tMr. Craig Mokhiber, OHCHR",
        "Interventions from the floor:\t2, besides 1 reply and 1 point of order",
        "Times:\tthose of the moderator’s clock, America/New_York (UTC-04:00)",
    ]
    assert styled(document, "Heading 1") == ["What was said", "Decisions", "Tasks", "Notes", "Who spoke"]


def test_the_table_of_everything_that_was_said() -> None:
    assert cells(read(recorded()))[:6] == [
        ["No.", "Time", "Who", "In which capacity", "Gist"],
        ["Opening remarks"] * 5,
        [
            "",
            "13:00:00 – 13:08:30",
            "Ms. Lakshmi Puri\nChair, GMG",
            "Speaker on the programme",
            "Welcomed all to the dialogue.",
        ],
        ["Discussion"] * 5,
        ["Remarks from the floor"] * 5,
        ["1", "13:09:10 – 13:11:40", "Mexico", "State\nquestion\nto Ms. Lakshmi Puri", ""],
    ]
    assert cells(read(recorded(), detail=True))[6:7] == [
        [
            "2",
            "13:11:50 – 13:13:30\n1:00\n0:40 paused",
            "Côte d’Ivoire\nH.E. Aminata Koné\nPermanent Representative",
            "State\non behalf of the African Group\nalso on behalf of Peru and Chile",
            "+12% since 2015\nAsked for data | costs\nNote: quoted the *1951* Convention",
        ]
    ]


def test_the_list_is_in_lettered_paragraphs() -> None:
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
    part = extracted(recorded(closed=False, mode="rehearsal", until="17:16:30"), since=None, categories=["state"])
    document = read(part)

    assert styled(document, "Warning") == [
        "Rehearsal. This is the record of a rehearsal, not of the meeting.",
        "Not complete. The show was still going on when this was written: 13:16:30.",
        "Extract. This is a part of the record: only States.",
    ]
    for header in (document.sections[0].header, document.sections[0].first_page_header):
        assert header.paragraphs[0].text.startswith("Rehearsal. Not complete. Extract.")


def test_every_row_stays_on_one_page_and_the_head_is_on_each() -> None:
    tables = read(many(), detail=True).tables
    for table in tables:
        properties = [row._tr.trPr for row in table.rows]
        assert all(found is not None and found.find(qn("w:cantSplit")) is not None for found in properties)
        heads = [found is not None and found.find(qn("w:tblHeader")) is not None for found in properties]
        assert heads == [True] + [False] * (len(heads) - 1)
    assert len(tables[0].rows) == 1 + 3 + MANY  # the head, a segment, and two floor rounds


def test_the_table_is_as_wide_as_the_text() -> None:
    papers: dict[Paper, int] = {"a4": Mm(210), "letter": Mm(215.9)}
    for paper, width in papers.items():
        document = read(recorded(), paper=paper)
        section = document.sections[0]

        assert abs((section.page_width or 0) - width) < Mm(0.1), paper
        assert abs((section.left_margin or 0) - Mm(20)) < Mm(0.1), paper
        assert section.right_margin == section.left_margin, paper
        for table in document.tables:
            together = sum(column.width or 0 for column in table.columns)
            assert abs(together - (width - 2 * Mm(20))) < Mm(1), paper


def test_pages_are_numbered_by_word() -> None:
    section = read(recorded()).sections[0]

    for footer in (section.footer, section.first_page_footer):
        fields = [field.get(qn("w:instr")) for field in footer.paragraphs[0]._p.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_what_is_written_right_to_left_is_marked_so() -> None:
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
    content = docx_log(recorded())
    properties = word(content).core_properties

    assert properties.title == "High-Level Dialogue on “Movements”: where to?"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.language == "en-GB"
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2016, 7, 20, 17, 23)  # noqa: DTZ001 -- as the file has it
    assert not [part for part in parts(content) if "thumbnail" in part or "app.xml" in part or "custom" in part.lower()]


def test_the_same_record_makes_the_same_bytes() -> None:
    assert docx_log(recorded()) == docx_log(recorded())
    dates = {part.date_time for part in zipfile.ZipFile(io.BytesIO(docx_log(recorded()))).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_hostile_texts_are_cells_and_paragraphs_of_a_record() -> None:
    content = docx_log(hostile_meeting(), Options(detail=True))
    document = word(content)

    assert [style for style in styles_of(document) if style not in {"Listed", "Normal"}] == [
        *("Title", "Subtitle", *["Fact"] * 7, *["Heading 1"] * 6, "Small Print")
    ]
    log, blocks = document.tables
    rows = [row for row in log.rows[1:] if len({cell.text for cell in row.cells}) > 1 or not row.cells[0].text]
    for row, (number, name) in zip(rows, enumerate(HOSTILE, start=1), strict=True):
        shown, _, who, _, gist = (cell.text for cell in row.cells)
        assert shown == str(number), name
        assert who == (SHOWN[name] or "(not named)"), name
        assert gist.startswith(SHOWN[name]), name
    for name, row in zip(HOSTILE, blocks.rows[1:], strict=True):
        assert row.cells[0].text.startswith(SHOWN[name]), name
    assert not harmful(body_of(content))


def test_hostile_texts_are_names_of_a_list() -> None:
    content = docx_log(hostile_meeting(), Options("list"))
    document = word(content)

    assert styles_of(document) == [
        "Title",
        "Subtitle",
        *["Fact"] * 7,
        "Heading 1",
        "Normal",
        "Normal",
        "Listed",
        "Small Print",
    ]
    (listed,) = styled(document, "Listed")
    for name in HOSTILE:
        assert IN_A_LINE[name] in listed, name
    assert not harmful(body_of(content))


def test_a_hostile_title_is_a_title() -> None:
    for name in IN_A_TITLE:
        content = docx_log(hostile_title(HOSTILE[name]))
        document = word(content)
        (head,) = document.sections[0].header.paragraphs
        start = IN_A_LINE[name][:60]

        assert styled(document, "Title") == [IN_A_LINE[name]], name
        assert head.text.startswith(start), name
        assert document.core_properties.title.startswith(start), name
        assert not any(harmful(part) - {"\t"} for part in parts(content).values()), name


def test_a_show_in_which_nothing_has_happened_is_a_document_too() -> None:
    assert "Nobody has spoken." in styled(read(recorded(closed=False, until="16:56:00")), "Normal")


def test_a_title_longer_than_a_property_can_be_is_cut_there_alone() -> None:
    whole = recorded()
    title = "Dialogue " * 100
    document = read(replace(whole, meeting=replace(whole.meeting, title=title)))

    assert styled(document, "Title") == [title.strip()]
    assert len(document.core_properties.title) <= 255
