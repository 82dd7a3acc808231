"""Pages of glyphs and ruling lines go in; paragraphs' lines and tables in order of reading come out.

PDF, OFD and recognised images all give the same ``Page``; what follows knows nothing of where it came from::

    glyphs → without doubles, watermarks → tables → lines → columns → without running heads → elements
"""
