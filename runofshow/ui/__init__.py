"""Pictures, sentences and tables of a show for a terminal, and the keys. Pure, but for `console`."""
