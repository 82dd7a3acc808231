"""The tables that people keep (thesaurus, links, examples) come in; their rows, and what is wrong in them, go out."""
