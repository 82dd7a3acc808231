"""Requests of the hospital's other systems come in over HTTP; the typed answers of the command line go out as JSON."""
