"""Data files that people maintain as CSV (thesaurus, links, examples) come in; rows, and errors for bad lines, go out."""
