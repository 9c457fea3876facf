"""The server itself: from a journal and some sockets to pages that are kept posted, until somebody ends it."""

import asyncio
import socket
from collections.abc import Callable, Mapping
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from runofshow.journal.newer_show import Lookout
from runofshow.serve.app import application
from runofshow.serve.broadcast import LOOK_EVERY, MOST_VIEWERS, Board, Poller, post
from runofshow.serve.followed_show import Following

_PATIENCE: Final = 2
"""Seconds that connections have to close by themselves."""


def run_server(  # noqa: PLR0913 -- what is served, to whom, and what is said meanwhile
    following: Following,
    tokens: Mapping[str, str],
    authorities: frozenset[str],
    sockets: list[socket.socket],
    say: Callable[[str], None],
    lookout: Lookout | None = None,
) -> None:
    """Serve a show until a signal ends it, which is then raised anew for whoever waits for it."""
    asyncio.run(ShowServer(following, tokens, authorities, say, lookout).serve(sockets))


class ShowServer:
    """Serves the views of a show, and looks at its journal all the while."""

    def __init__(
        self,
        following: Following,
        tokens: Mapping[str, str],
        authorities: frozenset[str],
        say: Callable[[str], None],
        lookout: Lookout | None = None,
    ) -> None:
        board = Board()
        post(board, following)
        self._poller = Poller(board, following, say, lookout)
        self._server = _Server(application(board, tokens, authorities), board)

    async def serve(self, sockets: list[socket.socket]) -> None:
        """Answer at these sockets until a signal or `stop` ends it."""
        looking = asyncio.create_task(self._keep_looking())
        looking.add_done_callback(lambda _looking: self.stop())
        await self._server.serve(sockets=sockets)
        await looking

    def stop(self) -> None:
        """End it; from any thread."""
        self._server.should_exit = True

    async def _keep_looking(self) -> None:
        while not self._server.should_exit:
            self._poller.look()
            await asyncio.sleep(LOOK_EVERY)


class _Server(uvicorn.Server):
    """Lets the viewers of a board go before it waits for connections to close: their streams would never end."""

    def __init__(self, app: ASGIApp, board: Board) -> None:
        super().__init__(_config(app))
        self._board = board

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End every stream, then every connection."""
        self._board.end()
        await super().shutdown(sockets)


def _config(app: ASGIApp) -> uvicorn.Config:
    """Bare: no log that would hold tokens, no header that tells what serves, no trust in what a proxy says."""
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_PATIENCE,
    )


MOST_CONNECTIONS: Final = MOST_VIEWERS + 30
"""Open at once; the next is closed. Less than the 256 files that macOS lets a program have: the journal needs some."""

ASKS_WITHIN: Final = 10
"""Seconds after which a connection on which nothing is being answered is closed. Pages keep theirs busy."""

HEARS_WITHIN: Final = 10_000
"""Milliseconds after which a connection is closed whose other end acknowledges nothing: a phone that has gone."""


class Connection(H11Protocol):
    """A connection to which nobody clings without a request: that would take the files that the journal needs."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as H11Protocol has it
        """Take part, unless too many do."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
        else:
            _let_go_of_the_deaf(transport)
            self._look_again()

    def _look_again(self) -> None:
        self.loop.call_later(ASKS_WITHIN, self._close_if_idle)

    def _close_if_idle(self) -> None:
        if self.transport.is_closing():
            return
        answering: RequestResponseCycle | None = self.cycle  # None before the first request, whatever its type says
        if answering is None or answering.response_complete:
            self.transport.abort()
        else:
            self._look_again()


def _let_go_of_the_deaf(transport: asyncio.Transport) -> None:
    """Else Linux tries for a quarter of an hour to reach somebody who counts as a viewer all the while."""
    if (option := getattr(socket, "TCP_USER_TIMEOUT", None)) is not None:
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, option, HEARS_WITHIN)
