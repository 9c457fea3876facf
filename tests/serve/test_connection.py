"""What is asked of each connection of a browser."""

import asyncio
import socket

import pytest
import uvicorn
from starlette.applications import Starlette

from runofshow.serve.server import HEARS_WITHIN, Connection

pytestmark = pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="needs TCP_USER_TIMEOUT, of Linux")


@pytest.mark.asyncio
async def test_a_viewer_who_has_gone_without_a_word_is_let_go_by_the_system() -> None:
    """Within seconds, and not within a quarter of an hour: the place is needed for the lectern's tablet."""
    config = uvicorn.Config(Starlette(), http=Connection, lifespan="off", log_config=None)
    config.load()
    state = uvicorn.Server(config).server_state
    loop = asyncio.get_running_loop()
    made: asyncio.Future[asyncio.Transport] = loop.create_future()

    class Told(Connection):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as Connection has it
            super().connection_made(transport)
            made.set_result(transport)

    async with await loop.create_server(lambda: Told(config, state, {}, loop), "127.0.0.1", 0) as server:
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        transport = await made
        held: socket.socket = transport.get_extra_info("socket")
        assert held.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == HEARS_WITHIN
        transport.abort()
        writer.close()
