"""Text made fit for terminals, documents and file names."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from runofshow.text import MOST_MARKS, fit, in_one_spelling, sanitize, slug, without_honorifics

ZALGO = "e" + "\u0301" * 50
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"

# Plain text seldom draws what terminals and bidi algorithms trip over.
hostile = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x9b\r\n\t\x7f\u200c\u200d\u200e\u202e\u2066\u2069\u0301\u093f\ufe0f\u20e3e\u0b95\u0bcd"),
        st.sampled_from("\U0001f1f0\U0001f1ea\U0001f44d\U0001f3fd\U0001f468\ud800\ufeff\ufffe\u3164\uac00\u1100\u1161"),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ms. Lakshmi Puri", "Ms. Lakshmi Puri", id="plain"),
        pytest.param("Côte d’Ivoire – São Tomé", "Côte d’Ivoire – São Tomé", id="accents"),
        pytest.param("a\nb\r\nc\td\u2028e\u2029f\x85g", "a b c d e f g", id="line breaks and tabs"),
        pytest.param("\x1b[31mred\x07", "␛[31mred␇", id="escape sequence"),
        pytest.param("\x00\x7f", "␀␡", id="null and delete"),
        pytest.param("\x9b31m", "\ufffd31m", id="C1 control"),
        pytest.param("a\u202eb\u2066c\u2069", "abc", id="direction overrides and isolates"),
        pytest.param("שלום\u200f!", "שלום\u200f!", id="direction marks"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="Persian"),
        pytest.param(FAMILY, FAMILY, id="emoji of several parts"),
        pytest.param("a\u200d\u200d\u200c\u200db", "a\u200db", id="a row of invisible characters"),
        pytest.param("soft\u00adhyphen\ufeff", "softhyphen", id="other invisible characters"),
        pytest.param("x\U000e0041\U000e007f", "x", id="tags"),
        pytest.param("\ud83d", "\ufffd", id="lone surrogate"),
        pytest.param("\ufffe\uffff\ufdd0", "\ufffd" * 3, id="noncharacters"),
        pytest.param(ZALGO, "e" + "\u0301" * MOST_MARKS, id="too many marks"),
        pytest.param("e" + "\u0301\u200d" * 9, "e" + "\u0301\u200d" * MOST_MARKS, id="too many marks, joined"),
        pytest.param("ngữ điệu".replace("ữ", "u\u031b\u0303"), "ngu\u031b\u0303 điệu", id="two marks on one letter"),
    ],
)
def test_safe_text_is_one_harmless_line(text: str, expected: str) -> None:
    assert sanitize(text) == expected


@given(hostile)
@example("\r\r\n\n")
def test_safe_text_holds_nothing_that_acts(text: str) -> None:
    shown = sanitize(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert wcswidth(shown) >= 0
    shown.encode()


@given(hostile)
def test_safe_text_stays_as_it_is(text: str) -> None:
    assert sanitize(sanitize(text)) == sanitize(text)


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        pytest.param("Mexico", 6, "Mexico", id="fits exactly"),
        pytest.param("Mexico", 5, "Mexi…", id="one too many"),
        pytest.param("Ms. Lakshmi Puri", 5, "Ms.…", id="no space before the ellipsis"),
        pytest.param("Mexico", 1, "…", id="one cell"),
        pytest.param("Mexico", 0, "", id="no cell"),
        pytest.param("Mexico", -3, "", id="less than none"),
        pytest.param("", 0, "", id="nothing"),
        pytest.param("大韓民国", 8, "大韓民国", id="wide, fits exactly"),
        pytest.param("大韓民国", 6, "大韓…", id="wide, an odd cell left"),
        pytest.param("e\u0301e\u0301e\u0301", 2, "e\u0301…", id="marks stay with their letter"),
        pytest.param(FAMILY + "abc", 4, FAMILY + "a…", id="an emoji of several parts stays whole"),
        pytest.param("a" + FAMILY + "b", 3, "a…", id="an emoji of several parts goes whole"),
        pytest.param("\U0001f1f0\U0001f1ea\U0001f1f2\U0001f1fd", 3, "\U0001f1f0\U0001f1ea…", id="flags stay whole"),
        pytest.param("\U0001f44d\U0001f3fd!!", 3, "\U0001f44d\U0001f3fd…", id="skin tone stays with its hand"),
        pytest.param("a\x1b[2Jb", 4, "a␛[…", id="made safe first"),
        pytest.param("\u0acd##", 2, "\u0acd…", id="a mark with no base takes a cell"),
        pytest.param("\u0acd##", 1, "…", id="a mark with no base and no cell for it"),
    ],
)
def test_text_is_cut_to_its_cells_between_characters(text: str, cells: int, expected: str) -> None:
    assert fit(text, cells) == expected


@given(hostile, st.integers(min_value=0, max_value=40))
def test_fitted_text_never_takes_more_cells(text: str, cells: int) -> None:
    shown = fit(text, cells)
    assert wcswidth(shown) <= cells
    assert sanitize(shown) == shown


@given(hostile)
def test_text_that_fits_is_not_cut(text: str) -> None:
    assert fit(text, wcswidth(sanitize(text))) == sanitize(text)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("Ms. Lakshmi Puri", 40, "ms-lakshmi-puri", id="a name"),
        pytest.param("Côte d’Ivoire", 40, "cote-d-ivoire", id="accents"),
        pytest.param("Straße İstanbul", 40, "strasse-istanbul", id="letters that fold into two"),
        pytest.param("日本 대한민국", 40, "日本-대한민국", id="other scripts"),
        pytest.param("../../etc/passwd", 40, "etc-passwd", id="a path"),
        pytest.param("-- … --", 40, "", id="nothing left"),
        pytest.param("\u3164", 40, "", id="an invisible letter"),
        pytest.param("one two three", 8, "one-two", id="cut between words"),
        pytest.param("one two three", 7, "one-two", id="exactly"),
        pytest.param("Responding", 4, "resp", id="cut inside the first word"),
        pytest.param("anything", 0, "", id="no room"),
    ],
)
def test_a_slug_keeps_letters_and_digits(text: str, limit: int, expected: str) -> None:
    assert slug(text, limit) == expected


@given(hostile, st.integers(min_value=0, max_value=60))
def test_a_slug_is_a_harmless_part_of_a_file_name(text: str, limit: int) -> None:
    name = slug(text, limit)
    assert len(name) <= limit
    assert all(character == "-" or character.isalnum() for character in name)
    assert not name.startswith("-")
    assert not name.endswith("-")
    assert "--" not in name
    name.encode()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("H.E. Mr. Md. Shahidul Haque", "Md. Shahidul Haque", id="two, and a name that looks like one"),
        pytest.param("H.E.Mr. Juan José Gómez Camacho", "Juan José Gómez Camacho", id="no space between"),
        pytest.param("HE Ms Karen AbuZayd", "Karen AbuZayd", id="without dots"),
        pytest.param("He Yafei", "He Yafei", id="a family name"),
        pytest.param("Ambassador David Donoghue", "David Donoghue", id="ambassador"),
        pytest.param("Her Excellency Dame Meg Taylor", "Meg Taylor", id="excellency and dame"),
        pytest.param("The Rt. Hon. Helen Clark", "Helen Clark", id="right honourable"),
        pytest.param("M. François Crépeau", "François Crépeau", id="French"),
        pytest.param("S.E. Sra. Patricia Espinosa", "Patricia Espinosa", id="Spanish"),
        pytest.param("Prof. Dr. Walter Kälin", "Walter Kälin", id="German"),
        pytest.param("Mrinal Sen", "Mrinal Sen", id="begins like one"),
        pytest.param("Honor Blackman", "Honor Blackman", id="begins like another"),
        pytest.param("  Ms.  Lakshmi Puri ", "Lakshmi Puri", id="spaces"),
        pytest.param("Ambassador", "Ambassador", id="nothing else"),
        pytest.param("H.E. Mr.", "H.E. Mr.", id="two and nothing else"),
    ],
)
def test_honorifics_go_from_the_front_of_a_name(name: str, expected: str) -> None:
    assert without_honorifics(name) == expected


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(["H.E.", "Mr.", "Dr", "M.", "The", "Hon", "Haque"])).map(" ".join))
)
def test_a_name_never_becomes_empty_and_loses_its_honorifics_at_once(name: str) -> None:
    bare = without_honorifics(name)
    assert bool(bare) == bool(name.strip())
    assert without_honorifics(bare) == bare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  １３：００  ＰＭ ", "13:00 pm", id="full-width"),
        pytest.param("१३:३०", "13:30", id="Devanagari digits"),
        pytest.param("\u22121m \u20131m", "-1m -1m", id="dashes"),
    ],
)
def test_what_is_typed_folds_to_one_spelling(text: str, expected: str) -> None:
    assert in_one_spelling(text) == expected
