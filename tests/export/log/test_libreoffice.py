"""Word, Excel and CSV as another program opens them. Where LibreOffice isn't installed these are skipped, by name."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from runofshow.agenda.model import Agenda
from runofshow.agenda.reading import default_agenda
from runofshow.export.dress.paper import Paper
from runofshow.export.log.choices import Choices, Shape
from runofshow.export.log.formats import FORMATS
from runofshow.export.plan.word import plan_docx
from runofshow.show.statements import Record
from runofshow.text import without_honorifics
from tests.export.hostile import HOSTILE, hostile_record
from tests.export.many import MANY, forty, many
from tests.export.shows import recorded

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDFTOTEXT = shutil.which("pdftotext")

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
needs_pdftotext = pytest.mark.skipif(PDFTOTEXT is None, reason="Poppler (pdftotext) is not installed")

Convert = Callable[..., Path]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Writes a record in a format, and lets LibreOffice turn it into another."""

    def convert(record: Record, name: str, into: str, shape: Shape = "table") -> Path:
        source = tmp_path / f"log{FORMATS[name].ending}"
        source.write_bytes(FORMATS[name].whole_file(record, Choices(shape)))
        return converted(source, into)

    return convert


def converted(source: Path, into: str) -> Path:
    """The file in another format, by LibreOffice."""
    folder = source.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", into, "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    (made,) = (folder / "out").iterdir()
    return made


def pages_of(pdf: Path) -> list[str]:
    """What stands on each page."""
    printed = subprocess.run([str(PDFTOTEXT), "-layout", pdf, "-"], check=True, capture_output=True, timeout=60)
    return printed.stdout.decode().split("\f")[:-1]


@needs_libreoffice
@needs_pdftotext
def test_a_long_document_has_the_head_of_its_table_and_a_number_on_every_page(convert: Convert) -> None:
    """Whoever prints page 5 knows what the columns are, and of how many pages it is."""
    pages = pages_of(convert(many(), "docx", "pdf"))

    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "In which capacity" in page
        assert "High-Level Dialogue" in page


@needs_libreoffice
@needs_pdftotext
@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_every_intervention_is_on_paper(convert: Convert, name: str) -> None:
    """The last one too, with the script that it is written in."""
    text = "\n".join(pages_of(convert(many(), name, "pdf")))

    assert text.count("Announced a contribution") == sum(number % 7 == 0 for number in range(1, MANY + 1))
    assert "强调移民" in text
    assert "Подчеркнул" in text


@needs_libreoffice
@needs_pdftotext
def test_the_list_is_on_paper(convert: Convert) -> None:
    """Letters and all."""
    text = " ".join("\n".join(pages_of(convert(recorded(), "docx", "pdf", "list"))).split())

    assert "(a) Representatives of States: Côte d’Ivoire (H.E. Aminata Koné, Permanent Representative;" in text


@needs_libreoffice
@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_no_formula_is_worked_out(convert: Convert, name: str) -> None:
    """Every hostile text is shown as text: none of them becomes a number, a link or an error."""
    formulas = [text for key, text in HOSTILE.items() if key.startswith(("formula", "dde", "hyperlink", "excel"))]
    whole = hostile_record("x")
    first = whole.interventions[0]
    said = [first.particulars.model_copy(update={"gist": text}) for text in formulas]
    record = replace(whole, interventions=tuple(replace(first, particulars=one) for one in said))
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"

    shown = convert(record, name, options).read_text(encoding="utf-8")

    for text in ("=1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK(""http://evil.example"",""click"")'):
        assert text in shown
    assert "Err:" not in shown
    assert "#NAME?" not in shown
    if name == "xlsx":
        assert "_x0041__x000D_" in shown


@needs_libreoffice
@needs_pdftotext
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("agenda", [pytest.param(default_agenda(), id="lunch"), pytest.param(forty(), id="40 blocks")])
def test_the_sheet_on_every_table_is_one_page(agenda: Agenda, paper: Paper, tmp_path: Path) -> None:
    """Up to some 40 blocks in any script, down to the hard stop."""
    source = tmp_path / "programme.docx"
    source.write_bytes(plan_docx(agenda, paper))
    (page,) = pages_of(converted(source, "pdf"))

    assert "End of the meeting" in page
    assert all(without_honorifics(str(block.title))[:4] in page for block in agenda.blocks() if block.title.isascii())
