"""Models: text comes in; vectors, or scores of (question, text) pairs, go out.

The shipped static model, a hospital's own model from a folder, and the training of the shipped one.
"""
