"""Builds a base: the files that a person names come in; a published snapshot goes out."""
