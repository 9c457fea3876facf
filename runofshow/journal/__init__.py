"""The file of a show's entries: its format, reading, writing and following it, and where it lies."""
