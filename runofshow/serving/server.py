"""The server itself: from a journal and some sockets to pages that are kept posted, until somebody ends it."""

import asyncio
import socket
from collections.abc import Callable, Mapping
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from runofshow.journal.lookout import Lookout
from runofshow.serving.app import application
from runofshow.serving.board import Board, keep_posted, post
from runofshow.serving.connection import Connection
from runofshow.serving.following import Following

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
    asyncio.run(_serving(following, tokens, authorities, sockets, say, lookout))


async def _serving(  # noqa: PLR0913 -- likewise
    following: Following,
    tokens: Mapping[str, str],
    authorities: frozenset[str],
    sockets: list[socket.socket],
    say: Callable[[str], None],
    lookout: Lookout | None,
) -> None:
    board = Board()
    post(board, following)
    server = uvicorn.Server(_config(application(board, tokens, authorities)))

    def end(_poller: "asyncio.Task[None]") -> None:
        server.should_exit = True

    poller = asyncio.create_task(keep_posted(board, following, say, lambda: server.should_exit, lookout))
    poller.add_done_callback(end)
    await server.serve(sockets=sockets)
    await poller


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
