"""The weights of ``app.answer.probable``, printed by ``benchmarks/rank_fit.py``: a row a feature."""

KINDS = ("standard", "target", "clause", "core_system", "indicator")
_TABLE = (
    ("bias", -6.13, -8.41, -11.87, -5.21, -1.43),
    ("named", 4.31, 5.46, -0.02, 1.32, 0.00),
    ("own", 0.88, -0.18, 1.49, 0.51, 0.32),
    ("dense", -2.77, -1.53, 0.64, -0.77, -1.08),
    ("coverage", 1.45, 1.00, 0.16, 2.40, 0.97),
    ("example", 2.56, 3.44, 1.60, 2.31, 1.93),
    ("carried", 0.04, 1.03, 2.56, -1.03, -0.41),
    ("certain", -0.92, 1.11, -1.85, 0.64, -0.39),
    ("share", 5.24, 5.24, 4.95, 2.86, 0.73),
    ("gap", -3.17, -5.16, -6.24, -3.13, -0.78),
    ("figure", 0.00, 0.35, 1.28, 0.41, 1.52),
    ("of_hits", 3.17, 2.76, 5.77, 0.30, 3.10),
    ("nearest", 0.03, -0.43, 0.66, 1.54, 0.63),
    ("wanted", 1.25, 1.13, 0.83, 1.43, 1.39),
)
WEIGHTS = {kind: tuple(float(row[place]) for row in _TABLE) for place, kind in enumerate(KINDS, 1)}
"""Kind → its bias, then a weight for each of ``probable.FEATURES``."""
