"""The command that serves views of a show to browsers near by.

The libraries of an extra are loaded inside functions: they may not be installed.
"""

import importlib.util
import sys
from collections.abc import Mapping
from typing import Annotated, Literal

import typer

from runofshow.cli.follow_show import newer_shows_of, show_so_far
from runofshow.cli.settings import option, say, settings_of
from runofshow.errors import LibraryMissing
from runofshow.serve import PORT
from runofshow.serve.addresses import LOOPBACK, Address, address_of, authorities, authority, likely_address, listening
from runofshow.serve.followed_show import Following
from runofshow.text import clip

View = Literal["stage", "backstage"]
"""A page that browsers can open."""


def serve(
    context: typer.Context,
    view: Annotated[View, option("The view whose link is drawn as a QR code: stage or backstage.", "VIEW")] = "stage",
    lan: Annotated[
        str | None, option("The laptop's address in the network, so that others in it can look.", "ADDRESS")
    ] = None,
    port: Annotated[int, option("The port that browsers connect to.", min=1, max=65535)] = PORT,
) -> None:
    """Show the speaker's screen, and a view for staff, in browsers near by. Ctrl-C stops it.

    If there is no show yet, the pages wait until one is opened. If a newer show of the same meeting follows a rehearsal
    or a closed show, the pages go to it under the same links. For any other show, start the command again. To get new
    links, delete the file that ends in .links, in the folder of the journal.
    """
    if missing := [
        package for package in ("starlette", "uvicorn", "segno") if importlib.util.find_spec(package) is None
    ]:
        raise LibraryMissing("serve", *missing)
    from runofshow.serve.broadcast import Board, Poller
    from runofshow.serve.links import Links
    from runofshow.serve.server import ShowServer
    from runofshow.ui.apps.full_screen import MAY_SLEEP, kept_awake

    address = LOOPBACK if lan is None else address_of(lan)
    sockets = listening((LOOPBACK, address), port)
    settings = settings_of(context)
    path = settings.journal_if_any()
    following = None if path is None else Following(path)
    links = Links.before_a_show(settings.folder) if path is None else Links.beside(path)

    def find() -> Following | None:
        found, _unreadable = show_so_far(settings)
        return None if found is None else _told_of_damage(Following(found))

    def tell(links: Links) -> None:
        _print_links({name: links.link(authority(address, port), name) for name in links.tokens}, view)

    if following is None:
        say(f"waiting for a show in {settings.folder}")
    else:
        say(f"serving “{clip(following.show.agenda.title, 60)}”, {following.path}")
        _told_of_damage(following)
    tell(links)
    say(_who_can_look(address))
    again = "the links are the same the next time" if links.kept else "the next time the links will be others"
    say(f"Ctrl-C stops it; the show goes on without it, and {again}.")
    board = Board()
    poller = Poller(board, following, links, say, newer_shows=newer_shows_of(settings), find=find, told=tell)
    with kept_awake() as awake:
        if not awake:
            say(MAY_SLEEP)
        ShowServer(board, poller, links, authorities((LOOPBACK, address), port)).run(sockets)


def _told_of_damage(following: Following) -> Following:
    for damage in following.damage:
        say(f"{following.path}:{damage.line}: {damage.sentence}")
    return following


def _print_links(links: Mapping[str, str], view: View) -> None:
    """Print each link at once, also into a pipe; on a terminal the one of `view` as a QR code, too."""
    for name, link in links.items():
        sys.stdout.write(f"{name:<13}{link}\n")
    sys.stdout.flush()
    if sys.stdout.isatty():
        from runofshow.serve.links import qr_code
        from runofshow.ui.console import printed

        printed(qr_code(links[view]))
        say(f"The code opens: {view}")


def _who_can_look(address: Address) -> str:
    if not address.is_loopback:
        return (
            f"Whoever has a link and is in the network of {address} can look, and nobody can change anything. It goes "
            "over that network unencrypted: titles, names, times, introductions, how names are pronounced, and your "
            "messages to the speaker; nothing of what was said."
        )
    likely = likely_address()
    others = f"'--lan {likely}' lets others in the same network look" if likely else "the laptop is in no network now"
    return f"Only this laptop can open them; {others}."
