"""The weights of ``app.answer.probable``, printed by ``benchmarks/rank_fit.py``: a row a feature."""

KINDS = ("standard", "target", "clause", "core_system", "indicator")
_TABLE = (
    ("bias", -6.08, -8.56, -11.60, -5.04, -0.96),
    ("named", 4.56, 5.95, -0.04, 1.33, 0.00),
    ("own", 0.91, -0.16, 1.26, 0.39, 0.54),
    ("dense", -2.82, -1.32, 1.36, -0.89, -1.20),
    ("coverage", 1.58, 0.76, 0.52, 2.19, 1.27),
    ("example", 2.42, 3.21, 2.34, 3.51, 2.21),
    ("carried", -0.13, 1.18, 1.68, -1.41, -2.00),
    ("certain", -0.89, 1.14, -1.64, 0.52, 0.19),
    ("share", 5.09, 5.03, 4.82, 3.79, 0.42),
    ("gap", -3.50, -5.39, -5.75, -3.41, -1.35),
    ("figure", 0.00, 0.00, 0.74, 0.00, 0.00),
    ("of_hits", 3.24, 2.70, 5.27, 0.28, 3.01),
    ("wanted", 1.28, 1.16, 1.01, 1.35, 1.18),
)
WEIGHTS = {kind: tuple(float(row[place]) for row in _TABLE) for place, kind in enumerate(KINDS, 1)}
"""Kind → its bias, then a weight for each of ``probable.FEATURES``."""
