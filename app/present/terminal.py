"""Answers and listings as Chinese text for the terminal."""

from collections.abc import Sequence
from typing import Any

from app.base.citation import RENDITIONS, STATUS
from app.people.questions import SavedQuestion
from ingest.kinds import listed
from kg.predicates import BASES, PREDICATES

Json = dict[str, Any]
_WIDTH = 160


def answer(result: Json, *, explain: bool = False) -> str:
    """An answer, group by group, those asked for first."""
    lines = _understood(result, explain=explain)
    if result["concepts"]:
        named = "、".join(
            c["label"] + (f"（{c['matched']}）" if c["matched"] != c["label"] else "") for c in result["concepts"]
        )
        lines.append(f"识别的术语：{named}")
    if result["note"]:
        lines.append(f"提示：{result['note']}")
    if not result["answered"]:
        if result["nearest"]:
            lines += ["", "最接近的条款（仅供参考，不能作为依据）："]
            lines += [f"  {c['document_title']} {c['locator']}\n    {_short(c['text'])}" for c in result["nearest"]]
        return "\n".join(lines)
    for key in result["order"]:
        if result[key]:
            lines += ["", f"【{listed()[key].title}】"]
            for number, item in enumerate(result[key], 1):
                lines += [f"{number}. {_ITEMS[key](item)}", *_reasons(item)]
    return "\n".join(lines).strip()


def _understood(result: Json, *, explain: bool) -> list[str]:
    """What was put right, what else may have been meant, and, where wanted, every step of understanding."""
    lines = [f"更正：“{c['written']}”按“{c['label']}”查（{c['how']}）" for c in result["corrections"]]
    lines += [f"您是不是要查：{offer['query']}" for offer in result["suggestions"]]
    if explain:
        lines += ["问题是这样理解的：", *(f"  · {step['text']}" for step in result["explain"])]
    return lines


def _reasons(item: Json, most: int = 3) -> list[str]:
    return [f"   理由：{reason(r)}" for r in item["because"][:most]]


def reason(item: Json) -> str:
    """One reason as a sentence."""
    path = item["path"]
    if len(path) >= 3:  # noqa: PLR2004 - subject, predicate, object
        comment = f"：{path[3]}" if len(path) > 3 else ""  # noqa: PLR2004
        stated = "文件摘要" if item["basis"] == "stated" and item["rendition"] == "digest" else BASES.get(item["basis"], "")
        return f"{path[0]} {path[1]} {path[2]}{comment}（{stated}）"
    return str(path[0])


def standard(item: Json) -> str:
    """A standard with dates and standing."""
    replaced = f"，代替 {item['replaces']}" if item["replaces"] else ""
    dates = f"{item['published']} 发布，{item['effective']} 实施，{STATUS[item['status']]}{replaced}"
    return f"{item['id']} {item['name']}（{dates}）\n   引用：{item['citation']}"


def target(item: Json) -> str:
    """A target with its strategies."""
    specialty = f"［{item['specialty']}］" if item["specialty"] else ""
    strategies = "".join(f"\n   策略{i} {_short(s['text'])}" for i, s in enumerate(item["strategies"], 1))
    return f"{item['id']} {item['name']}{specialty}{strategies}"


def clause(item: Json) -> str:
    """A clause with its place."""
    page = f" 第 {item['page']} 页" if item["page"] else ""
    head = f"{item['document_title']} {item['locator']}{page}［{RENDITIONS[item['rendition']]}］"
    return "\n   ".join([head, _short(item["text"]), *filter(None, [also(item)])])


def also(item: Json) -> str:
    """The other places at which a clause says the same, or ""."""
    places = "；".join(f"{p['document_title']} {p['locator']}" for p in item.get("also", ()))
    return f"同样的话也见于：{places}" if places else ""


def core_system(item: Json) -> str:
    """A core system."""
    return f"{item['id']}" + (f"\n   释义（本系统编写，非原文）：{item['definition']}" if item["definition"] else "")


def indicator(item: Json) -> str:
    """An indicator with what is wanted of it."""
    wanted = "，".join(x for x in (item["direction"], item["threshold"]) if x) or "未规定数值"
    return f"{item['name']}（{wanted}）［{item['dimension']}］"


_ITEMS = {
    "standards": standard,
    "targets": target,
    "clauses": clause,
    "core_systems": core_system,
    "indicators": indicator,
}
"""Groups of an answer, and how each item is shown."""


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else text[:_WIDTH] + "…"


def found(result: Json, *, explain: bool = False) -> str:
    """Search results."""
    return "\n".join([*_understood(result, explain=explain), hits(result["hits"])])


def hits(rows: list[Json]) -> str:
    """Hits, numbered."""
    shown = (f"{i}. [{r['kind']}] {r['id']}\n   {_short(r['text'])}" for i, r in enumerate(rows, 1))
    return "\n".join(shown) if rows else "没有找到。"


def steps(rows: list[Json]) -> str:
    """Links, one a line, each with its reason."""
    if not rows:
        return "两者之间没有关联。"
    return "\n".join(
        f"{r['subject']['label']} — {PREDICATES[r['predicate']]} → {r['object']['label']}"
        f"（{BASES[r['basis']]}{'：' + r['comment'] if r['comment'] else ''}）"
        for r in rows
    )


def review(rows: list[Json]) -> str:
    """Suggestions and decisions, each with the id to name it by."""
    if not rows:
        return "没有待审核的关联。"
    return "\n".join(
        f"{r['id']}  {r['subject']['label']} — {PREDICATES[r['predicate']]} → {r['object']['label']}"
        f"（把握 {r['confidence']:.2f}）\n   理由：{r['comment']}"
        for r in rows
    )


