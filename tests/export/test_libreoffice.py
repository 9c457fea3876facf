"""Word, Excel and CSV as LibreOffice opens them. Where it isn't installed these tests are skipped, by name.

Two starts of LibreOffice serve them all. It is shown no fonts but those as wide as Times New Roman, so that lines and
pages break alike on every machine.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from runofshow.agenda.loader import default_agenda, read_sheet
from runofshow.agenda.model import Agenda
from runofshow.export.formats import RECORD_FORMATS as FORMATS
from runofshow.export.formats import Options
from runofshow.export.handout_word import plan_docx
from runofshow.export.staff_sheet import plan_xlsx
from runofshow.show.meeting_record import Record
from tests.export.hostile import FORMULAS, HOSTILE, hostile_record
from tests.export.many import forty, many
from tests.export.shows import recorded, with_interventions

SOFFICE: Final = shutil.which("soffice") or shutil.which("libreoffice")
PDFTOTEXT: Final = shutil.which("pdftotext")
FC_LIST: Final = shutil.which("fc-list")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")]

AS_WIDE_AS_TIMES: Final = ("Liberation Serif", "Times New Roman", "Tinos", "TeX Gyre Termes", "Nimbus Roman")
"""Families with the widths of the font that the documents ask for."""

FONTS: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont>
    <acceptfont><pattern><patelt name="family"><string>{}</string></patelt></pattern></acceptfont>
    <rejectfont><pattern><patelt name="scalable"><bool>true</bool></patelt></pattern></rejectfont>
    <rejectfont><pattern><patelt name="scalable"><bool>false</bool></patelt></pattern></rejectfont>
  </selectfont>
</fontconfig>
"""
"""A configuration of Fontconfig that knows one family only."""

MEETINGS: Final = Path(__file__).parents[1] / "meetings"
"""Agendas of real shape."""

PATIENCE: Final = 600
"""Seconds after which LibreOffice hangs, however busy the machine is."""


def converted(files: Mapping[str, bytes], into: str, folder: Path, **environment: str) -> Path:
    """The folder in which LibreOffice has put all these files in another format, in one go."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", into, "--outdir", str(folder / "out")]
    subprocess.run(
        [*command, *(str(folder / name) for name in files)],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    return folder / "out"


def only_font(folder: Path) -> dict[str, str]:
    """The environment in which LibreOffice knows no font but one as wide as Times; skips where none is installed."""
    if FC_LIST is None:
        pytest.skip("Fontconfig (fc-list) is not installed")
    configuration = folder / "fonts.conf"
    environment = {"FONTCONFIG_FILE": str(configuration)}
    for family in AS_WIDE_AS_TIMES:
        configuration.write_text(FONTS.format(family), encoding="utf-8")
        if subprocess.run([FC_LIST], env={**os.environ, **environment}, check=True, capture_output=True).stdout:
            return environment
    pytest.skip(f"no font as wide as Times New Roman is installed: {', '.join(AS_WIDE_AS_TIMES)}")


def written(name: str, record: Record, choices: Options | None = None) -> bytes:
    """A record in a format."""
    return FORMATS[name].whole_file(record, choices or Options())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of each document, by the document's name."""
    if PDFTOTEXT is None:
        pytest.skip("Poppler (pdftotext) is not installed")
    folder = tmp_path_factory.mktemp("paper")
    files = {
        "long.docx": written("docx", many()),
        "book.xlsx": written("xlsx", many()),
        "list.docx": written("docx", recorded(), Options("list")),
        "lunch-a4.docx": plan_docx(default_agenda(), Options(paper="a4")),
        "lunch-letter.docx": plan_docx(default_agenda(), Options(paper="letter")),
        "forty-a4.docx": plan_docx(forty(), Options(paper="a4")),
        "forty-letter.docx": plan_docx(forty(), Options(paper="letter")),
        "day-a4.docx": plan_docx(_conference_day(), Options(paper="a4")),
        "staff-a4.xlsx": plan_xlsx(forty(), Options(paper="a4")),
        "staff-letter.xlsx": plan_xlsx(_conference_day(), Options(paper="letter")),
    }
    printed = converted(files, "pdf", folder, **only_font(folder))
    return {name: _pages_of(printed / Path(name).with_suffix(".pdf")) for name in files}


def _conference_day() -> Agenda:
    return read_sheet(MEETINGS / "conference-day.yaml").agenda


def _pages_of(pdf: Path) -> list[str]:
    text = subprocess.run([str(PDFTOTEXT), "-layout", pdf, "-"], check=True, capture_output=True, timeout=PATIENCE)
    return text.stdout.decode().split("\f")[:-1]


