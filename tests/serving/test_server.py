"""The program serves, a second terminal moves the show, and whoever looks is told within a second."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from runofshow.serving.connection import ASKS_WITHIN
from tests.serving.conftest import Serve
from tests.serving.served import ENVIRONMENT, Served

Events = Iterator[tuple[str, Any]]


def until(events: Events, holds: Callable[[str, Any], bool]) -> Any:
    """The first event's content of which something holds."""
    return next(content for name, content in events if holds(name, content))


def word_is(word: str) -> Callable[[str, Any], bool]:
    """Whether the stage says a word first."""

    def holds(name: str, content: Any) -> bool:
        return name == "stage" and bool(content["counter"]) and content["counter"]["steps"][0]["word"] == word

    return holds


def change(served: Served, events: Events, holds: Callable[[str, Any], bool], *command: str) -> float:
    """Seconds from the end of a command to the moment at which a page is told of it; less than nothing if before."""
    served.command(*command)
    done = time.perf_counter()
    until(events, holds)
    return time.perf_counter() - done


def test_what_is_done_in_another_terminal_is_on_the_stage_within_a_second(serve: Serve) -> None:
    """Each step, from `next` to `finish`."""
    served = serve()
    with closing(served.events("stage")) as events:
        assert until(events, lambda name, _: name == "stage")["word"] == "NEXT"

        assert change(served, events, word_is("ON TIME"), "next") < 1
        assert change(served, events, word_is("PAUSED"), "pause") < 1
        assert change(served, events, word_is("ON TIME"), "resume") < 1
        message = change(served, events, lambda n, c: n == "stage" and c["message"] == "Conclude", "stage", "Conclude")
        assert message < 1
        assert change(served, events, lambda n, c: n == "stage" and c["blank"], "stage", "--blank") < 1
        assert change(served, events, lambda n, c: n == "stage" and not c["blank"], "stage") < 1
        assert change(served, events, lambda n, c: n == "stage" and c["called"] != "", "end") < 1
        finished = change(served, events, lambda n, c: n == "stage" and c["word"] == "FINISHED", "finish", "--yes")
        assert finished < 1


def test_backstage_is_told_who_waits_and_who_speaks_and_not_what_was_said(serve: Serve) -> None:
    """The gist of an intervention stays in the journal."""
    served = serve()
    served.command("next")
    sent: list[str] = []
    with closing(served.events("backstage")) as events:
        served.command("floor", "ask", "Mexico")
        waiting = until(events, lambda n, c: n == "list" and len(c["turns"]) > 0)
        served.command("floor", "give", "Cuba", "--gist", "Xyzzy")
        served.command("note", "Xyzzy")
        for name, content in events:
            sent.append(repr(content))
            if name == "now" and content["figures"]["name"] == "Cuba":
                break

    assert waiting["turns"][0]["name"] == "Mexico"
    assert "Xyzzy" not in "".join(sent)


def test_a_beat_comes_every_second_and_tells_the_show_clock(serve: Serve) -> None:
    """A page needs no clock of its own."""
    with closing(serve().events("stage")) as events:
        beats = [content["now"] for name, content in (next(events) for _ in range(6)) if name == "beat"]

    apart = [after - before for before, after in pairwise(beats[1:])]
    assert all(700 < milliseconds < 1800 for milliseconds in apart), beats


def test_it_goes_on_when_the_show_is_closed(serve: Serve) -> None:
    """Whoever looks sees that it is over."""
    served = serve()
    served.command("next")
    served.command("finish", "--yes")
    with closing(served.events("stage")) as events:
        assert until(events, lambda name, content: name == "stage" and content["word"] == "FINISHED")
        assert until(events, lambda name, _: name == "beat")


@pytest.mark.parametrize(("by", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_signal_ends_it_at_once_and_cleanly_while_somebody_looks(serve: Serve, by: signal.Signals, code: int) -> None:
    """The stream has its end, the program says nothing more."""
    served = serve()
    with closing(served.events("stage")) as events:
        next(events)
        before = served.said()
        start = time.perf_counter()
        assert served.end(by) == code
        took = time.perf_counter() - start
        list(events)

    assert took < 3
    assert served.said() == before


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux, to count the files that a process has open")
def test_who_connects_and_asks_for_nothing_takes_no_file_from_the_journal(serve: Serve) -> None:
    """A thousand times: whoever looks is told of what happens, and nothing of it stands in the terminal."""
    served = serve()
    with closing(served.events("stage")) as events, ExitStack() as held:
        assert until(events, lambda name, _: name == "stage")["word"] == "NEXT"
        said = served.said()
        silent = [held.enter_context(socket.create_connection(("127.0.0.1", served.port), 5)) for _ in range(1_000)]
        assert until(events, lambda name, _: name == "beat")
        open_files = len(list(Path(f"/proc/{served.process}/fd").iterdir()))

        assert change(served, events, word_is("ON TIME"), "next") < 1
        silent[0].sendall(b"GET / HT")
        silent[0].settimeout(2 * ASKS_WITHIN)
        assert silent[0].recv(1) == b""
        assert until(events, lambda name, _: name == "beat")

    assert open_files < 256
    assert served.said() == said


def test_started_again_it_has_the_same_links(serve: Serve) -> None:
    """After kill −9 too."""
    first = serve()
    port = first.port
    first.kill()
    again = Served(first.folder, port=port)
    try:
        assert again.links == first.links
        with closing(again.events("stage")) as events:
            assert next(events)[0] == "beat"
    finally:
        again.kill()


def test_a_second_server_is_told_that_the_port_is_taken(serve: Serve) -> None:
    """In one sentence, and the first one serves on."""
    served = serve()
    again = subprocess.run(
        [sys.executable, "-m", "runofshow", "serve", "--port", str(served.port)],
        cwd=served.folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.startswith(f"port {served.port} is taken: ")
    assert again.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}, 403),
        ({}, 200),
    ],
)
def test_over_a_real_socket_others_are_refused_too(serve: Serve, headers: dict[str, str], status: int) -> None:
    """The server beneath changes nothing of it."""
    served = serve()
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=5)
    connection.request("GET", "/" + served.links["stage"].split("/", 3)[3], headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()

    assert answer.status == status
    assert answer.getheader("server") is None
