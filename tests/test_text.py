"""Text made fit for terminals, documents and file names."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from runofshow.text import clip, in_one_spelling, is_blank, sanitize, slug, without_honorifics

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


def test_safe_text_is_one_harmless_line() -> None:
    rows = {
        "Ms. Lakshmi Puri": "Ms. Lakshmi Puri",  # plain
        "Côte d’Ivoire – São Tomé": "Côte d’Ivoire – São Tomé",  # accents
        "a\nb\r\nc\td\u2028e\u2029f\x85g": "a b c d e f g",  # line breaks and tabs
        "\x1b[31mred\x07": "␛[31mred␇",  # escape sequence
        "\x00\x7f": "␀␡",  # null and delete
        "\x9b31m": "\ufffd31m",  # C1 control
        "a\u202eb\u2066c\u2069": "abc",  # direction overrides and isolates
        "שלום\u200f!": "שלום\u200f!",  # direction marks
        "می\u200cخواهم": "می\u200cخواهم",  # Persian
        FAMILY: FAMILY,  # emoji of several parts
        "a\u200d\u200d\u200c\u200db": "a\u200db",  # a row of invisible characters
        "soft\u00adhyphen\ufeff": "softhyphen",  # other invisible characters
        "x\U000e0041\U000e007f": "x",  # tags
        "\ud83d": "\ufffd",  # lone surrogate
        "\ufffe\uffff\ufdd0": "\ufffd" * 3,  # noncharacters
        ZALGO: "e" + "\u0301" * 4,  # too many marks
        "e" + "\u0301\u200d" * 9: "e" + "\u0301\u200d" * 4,  # too many marks, joined
        "ngữ điệu".replace("ữ", "u\u031b\u0303"): "ngu\u031b\u0303 điệu",  # two marks on one letter
    }

    assert {text: sanitize(text) for text in rows} == rows


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


def test_latin_letters_and_punctuation_are_safe() -> None:
    """All but the soft hyphen and the line separators among them."""
    latin = [*range(0xA0, 0xAD), *range(0xAE, 0x250), *range(0x2010, 0x2028), *range(0x2030, 0x205F)]
    text = "".join(map(chr, latin))

    assert {unicodedata.category(character)[0] for character in text} <= set("LNPSZ")
    assert sanitize(text) == text
    assert sanitize(f"{text}\xad\u2028\x85") == f"{text}  "


def test_text_is_cut_to_its_cells_between_characters() -> None:
    rows = {
        ("Mexico", 6): "Mexico",  # fits exactly
        ("Mexico", 5): "Mexi…",  # one too many
        ("Ms. Lakshmi Puri", 5): "Ms.…",  # no space before the ellipsis
        ("Mexico", 1): "…",  # one cell
        ("Mexico", 0): "",  # no cell
        ("Mexico", -3): "",  # less than none
        ("", 0): "",  # nothing
        ("大韓民国", 8): "大韓民国",  # wide, fits exactly
        ("大韓民国", 6): "大韓…",  # wide, an odd cell left
        ("e\u0301e\u0301e\u0301", 2): "e\u0301…",  # marks stay with their letter
        (FAMILY + "abc", 4): FAMILY + "a…",  # an emoji of several parts stays whole
        ("a" + FAMILY + "b", 3): "a…",  # an emoji of several parts goes whole
        ("\U0001f1f0\U0001f1ea\U0001f1f2\U0001f1fd", 3): "\U0001f1f0\U0001f1ea…",  # flags stay whole
        ("\U0001f44d\U0001f3fd!!", 3): "\U0001f44d\U0001f3fd…",  # skin tone stays with its hand
        ("a\x1b[2Jb", 4): "a␛[…",  # made safe first
        ("\u0acd##", 2): "…",  # a mark with no base goes
        ("\u0acd##", 1): "…",  # likewise
        ("क्षि नमस्ते", 4): "क्षि…",  # a cluster of Devanagari stays whole
        ("ខ្មែរ ខ្មែរ", 4): "ខ្មែរ…",  # a cluster of Khmer stays whole
    }

    assert {(text, cells): clip(text, cells) for text, cells in rows} == rows


@given(hostile, st.integers(min_value=0, max_value=40))
def test_fitted_text_never_takes_more_cells(text: str, cells: int) -> None:
    shown = clip(text, cells)
    assert wcswidth(shown) <= cells
    assert sanitize(shown) == shown


@given(hostile)
def test_text_that_fits_is_not_cut(text: str) -> None:
    assert clip(text, wcswidth(sanitize(text))) == sanitize(text)


def test_a_slug_keeps_letters_and_digits() -> None:
    rows = {
        ("Ms. Lakshmi Puri", 40): "ms-lakshmi-puri",  # a name
        ("Côte d’Ivoire", 40): "cote-d-ivoire",  # accents
        ("Straße İstanbul", 40): "strasse-istanbul",  # letters that fold into two
        ("日本 대한민국", 40): "日本-대한민국",  # other scripts
        ("../../etc/passwd", 40): "etc-passwd",  # a path
        ("-- … --", 40): "",  # nothing left
        ("\u3164", 40): "",  # an invisible letter
        ("one two three", 8): "one-two",  # cut between words
        ("one two three", 7): "one-two",  # exactly
        ("Responding", 4): "resp",  # cut inside the first word
        ("anything", 0): "",  # no room
    }

    assert {(text, limit): slug(text, limit) for text, limit in rows} == rows


@given(hostile, st.integers(min_value=0, max_value=60))
def test_a_slug_is_a_harmless_part_of_a_file_name(text: str, limit: int) -> None:
    name = slug(text, limit)
    assert len(name) <= limit
    assert all(character == "-" or character.isalnum() for character in name)
    assert not name.startswith("-")
    assert not name.endswith("-")
    assert "--" not in name
    name.encode()


def test_honorifics_go_from_the_front_of_a_name() -> None:
    rows = {
        "H.E. Mr. Md. Shahidul Haque": "Md. Shahidul Haque",  # two, and a name that looks like one
        "H.E.Mr. Juan José Gómez Camacho": "Juan José Gómez Camacho",  # no space between
        "HE Ms Karen AbuZayd": "Karen AbuZayd",  # without dots
        "He Yafei": "He Yafei",  # a family name
        "Ambassador David Donoghue": "David Donoghue",  # ambassador
        "Her Excellency Dame Meg Taylor": "Meg Taylor",  # excellency and dame
        "The Rt. Hon. Helen Clark": "Helen Clark",  # right honourable
        "M. François Crépeau": "François Crépeau",  # French
        "S.E. Sra. Patricia Espinosa": "Patricia Espinosa",  # Spanish
        "Prof. Dr. Walter Kälin": "Walter Kälin",  # German
        "Mrinal Sen": "Mrinal Sen",  # begins like one
        "Honor Blackman": "Honor Blackman",  # begins like another
        "  Ms.  Lakshmi Puri ": "Lakshmi Puri",  # spaces
        "Ambassador": "Ambassador",  # nothing else
        "H.E. Mr.": "H.E. Mr.",  # two and nothing else
        "His Royal Highness Prince Zeid Al-Hussein": "Prince Zeid Al-Hussein",
        "Her Majesty Queen Rania": "Queen Rania",
        "His Holiness Pope Francis": "Pope Francis",
    }

    assert {name: without_honorifics(name) for name in rows} == rows


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(["H.E.", "Mr.", "Dr", "M.", "The", "Hon", "Haque"])).map(" ".join))
)
def test_a_name_never_becomes_empty_and_loses_its_honorifics_at_once(name: str) -> None:
    bare = without_honorifics(name)
    assert bool(bare) == bool(name.strip())
    assert without_honorifics(bare) == bare


def test_what_is_typed_folds_to_one_spelling() -> None:
    rows = {
        "  １３：００  ＰＭ ": "13:00 pm",  # full-width
        "१३:३०": "13:30",  # Devanagari digits
        "\u22121m \u20131m": "-1m -1m",  # dashes
    }

    assert {text: in_one_spelling(text) for text in rows} == rows


def test_a_text_is_blank_if_nothing_of_it_can_be_seen() -> None:
    """Spaces, marks without a letter, format and control characters, letters that are drawn as nothing."""
    for text in (
        "",
        " \t\n",
        "\u00a0\u2003",
        "\u0301\u20dd",
        "\u200b\u200d\ufeff",
        "\x00\x1b\x7f",
        "\u3164\u2800",
        "\x85",
    ):
        assert is_blank(text), ascii(text)
    for text in ("a", " .", "é", "\ufffd", "\x80", "\ud800", "\ufdd0", "คำ", "👩‍👧"):
        assert not is_blank(text), ascii(text)
