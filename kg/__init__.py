"""Entities, clauses and links go in as a graph; related things come out, each with the path that led there."""
