"""The plan: the agenda as staff write it, and the times that follow from it."""
