"""Makes an agenda of a programme in another format. Pure: bytes in, text and sentences out.

Each kind of file has a reader (`text_files`, `office_files`, `json_files`, `calendars`); all of them give a `Table`.
Then each column gets a field (`columns`), each row a kind (`table`, `row_kinds`), and `one_meeting` takes the rows of
one zone, day and room. `timing` works out when each row begins, and `agenda_yaml` writes the agenda.
"""
