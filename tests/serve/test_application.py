"""Who is answered, with what, and who isn't."""

import asyncio
import re
from importlib.resources import files
from itertools import product
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient
from starlette.types import Message
from starlette.websockets import WebSocketDisconnect

from runofshow.serve import PORT
from runofshow.serve.application import application
from runofshow.serve.broadcast import MOST_VIEWERS, Board
from runofshow.serve.links import STATUS, tokens_of
from runofshow.serve.security import SEALS
from runofshow.serve.sse import VIEWS, beat, parts
from runofshow.show.forecast import forecast
from tests.ui.scenes import SCENES

AUTHORITY = f"127.0.0.1:{PORT}"
AUTHORITIES = frozenset({AUTHORITY, f"localhost:{PORT}"})
TOKENS = tokens_of(b"secret")
STAGE = f"http://{AUTHORITY}/{TOKENS['stage']}/stage"
EVENTS = STAGE.removesuffix("stage") + "events"

METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "LOOK")


@pytest.fixture
def board() -> Board:
    board = Board()
    show, now = SCENES["running"]
    board.post(parts(show, forecast(show, now)), lambda: beat(show, now))
    return board


@pytest.fixture
def client(board: Board) -> TestClient:
    return TestClient(application(board, lambda: TOKENS, AUTHORITIES), f"http://{AUTHORITY}", follow_redirects=False)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_a_page_with_its_own_files(client: TestClient, view: str) -> None:
    page = client.get(f"http://{AUTHORITY}/{TOKENS[view]}/{view}")
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert set(named) == {"icon.svg", f"{view}.css", f"{view}.js"}
    for name in (*named, "show.js"):
        answer = client.get(f"http://{AUTHORITY}/{TOKENS[view]}/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] in {"text/css", "text/javascript", "image/svg+xml"}


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(view: str) -> None:
    for kind in ("html", "css", "js"):
        text = (files("runofshow.serve") / "pages" / f"{view}.{kind}").read_text(encoding="utf-8")
        assert "//" not in re.sub(r"^\s*//.*|\s//\s.*", "", text, flags=re.MULTILINE)
        assert not re.search(
            r"<style|style=|<script>| on[a-z]+=|innerHTML|insertAdjacentHTML|document\.write|eval", text
        )


@pytest.mark.parametrize("name", ["show.js", "stage.js", "backstage.js"])
def test_a_tablet_that_is_five_years_old_can_read_the_code(name: str) -> None:
    """No syntax that came after ES2018, and no script but the page's own."""
    code = (files("runofshow.serve") / "pages" / name).read_text(encoding="utf-8")
    newer = r"\?\.[a-zA-Z([]|\?\?|catch\s*\{|\|\|=|&&=|\bimport\(|\d_\d|#\w+\s*[=(;]|\b\d+n\b|\bawait\b(?=[^}]*^export)"
    assert not re.search(newer, code)


def test_there_is_nothing_but_to_look(client: TestClient) -> None:
    for method, path in product(METHODS, (STAGE, EVENTS, f"http://{AUTHORITY}/", f"http://{AUTHORITY}/x/next")):
        answer = client.request(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD"), (method, path)


def test_head_is_get_without_the_body(client: TestClient) -> None:
    """Of the events too, which would never end."""
    assert client.head(STAGE).status_code == 200
    assert client.head(STAGE).content == b""
    assert client.head(EVENTS).headers["content-type"].startswith("text/event-stream")


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/", id="nothing"),
        pytest.param("/stage", id="no token"),
        pytest.param("/aaaaaaaaaaaaaaaa/stage", id="another token"),
        pytest.param(f"/{TOKENS['stage'][:-1]}/stage", id="half a token"),
        pytest.param(f"/{TOKENS['stage'].upper()}/stage", id="capitals"),
        pytest.param(f"/{TOKENS['stage']}x/events", id="a longer one"),
        pytest.param("/%C3%A9%F0%9F%98%80/events", id="no ASCII"),
        pytest.param(f"/{TOKENS['stage']}/", id="no page"),
        pytest.param(f"/{TOKENS['stage']}/backstage", id="the other view"),
        pytest.param(f"/{TOKENS['stage']}/backstage.js", id="a file of the other view"),
        pytest.param(f"/{TOKENS['stage']}/../stage.html", id="a folder up"),
        pytest.param(f"/{TOKENS['stage']}/..%2f..%2fapp.py", id="two folders up"),
        pytest.param(f"/{TOKENS['stage']}/stage.html", id="the file itself"),
        pytest.param("/favicon.ico", id="what browsers ask for by themselves"),
    ],
)
def test_without_the_whole_link_there_is_nothing(client: TestClient, path: str) -> None:
    answer = client.get(f"http://{AUTHORITY}{path}")
    assert answer.status_code == 404
    assert "the whole link" in answer.text


def test_a_link_with_a_slash_behind_it_leads_to_the_page(client: TestClient) -> None:
    """Some mail programs add one."""
    answer = client.get(f"{STAGE}/")
    assert (answer.status_code, answer.headers["location"]) == (307, "../stage")
    assert client.get(f"{STAGE}/?from=mail", follow_redirects=True).status_code == 200


