"""The answers to a browser: a page, its files, the events of the show, and the status for programs. Nothing else."""

from collections.abc import Callable, Collection, Mapping
from hmac import compare_digest
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from runofshow.serve.broadcast import MOST_VIEWERS, Board
from runofshow.serve.links import STATUS
from runofshow.serve.security import Guard
from runofshow.serve.sse import VIEWS


def application(board: Board, tokens: Callable[[], Mapping[str, str]], authorities: frozenset[str]) -> ASGIApp:
    """Return the application that answers with the views of a board at these authorities, each behind its own token.

    `tokens` returns the tokens that hold now, by view.
    """
    pages = {view: _files_of(view) for view in VIEWS}

    async def answer(request: Request) -> Response:
        opened = _opened(request.path_params["token"], tokens())
        name = request.path_params["name"]
        if opened is None:
            return _nothing_here()
        request.state.token_was_right = True
        if name == f"{opened}/":
            return RedirectResponse(f"../{opened}")
        if opened == STATUS:
            return _status(board) if name == STATUS else _nothing_here()
        if name == "events":
            return _Events(board, VIEWS[opened], head_only=request.method == "HEAD")
        if name not in pages[opened]:
            return _nothing_here()
        content, media_type = pages[opened][name]
        return Response(content, media_type=media_type)

    async def not_found(_request: Request, _error: Exception) -> Response:
        return _nothing_here()

    routes = [Route("/{token}/{name:path}", answer)]
    app = Starlette(routes=routes, exception_handlers={404: not_found})
    app.router.redirect_slashes = False
    return Guard(app, authorities)


def _opened(token: str, tokens: Mapping[str, str]) -> str | None:
    """Return the view that a token opens. All are compared, in a time that doesn't tell how much of one was right."""
    said = token.encode()
    opened = [name for name, right in tokens.items() if compare_digest(said, right.encode())]
    return opened[0] if opened else None


def _files_of(view: str) -> dict[str, tuple[bytes, str]]:
    """Return content and type of a page's files, by name: its own, and those that all pages share."""
    folder = files("runofshow.serve") / "pages"
    types = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    named = {view: f"{view}.html", **{name: name for name in (f"{view}.css", f"{view}.js", "show.js", "icon.svg")}}
    return {name: ((folder / file).read_bytes(), types[file.rpartition(".")[2]]) for name, file in named.items()}


def _nothing_here() -> Response:
    return PlainTextResponse("There is nothing here: it takes the whole link that 'runofshow serve' printed.\n", 404)


def _status(board: Board) -> Response:
    """Return the status for programs; never a stale one, because a program couldn't notice."""
    if board.silent:
        return PlainTextResponse("The journal can't be read at the moment.\n", 503, {"retry-after": "1"})
    return Response(board.status(), media_type="application/json")


class _Events(StreamingResponse):
    """The stream of one viewer, who is counted for as long as it lasts."""

    def __init__(self, board: Board, parts: Collection[str], *, head_only: bool) -> None:
        super().__init__(board.followed(parts), media_type="text/event-stream")
        self._board, self._head_only = board, head_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events, unless too many look already."""
        board = self._board
        if board.viewers >= MOST_VIEWERS:
            full = PlainTextResponse("Too many are looking already.\n", 503, {"retry-after": "10"})
            await full(scope, receive, send)
        elif self._head_only:
            await Response(media_type=self.media_type)(scope, receive, send)
        else:
            board.viewers += 1
            try:
                await super().__call__(scope, receive, send)
            finally:
                board.viewers -= 1
