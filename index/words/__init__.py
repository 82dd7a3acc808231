"""Text comes in; words, concepts and corrected slips go out."""
