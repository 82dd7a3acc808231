"""Ids of things come in; their links, paths, coverage and comparisons go out."""
