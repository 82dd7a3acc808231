"""The words and the vectors of all entries come in; the rows nearest to a question and their scores go out."""
