"""Words and vectors of entries come in; the rows nearest to a question go out, behind one protocol."""
