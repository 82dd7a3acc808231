"""Lines come in; paragraphs, boxed inserts, slides and table rows in order of reading go out."""
