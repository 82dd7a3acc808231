"""Models: text comes in; vectors, or scores of (question, text) pairs, go out.

The shipped encoder, a hospital's own model from a folder, vectors that are computed once, and the training of the shipped one.
"""
