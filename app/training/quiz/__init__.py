"""Clauses come in; questions with their keys, explanations and places go out, and the files that quiz systems read."""
