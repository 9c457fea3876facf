"""What the moderator sees: pure pictures of a show, and the one screen that hosts them live."""
