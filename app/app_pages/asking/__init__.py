"""检索: what the search page shows. An answer comes in; one function a part gives the ``Markup`` for it.

``invitation`` before anything is asked, ``conclusion`` and ``groups`` for an answer, ``refusal`` where there is none,
``lines`` for one result in a line, ``choosing`` for the filters, ``tools`` for what is saved and copied at once.
"""

PAGE = ""
"""Address of the search page."""
QUESTION, KIND, LEVEL, TYPED, NEAR = "q", "kind", "level", "typed", "near"
"""Names in the address: the question, the filters, that it is searched as typed, and whose neighbours are shown."""
