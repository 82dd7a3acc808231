"""The endpoints as tools of the Model Context Protocol, for a hospital's own assistants: over stdio, and over HTTP."""
