"""What a show leaves, for other people's programs and for the file. Pure: a record, a plan or a forecast in, text or bytes out."""
