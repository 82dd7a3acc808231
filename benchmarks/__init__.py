"""Scripts that measure claims of the documentation; each prints its own table."""
