"""One connection of a browser, or of somebody who only holds it: whoever asks for nothing is let go."""

import asyncio
import socket
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from runofshow.serve.broadcast import MOST_VIEWERS

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
