"""A line of text comes in; the number it opens with, its level, and whether that number is due go out.

Document types and their levels are rows of data here.
"""
