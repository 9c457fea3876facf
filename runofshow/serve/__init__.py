"""Views of a show in a browser, for whoever is near: they look, and nothing in this room can move the show."""

from typing import Final

PORT: Final = 8720
"""Where browsers call unless somebody says otherwise: always the same, so that a tablet finds back."""
