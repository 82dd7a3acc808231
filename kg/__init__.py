"""The knowledge graph: entities, clauses and links go in; paths, coverage, comparisons and exported files come out."""
