"""Versions, draft, corrections and findings as text, one a line."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from app.base.versions import FIELDS, KINDS
from app.people.audit import ACTIONS
from app.people.corrections import label
from app.people.draft import CORRECT, STAGED
from app.present.schema.library import Correction, Difference, DocumentVersion, Looked, Preview, Staged, TickedFinding, Version
from app.present.terminal.words import short


def versions(rows: Sequence[Version]) -> str:
    """The versions of the base, the newest first."""
    return "\n".join(map(_version, rows))


def _version(row: Version) -> str:
    if not row.readable:
        return f"第 {row.number} 版  读不出来，可能已损坏或由以前的程序做成"
    parts = [
        f"第 {row.number} 版{'（现在的）' if row.serving else ''}",
        when(row.created),
        row.who,
        ACTIONS.get(row.action, ""),
    ]
    counts = f"文件 {row.documents} 份，条款 {row.clauses} 条"
    changes = "；".join(f"{KINDS[x.kind]}“{x.title}”" for x in row.changes)
    return "  ".join(filter(None, [*parts, counts, changes]))


def document_versions(rows: Sequence[DocumentVersion]) -> str:
    """The versions of a document, the newest first."""
    return "\n".join(map(_document_version, rows))


def _document_version(row: DocumentVersion) -> str:
    parts = [f"第 {row.number} 版起", when(row.created), row.who, ACTIONS.get(row.action, ""), row.file]
    return "  ".join([*filter(None, parts), f"条款 {row.clauses} 条"] + [f"改正 {row.corrections} 处"] * bool(row.corrections))


def differences(rows: Sequence[Difference]) -> str:
    """What differs, a place a paragraph, after one line that counts."""
    if not rows:
        return "没有差别。"
    counts = Counter(row.kind for row in rows)
    head = "，".join(f"{KINDS[kind]} {counts[kind]} 处" for kind in KINDS if counts[kind])
    return "\n".join([head, *map(_difference, rows)])


def _difference(row: Difference) -> str:
    place = row.locator if row.clause else FIELDS.get(row.locator, row.locator)
    words = [f"  原：{short(row.before)}"] * bool(row.before) + [f"  新：{short(row.after)}"] * bool(row.after)
    return "\n".join([f"{KINDS[row.kind]}  {place}", *words])


def draft(rows: Sequence[Staged]) -> str:
    """The draft, a change a line."""
    return "\n".join(map(_staged, rows)) or "草稿是空的。"


def _staged(row: Staged) -> str:
    what = f"{row.clause.partition('#')[2]} {label(row.field)}：{short(row.after)}" if row.action == CORRECT else row.file
    return "  ".join(filter(None, [row.key, when(row.time), row.who, STAGED[row.action], f"“{row.title}”", what.strip()]))


def looked(rows: Sequence[Looked]) -> str:
    """What was checked, a kind a line, then each thing that is wrong."""
    lines = [f"{row.label}：{row.count} 项，{'有问题' if row.damages else '完好'}" for row in rows]
    for damage in (damage for row in rows for damage in row.damages):
        lines.append(f"{'注意' if damage.notice else '损坏'}：{damage.where}：{damage.what}。{damage.todo}")
    return "\n".join(lines)


def preview(row: Preview) -> str:
    """What publishing the draft will change."""
    if not row.staged:
        return "草稿是空的。"
    lines = [f"与第 {row.version} 版相比：" if row.documents else f"与第 {row.version} 版相比，条款没有改动。"]
    for one in row.documents:
        lines += [
            f"{KINDS[one.document.kind]}文件“{one.document.title}”（{one.document.document}）",
            differences(one.differences),
        ]
    lines += [f"不再有的关联：{x.subject} {x.predicate} {x.object}" for x in row.links_lost]
    lines += [f"新的关联 {row.links_new} 条"] * bool(row.links_new)
    lines += [f"审核结论失去对象：{x.subject} {x.predicate} {x.object}" for x in row.decisions_lost]
    lines += [f"改正用不上了：{one}" for one in row.without_place]
    return "\n".join([*lines, *row.notes, f"发布这些改动：duibiao draft publish --state {row.state}"])


def corrections(rows: Sequence[Correction]) -> str:
    """What was put right, a place a paragraph."""
    return "\n".join(map(_correction, rows)) or "还没有改正。"


def _correction(row: Correction) -> str:
    lost = "" if row.applies else "（用不上：原来的位置没有了或文字已经不同）"
    place = "  ".join([row.key, when(row.time), row.who, row.clause or row.document, label(row.field), lost]).strip()
    return f"{place}\n  原：{short(row.before)}\n  改：{short(row.after)}"


def findings(rows: Sequence[TickedFinding]) -> str:
    """Findings, one a line, with who looked at them."""
    return "\n".join(map(_finding, rows)) or "没有待核对的。"


def _finding(row: TickedFinding) -> str:
    done = f"已核对（{row.who} {when(row.time)}）" if row.done else ""
    return "  ".join(filter(None, [row.key, done, row.document, row.message, row.text]))


def when(time: str) -> str:
    """A time in UTC as people here write it: 2026-01-31 09:30, local time."""
    try:
        return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return ""
