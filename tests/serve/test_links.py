"""Links can't be guessed, and last as long as the show."""

import os
import stat
from pathlib import Path

import pytest

from runofshow.serve.links import Links

posix = pytest.mark.skipif(os.name != "posix", reason="needs the permissions of POSIX")


def test_the_links_are_the_same_when_it_is_started_again(tmp_path: Path) -> None:
    """A tablet finds back after a crash of the server."""
    journal = tmp_path / "a.jsonl"
    assert Links.beside(journal).tokens == Links.beside(journal).tokens
    assert Links.beside(journal).kept


def test_another_show_has_other_links(tmp_path: Path) -> None:
    assert Links.beside(tmp_path / "a.jsonl").tokens != Links.beside(tmp_path / "b.jsonl").tokens


def test_a_show_that_goes_on_in_another_journal_keeps_its_links(tmp_path: Path) -> None:
    before = Links.beside(tmp_path / "a.jsonl").tokens
    assert Links.beside(tmp_path / "a-continued.jsonl").tokens == before
    assert Links.beside(tmp_path / "a-continued-2.jsonl").tokens == before


def test_links_from_before_the_show_become_the_shows(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    links = Links.before_a_show(folder)
    handed_out = links.tokens
    assert Links.before_a_show(folder).tokens == handed_out
    links.move_beside(folder / "a.jsonl")
    assert links.tokens == Links.beside(folder / "a.jsonl").tokens == handed_out
    assert Links.before_a_show(folder).tokens != handed_out


def test_links_are_made_anew_when_their_file_is_deleted(tmp_path: Path) -> None:
    links = Links.beside(tmp_path / "a.jsonl")
    before = links.tokens
    assert not links.renewed()
    (tmp_path / "a.jsonl.links").unlink()
    assert links.renewed()
    assert set(links.tokens.values()).isdisjoint(before.values())
    assert not links.renewed()
    assert Links.beside(tmp_path / "a.jsonl").tokens == links.tokens


@posix
def test_nobody_else_on_the_laptop_reads_the_secret(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Links.beside(tmp_path / "a.jsonl")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.jsonl.links").stat().st_mode) == 0o600


@posix
def test_a_secret_that_others_could_read_is_replaced(tmp_path: Path) -> None:
    journal, kept = tmp_path / "a.jsonl", tmp_path / "a.jsonl.links"
    before = Links.beside(journal).tokens
    kept.chmod(0o644)
    assert Links.beside(journal).tokens != before
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"abc", b"\xff" * 64, b"00" * 31, b"00" * 40])
def test_a_file_that_holds_no_secret_is_replaced(tmp_path: Path, content: bytes) -> None:
    """A half of one would make links that can be guessed."""
    kept = tmp_path / "a.jsonl.links"
    kept.write_bytes(content)
    kept.chmod(0o600)
    assert Links.beside(tmp_path / "a.jsonl").kept
    assert len(bytes.fromhex(kept.read_text(encoding="ascii"))) == 32


@posix
def test_a_link_in_the_file_system_is_not_followed(tmp_path: Path) -> None:
    """Somebody else could have put it there."""
    (tmp_path / "theirs").write_text("00" * 32, encoding="ascii")
    (tmp_path / "theirs").chmod(0o600)
    (tmp_path / "a.jsonl.links").symlink_to(tmp_path / "theirs")
    Links.beside(tmp_path / "a.jsonl")
    assert not (tmp_path / "a.jsonl.links").is_symlink()
    assert (tmp_path / "a.jsonl.links").read_text(encoding="ascii").strip() != "00" * 32


def test_where_nothing_can_be_kept_the_links_last_for_this_time(tmp_path: Path) -> None:
    """A journal on a stick that is read-only is served all the same."""
    links = Links.beside(tmp_path / "gone" / "a.jsonl")
    assert not links.kept
    assert not links.renewed()


def test_a_token_can_be_typed_on_a_remote(tmp_path: Path) -> None:
    links = Links.beside(tmp_path / "a.jsonl")
    assert set(links.tokens) == {"stage", "backstage", "status.json"}
    assert all(
        len(token) == 16 and set(token) <= set("abcdefghijklmnopqrstuvwxyz234567") for token in links.tokens.values()
    )
    assert links.link("192.168.1.20:8720", "stage") == f"http://192.168.1.20:8720/{links.tokens['stage']}/stage"
