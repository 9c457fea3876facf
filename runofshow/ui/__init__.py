"""What can be seen of a show: pictures, sentences and tables, and what keys mean in them. Pure, but for `console`."""
