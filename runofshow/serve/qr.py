"""A link as a QR code that a phone can photograph off a terminal."""

import io

import segno
from rich.text import Text

from runofshow.ui.palette import BLACK


def code(link: str) -> Text:
    """The code in half blocks, dark on a light ground whatever the terminal's own colours are, as cameras want it."""
    drawn = io.StringIO()
    segno.make_qr(link).terminal(drawn, border=2, compact=True)
    return Text(drawn.getvalue(), style=f"#ffffff on {BLACK}", no_wrap=True)
