"""Relations between things in a base: ids or names come in; links, paths, coverage and comparisons go out."""
