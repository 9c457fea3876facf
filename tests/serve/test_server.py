"""A server serves, the moderator moves the show, and every page is told."""

import http.client
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from runofshow.errors import RunOfShowError
from runofshow.serve.addresses import LOOPBACK, listening
from runofshow.serve.server import ASKS_WITHIN, MOST_CONNECTIONS, MOST_STRANGERS, SHOWS_WITHIN
from runofshow.session import Session
from runofshow.show.actions.blocks import EndBlock, Next, Pause, Resume
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.meeting import Finish, SetStage
from runofshow.show.actions.record import Note
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.particulars import Particulars
from tests.serve.conftest import Serve
from tests.serve.in_process import ServedHere
from tests.serve.served import PATIENCE, Served

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")

Events = Iterator[tuple[str, Any]]


def until(events: Events, holds: Callable[[str, Any], bool]) -> Any:
    return next(content for name, content in events if holds(name, content))


def stage(events: Events, holds: Callable[[Any], bool]) -> Any:
    return until(events, lambda name, content: name == "stage" and holds(content))


def counting(word: str) -> Callable[[Any], bool]:
    """Whether the stage counts, and says a word first."""
    return lambda view: bool(view["counter"]) and view["counter"]["steps"][0]["word"] == word


def test_a_page_is_told_of_each_thing_that_the_moderator_does(served: ServedHere) -> None:
    with closing(served.events("stage")) as events:
        assert counting("STARTS IN")(stage(events, bool))
        for action, holds in [
            (Next(), counting("ON TIME")),
            (Pause(), counting("PAUSED")),
            (Resume(), counting("ON TIME")),
            (SetStage("Conclude"), lambda view: view["message"] == "Conclude"),
            (SetStage(blank=True), lambda view: view["blank"]),
            (SetStage(), lambda view: not view["blank"]),
            (EndBlock(), lambda view: view["called"] == "Mr. Ben Okoro"),
            (Finish(), lambda view: view["word"] == "FINISHED"),
        ]:
            served.do(action)
            stage(events, holds)
    with closing(served.events("stage")) as events:
        assert stage(events, bool)["word"] == "FINISHED"


def test_backstage_is_told_who_waits_and_who_speaks_and_not_what_was_said(served: ServedHere) -> None:
    sent: list[str] = []
    with closing(served.events("backstage")) as events:
        served.do(Ask(Particulars(who="Mexico")))
        waiting = until(events, lambda name, view: name == "list" and "row" in view)
        for _ in range(3):
            served.do(Next())
        served.do(Note("Xyzzy"))
        served.do(GiveFloor(Particulars(who="Cuba", gist="Xyzzy")))
        for name, content in events:
            sent.append(repr(content))
            if name == "now" and content["figures"]["name"] == "Cuba":
                break
    assert waiting["row"]["name"] == "Mexico"
    assert "Xyzzy" not in "".join(sent)


def test_a_beat_comes_with_each_second_and_tells_the_show_clock(served: ServedHere) -> None:
    opened = 1_469_019_000_000
    with closing(served.events("stage")) as events:
        assert until(events, lambda name, _: name == "beat") == {"now": opened, "wall": -4 * 3_600_000}
        told = opened
        for later in (1_000, 2_000, 3_000):
            served.pass_time(timedelta(seconds=1))
            told = next(content["now"] for name, content in events if name == "beat" and content["now"] > told)
            assert told == opened + later


def test_a_server_that_is_stopped_ends_every_stream_first(served: ServedHere) -> None:
    """A page that is told the end of its stream asks anew; one whose connection just broke may not notice."""
    with closing(stream(served)) as looking:
        served.stop()
        assert everything_from(looking).endswith(b"0\r\n\r\n")


