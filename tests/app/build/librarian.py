"""A small base of two documents, and what a librarian finds in it."""

from app.base import snapshots
from app.base.knowledge import Knowledge

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n各科室每目检查一次换药室。\n\n二、报送\n\n结果报护理部。\n"
TWO = "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次。\n"
ID_ONE, ID_TWO = "换药室管理", "轮椅管理"
PLACE = f"{ID_ONE}#一"
WRONG, RIGHT = "各科室每目检查一次换药室。", "各科室每月检查一次换药室。"


def texts(kb):
    return {c.id: c.text for c in Knowledge.open(kb).store.clauses()}


def titles(kb):
    return sorted(d.title for d in Knowledge.open(kb).documents.values())


def serving(kb):
    return int(snapshots.current(kb).name)
