"""The pages on screens of any size, in any font, with names of any length: nothing is cut off."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from runofshow.agenda.model import Agenda
from runofshow.instants import Instant
from runofshow.serve.sse import VIEWS
from runofshow.show.actions.blocks import EndBlock, Extend, Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.meeting import Finish, SetStage
from runofshow.show.actions.panel import EndTurn, GiveTurn
from runofshow.show.actions.speakers_list import Ask, CloseList
from runofshow.show.particulars import Particulars
from runofshow.show.state import Action
from tests.builders import DAY, agenda, floor, minutes
from tests.serve.browser import Browser
from tests.serve.in_process import PLAN, ServedHere

SIZES: Final = ((1024, 768), (768, 1024), (390, 844), (320, 568), (1920, 1080), (844, 390), (320, 240))
"""A tablet in both directions, two phones, a projector, a phone on its side, and something very small."""

FONTS: Final = {"own": "", "wide": "* { font-family: monospace !important; letter-spacing: .2em !important; }"}
"""Style sheets that a page wears. No machine has so wide a font as the second, and every machine can show it."""

in_any_font = pytest.mark.parametrize("font", FONTS)

WORD: Final = "W" * 200
LINK: Final = f"https://example.org/{'a' * 180}"

UNBROKEN: Final = agenda(
    title=WORD,
    segments=[
        {
            "title": WORD,
            "blocks": [
                {
                    "id": "one",
                    "speaker": {"name": WORD, "title": WORD, "say": WORD},
                    "duration": "12m",
                    "intro": f"{WORD} {LINK}",
                },
                {"id": "two", "speaker": {"name": LINK, "title": LINK, "say": WORD}, "duration": "8m", "intro": WORD},
            ],
        },
        {"title": LINK, "blocks": [floor(WORD, "rest", id="floor")]},
    ],
    start="13:00",
    end="18:00",
)
"""A meeting of words and links that are longer than a line."""

PANEL: Final = agenda(
    {
        "panel": "Financing",
        "speakers": [{"name": "Mr. Guy Ryder"}, {"name": "Ms. Laura Thompson"}],
        "duration": "20m",
        "each": "5m",
    },
    start="13:00",
)

_MISFITS: Final = """
(() => {
  const stage = Boolean(document.getElementById('stage'));
  const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const within = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1
    && (!stage || (inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1));
  const ends = (one) => getComputedStyle(one).textOverflow === 'ellipsis'; // with a sign that there is more
  const misfits = [];
  for (const one of document.querySelectorAll('header, header *, main, main *')) {
    if (!one.getClientRects().length || ends(one.parentElement)) continue;
    const box = one.getBoundingClientRect();
    const place = [box.left, box.top, box.right, box.bottom].map(Math.round);
    const told = `${one.localName} ${one.id || one.className} at ${place}, ${one.scrollWidth} by ${one.scrollHeight}`;
    if (!within(box, screen)) misfits.push(`outside the screen: ${told}`);
    const room = one.parentElement;
    if (room.matches('.room') && !within(box, room.getBoundingClientRect())) misfits.push(`outside its room: ${told}`);
    const wider = one.clientWidth && !ends(one) && one.scrollWidth > one.clientWidth + 1;
    if (wider) misfits.push(`its content is wider: ${told}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) misfits.push('the page scrolls sideways');
  return misfits;
})()
"""
"""The elements that lie outside the screen or their room, or whose content does. A page for staff scrolls downwards."""

Host = Callable[..., ServedHere]


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    hosted: list[ServedHere] = []

    def host(plan: Agenda, **others: Instant) -> ServedHere:
        hosted.append(ServedHere(tmp_path / "journals", plan, **others))
        return hosted[-1]

    yield host
    for served in hosted:
        served.close()


def misfits(browser: Browser, width: int, height: int) -> Any:
    """Those on a page whose window has been given another size."""
    browser.resize(width, height)
    browser.until(f"innerWidth === {width} && innerHeight === {height}")
    browser.value("window.dispatchEvent(new Event('resize')), later(0)")
    return browser.value(_MISFITS)


def check_that_all_fits(browser: Browser) -> None:
    for size in SIZES:
        assert misfits(browser, *size) == [], size


@in_any_font
def test_everything_fits_and_the_digits_are_as_large_as_that_allows(host: Host, browser: Browser, font: str) -> None:
    served = host(PLAN)
    served.do(Next())
    served.do(SetStage("Please come to your conclusion now"))
    browser.dress(FONTS[font])
    browser.open(served.links["stage"])
    browser.until("document.getElementById('digits').textContent === '12:00'")
    for width, height in SIZES:
        assert misfits(browser, width, height) == [], (width, height)
        assert fills_its_room(browser), (width, height)


def test_a_tablet_that_is_turned_shows_the_digits_in_another_size(host: Host, browser: Browser) -> None:
    served = host(PLAN)
    served.do(Next())
    browser.open(served.links["stage"], 1024, 600)
    browser.until("document.getElementById('digits').textContent === '12:00'")
    size = "parseFloat(document.getElementById('digits').style.fontSize)"
    before = browser.value(size)
    browser.resize(600, 1024)
    browser.until(f"(later(0), {size} < {before})")
    assert fills_its_room(browser)
    assert browser.value(_MISFITS) == []


@in_any_font
@pytest.mark.parametrize("view", VIEWS)
def test_no_word_is_so_long_that_it_is_cut_off(host: Host, browser: Browser, view: str, font: str) -> None:
    served = host(UNBROKEN)
    browser.dress(FONTS[font])
    browser.open(served.links[view])
    phases: tuple[tuple[tuple[Action, ...], str, str], ...] = (
        ((), "NEXT", "STARTS IN"),
        ((Next(), Extend(minutes(1)), SetStage(WORD), Ask(Particulars(who=WORD))), "ON TIME", "ON TIME"),
        ((Ask(Particulars(who=LINK, on_behalf_of=WORD)), CloseList(), EndBlock()), "NEXT", "HANDOVER"),
        ((Next(), Next(), GiveFloor(Particulars(who=LINK, person=WORD))), "ON TIME", "ON TIME"),
        ((Finish(),), "FINISHED", "ENDED AT"),
    )

    for actions, on_stage, backstage in phases:
        served.do(*actions)
        browser.until(f"document.body.innerText.includes({on_stage if view == 'stage' else backstage!r})")
        check_that_all_fits(browser)


@in_any_font
def test_the_turn_of_a_panellist_counts_on_both_pages(host: Host, browser: Browser, font: str) -> None:
    served = host(PANEL)
    served.do(Next(), GiveTurn(2))
    browser.dress(FONTS[font])
    browser.open(served.links["stage"])
    browser.until("document.getElementById('turn').textContent === '· 0:00 of 5:00'")
    assert browser.value("document.getElementById('speaking').textContent") == "Ms. Laura Thompson"
    check_that_all_fits(browser)
    browser.later(2_000)
    assert browser.value("document.getElementById('turn').textContent") == "· 0:02 of 5:00"
    browser.open(served.links["backstage"])
    browser.until("document.getElementById('within').innerText.includes('0:00 of 5:00')")
    assert "2 Ms. Laura Thompson" in browser.value("document.getElementById('within').innerText")
    check_that_all_fits(browser)
    served.do(EndTurn())
    browser.until("document.getElementById('within').hidden")
    assert browser.errors() == []


@in_any_font
def test_days_to_the_start_fit_on_a_phone_too(host: Host, browser: Browser, font: str) -> None:
    served = host(PLAN, now=DAY - timedelta(days=1000))
    browser.dress(FONTS[font])
    browser.open(served.links["backstage"])
    browser.until("document.body.innerText.includes('1000 DAYS')")
    check_that_all_fits(browser)


def test_on_a_narrow_screen_a_title_in_the_running_order_has_a_line_of_its_own(host: Host, browser: Browser) -> None:
    """Beside the times there would be room for some letters; to a screen reader it stays a table."""
    browser.open(host(PLAN).links["backstage"], 320, 568)
    browser.until("document.getElementById('order').innerText.includes('Ms. Ana Reyes')")
    below_and_wide = """
        (() => {
          const row = document.querySelector('tr.waiting');
          const [title, length] = [row.children[3], row.children[4]].map((one) => one.getBoundingClientRect());
          return [title.top >= length.bottom, title.width > 0.8 * row.clientWidth];
        })()
    """

    assert browser.value(below_and_wide) == [True, True]
    roles = "[...new Set([...document.querySelectorAll('#order [role]')].map((one) => one.getAttribute('role')))]"
    assert browser.value(roles) == ["table", "rowgroup", "row", "columnheader", "rowheader", "cell"]
    assert misfits(browser, 768, 1024) == []
    assert browser.value(below_and_wide) == [False, False]


def test_on_a_phone_the_countdown_stays_in_view(host: Host, browser: Browser) -> None:
    served = host(PLAN)
    served.do(Next())
    browser.open(served.links["backstage"], 320, 240)
    browser.until("document.body.innerText.includes('ON TIME')")
    browser.value("scrollTo(0, document.body.scrollHeight); 0")
    box = "document.getElementById('brief').getBoundingClientRect()"
    assert browser.value("document.getElementById('brief').textContent") == "ON TIME 12:00"
    assert browser.value(f"scrollY > 0 && {box}.top >= 0 && {box}.bottom <= innerHeight")


def test_on_a_desk_the_running_order_stands_beside_the_rest(host: Host, browser: Browser) -> None:
    browser.open(host(PLAN).links["backstage"], 1024, 768)
    browser.until("document.getElementById('order').innerText.includes('Ms. Ana Reyes')")
    box = "document.getElementById(name).getBoundingClientRect()"
    (left, top), (right, beside) = browser.value(f"['now', 'order'].map((name) => [{box}.left, {box}.top])")
    assert right > left + 300
    assert beside == top


def fills_its_room(browser: Browser) -> bool:
    """Whether the digits take nearly the width of their room, or nearly its height."""
    return bool(
        browser.value("""
        (() => {
          const digits = document.getElementById('digits').getBoundingClientRect();
          const room = document.getElementById('digits-room');
          const style = getComputedStyle(room);
          const width = room.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
          return digits.width > 0.9 * width || digits.height > 0.9 * room.clientHeight;
        })()
        """)
    )
