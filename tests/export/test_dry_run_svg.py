"""Pictures and pages that need no network."""

import re
import xml.etree.ElementTree as ET
from functools import cache

import pytest

from runofshow.agenda.loader import default_agenda
from runofshow.export.dry_run_svg import timeline_html, timeline_svg
from runofshow.export.report_documents import report_html, report_json, report_markdown
from runofshow.show.statistics import Report, report
from runofshow.simulation.answers import DryRunResult, dry_run_result
from runofshow.simulation.assumptions import PRESETS, Assumptions
from runofshow.simulation.distribution import Distribution
from runofshow.simulation.played_outcome import play_outcome
from runofshow.ui.dry_run_table import distribution_view
from runofshow.ui.palette import ORANGE, SKY
from tests.builders import agenda, floor, speech
from tests.export.conftest import AsGolden
from tests.export.read_back import Page
from tests.ui.test_dry_run_table import plain

LUNCH = default_agenda()
ASSUMED = Assumptions(PRESETS["high-level"])
HOSTILE = agenda(
    speech("<script>alert(1)</script>&\x1b[2J\u202e", "20m", id="x"), floor("]]> \u200f﷽", "rest", id="y"), end="15:00"
)
SVG = "{http://www.w3.org/2000/svg}"


@cache
def lunch_result() -> DryRunResult:
    return dry_run_result(LUNCH, ASSUMED, 1, 50)


def lunch_distribution() -> Distribution:
    return lunch_result().distribution


@cache
def svg() -> ET.Element:
    return ET.fromstring(timeline_svg(lunch_result()))  # noqa: S314 -- our own


@cache
def reported() -> Report:
    run = play_outcome(LUNCH, ASSUMED, 1)
    return report(run.show, run.finish)


def test_the_picture_is_described_for_those_who_do_not_see_it() -> None:
    picture = svg()

    assert picture.get("role") == "img"
    named = {element.get("id"): element.text or "" for element in picture if element.get("id")}
    assert set((picture.get("aria-labelledby") or "").split()) == set(named)
    assert "50 simulated runs" in named["timeline-title"]
    assert named["timeline-desc"].count("begins between") == 14


def test_the_colours_are_those_of_the_palette_and_never_the_only_sign() -> None:
    fills = {rect.get("fill") for rect in svg().iter(f"{SVG}rect")} - {None}
    kinds = [text.get("class") for text in svg().iter(f"{SVG}text")]

    assert fills == {SKY, ORANGE}
    assert kinds.count("floor") == 3


def test_bars_lie_within_the_picture_in_their_order() -> None:
    bars = [
        rect for rect in svg().iter(f"{SVG}rect") if rect.get("class") == "maybe" and float(rect.get("y", "0")) < 400
    ]
    lefts = [float(rect.get("x", "0")) for rect in bars]

    assert lefts == sorted(lefts)
    assert all(float(rect.get("x", "0")) + float(rect.get("width", "0")) <= 1000 for rect in bars)


def test_a_page_is_whole_in_itself() -> None:
    pages = {"timeline": timeline_html(lunch_result()), "report": report_html(reported())}
    for name, content in pages.items():
        page = content.decode()
        assert Page(page).leads_to == set(), name
        assert not re.search(r"url\(|@import|<script", page), name
        assert page.startswith('<!doctype html>\n<html lang="en">'), name
        assert page.count("prefers-color-scheme: dark") == page.count("<h1>") == 1, name
        assert "@media print" in page, name


def test_a_title_is_text_and_nothing_else() -> None:
    seen = dry_run_result(HOSTILE, ASSUMED, 1, 20)
    for name, text in {"picture": timeline_svg(seen).decode(), "page": timeline_html(seen).decode()}.items():
        assert "<script>" not in text, name
        assert not {"\x1b", "\u202e"} & set(text), name
        assert "&lt;script&gt;alert(1)" in text, name


def test_the_terminal_draws_the_same_rows() -> None:
    for width in (60, 80, 120, 200):
        lines = plain(distribution_view(lunch_distribution()), width).splitlines()
        assert all(len(line) <= width for line in lines)
        assert sum("█" in line for line in lines[:15]) == 11
        assert sum("▓" in line for line in lines[:15]) == 3


@pytest.mark.parametrize("name", ["timeline.svg", "report.md", "report.json", "timeline.txt"])
def test_pictures_and_reports_are_as_they_were(name: str, as_golden: AsGolden) -> None:
    made = {
        "timeline.svg": lambda: timeline_svg(lunch_result()),
        "timeline.txt": lambda: b"%s\n" % plain(distribution_view(lunch_distribution()), 100).encode(),
        "report.md": lambda: report_markdown(reported()),
        "report.json": lambda: report_json(reported()),
    }[name]()
    as_golden(name, made)
