"""What commands answer for programs and on a page: where a show is, its report, the odds of a dry run."""
