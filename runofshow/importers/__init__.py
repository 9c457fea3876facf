"""Rundowns that people have already, made into an agenda. Pure: bytes in, text and sentences out.

Each kind of file has a reader of its own (`delimited`, `workbook`, `ontime`, `calendars`); all of them give one
`Rundown`. What follows is the same for every kind: `timing` works out when each row begins, `agenda_text` writes YAML.
"""
