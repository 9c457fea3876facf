"""The pages in a real browser: what a speaker sees from the lectern, and what happens when the network is cut."""

import json
from datetime import timedelta
from typing import Final

import pytest

from runofshow.agenda.durations import countdown_digits
from runofshow.serve.broadcast import LOOK_EVERY
from runofshow.serve.sse import VIEWS
from runofshow.show.actions.blocks import Next, Pause
from runofshow.show.actions.meeting import Finish, SetStage
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.particulars import Particulars
from tests.serve.browser import Browser
from tests.serve.conftest import Serve
from tests.serve.in_process import ServedHere, Waiting

STALE: Final = "document.documentElement.classList.contains('stale')"
HOSTILE: Final = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"


def word(text: str) -> str:
    return f"document.getElementById('word').textContent === {json.dumps(text)}"


def open_stage(served: ServedHere, browser: Browser, says: str) -> None:
    browser.open(served.links["stage"])
    browser.until(word(says))


def shown(browser: Browser, name: str) -> str:
    return str(browser.value(f"document.getElementById('{name}').textContent"))


def test_the_stage_follows_the_show(served: ServedHere, browser: Browser) -> None:
    open_stage(served, browser, "STARTS IN")
    assert "Ms. Ana Reyes" in browser.text()
    served.do(Next())
    browser.until(word("ON TIME"))
    assert shown(browser, "digits") == "12:00"
    served.do(SetStage(HOSTILE))
    browser.until("document.getElementById('message').textContent.includes('<script>')")
    served.do(Pause())
    browser.until(word("PAUSED"))
    served.do(SetStage(blank=True))
    browser.until("document.getElementById('stage').innerText.trim() === ''")
    served.do(SetStage())
    served.do(Finish())
    browser.until(word("FINISHED"))
    assert browser.value("document.title") == "FINISHED"
    assert browser.errors() == []


def test_the_stage_counts_by_itself(served: ServedHere, browser: Browser) -> None:
    before_and_after = (
        (0, ("12:00", "ON TIME"), 1_000, ("11:59", "ON TIME")),
        (599_999, ("2:01", "ON TIME"), 1, ("2:00", "WRAP UP")),
        (689_999, ("0:31", "WRAP UP"), 1, ("0:30", "LAST 30 S")),
        (720_999, ("0:00", "LAST 30 S"), 1, ("+0:01", "OVER")),
        (781_999, ("+1:01", "OVER"), 1, ("+1:02", "OVER")),
    )
    served.do(Next())
    started = served.session.now()
    for passed, before, milliseconds, after in before_and_after:
        served.pass_time(started + timedelta(milliseconds=passed) - served.session.now())
        browser.open(served.links["stage"])
        browser.until("document.getElementById('digits').textContent !== ''")
        heard = browser.heard()
        assert (shown(browser, "digits"), shown(browser, "word")) == before
        browser.later(milliseconds)
        assert (shown(browser, "digits"), shown(browser, "word")) == after
        assert browser.heard() == heard


def test_the_page_counts_as_the_program_does(served: ServedHere, browser: Browser) -> None:
    """Rounded up before zero and down after it, to the millisecond."""
    open_stage(served, browser, "STARTS IN")
    lengths = [*range(-3_700_000, 3_700_000, 61_007), -1001, -1000, -999, -1, 0, 1, 999, 1000, 1001, 3_599_001]
    counted = browser.value(f"import('./show.js').then((show) => {lengths}.map(show.countdown))")
    assert counted == [countdown_digits(timedelta(milliseconds=length)) for length in lengths]


def test_no_figure_moves_another(served: ServedHere, browser: Browser) -> None:
    served.do(Next())
    open_stage(served, browser, "ON TIME")
    places = "[...document.getElementById('digits').children].map((one) => one.getBoundingClientRect().left)"
    before = browser.value(places)
    browser.later(1_000)
    assert shown(browser, "digits") == "11:59"
    assert browser.value(places) == before


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_that_hears_nothing_says_so_and_finds_back_by_itself(
    served: ServedHere, browser: Browser, view: str
) -> None:
    served.do(Next())
    browser.open(served.links[view])
    browser.until("document.body.innerText.includes('ON TIME')")
    served.stop()
    browser.later(3_000)
    assert not browser.value(STALE)
    browser.later(1)
    assert browser.value(STALE)
    assert "STALE" in browser.text()
    assert browser.value("document.title").startswith("STALE")
    served.do(Pause())
    served.start()
    browser.until(f"!{STALE} && document.body.innerText.includes('PAUSED')")


