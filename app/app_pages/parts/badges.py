"""Badges: the same word and colour for the same meaning on every page."""

from markupsafe import Markup

from app.app_pages.parts.markup import NONE, element
from app.base.citation import STATUS

BASES = {"stated": "原文", "curated": "人工整理", "suggested": "系统推荐", "title_only": "仅题录"}
"""What something rests on → its word."""
_RENDITIONS = {"original": "原文", "digest": "摘要，非原文"}
_HELP = {
    "stated": "文件原文写明",
    "curated": "人工整理的对应关系",
    "suggested": "系统按文字推荐，引用前请核对",
    "title_only": "库中只有题录，没有条文，请加入标准文本",
    "digest": "这是摘要，不是原文，引用前请核对原文",
    "original": "文件原文",
}


def badge(word: str, meaning: str = "", help_: str | None = None) -> Markup:
    """A small word; ``meaning`` is in_force, not_yet, superseded, digest, title_only, or nothing for the quiet one."""
    return element("span", word, class_=f"db-badge db-{meaning}" if meaning else "db-badge", title=help_)


def basis(of: str) -> Markup:
    """原文, 人工整理, 系统推荐 or 仅题录; empty for anything else."""
    return badge(BASES[of], of, _HELP[of]) if of in BASES else NONE


def rendition(of: str) -> Markup:
    """Whether the words are the original's; empty when nothing is known."""
    return badge(_RENDITIONS[of], of, _HELP[of]) if of in _RENDITIONS else NONE


def status(of: str) -> Markup:
    """Of a standard: 现行, 尚未实施, 已被代替 or 日期不详."""
    return badge(STATUS[of], of) if of in STATUS else NONE