def questions(found: Sequence[SavedQuestion]) -> str:
    """Saved questions, each with the id to name it by and what it is narrowed to."""
    if not found:
        return "还没有保存的问题。可在网页“查依据”里保存。"
    return "\n".join(
        f"{x.id}  {x.label}{f'（{x.scope}）' if x.scope else ''}" + (f"\n   问题：{x.query}" if x.name else "") for x in found
    )


def coverage(body: Json) -> str:
    """Targets with their standards, and what is left over."""
    lines = []
    for target, pairs in body["targets"].items():
        served = "；".join(f"{p['standard']}（{PREDICATES[p['predicate']]}）" for p in pairs)
        lines.append(f"{target}  {served or '—— 库内没有适用的标准'}")
    lines += ["", f"没有标准的目标：{'、'.join(body['targets_without_standard']) or '无'}"]
    lines += [f"没有目标的标准：{'、'.join(body['standards_without_target']) or '无'}"]
    lines += ["核心制度涉及的目标数：" + "、".join(f"{s['id']} {s['targets']}" for s in body["core_systems"])]
    cited = "、".join(f"{c['id']} {c['places']}" for c in body["most_cited"])
    return "\n".join([*lines, f"原文引用的库外文件：{cited or '无'}"])


RELATIONS = {
    "exactMatch": "一致",
    "closeMatch": "相近",
    "broadMatch": "乙有增加",
    "narrowMatch": "乙有拆分或减少",
    "relatedMatch": "有关联",
    "only_a": "仅甲有",
    "only_b": "仅乙有",
}
"""SKOS mapping relations, read from the first document (甲) to the second (乙)."""


CHANGES = {
    "added": "新增",
    "removed": "删去",
    "merged": "合并",
    "split": "拆分",
    "renumbered": "编号变动",
    "reworded": "改写",
}
"""What became of a part of the first document (甲) in the second (乙)."""


def comparison(body: Json) -> str:
    """A crosswalk, one line a row, with figures and contradictions below."""
    lines = [f"甲：{body['a']}    乙：{body['b']}", ""]
    if body["kind"] != "tasks":
        lines += [line for row in body["rows"] for line in _version_row(row)]
    for row in body["rows"] if body["kind"] == "tasks" else ():
        a = "；".join(f"{n} {t}" for n, t in zip(row["a"], row["titles_a"], strict=True)) or "—"
        b = "；".join(f"{n} {t}" for n, t in zip(row["b"], row["titles_b"], strict=True)) or "—"
        lines.append(f"[{RELATIONS[row['relation']]}] {a}  ↔  {b}")
        lines += [f"    {f['indicator']}：甲 {f['a'] or '未规定'}，乙 {f['b'] or '未规定'}" for f in row["figures"]]
    if body["contradictions"]:
        lines += ["", "同一文件内数值不一致："]
        lines += [f"  {c['indicator']}：{'，'.join(c['values'])}（{'；'.join(c['clauses'])}）" for c in body["contradictions"]]
    return "\n".join(lines)


def _version_row(row: Json) -> list[str]:
    """A part of two versions, with the words that differ."""
    change = "、".join(CHANGES[c] for c in row["changes"]) or "不变"
    sides = [
        "；".join(f"{n} {_short(t)}".strip() for n, t in zip(row[k], row[f"titles_{k}"], strict=True)) or "—"
        for k in ("a", "b")
    ]
    found = [f"    “{_short(d['a']) or '（无）'}” → “{_short(d['b']) or '（无）'}”" for d in row["differences"]]
    return [f"[{change}] {sides[0]}  ↔  {sides[1]}", *found]


def shown(body: Json) -> str:
    """One thing with its neighbours."""
    skip = {"neighbours", "clauses", "strategies", "spans", "orig"}
    lines = [
        f"{key}：{'、'.join(map(str, v)) if isinstance(v, list) else v}" for key, v in body.items() if key not in skip and v
    ]
    lines += [f"策略{i}：{s['text']}" for i, s in enumerate(body.get("strategies", []), 1)]
    lines += [f"{c['locator']}：{_short(c['text'])}" for c in body.get("clauses", [])]
    for near in body.get("neighbours", []):
        words = PREDICATES[near["predicate"]]
        sentence = f"→ {words} → {near['label']}" if near["forward"] else f"← {words} ← {near['label']}"
        lines.append(f"{sentence}（{BASES[near['basis']]}{'：' + near['comment'] if near['comment'] else ''}）")
    return "\n".join(lines)


def listing(kind: str, rows: list[Json]) -> str:
    """One line an item."""
    if not rows:
        return "（空）"
    return "\n".join(_LINES.get(kind, _line)(row) for row in rows)


def _line(row: Json) -> str:
    return "  ".join(str(row[k]) for k in ("id", "title", "name", "prefLabel") if row.get(k))


_LINES = {
    "clauses": lambda r: f"{r['id']}  {_short(r['text'])}",
    "standards": lambda r: f"{r['id']}  {r['name']}  {r['published']}  {STATUS[r['status']]}",
    "indicators": lambda r: f"{r['number']}  {indicator(r)}",
    "core_systems": lambda r: f"{r['number']}  {r['id']}",
    "links": lambda r: f"{r['subject']}  {r['predicate']}  {r['object']}  {r['basis']}  {r['comment']}",
    "findings": lambda r: f"{r['document']}  {r['message']}  {r['text']}" + (f"  {r['clause']}" if r["clause"] else ""),
    "tasks": lambda r: f"{r['number']}  {r['title']}  {r['id']}",
    "special_actions": lambda r: f"{r['number']}  {r['title']}  {r['id']}",
}
