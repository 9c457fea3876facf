"""Refuses foreign requests before anything is looked up, and adds headers that keep answers from other sites."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SEALS: Final = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""Headers of every answer: no foreign content, no frames, no caching, no referrer."""


class Guard:
    """An application that answers only to GET and HEAD, at its own addresses, from its own pages or from a person."""

    def __init__(self, app: ASGIApp, authorities: frozenset[str]) -> None:
        """Guard `app`, which is at these authorities: host and port as they stand in a link."""
        self._app = app
        self._authorities = authorities
        self._origins = {"", *(f"http://{authority}" for authority in authorities)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SEALS)
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        await (self._app if refusal is None else refusal)(scope, receive, sealed)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        if headers.get("host", "").lower() not in self._authorities:  # another name that was pointed at this machine
            return PlainTextResponse("Not at this address: open the link as it was printed.\n", 421)
        if method not in {"GET", "HEAD"}:
            return PlainTextResponse("There is nothing here but to look.\n", 405, {"allow": "GET, HEAD"})
        # https://www.w3.org/TR/fetch-metadata/: our own pages, or a person; maybe by a link in a mail or a chat
        from_here = headers.get("sec-fetch-site", "none") in {"same-origin", "none"}
        by_link = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
        if headers.get("origin", "").lower() not in self._origins or not (from_here or by_link):
            return PlainTextResponse("Not for other sites.\n", 403)
        return None
