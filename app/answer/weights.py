"""The weights of ``app.answer.probable``, printed by ``benchmarks/rank_fit.py``: a row a feature."""

KINDS = ("standard", "target", "clause", "core_system", "indicator")
_TABLE = (
    ("bias", -6.23, -8.55, -11.66, -5.67, -1.38),
    ("named", 4.45, 6.29, -0.05, 1.14, 0.00),
    ("own", 0.98, -0.17, 1.33, 0.39, 0.62),
    ("dense", -2.67, -1.05, 1.27, -0.86, -1.03),
    ("coverage", 1.92, 0.75, 0.57, 2.47, 1.44),
    ("example", 0.98, 1.90, 2.01, 1.54, -0.24),
    ("carried", -0.05, 1.22, 1.61, -0.62, -1.72),
    ("certain", -0.85, 1.11, -1.74, 0.52, 0.12),
    ("share", 4.82, 4.61, 4.87, 3.19, 0.05),
    ("gap", -3.15, -5.39, -5.80, -3.13, -1.04),
    ("figure", 0.00, 0.00, 0.69, 0.00, 0.00),
    ("of_examples", 1.32, 1.42, 0.23, 2.48, 2.70),
    ("of_hits", 2.97, 2.59, 5.28, 0.12, 2.70),
    ("wanted", 1.23, 1.17, 0.94, 1.30, 1.10),
)
WEIGHTS = {kind: tuple(float(row[place]) for row in _TABLE) for place, kind in enumerate(KINDS, 1)}
"""Kind → its bias, then a weight for each of ``probable.FEATURES``."""