def test_a_tablet_that_slept_says_that_what_it_shows_is_old(served: ServedHere, browser: Browser) -> None:
    open_stage(served, browser, "STARTS IN")
    browser.value("wake(3_001)")
    assert browser.value(STALE)
    assert shown(browser, "word") == "STALE"
    served.pass_time(timedelta(seconds=1))
    browser.until(f"(later(0), !{STALE})")


def test_a_page_stays_stale_for_as_long_as_the_laptop_cannot_read_the_journal(
    served: ServedHere, browser: Browser
) -> None:
    open_stage(served, browser, "STARTS IN")
    heard = browser.heard()
    lose_the_journal(served)
    for times in (2, 3, 4):
        browser.later(3_001)
        browser.until_answered("events", times)
        assert browser.value(STALE)
    assert browser.heard() == heard
    find_the_journal(served)
    browser.until(f"!{STALE}")


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_that_never_heard_anything_says_that_and_nothing_else(
    served: ServedHere, browser: Browser, view: str
) -> None:
    """Opened while the laptop can't read the journal: no name, no time of day, no label without what it labels."""
    lose_the_journal(served)
    browser.open(served.links[view])
    browser.until_answered("events", 1)
    browser.later(3_001)
    assert browser.value("document.title").startswith("STALE")
    assert set(browser.text().replace("Full screen", "").split()) == {"STALE"}
    assert browser.errors() == []


def test_a_tablet_with_a_wrong_clock_counts_right(served: ServedHere, browser: Browser) -> None:
    """It shows the time at the meeting, and reads its own clock for nothing but how long it slept."""
    served.do(Next())
    served.pass_time(timedelta(seconds=90))
    open_stage(served, browser, "ON TIME")
    assert browser.value("new Date(Date.now()).getFullYear()") == 2014
    assert (shown(browser, "digits"), shown(browser, "clock")) == ("10:30", "08:51:30")


def test_staff_see_now_next_and_the_running_order_on_a_phone(served: ServedHere, browser: Browser) -> None:
    served.do(Next(), Ask(Particulars(who=HOSTILE)), Ask(Particulars(who="جمهورية مصر العربية")))
    browser.open(served.links["backstage"], 375, 812)
    browser.until("document.getElementById('queue').innerText.includes('2 waiting')")
    text = browser.text()
    said = ("Ms. Ana Reyes", "ON TIME", "NEXT", "Mr. Ben Okoro", "RUNNING ORDER", "to spare", "Questions", HOSTILE)
    for words in (*said, "جمهورية مصر العربية"):
        assert words.casefold() in text.casefold(), text
    assert "hacked" not in browser.value("document.title")
    assert browser.value("document.querySelectorAll('img, script:not([src])').length") == 0
    assert browser.errors() == []


def test_the_beat_that_came_fastest_tells_the_time(served: ServedHere, browser: Browser) -> None:
    """The network holds others up; one that is seconds behind all others tells of a clock that was set back."""
    served.do(Next())
    open_stage(served, browser, "ON TIME")
    heard = len(browser.heard())

    def passes(laptop: int, tablet: int) -> str:
        """The digits when a beat has come after so many milliseconds on the laptop, and on the tablet."""
        nonlocal heard
        heard += 1
        browser.later(tablet)
        served.pass_time(timedelta(milliseconds=laptop))
        browser.until_heard(heard)
        browser.later()
        return shown(browser, "digits")

    assert shown(browser, "digits") == "12:00"
    assert passes(1_000, 500) == "11:59", "the first word had been half a second late"
    assert passes(1_000, 2_400) == "11:57", "this one is two seconds late"
    assert passes(30_000, 2_000) == "11:28", "all before had been late by half a minute"
    served.machine.advance(-timedelta(seconds=20))
    served.do(SetStage("Welcome"))
    browser.until_heard(heard + 2)
    assert shown(browser, "digits") == "11:48"


