"""runofshow: a run of show on the command line, for the person who moderates a high-level meeting."""
