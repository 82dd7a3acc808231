"""What is wrong with a CSV file that Python's csv module does not read, in words for the person who wrote it."""

import csv


def told(exc: csv.Error) -> tuple[str, str]:
    """(what is wrong, what to do) for an error of the module; it tells its errors apart by their English words alone."""
    if "field limit" in str(exc):
        return f"有一格超过 {csv.field_size_limit()} 个字，太长了", "请拆成几格；如果没有这么长，请检查引号是否配对"
    return "引号没有配对", "含英文逗号或引号的内容，前后各加一个英文引号，里面的引号写两个"