def test_connections_that_ask_for_nothing_are_few_and_soon_closed(
    served: ServedHere, caplog: pytest.LogCaptureFixture
) -> None:
    """They would take the files that the journal needs: whoever looks is still told, and nothing is logged."""
    with closing(served.events("stage")) as events, ExitStack() as held:
        stage(events, bool)
        silent = [held.enter_context(caller(served)) for _ in range(2 * MOST_STRANGERS)]
        served.do(Next())
        stage(events, counting("ON TIME"))
        until_all_are_in(served)
        served.turn_loop(SHOWS_WITHIN)
        more = [held.enter_context(caller(served)) for _ in range(2 * MOST_STRANGERS)]
        assert all(is_closed(one) for one in silent[:MOST_STRANGERS])
        silent = [*silent[MOST_STRANGERS:], *more]

        silent[-1].sendall(b"GET / HT")
        until_all_are_in(served)
        served.turn_loop(ASKS_WITHIN)

        assert all(is_closed(one) for one in silent)
        served.do(Pause())
        stage(events, counting("PAUSED"))
        until_all_are_in(served)

    assert served.said == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_whoever_has_a_link_gets_in_beside_any_number_who_have_none(served: ServedHere) -> None:
    """Even from the same address: the oldest connection without a token gives way."""
    with ExitStack() as held:
        for _ in range(2 * MOST_STRANGERS):
            for _ in range(10):
                held.enter_context(caller(served))
            until_all_are_in(served)
            served.turn_loop(SHOWS_WITHIN)
            with closing(served.events("stage")) as events:
                assert counting("STARTS IN")(stage(events, bool))


def test_over_a_real_socket_others_are_refused_too(served: ServedHere) -> None:
    refused: list[tuple[dict[str, str], int]] = [
        ({"Host": "evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}, 403),
        ({}, 200),
    ]
    for headers, status in refused:
        with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)) as connection:
            connection.request("GET", urlsplit(served.links["stage"]).path, headers=headers)
            answer = connection.getresponse()
            assert (answer.status, answer.getheader("server")) == (status, None), headers


@needs_signals
def test_the_program_serves_what_another_process_does_and_has_the_same_links_after_a_crash(
    serve: Serve, session: Session
) -> None:
    first = serve()
    with closing(first.events("stage")) as events:
        assert stage(events, bool)["word"] == "NEXT"
        session.do(Next(), "moderator")
        stage(events, counting("ON TIME"))
    with pytest.raises(RunOfShowError, match=f"port {first.port} is taken"):
        listening((LOOPBACK,), first.port)
    first.kill()
    again = serve(port=first.port)
    assert again.links == first.links
    ends_cleanly(again, signal.SIGTERM, -signal.SIGTERM)


@pytest.mark.slow
@needs_signals
def test_the_program_ends_as_cleanly_by_ctrl_c(serve: Serve) -> None:
    ends_cleanly(serve(), signal.SIGINT, 130)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell's ulimit")
def test_a_program_that_may_open_256_files_is_not_kept_from_the_journal(serve: Serve) -> None:
    served = serve(most_files=256)
    with closing(served.events("stage")) as events, ExitStack() as held:
        stage(events, bool)
        said = served.said()
        silent = [held.enter_context(caller(served)) for _ in range(400)]
        assert all(is_closed(one) for one in silent[:-MOST_CONNECTIONS])
        served.command("next")
        stage(events, counting("ON TIME"))
    assert served.said() == said


def ends_cleanly(served: Served, by: signal.Signals, code: int) -> None:
    """Check that a signal ends the program with a code, and before it a stream in full; it says nothing more."""
    with closing(stream(served)) as looking:
        before = served.said()
        assert served.end(by) == code
        assert everything_from(looking).endswith(b"0\r\n\r\n")
    assert served.said() == before


def caller(served: Served | ServedHere) -> socket.socket:
    return socket.create_connection(("127.0.0.1", served.port), PATIENCE)


def until_all_are_in(served: ServedHere) -> None:
    """Wait until the server has let in everybody who connected before."""
    with caller(served) as one:
        one.sendall(b"HEAD / HTTP/1.1\r\nHost: nobody\r\n\r\n")
        assert one.recv(12) == b"HTTP/1.1 421"


def is_closed(connection: socket.socket) -> bool:
    """Whether the server closes a connection on which it has said nothing; waits for that."""
    try:
        return connection.recv(1) == b""
    except ConnectionError:
        return True


def stream(served: Served | ServedHere) -> socket.socket:
    """Somebody who looks at the stage and has been told the first word."""
    looking = caller(served)
    path = urlsplit(served.links["stage"]).path.removesuffix("stage")
    looking.sendall(f"GET {path}events HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode())
    told = b""
    while b"event: beat" not in told:
        more = looking.recv(1 << 16)
        assert more, told
        told += more
    return looking


def everything_from(connection: socket.socket) -> bytes:
    """All that is still to be read, until the server closes."""
    return b"".join(iter(lambda: connection.recv(1 << 16), b""))
