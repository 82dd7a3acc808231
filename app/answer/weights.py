"""The weights of ``app.answer.probable``, printed by ``benchmarks/rank_fit.py``: a row a feature."""

KINDS = ("standard", "target", "clause", "core_system", "indicator")
_TABLE = (
    ("bias", -6.06, -7.25, -11.52, -4.60, -1.45),
    ("named", 4.49, 6.43, -0.02, 1.50, 0.00),
    ("own", 0.86, -0.28, 1.47, 0.41, 0.31),
    ("dense", -2.83, -1.12, 0.68, -0.78, -1.07),
    ("coverage", 1.39, 0.94, 0.21, 2.37, 0.92),
    ("example", 2.59, 3.85, 1.85, 2.33, 1.87),
    ("carried", -0.01, 0.98, 1.94, -1.26, -0.42),
    ("certain", -0.92, 0.92, -1.72, 0.79, -0.38),
    ("share", 4.93, 2.94, 4.00, 1.16, 0.62),
    ("gap", -2.95, -4.44, -6.41, -3.04, -0.74),
    ("figure", 0.00, 0.04, 1.18, 0.41, 1.54),
    ("of_hits", 3.21, 2.38, 5.65, 0.52, 3.11),
    ("nearest", -0.33, -1.71, 0.05, -0.00, 0.49),
    ("alike", 0.66, 2.77, 1.45, 3.04, 0.35),
    ("wanted", 1.26, 1.22, 0.85, 1.61, 1.39),
)
WEIGHTS = {kind: tuple(float(row[place]) for row in _TABLE) for place, kind in enumerate(KINDS, 1)}
"""Kind → its bias, then a weight for each of ``probable.FEATURES``."""
