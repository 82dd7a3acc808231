"""The weights of ``app.answer.probable``, printed by ``benchmarks/rank_fit.py``: a row a feature."""

KINDS = ("standard", "target", "clause", "core_system", "indicator")
_TABLE = (
    ("bias", -3.93, -4.65, -9.63, -3.59, -1.57),
    ("named", 3.33, 3.74, -0.01, 1.20, 0.00),
    ("own", 0.55, -0.18, 1.07, 0.42, 0.42),
    ("dense", -1.11, -0.91, 0.61, -0.08, -0.14),
    ("coverage", 0.93, 0.95, 0.43, 1.19, 0.86),
    ("example", 1.38, 2.10, 1.06, 1.00, 0.98),
    ("carried", -0.27, 0.60, 1.70, -0.81, -0.43),
    ("certain", -0.75, 0.21, -1.38, 0.70, 0.28),
    ("share", 2.93, 2.23, 3.04, 1.02, 0.32),
    ("gap", -2.03, -2.39, -4.17, -0.36, -0.66),
    ("figure", 0.00, 0.28, 1.14, 0.25, 1.35),
    ("of_hits", 2.38, 2.16, 4.77, 0.59, 1.94),
    ("nearest", 0.08, -1.30, 0.58, 0.81, 0.69),
    ("alike", 1.33, 3.24, 1.63, 2.54, 0.70),
    ("wanted", 1.26, 1.21, 0.73, 1.45, 1.29),
)
WEIGHTS = {kind: tuple(float(row[place]) for row in _TABLE) for place, kind in enumerate(KINDS, 1)}
"""Kind → its bias, then a weight for each of ``probable.FEATURES``."""
