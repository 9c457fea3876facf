"""The screens that live in a terminal: they tick, take keys and typing, and draw what `screen` makes of a show.

The only room that knows Textual; the commands `live` and `watch` alone pay for it.
"""
