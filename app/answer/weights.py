"""The weights of ``app.answer.probable``, printed by ``benchmarks/rank_fit.py``: a row a feature."""

KINDS = ("standard", "target", "clause", "core_system", "indicator", "unprepared")
_TABLE = (
    ("bias", -4.60, -5.05, -7.86, -4.91, -2.46, -8.75),
    ("named", 2.62, 2.96, -0.02, 1.25, 0.00, 0.00),
    ("own", 0.65, 0.04, -0.12, 0.27, 0.35, 1.99),
    ("dense", -0.98, -0.47, -0.31, -0.27, -0.30, 4.41),
    ("coverage", 1.02, 0.66, 0.57, 1.33, 0.91, -0.83),
    ("example", 1.32, 2.58, 1.40, 0.71, 0.61, 0.00),
    ("carried", -0.44, 0.08, 0.59, -0.95, -0.66, 0.00),
    ("certain", -0.56, 0.08, -1.25, 0.64, 0.03, 0.00),
    ("share", 2.50, 1.26, 3.47, 1.37, 0.22, 2.69),
    ("gap", -1.77, -2.57, -5.12, -0.12, -0.74, -2.59),
    ("figure", 0.00, 0.40, 0.90, 0.13, 1.57, -0.04),
    ("of_hits", 1.65, 1.68, 3.17, 0.51, 1.48, 3.17),
    ("nearest", 0.38, -0.96, -0.82, 1.07, 0.63, 0.00),
    ("alike", 0.26, 1.10, 2.83, 0.57, 1.41, -0.05),
    ("about", 2.15, 2.60, 0.70, 2.99, 1.38, -0.05),
    ("wanted", 1.34, 1.09, 0.75, 1.60, 1.28, 0.33),
)
WEIGHTS = {kind: tuple(float(row[place]) for row in _TABLE) for place, kind in enumerate(KINDS, 1)}
"""Kind → its bias, then a weight for each of ``probable.FEATURES``."""
