"""The pages in a real browser: what a speaker sees from the lectern, and what happens when the network is cut."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files

import pytest

from runofshow.agenda.duration import countdown_digits
from tests.serving.browser import PROGRAM, Browser
from tests.serving.conftest import Serve
from tests.serving.served import Served

needs_chromium = pytest.mark.skipif(PROGRAM is None, reason="needs Chromium: apt-get install chromium")
"""By name, where it isn't there: everything but the look of the pages is tested without it."""

SIZES = [(1024, 768), (375, 812), (1920, 1080), (812, 375), (320, 240)]

STALE = "document.documentElement.classList.contains('stale')"
HOSTILE = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser with a profile of its own."""
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The same browser with a new page."""
    chromium.turn_over()
    return chromium


def word(text: str) -> str:
    """That the stage says a word."""
    return f"document.getElementById('word').textContent === {json.dumps(text)}"


@pytest.mark.parametrize("name", ["show.js", "stage.js", "backstage.js"])
def test_a_tablet_that_is_five_years_old_can_read_the_code(name: str) -> None:
    """No syntax that came after ES2018, and no script but the page's own."""
    code = (files("runofshow.serving") / "pages" / name).read_text(encoding="utf-8")

    newer = r"\?\.[a-zA-Z([]|\?\?|catch\s*\{|\|\|=|&&=|\bimport\(|\d_\d|#\w+\s*[=(;]|\b\d+n\b|\bawait\b(?=[^}]*^export)"
    assert not re.search(newer, code)


@needs_chromium
def test_the_stage_counts_by_itself_and_follows_the_show(serve: Serve, browser: Browser) -> None:
    """Calls who is next, counts down, pauses, blanks, and is finished; nothing that the browser would complain of."""
    served = serve()
    browser.open(served.links["stage"])
    browser.until(word("NEXT"))
    assert "Mr. Craig Mokhiber" in browser.text()

    served.command("next")
    browser.until(word("ON TIME"))
    first = browser.value("document.getElementById('digits').textContent")
    assert browser.until(f"document.getElementById('digits').textContent !== '{first}'") < 1.5
    served.command("stage", HOSTILE)
    browser.until("document.getElementById('message').textContent.includes('<script>')")
    served.command("pause")
    browser.until(word("PAUSED"))
    served.command("stage", "--blank")
    browser.until("document.getElementById('stage').innerText.trim() === ''")
    served.command("stage")
    served.command("finish", "--yes")
    browser.until(word("FINISHED"))

    assert browser.value("document.title") == "FINISHED"
    assert browser.errors() == []


@needs_chromium
@pytest.mark.parametrize(("width", "height"), SIZES, ids=str)
def test_everything_fits_and_the_digits_are_as_large_as_that_allows(
    serve: Serve, browser: Browser, width: int, height: int
) -> None:
    """In every shape of a screen: nothing is cut off, and digits fill the room in one direction."""
    served = serve()
    served.command("next")
    served.command("stage", "Please come to your conclusion now")
    browser.open(served.links["stage"], width, height)
    browser.until(word("ON TIME"))
    browser.until("parseFloat(document.getElementById('digits').style.fontSize) > 0")

    boxes = browser.value(
        "['word', 'digits', 'message', 'following']"
        ".map((name) => document.getElementById(name).getBoundingClientRect())"
        ".map((box) => [box.left, box.top, box.right, box.bottom])"
    )
    room = browser.value(
        "[document.getElementById('digits-room')].map((room) => [room.clientWidth, room.clientHeight])[0]"
    )

    for left, top, right, bottom in boxes:
        assert -1 <= left <= right <= width + 1
        assert -1 <= top <= bottom <= height + 1
    left, top, right, bottom = boxes[1]
    assert right - left > 0.75 * room[0] or bottom - top > 0.9 * room[1]
    assert browser.value("document.documentElement.scrollWidth <= innerWidth")


@needs_chromium
def test_no_figure_moves_another(serve: Serve, browser: Browser) -> None:
    """The places of the digits are the same whatever they read."""
    served = serve()
    served.command("next")
    browser.open(served.links["stage"])
    browser.until(word("ON TIME"))
    places = "[...document.getElementById('digits').children].map((one) => one.getBoundingClientRect().left).join()"

    def shown() -> tuple[str, str]:
        return browser.value("document.getElementById('digits').textContent"), browser.value(places)

    text, before = shown()
    browser.until(f"document.getElementById('digits').textContent !== '{text}'")

    assert shown()[1] == before


@needs_chromium
def test_the_page_counts_as_the_program_does(serve: Serve, browser: Browser) -> None:
    """Rounded up before zero and down after it, to the millisecond."""
    browser.open(serve().links["stage"])
    browser.until(word("NEXT"))
    lengths = [*range(-3_700_000, 3_700_000, 61_007), -1001, -1000, -999, -1, 0, 1, 999, 1000, 1001, 3_599_001]

    shown = browser.value(f"import('./show.js').then((show) => {lengths}.map(show.countdown))")

    assert shown == [countdown_digits(timedelta(milliseconds=length)) for length in lengths]


