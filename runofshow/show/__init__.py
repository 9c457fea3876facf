"""What happened, and what follows from it. Pure: no file, no clock, no terminal."""
