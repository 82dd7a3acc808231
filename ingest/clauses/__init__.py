"""Blocks come in; clauses under their heading paths, and the entities that they name, go out."""
