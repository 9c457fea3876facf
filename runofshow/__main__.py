"""`python -m runofshow`."""

from runofshow.cli import main

main()
