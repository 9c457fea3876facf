"""Markdown, read back by a parser of it."""

import json
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from runofshow.export.formats import Options
from runofshow.export.formatting.typed_text import escaped
from runofshow.export.record_document import markdown_log
from runofshow.export.record_json import json_log
from tests.export.hostile import HOSTILE, SHOWN, harmful, hostile_record
from tests.export.shows import recorded

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(markdown: str) -> Iterator[Token]:
    for token in PARSER.parse(markdown):
        yield token
        yield from token.children or ()


def shape(markdown: str) -> list[str]:
    return [token.type for token in PARSER.parse(markdown)]


def test_the_parser_sees_tables_and_links() -> None:
    """The tests below would notice what they look for."""
    kinds = {token.type for token in tokens("| a |\n| - |\n| [x](y) |")}

    assert {"table_open", "link_open"} <= kinds


def test_hostile_text_is_text_and_nothing_else() -> None:
    """Same headings, tables and rows as without it; no link, no image, no HTML but line breaks and empty comments."""
    with_text, with_nothing = (shape(markdown_log(hostile_record(text)).decode()) for text in ("plain", ""))
    for name, text in HOSTILE.items():
        content = markdown_log(hostile_record(text)).decode()
        seen = {(token.type, token.content if token.type.startswith("html") else "") for token in tokens(content)}
        kinds = {kind for kind, _ in seen}

        assert shape(content) == (with_text if SHOWN[name] else with_nothing), name
        assert not kinds & {"link_open", "image", "html_block", "code_inline", "fence", "em_open", "s_open"}, name
        assert {html for kind, html in seen if kind == "html_inline"} <= {"<br>", "<!-- -->"}, name
        assert not harmful(content), name


def test_hostile_text_is_shown_as_it_was_typed() -> None:
    for name, text in HOSTILE.items():
        table = f"| gist |\n| --- |\n| {escaped(text)} |"

        shown = "".join(
            "\n" if token.content == "<br>" else token.content
            for token in tokens(table)
            if token.type in {"text", "text_special"} or token.content == "<br>"
        ).removeprefix("gist")

        assert shown == SHOWN[name], name


def test_an_address_does_not_turn_into_a_link_by_itself() -> None:
    shown = escaped("see http://evil.example, www.evil.example, me@evil.example")

    assert "://" not in shown
    assert "www." not in shown
    assert "@evil" not in shown


def test_a_rehearsal_and_a_show_that_goes_on_say_so_before_anything_else() -> None:
    lines = markdown_log(recorded(closed=False, mode="rehearsal", until="17:10:00")).decode().splitlines()

    assert lines[2].startswith("**Rehearsal.**")
    assert lines[4].startswith("**Not complete.**")
    assert "| 1 | 13:09:10 – now | Mexico | State<br>question<br>to Ms. Lakshmi Puri |  |" in lines


def test_who_took_the_floor_without_a_name_is_in_the_log() -> None:
    content = markdown_log(recorded(closed=False, until="17:11:55")).decode()

    assert "| 2 | 13:11:50 – now | (not named) |" in content


def test_how_time_was_kept_is_told_only_where_it_is_asked_for() -> None:
    plain, detailed = (markdown_log(recorded(), Options(detail=detail)).decode() for detail in (False, True))

    for words in ("over the limit", "entered afterwards", "tester", "How the blocks ran", "| Duration |"):
        assert words not in plain, words
        assert words in detailed, words


def test_a_damaged_journal_is_told_before_anything_else() -> None:
    damaged = replace(recorded(), damage=("line 15: its seal doesn't fit",))
    content = markdown_log(damaged).decode()

    assert content.splitlines()[2].startswith("**Damaged.** The journal is damaged: line 15: its seal doesn't fit.")
    assert json.loads(json_log(damaged))["whole"] is False


def test_nobody_took_the_floor() -> None:
    assert "Nobody took the floor." in markdown_log(recorded(closed=False, until="17:01:00")).decode()
