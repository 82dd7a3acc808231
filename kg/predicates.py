"""The predicates of the graph and what each says to a reader."""

PREDICATES = {
    "applies_to": "直接适用于",
    "supports": "可支持",
    "requires": "有赖于",
    "measures": "衡量",
    "refers_to": "详见",
    "replaces": "代替",
    "cites": "规范性引用",
    "strategy_of": "属于",
    "summary_of": "属于",
    "mentions": "提到",
    "about": "涉及",
}
"""Predicate → the words between subject and object in an explanation.

applies_to, supports: standard → target or core system; requires: target → core system; measures: indicator →
target or core system; refers_to: target → target; replaces, cites: standard → standard number; strategy_of,
summary_of: clause → target; mentions: clause → standard, target or core system; about: entity → concept.
"""

BASES = {"stated": "文件原文", "curated": "人工整理", "suggested": "系统推荐，待审核"}
