"""Views of a show in browsers near by. Nothing in this package can change the show."""

from typing import Final

PORT: Final = 8720
"""The default port: always the same, so that a tablet finds back."""
