"""The first lines of a document come in; its title, number, issuer and dates go out.

The head may be that of a notice or of a statute, or the cover of a standard.
"""
