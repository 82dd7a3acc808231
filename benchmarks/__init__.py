"""One script a claim; each prints its own table."""
