"""The intervention log: what it says, who spoke, and a file for each format."""
