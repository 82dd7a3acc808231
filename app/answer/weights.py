"""The weights of ``app.answer.probable``, printed by ``benchmarks/rank_fit.py``: a row a feature."""

KINDS = ("standard", "target", "clause", "core_system", "indicator")
_TABLE = (
    ("bias", -4.26, -4.17, -7.96, -4.35, -2.27),
    ("named", 3.21, 3.28, -0.02, 1.12, 0.00),
    ("own", 0.74, -0.08, -0.12, 0.21, 0.33),
    ("dense", -1.25, -0.88, 0.07, -0.21, -0.44),
    ("coverage", 1.07, 0.99, 0.58, 1.41, 1.07),
    ("example", 0.57, 1.47, 0.91, -0.28, 0.10),
    ("carried", -0.08, 0.20, 0.43, 0.19, -0.74),
    ("certain", -0.53, -0.01, -0.85, 0.54, 0.08),
    ("share", 3.21, 2.10, 3.56, 1.97, 0.36),
    ("gap", -1.23, -2.25, -4.96, 0.57, -0.45),
    ("figure", 0.00, 0.38, 0.88, 0.29, 1.47),
    ("of_hits", 1.60, 1.62, 2.75, 0.09, 1.12),
    ("nearest", 0.10, -0.93, -0.50, 0.62, 0.47),
    ("alike", 0.54, 1.58, 2.54, 1.27, 1.31),
    ("about", 2.25, 1.91, 1.43, 3.15, 2.27),
    ("wanted", 1.28, 1.08, 0.72, 1.41, 1.20),
)
WEIGHTS = {kind: tuple(float(row[place]) for row in _TABLE) for place, kind in enumerate(KINDS, 1)}
"""Kind → its bias, then a weight for each of ``probable.FEATURES``."""
