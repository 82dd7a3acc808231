"""The bytes of a file come in, ``Parsed`` goes out; a process of its own parses it, and is ended when a file takes too much.

``asking`` is the side that asks, ``child`` the process that parses, ``limits`` what it may use.
"""
