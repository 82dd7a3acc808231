"""The lists that there are, and what each is called."""

from dataclasses import dataclass

from app.app_pages.parts.to_thing import page_of


@dataclass(frozen=True, slots=True)
class Shelf:
    """The list of one kind of thing."""

    kind: str
    title: str
    unit: str
    """As in 共 23 项标准."""
    told: str
    """What it is good for, one sentence."""
    hint: str
    """What may be written into its search box."""

    @property
    def page(self) -> str:
        """Its address."""
        return page_of(self.kind)


_SHELVES = (
    Shelf(
        "standard",
        "标准库",
        "项标准",
        "查一项标准是不是现行、什么时候实施、代替了哪一项、支持哪些目标。",
        "标准号或名称里的几个字",
    ),
    Shelf(
        "target", "改进目标", "个目标", "查国家和各专业的改进目标、它们的核心策略和可以引用的标准。", "目标编号或名称里的几个字"
    ),
    Shelf("core_system", "核心制度", "项制度", "查每项核心制度规定在哪里、哪些目标和任务要求落实它。", "制度名称里的几个字"),
    Shelf("indicator", "监测指标", "项指标", "查指标的导向和目标值，它衡量哪个目标或任务。", "指标名称里的几个字"),
    Shelf(
        "document", "文件", "份文件", "库里的全部文件：逐条看条款、各版的变动、谁引用了它。", "标题、文号或发布单位里的几个字"
    ),
)
SHELVES = {shelf.kind: shelf for shelf in _SHELVES}
"""By kind, in the order of the navigation."""
