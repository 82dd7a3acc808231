"""Layout analysis: pages of glyphs and ruling lines go in; lines of text and tables in reading order come out.

PDF, OFD and recognised images all give the same ``Page``, so the steps do not depend on the format::

    glyphs → without doubles, watermarks → tables → lines → columns → without running heads → elements
"""
