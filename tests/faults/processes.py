"""Processes that are killed, or that compete for a journal."""

import multiprocessing
from multiprocessing.context import ForkServerContext


def forkserver() -> ForkServerContext:
    """Start processes from one that has imported everything that they need already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.writers", "tests.faults.crowd", "filelock"])
    return context
