"""标准, 目标, 制度, 指标 and 文件: whole lists, and a page of its own for each thing. A kind comes in; its page is shown.

``shelves`` says which kinds have a list, ``page`` shows list or thing as the address says, ``listing`` the list, ``thing`` the
page of a thing, ``relations`` what links join with it, ``text`` its clauses.
"""
