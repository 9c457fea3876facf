"""The show: its events, its state and its forecast. Pure: no file, no clock, no terminal."""