def test_a_long_document_has_the_head_of_its_table_and_a_number_on_every_page(pages: dict[str, list[str]]) -> None:
    long = pages["long.docx"]

    assert len(long) > 5
    below = next(place for place, page in enumerate(long) if "The following made statements:" in page)
    assert below > 5
    for number, page in enumerate(long, start=1):
        assert f"Page {number} of {len(long)}" in page
        assert "In which capacity" in page or number > below  # the list of speakers is no table
        assert "High-Level Dialogue" in page


def test_every_intervention_is_on_paper(pages: dict[str, list[str]]) -> None:
    """The last one too, with the script that it is written in: 17 of the 120 announced a contribution."""
    for name in ("long.docx", "book.xlsx"):
        text = "\n".join(pages[name])

        assert text.count("Announced") == 17, name
        assert "强调移民" in text, name
        assert "Подчеркнул" in text, name
    listed = " ".join("\n".join(pages["list.docx"]).split())
    assert "(a) Representatives of States: Côte d’Ivoire (H.E. Aminata Koné, Permanent Representative;" in listed


def test_the_sheet_on_every_table_is_one_page(pages: dict[str, list[str]]) -> None:
    """Up to some 40 blocks in any script, down to the hard stop."""
    people = {
        "lunch": (
            *("Mokhiber", "Puri", "Ryder", "Thompson", "Gilmore", "Levoy"),
            *("Donoghue", "Sutherland", "Gois", "Haque", "Lauber"),
        ),
        "forty": ("Aminata Koné 1", "Aminata Koné 6", "Íñigo Ñáñez-Çelik 6"),
    }
    for agenda, names in people.items():
        for paper in ("a4", "letter"):
            (page,) = pages[f"{agenda}-{paper}.docx"]

            assert "End of the meeting" in page
            assert [name for name in names if name not in page] == []


def test_each_person_on_a_panel_has_a_line_of_the_printed_programme(pages: dict[str, list[str]]) -> None:
    (page,) = pages["day-a4.docx"]
    lines = [" ".join(line.split()) for line in page.splitlines()]

    first = lines.index("10:00 Financing the compact")
    assert lines[first + 1 : first + 5] == [
        "Moderator: Mr. Karl Brandt, Development bank",
        "Ms. Fatou Diallo, Minister of Finance, Senegal",
        "Mr. Juan Pérez, Migration fund",
        "Ms. Ingrid Olsen, Head of research",
    ]


def test_the_sheet_for_staff_prints_whole_columns_with_their_heads_on_every_page(pages: dict[str, list[str]]) -> None:
    for name, title in (("staff-a4.xlsx", "Ministerial round table"), ("staff-letter.xlsx", "Forum on human mobility")):
        *run_of_show, facts = pages[name]

        assert (len(run_of_show) > 1) == (name == "staff-a4.xlsx")
        for number, page in enumerate(run_of_show, start=1):
            head = page.split("Start", 1)[1].splitlines()[0].split()
            assert head == ["End", "Duration", "Kind", "Speaker", "Designation", "Organization", "Title"], (
                name,
                number,
            )
            assert title in page
            assert f"Page {number} of {len(run_of_show) + 1}" in page
        assert "Hard stop" in facts
    whole = "".join(pages["staff-a4.xlsx"])
    assert [number for number in range(1, 7) if f"Aminata Koné {number}" not in whole] == []
    for text in ("09:33:30", "Coffee break", "Mr. Li Wei", "Professor of economics", "Closing discussion"):
        assert text in pages["staff-letter.xlsx"][0], text


def test_no_formula_is_worked_out(tmp_path: Path) -> None:
    first = hostile_record("x").interventions[0]
    texts = [HOSTILE[name] for name in (*FORMULAS, "excel-escape", "excel-error")]
    said = [first.particulars.model_copy(update={"gist": text}) for text in texts]
    record = with_interventions(recorded(), (replace(first, particulars=one) for one in said))
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"

    files = {f"log-{name}.{name}": written(name, record) for name in ("csv", "xlsx")}
    shown = converted(files, options, tmp_path)

    for name in files:
        content = (shown / Path(name).with_suffix(".csv")).read_text(encoding="utf-8")
        for text in ("=1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK(""http://evil.example"",""click"")'):
            assert text in content, (name, text)
        assert "Err:" not in content, name
        assert "#NAME?" not in content, name
    assert "_x0041__x000D_" in (shown / "log-xlsx.csv").read_text(encoding="utf-8")
