"""The server: answers at some sockets, looks at the journal, and bounds what each connection may take."""

import asyncio
import socket
from itertools import count
from typing import ClassVar, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from runofshow.serve.application import application
from runofshow.serve.broadcast import LOOK_EVERY, MOST_VIEWERS, Board, Poller
from runofshow.serve.links import Links

MOST_CONNECTIONS: Final = MOST_VIEWERS + 30
"""Open at once. Less than the 256 files that macOS lets a program have: the journal needs some."""

MOST_STRANGERS: Final = 16
"""Connections of one address that have shown no token within `SHOWS_WITHIN`; one more ends the oldest of them.

A browser opens at most six at once, so nobody who has a link needs as many.
"""

SHOWS_WITHIN: Final = 2.0
"""Seconds: many who have a link may call at once from behind one router, as after a restart."""

ASKS_WITHIN: Final = 10
"""Seconds after which a connection on which nothing is being answered is closed. Pages keep theirs busy."""

HEARS_WITHIN: Final = 10_000
"""Milliseconds after which a connection is closed whose other end acknowledges nothing: a phone that has gone."""


class Connection(H11Protocol):
    """A connection that is closed if it asks for nothing, or if too many show no token: viewers come first."""

    _numbers: ClassVar = count()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as H11Protocol has it
        """Take part; where there are too many, the oldest connection without a token gives way."""
        super().connection_made(transport)
        self._number, self._since = next(self._numbers), self.loop.time()
        open_now = [one for one in self.connections if isinstance(one, Connection) and not one.transport.is_closing()]
        strangers = sorted((one for one in open_now if not one.has_token), key=lambda one: one._number)  # noqa: SLF001
        late = self._since - SHOWS_WITHIN
        neighbours = [one for one in strangers if one.address == self.address and one._since <= late]  # noqa: SLF001
        if len(neighbours) >= MOST_STRANGERS:
            neighbours[0].transport.abort()
        elif len(open_now) > MOST_CONNECTIONS:
            strangers[0].transport.abort()
        if (option := getattr(socket, "TCP_USER_TIMEOUT", None)) is not None:
            # Linux would try for a quarter of an hour to reach it, and the viewer counts meanwhile
            transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, option, HEARS_WITHIN)
        self.loop.call_later(ASKS_WITHIN, self._close_if_idle)

    @property
    def address(self) -> str:
        """The address of the other end, without its port."""
        return "" if self.client is None else self.client[0]

    @property
    def has_token(self) -> bool:
        """True if the last request showed a token that opens something."""
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request, whatever its type says
        return cycle is not None and bool(cycle.scope["state"].get("token_was_right"))

    def _close_if_idle(self) -> None:
        answering: RequestResponseCycle | None = self.cycle
        if self.transport.is_closing():
            return
        if answering is None or answering.response_complete:
            self.transport.abort()
        else:
            self.loop.call_later(ASKS_WITHIN, self._close_if_idle)


class ShowServer(uvicorn.Server):
    """Serves the views of a show, and looks at its journal all the while.

    It keeps no log (that would hold tokens), names no server, and trusts no proxy.
    """

    def __init__(self, board: Board, poller: Poller, links: Links, authorities: frozenset[str]) -> None:
        config = uvicorn.Config(
            application(board, lambda: links.tokens, authorities),
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            backlog=16,  # accepted before those are closed that are too many: each takes a file
            timeout_graceful_shutdown=2,  # seconds for connections to close by themselves
        )
        super().__init__(config)
        self._board, self._poller = board, poller

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until a signal of the system ends it; then raise that signal again for the calling code."""
        asyncio.run(self.serve(sockets))

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer at these sockets until a signal or `stop` ends it."""
        looking = asyncio.create_task(self._keep_looking())
        looking.add_done_callback(lambda _looking: self.stop())
        await super().serve(sockets)
        await looking

    def stop(self) -> None:
        """End it; from any thread."""
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End every stream (none ends by itself), then every connection."""
        self._board.end()
        await super().shutdown(sockets)

    async def _keep_looking(self) -> None:
        while not self.should_exit:
            self._poller.look()
            await asyncio.sleep(LOOK_EVERY)
