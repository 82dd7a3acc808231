"""Ids of a base come in; teaching material on them goes out: slides, a handout, questions, each with its clauses."""
