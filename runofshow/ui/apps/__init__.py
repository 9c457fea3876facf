"""The screens in a terminal. Only they know Textual, and only commands that show a screen pay for it."""

import os

# A key waits for the next frame before its answer is drawn: at Textual's own 60 a second that is most of the time that
# it takes. Frames are drawn only where something changed, so more of them cost nothing at rest.
os.environ.setdefault("TEXTUAL_FPS", "120")
