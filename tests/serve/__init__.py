"""Views of a show in a browser."""
