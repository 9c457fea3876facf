"""What it costs the laptop to be looked at: fifty browsers on loopback for half a minute, while a speaker runs over.

And how soon a page is told of what another process did.
"""

import asyncio
import os
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from runofshow.session import Session
from runofshow.show.actions.meeting import SetStage
from tests.serve.served import Served

VIEWERS: Final = 50
SPAN: Final = 30
"""Seconds."""
CHANGES: Final = 40


def serving() -> None:
    """CPU seconds of the server with fifty viewers, and with none; and how much each viewer was told."""
    with tempfile.TemporaryDirectory() as place:
        served = Served(Path(place), mode="--rehearsal")
        try:
            served.command("next")
            served.command("extend", "--", "-2m55s")  # soon over: from then on the outlook is another every second
            alone, _ = asyncio.run(_looked_at(served, 0))
            together, told = asyncio.run(_looked_at(served, VIEWERS))
            delays = _delays(served)
        finally:
            served.kill()
    row = f"{together:.2f} s CPU in {SPAN} s ({together / SPAN:.1%} of a core)"
    print(f"serve, {VIEWERS} viewers: {row}; none: {alone:.2f} s; {told / VIEWERS / SPAN / 1000:.1f} kB/s a viewer")  # noqa: T201
    slow = sorted(delays)[int(0.95 * CHANGES)]
    print(f"serve, from a change to a page: {max(delays):.2f} s at most of {CHANGES}, p95 {slow:.2f} s (aim: 1 s)")  # noqa: T201


def _delays(served: Served) -> list[float]:
    """Seconds from the end of each change by another process to the moment at which a page is told of it."""
    (journal,) = (served.folder / "journals").glob("*.jsonl")
    session, delays = Session.join(journal), list[float]()
    with closing(served.events("stage")) as events:
        for count in range(CHANGES):
            message = f"Message {count}"
            session.do(SetStage(message), "moderator")
            done = time.perf_counter()
            next(view for name, view in events if name == "stage" and view["message"] == message)
            delays.append(time.perf_counter() - done)
    return delays


async def _looked_at(served: Served, viewers: int) -> tuple[float, int]:
    """CPU seconds that the server took while so many looked, and the bytes that they were told."""
    views = list(served.links)
    streams = [await _stream(served, views[count % len(views)]) for count in range(viewers)]
    before = _cpu_seconds(served.process)
    reading = [asyncio.ensure_future(_bytes_from(reader)) for reader, _ in streams]
    await asyncio.sleep(SPAN)
    took = _cpu_seconds(served.process) - before
    for _, writer in streams:
        writer.close()
    return took, sum(await asyncio.gather(*reading))


async def _stream(served: Served, view: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """The events of a view, with their first answer still unread."""
    link = urlsplit(served.links[view])
    reader, writer = await asyncio.open_connection(link.hostname, link.port)
    path = f"{link.path.removesuffix(view)}events"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {link.netloc}\r\n\r\n".encode())
    return reader, writer


async def _bytes_from(reader: asyncio.StreamReader) -> int:
    count = 0
    while chunk := await reader.read(1 << 16):
        count += len(chunk)
    return count


def _cpu_seconds(process: int) -> float:
    """By the kernel's own count, in user and in system: fields 14 and 15 of proc(5)'s stat."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
