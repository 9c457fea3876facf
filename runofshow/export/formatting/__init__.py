"""What files of several kinds share: paper, pages, cells, and how a document says what it holds."""
