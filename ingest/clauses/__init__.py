"""Blocks come in; clauses under their heading paths, and the entities that they state, go out."""