def test_programs_have_the_status_behind_a_token_of_its_own(client: TestClient, board: Board) -> None:
    board.status = lambda: b'{"phase":"running"}'
    status = f"http://{AUTHORITY}/{TOKENS[STATUS]}/{STATUS}"
    assert client.get(status).json() == {"phase": "running"}
    assert client.get(status).headers["content-type"] == "application/json"
    assert client.get(STAGE.replace("/stage", f"/{STATUS}")).status_code == 404
    assert client.get(status.replace(STATUS, "stage")).status_code == 404


def test_programs_have_no_status_while_the_journal_cannot_be_read(client: TestClient, board: Board) -> None:
    """Pages say that they are stale; a countdown in JSON would look like news."""
    board.status = lambda: b'{"phase":"running"}'
    status = f"http://{AUTHORITY}/{TOKENS[STATUS]}/{STATUS}"
    board.fall_silent()
    assert client.get(status).status_code == 503
    board.post({}, bytes)
    assert client.get(status).json() == {"phase": "running"}


def test_each_view_has_a_token_of_its_own() -> None:
    assert len(set(TOKENS.values())) == len(VIEWS) + 1


def test_a_name_that_was_bent_to_this_laptop_is_refused(client: TestClient) -> None:
    """DNS rebinding: the page of another site would be of the same origin otherwise."""
    for host in ("evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", "", "localhost:1"):
        assert client.get(STAGE, headers={"host": host}).status_code == 421, host
        assert client.get(EVENTS, headers={"host": host}).status_code == 421, host


def test_a_browser_may_call_this_laptop_localhost(client: TestClient) -> None:
    assert client.get(STAGE, headers={"host": f"LOCALHOST:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}, 403, id="fetch"),
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="unsaid"),
        pytest.param({"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}, 403, id="another port"),
        pytest.param(
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403, id="frame"
        ),
        pytest.param({"origin": "https://evil.example"}, 403, id="origin"),
        pytest.param({"origin": "null"}, 403, id="sandbox"),
        pytest.param({"origin": f"https://{AUTHORITY}"}, 403, id="another scheme"),
        pytest.param({"origin": f"http://{AUTHORITY}", "sec-fetch-site": "same-origin"}, 200, id="own page"),
        pytest.param({"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, 200, id="typed"),
        pytest.param(
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
            200,
            id="followed from a mail",
        ),
        pytest.param({}, 200, id="an old browser"),
    ],
)
def test_other_sites_are_refused_and_people_are_not(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.get(STAGE, headers=headers).status_code == status


def test_every_answer_is_sealed(client: TestClient) -> None:
    asked: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("GET", STAGE, {}),
        ("GET", STAGE.replace("stage", "show.js"), {}),
        ("HEAD", EVENTS, {}),
        ("GET", f"http://{AUTHORITY}/", {}),
        ("POST", STAGE, {}),
        ("GET", STAGE, {"host": "evil.example"}),
        ("GET", STAGE, {"origin": "null"}),
    )
    for method, url, headers in asked:
        answer = client.request(method, url, headers=headers)
        assert {name: answer.headers[name] for name in SEALS} == SEALS, (method, url, headers)
        assert "server" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


def test_the_policy_lets_a_page_have_its_own_files_and_nothing_else() -> None:
    policy = dict(part.strip().split(" ", 1) for part in SEALS["content-security-policy"].split(";"))
    assert policy.pop("default-src") == "'none'"
    assert {policy.pop(f"{kind}-src") for kind in ("script", "style", "img", "connect")} == {"'self'"}
    assert set(policy) == {"base-uri", "form-action", "frame-ancestors"}
    assert set(policy.values()) == {"'none'"}


def test_more_viewers_than_a_laptop_bears_are_turned_away(client: TestClient, board: Board) -> None:
    board.viewers = MOST_VIEWERS
    assert client.get(EVENTS).status_code == 503
    assert board.viewers == MOST_VIEWERS


async def test_of_many_who_come_at_once_no_more_are_taken_than_there_is_room_for(board: Board) -> None:
    app = application(board, lambda: TOKENS, AUTHORITIES)
    statuses: list[int] = []
    all_answered = asyncio.Event()

    async def ask() -> None:
        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
                if len(statuses) == MOST_VIEWERS + 20:
                    all_answered.set()

        async def receive() -> Message:
            await asyncio.Event().wait()
            return {}

        headers = [(b"host", AUTHORITY.encode())]
        scope = {"type": "http", "method": "GET", "path": urlsplit(EVENTS).path, "headers": headers, "state": {}}
        await app({**scope, "query_string": b"", "root_path": ""}, receive, send)

    asked = [asyncio.create_task(ask()) for _ in range(MOST_VIEWERS + 20)]
    await all_answered.wait()

    assert (statuses.count(200), statuses.count(503)) == (MOST_VIEWERS, 20)
    board.end()
    await asyncio.gather(*asked)
    assert board.viewers == 0


def test_events_end_when_the_server_does(client: TestClient, board: Board) -> None:
    board.end()
    assert client.get(EVENTS).text == "retry: 1000\n\n"


def test_a_websocket_is_closed(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(EVENTS.replace("http", "ws")):
        pass
