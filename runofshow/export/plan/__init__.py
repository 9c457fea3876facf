"""The plan on paper, in a spreadsheet and in a calendar: a file for each format."""
