"""Text comes in; its normal form, words, concepts of the thesaurus and corrected typing errors go out."""
