"""The tests mirror the package; what several of them need stands in builders.py and fakes.py."""