@needs_chromium
@pytest.mark.parametrize("view", ["stage", "backstage"])
def test_a_page_that_hears_nothing_says_so_and_finds_back_by_itself(serve: Serve, browser: Browser, view: str) -> None:
    """The server is killed and started again: grey after three seconds, and the same link works on."""
    served = serve()
    served.command("next")
    browser.open(served.links[view])
    browser.until("document.body.innerText.includes('ON TIME')")
    assert not browser.value(STALE)

    served.kill()

    took = browser.until(STALE)
    assert 1.5 < took < 4.5
    assert "STALE" in browser.text()
    assert browser.value("document.title").startswith("STALE")
    served.command("pause")
    again = Served(served.folder, port=served.port)
    try:
        assert browser.until(f"!{STALE}") < 8
        browser.until("document.body.innerText.includes('PAUSED')")
    finally:
        again.kill()


@needs_chromium
def test_a_page_stays_stale_for_as_long_as_the_laptop_cannot_read_the_journal(serve: Serve, browser: Browser) -> None:
    """Each time that it connects anew, too; it is told again as soon as the journal is back."""
    served = serve()
    browser.open(served.links["stage"])
    browser.until(word("NEXT"))
    journals, away = served.folder / "journals", served.folder / "away"
    journals.rename(away)
    browser.until(STALE)

    looks = "Array.from({length: 50})"
    look = f"new Promise((done) => setTimeout(() => done({STALE}), 100))"
    seen = browser.value(
        f"(async () => {{ const seen = []; for (const _ of {looks}) seen.push(await {look}); return seen; }})()"
    )
    away.rename(journals)

    assert all(seen)
    assert browser.until(f"!{STALE}") < 5


@needs_chromium
@pytest.mark.parametrize("view", ["stage", "backstage"])
def test_a_page_that_never_heard_anything_says_that_and_nothing_else(serve: Serve, browser: Browser, view: str) -> None:
    """Opened while the laptop can't read the journal: no name, no time of day, no label without what it labels."""
    served = serve()
    (served.folder / "journals").rename(served.folder / "away")
    served.until_said("there is no such journal")
    browser.open(served.links[view])
    browser.until(STALE)

    browser.until("document.title.startsWith('STALE')")
    assert set(browser.text().replace("Full screen", "").split()) == {"STALE"}
    assert browser.errors() == []


@needs_chromium
def test_a_tablet_with_a_wrong_clock_counts_right(serve: Serve, browser: Browser) -> None:
    """It reads its own clock for nothing but how long it slept."""
    served = serve()
    served.command("next")
    browser.ask(
        "Page.addScriptToEvaluateOnNewDocument",
        source="const now = Date.now; Date.now = () => now() - 86400000 * 365;",
    )
    browser.open(served.links["stage"])
    browser.until(word("ON TIME"))
    status = json.loads(served.command("status", "--json"))
    minutes, seconds = map(int, browser.value("document.getElementById('digits').textContent").split(":"))

    assert abs(minutes * 60 + seconds - status["block"]["remaining"]) < 3
    assert browser.value("document.getElementById('clock').textContent")[:5] == status["now"][11:16]


@needs_chromium
def test_staff_see_now_next_and_the_running_order_on_a_phone(serve: Serve, browser: Browser) -> None:
    """In one column, with nothing wider than the screen, whatever somebody is called."""
    served = serve()
    served.command("next")
    served.command("floor", "ask", HOSTILE)
    served.command("floor", "ask", "جمهورية مصر العربية")
    browser.open(served.links["backstage"], 375, 812)
    browser.until("document.getElementById('list').innerText.includes('2 waiting')")
    text = browser.text()

    for shown in ("Mr. Craig Mokhiber", "ON TIME", "NEXT", "Ms. Lakshmi Puri", "RUNNING ORDER", "HARD STOP", "Floor"):
        assert shown in text, text
    assert "hacked" not in browser.value("document.title")
    assert browser.value("document.querySelectorAll('img, script:not([src])').length") == 0
    assert browser.value("document.documentElement.scrollWidth") <= 375
    assert browser.errors() == []


@needs_chromium
def test_a_screen_reader_hears_words_and_never_figures(serve: Serve, browser: Browser) -> None:
    """The live region changes with the signal, and not with the second."""
    served = serve()
    served.command("next")
    browser.open(served.links["stage"])
    browser.until(word("ON TIME"))

    assert browser.value("document.getElementById('said').textContent") == "ON TIME. Mr. Craig Mokhiber"
    assert browser.value("document.getElementById('said').getAttribute('aria-live')") == "polite"
    assert browser.value("document.getElementById('digits').getAttribute('aria-live')") == "off"


@needs_chromium
def test_where_a_screen_cannot_be_kept_lit_the_page_says_what_to_do(serve: Serve, browser: Browser) -> None:
    """As over a plain network, where browsers have no wake lock."""
    browser.ask(
        "Page.addScriptToEvaluateOnNewDocument",
        source="Object.defineProperty(navigator, 'wakeLock', {value: undefined})",
    )
    browser.open(serve().links["stage"])

    browser.until("document.getElementById('advice').innerText.includes('auto-lock')")
    browser.until("document.getElementById('full').textContent === 'Full screen'")
