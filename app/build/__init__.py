"""Files that a person names come in; a published snapshot goes out."""
