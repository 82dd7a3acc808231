"""The weights of ``app.answer.probable``, printed by ``benchmarks/rank_fit.py``: a row a feature."""

KINDS = ("standard", "target", "clause", "core_system", "indicator")
_TABLE = (
    ("bias", -5.97, -5.54, -7.85, -5.62, -2.26),
    ("named", 4.12, 4.80, -0.03, 1.50, 0.00),
    ("own", 1.21, -0.45, -0.43, 0.24, 0.10),
    ("dense", -2.71, -2.27, -0.96, -0.57, -1.33),
    ("coverage", 1.27, 1.03, 0.73, 1.81, 1.17),
    ("example", 1.76, 2.93, 1.70, 0.71, 0.26),
    ("carried", -0.37, 0.19, 1.04, -1.36, -1.37),
    ("certain", -0.75, 0.20, -1.31, 0.74, 0.22),
    ("share", 5.25, 3.24, 4.39, 3.52, 0.44),
    ("gap", -2.72, -4.17, -7.67, -0.63, -1.57),
    ("figure", 0.00, 0.33, 0.91, 0.25, 1.81),
    ("of_hits", 2.62, 3.22, 3.10, 0.57, 2.45),
    ("nearest", 0.17, -1.51, -0.86, 0.93, 0.87),
    ("alike", 1.14, 2.80, 3.16, 2.62, 2.67),
    ("wanted", 1.34, 1.07, 0.74, 1.53, 1.27),
)
WEIGHTS = {kind: tuple(float(row[place]) for row in _TABLE) for place, kind in enumerate(KINDS, 1)}
"""Kind → its bias, then a weight for each of ``probable.FEATURES``."""