def test_a_screen_reader_hears_words_and_never_figures(served: ServedHere, browser: Browser) -> None:
    served.do(Next())
    open_stage(served, browser, "ON TIME")
    for _ in range(3):
        assert shown(browser, "said") == "ON TIME. Ms. Ana Reyes"
        browser.later(1_000)
    assert browser.value("document.getElementById('said').getAttribute('aria-live')") == "polite"
    assert browser.value("document.getElementById('digits').getAttribute('aria-live')") == "off"


def test_where_a_screen_cannot_be_kept_lit_the_page_says_what_to_do(served: ServedHere, browser: Browser) -> None:
    """As over a plain network, where browsers have no wake lock."""
    browser.prepare("Object.defineProperty(navigator, 'wakeLock', {value: undefined})")
    browser.open(served.links["stage"])
    browser.until("document.getElementById('advice').innerText.includes('auto-lock')")
    browser.until("document.getElementById('full').textContent === 'Full screen'")


def test_a_page_for_staff_is_changed_in_place(served: ServedHere, browser: Browser) -> None:
    served.do(Ask(Particulars(who="Mexico")), Ask(Particulars(who="Cuba")))
    browser.open(served.links["backstage"])
    browser.until("document.getElementById('list').children.length === 2")
    browser.value("window.kept = [...document.querySelectorAll('#order td, #order th, #list li, #outlook p')]; 0")
    served.pass_time(timedelta(minutes=20))
    served.do(Next())
    browser.until("document.body.innerText.includes('ON TIME')")
    assert browser.value("window.kept.every((one) => document.contains(one))")
    assert "▼ 09:10" in browser.value("document.querySelector('#order tr.late').innerText")


def test_a_page_that_was_opened_before_the_show_becomes_the_show(waiting: Waiting, browser: Browser) -> None:
    open_stage(waiting, browser, "WAITING")
    waiting.open_show()
    browser.until(word("STARTS IN"))
    assert "Ms. Ana Reyes" in browser.text()


def test_without_javascript_a_page_says_one_sentence_and_nothing_false(served: ServedHere, browser: Browser) -> None:
    browser.without_scripts()
    for view in VIEWS:
        browser.open(served.links[view])
        browser.until("document.body.innerText.trim() !== ''")
        assert browser.text().strip() == "This page needs JavaScript and a browser from 2018 or later."


def test_a_blanked_stage_that_hears_nothing_has_a_dim_dot(served: ServedHere, browser: Browser) -> None:
    """The room sees nothing, the operator who knows sees that something is wrong."""
    served.do(SetStage(blank=True))
    browser.open(served.links["stage"])
    browser.until("document.getElementById('dot') !== null")
    browser.until_heard(2)
    assert not browser.value("document.getElementById('dot').getClientRects().length")
    served.stop()
    browser.later(3_001)
    assert browser.value("document.getElementById('dot').getClientRects().length") == 1


def lose_the_journal(served: ServedHere) -> None:
    """Take the journal's folder away, and wait until the server has noticed."""
    folder = served.session.journal.path.parent
    folder.rename(folder.with_name("away"))
    served.turn_loop(LOOK_EVERY)
    served.until_said("there is no such journal")


def find_the_journal(served: ServedHere) -> None:
    """Put the folder back, and let the server look."""
    folder = served.session.journal.path.parent
    folder.with_name("away").rename(folder)
    served.turn_loop(LOOK_EVERY)


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS)
def test_a_page_outlives_the_program_on_the_machines_own_clocks(serve: Serve, chromium: Browser, view: str) -> None:
    program = serve()
    program.command("next")
    chromium.turn_over()
    chromium.open(program.links[view])
    chromium.until("document.body.innerText.includes('ON TIME')")
    digits = "document.querySelector('#digits, #figures .digits').textContent"
    chromium.until(f"{digits} !== {json.dumps(chromium.value(digits))}")
    chromium.until(f"!{STALE}")
    program.kill()
    chromium.until(f"{STALE} && document.body.innerText.includes('STALE')")
    program.command("pause")
    serve(port=program.port)
    chromium.until(f"!{STALE} && document.body.innerText.includes('PAUSED')")
