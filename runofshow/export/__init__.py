"""What a show leaves, for other programs and for the file. Pure: a record or a forecast in, bytes or text out."""
