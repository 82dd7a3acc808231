"""The predicates and bases of links, with their Chinese names."""

PREDICATES = {
    "applies_to": "直接适用于",
    "supports": "可支持",
    "requires": "有赖于",
    "measures": "衡量",
    "refers_to": "详见",
    "replaces": "代替",
    "cites": "规范性引用",
    "implements": "落实",
    "part_of": "载于",
    "laid_down_in": "规定于",
    "strategy_of": "是核心策略，属于",
    "summary_of": "是目标简述，属于",
    "mentions": "提到",
    "about": "涉及",
}
"""Predicate → the words between subject and object in a sentence for the user. Subjects → objects:

applies_to, supports: standard → target or core system; requires: target or task → core system; measures: indicator →
target, task or core system; refers_to: target → target; implements: task → task of a higher plan; laid_down_in: core system →
regulation or document; replaces, cites:
standard → standard number; part_of: target, task, special action or indicator → document; strategy_of, summary_of:
clause → target; mentions: clause → anything it names, in the base or external; about: entity → concept.
"""

INVERSES = {
    "applies_to": "直接适用的标准",
    "supports": "可支持的标准",
    "requires": "有赖于它的",
    "measures": "衡量它的指标",
    "refers_to": "指向它的",
    "replaces": "代替它的标准",
    "cites": "规范性引用它的",
    "implements": "落实它的任务",
    "part_of": "载有",
    "laid_down_in": "由它规定的",
    "strategy_of": "核心策略",
    "summary_of": "目标简述",
    "mentions": "提到它的",
    "about": "涉及它的",
}
"""Predicate → what a reader at the object of a link calls its subjects."""

BASES = {"stated": "文件原文", "curated": "人工整理", "suggested": "系统推荐，待审核"}
"""Basis of a link → its name for the user."""
COVERING = ("applies_to", "supports")
"""Predicates by which a standard covers a target, the direct one first."""
