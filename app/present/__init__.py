"""Answers and listings come in; JSON, terminal text and pages for people go out."""
