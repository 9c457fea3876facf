"""Documents, tables and data for other programs. Pure: a record, a plan or a report in, bytes or text out."""
