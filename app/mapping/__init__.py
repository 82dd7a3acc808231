"""A draft of a case comes in; its practices with their clauses, its checked references and quotes, and its gaps go out."""
