"""Requests come in; those that may pass go on to the pages or the service interface, in one ASGI process."""
