"""What a browser can ask for: a page, the files that it is made of, and what happens in the show. Nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from importlib.resources import files
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from runofshow.serve.broadcast import Board
from runofshow.serve.security import Guard
from runofshow.serve.sse import VIEWS

EVENTS: Final = "events"

_TYPES: Final = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class File:
    """A packaged file as it is sent."""

    content: bytes
    type: str


def application(board: Board, tokens: Mapping[str, str], authorities: frozenset[str]) -> ASGIApp:
    """The views of a board at these authorities, each behind its own token."""
    pages = {view: _files_of(view) for view in VIEWS}

    async def answer(request: Request) -> Response:
        view = _opened(request.path_params["token"], tokens)
        name = request.path_params["name"]
        if view is None:
            return _nothing_here()
        if name == EVENTS:
            return _events(request, board, view)
        file = pages[view].get(name)
        return _nothing_here() if file is None else Response(file.content, media_type=file.type)

    async def not_found(_request: Request, _error: Exception) -> Response:
        return _nothing_here()

    routes = [Route("/{token}/{name}", answer)]
    return Guard(Starlette(routes=routes, exception_handlers={404: not_found}), authorities)


def _opened(token: str, tokens: Mapping[str, str]) -> str | None:
    """The view that a token opens. Every one is compared, and in a time that doesn't tell how much of it was right."""
    said = token.encode()
    opened = [view for view, right in tokens.items() if compare_digest(said, right.encode())]
    return opened[0] if opened else None


def _events(request: Request, board: Board, view: str) -> Response:
    kind = "text/event-stream"
    if board.full:
        return PlainTextResponse("Too many are looking already.\n", 503, {"retry-after": "10"})
    if request.method == "HEAD":
        return Response(media_type=kind)
    return StreamingResponse(board.followed(VIEWS[view]), media_type=kind)


def _nothing_here() -> Response:
    return PlainTextResponse("There is nothing here: it takes the whole link that 'runofshow serve' printed.\n", 404)


def _files_of(view: str) -> dict[str, File]:
    """What a page is made of, by name: its own files, and those that all pages share."""
    folder = files("runofshow.serve") / "pages"
    named = {view: f"{view}.html", **{name: name for name in (f"{view}.css", f"{view}.js", "show.js", "icon.svg")}}
    return {name: File((folder / file).read_bytes(), _TYPES[file.rpartition(".")[2]]) for name, file in named.items()}
