"""The weights of ``app.answer.probable``, printed by ``benchmarks/rank_fit.py``: a row a feature."""

KINDS = ("standard", "target", "clause", "core_system", "indicator")
_TABLE = (
    ("bias", -5.96, -6.84, -11.38, -4.34, -1.33),
    ("named", 4.52, 5.99, -0.01, 1.48, 0.00),
    ("own", 0.81, -0.54, 1.38, 0.32, 0.25),
    ("dense", -2.96, -1.78, 0.46, -1.02, -1.10),
    ("coverage", 1.46, 1.24, 0.28, 2.51, 0.98),
    ("example", 2.15, 2.42, 1.33, 1.22, 1.83),
    ("carried", -0.06, 1.08, 2.05, -1.40, -0.46),
    ("certain", -0.91, 0.89, -1.76, 0.78, -0.36),
    ("share", 4.80, 3.04, 4.13, 1.46, 0.53),
    ("gap", -2.90, -4.05, -6.60, -2.95, -0.76),
    ("figure", 0.00, 0.01, 1.16, 0.39, 1.51),
    ("of_hits", 3.28, 2.79, 5.50, 0.64, 3.13),
    ("nearest", -0.29, -1.28, 0.56, 0.53, 0.52),
    ("alike", 1.51, 4.12, 1.99, 3.94, 0.44),
    ("wanted", 1.27, 1.22, 0.85, 1.56, 1.39),
)
WEIGHTS = {kind: tuple(float(row[place]) for row in _TABLE) for place, kind in enumerate(KINDS, 1)}
"""Kind → its bias, then a weight for each of ``probable.FEATURES``."""
