"""The file of entries: its format, how it is read, written and followed, and where it lies."""
