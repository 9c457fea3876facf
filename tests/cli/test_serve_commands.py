"""What `serve` says before it serves, and when it can't."""

import importlib.util
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.cli.conftest import Run
from tests.serve.served import ENVIRONMENT, PATIENCE, free_port

pexpect = pytest.importorskip("pexpect", reason="needs pexpect, and a system that has pseudo-terminals")


@pytest.fixture
def port() -> Iterator[int]:
    """A port that somebody else has taken: whatever else goes wrong, nothing is served."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


def typed_in_a_terminal(folder: Path, *words: str) -> Any:
    return pexpect.spawn(
        sys.executable,
        ["-m", "runofshow", "serve", "--port", str(free_port()), *words],
        cwd=str(folder),
        env={**ENVIRONMENT, "TERM": "xterm-256color"},
        dimensions=(60, 100),
        timeout=PATIENCE,
        encoding="utf-8",
    )


def stopped(program: Any) -> int:
    program.sendintr()
    program.expect(pexpect.EOF)
    return int(program.wait())


def test_without_a_show_the_links_are_there_at_once_and_wait_for_it(run: Run, tmp_path: Path) -> None:
    program = typed_in_a_terminal(tmp_path)
    program.expect_exact("waiting for a show in journals")
    program.expect(r"stage +(http://127\.0\.0\.1:\S+)")
    link = program.match[1]
    program.expect_exact("The code opens: stage")
    program.expect_exact("Ctrl-C stops it")
    with urlopen(link, timeout=PATIENCE) as page:  # noqa: S310 -- it is ours
        assert page.status == 200

    run("start", "--live")

    program.expect_exact("serving journals/")
    with urlopen(link, timeout=PATIENCE) as page:  # noqa: S310
        assert page.status == 200
    assert stopped(program) == 130


def test_without_the_extra_it_says_how_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "segno" else found(name))

    said = run("serve", code=1).err

    assert said == (
        "serve needs segno, which is not installed: 'python -m pip install segno' brings it, or after pipx "
        "'pipx inject runofshow segno'\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--lan", "0.0.0.0"), 2, "is every address at once"),  # noqa: S104 -- it is refused
        (("--lan", "255.255.255.255"), 2, "no browser can open 255.255.255.255"),
        (("--lan", "my-laptop"), 2, "'my-laptop' is no address"),
        (("--lan", "198.51.100.7"), 1, "198.51.100.7 is no address of this laptop"),
        (("--port", "0"), 2, "--port"),
        (("--port", "http"), 2, "--port"),
        (("--view", "moderator"), 2, "'moderator'"),
    ],
)
def test_what_cannot_be_served_is_refused_in_a_sentence(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    run("start", "--live")
    typed = words if "--port" in words else (*words, "--port", str(free_port()))

    assert said in run("serve", *typed, code=code).err
    assert not list(Path("journals").glob("*.links"))


@pytest.mark.parametrize("show", [True, False])
def test_a_port_that_is_taken_is_refused_before_any_link_is_printed(run: Run, port: int, show: bool) -> None:
    if show:
        run("start", "--live")
    said = run("serve", "--port", str(port), code=1)

    assert said.out == ""
    assert said.err.startswith(f"port {port} is taken: ")


def test_on_a_terminal_it_prints_the_links_and_a_code_of_the_one_that_matters(run: Run, tmp_path: Path) -> None:
    run("start", "--live")
    program = typed_in_a_terminal(tmp_path, "--view", "backstage")
    program.expect_exact("Ctrl-C stops it")
    shown = program.before

    assert stopped(program) == 130
    assert "Traceback" not in shown + program.before
    assert shown.count("http://127.0.0.1:") == 3
    assert "▀" in shown
    assert "The code opens: backstage" in shown
    assert "Only this laptop can open them" in shown
