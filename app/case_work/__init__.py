"""A kept piece of work comes in; where it stands goes out: draft, decisions, case, and what is left to do."""
