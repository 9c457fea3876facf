"""Links that nobody guesses and that last as long as the show."""

import os
import stat
from pathlib import Path

import pytest

from runofshow.serve.links import link, secret_beside, tokens_of

posix = pytest.mark.skipif(os.name != "posix", reason="needs the permissions of POSIX")


def test_the_links_are_the_same_when_it_is_started_again(tmp_path: Path) -> None:
    """A tablet finds back after a crash of the server."""
    journal = tmp_path / "a.jsonl"

    assert secret_beside(journal) == secret_beside(journal)
    assert secret_beside(journal)[1]


def test_another_show_has_other_links(tmp_path: Path) -> None:
    """Who was let in yesterday isn't today."""
    assert secret_beside(tmp_path / "a.jsonl") != secret_beside(tmp_path / "b.jsonl")


def test_a_show_that_goes_on_in_another_journal_keeps_its_links(tmp_path: Path) -> None:
    """After the disk was full, say."""
    before = secret_beside(tmp_path / "a.jsonl")

    assert secret_beside(tmp_path / "a-continued.jsonl") == before
    assert secret_beside(tmp_path / "a-continued-2.jsonl") == before


@posix
def test_nobody_else_on_the_laptop_reads_the_secret(tmp_path: Path) -> None:
    """Whatever the umask."""
    before = os.umask(0)
    try:
        secret_beside(tmp_path / "a.jsonl")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "a.jsonl.links").stat().st_mode) == 0o600


@posix
def test_a_secret_that_others_could_read_is_one_no_more(tmp_path: Path) -> None:
    """It is replaced, and the new one is private."""
    journal, kept = tmp_path / "a.jsonl", tmp_path / "a.jsonl.links"
    before, _ = secret_beside(journal)
    kept.chmod(0o644)

    assert secret_beside(journal)[0] != before
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"abc", b"\xff" * 64, b"00" * 31, b"00" * 40])
def test_a_file_that_holds_no_secret_is_replaced(tmp_path: Path, content: bytes) -> None:
    """A half of one would make links that can be guessed."""
    kept = tmp_path / "a.jsonl.links"
    kept.write_bytes(content)
    kept.chmod(0o600)

    secret, again = secret_beside(tmp_path / "a.jsonl")

    assert again
    assert len(secret) == 32
    assert kept.read_text(encoding="ascii") == f"{secret.hex()}\n"


@posix
def test_a_link_in_the_file_system_is_not_followed(tmp_path: Path) -> None:
    """Somebody else could have put it there."""
    (tmp_path / "theirs").write_text("00" * 32, encoding="ascii")
    (tmp_path / "theirs").chmod(0o600)
    (tmp_path / "a.jsonl.links").symlink_to(tmp_path / "theirs")

    assert secret_beside(tmp_path / "a.jsonl")[0] != bytes(32)
    assert not (tmp_path / "a.jsonl.links").is_symlink()


def test_where_nothing_can_be_kept_the_links_last_for_this_time(tmp_path: Path) -> None:
    """A journal on a stick that is read-only is served all the same."""
    secret, again = secret_beside(tmp_path / "gone" / "a.jsonl")

    assert len(secret) == 32
    assert not again


def test_a_token_can_be_typed_on_a_remote() -> None:
    """Sixteen small letters and digits, of which none looks like another."""
    tokens = tokens_of(b"x" * 32)

    assert all(len(token) == 16 and set(token) <= set("abcdefghijklmnopqrstuvwxyz234567") for token in tokens.values())
    assert link("192.168.1.20:8720", "stage", tokens) == f"http://192.168.1.20:8720/{tokens['stage']}/stage"
