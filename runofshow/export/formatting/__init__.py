"""Pages, cells and words that files of several kinds share."""
