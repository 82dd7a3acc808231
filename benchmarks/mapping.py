"""Drafts with gold against their mapping: ``python -m benchmarks.mapping [--shared DIR] [--reported] [--misses]``.

The base has the originals of DIR/seeds where given, the drafts of DIR/drafts are scored too. Of the reported drafts only totals
are printed. How each figure is counted: ``tests/golden/drafts/README.md``.
"""

import argparse
import json
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.base.knowledge import Knowledge
from app.mapping.documents import Documents
from app.mapping.folding import fold
from app.mapping.mapping import Mapper
from app.mapping.model import Mapping, Reference
from benchmarks.bases import whole
from ingest.identifiers import StandardNumber
from ingest.model import Target
from ingest.numerals import chinese_to_int

DRAFTS = Path(__file__).parents[1] / "tests" / "golden" / "drafts"
CODES = {
    "001": "医疗质量管理办法-课件",
    "002": "2026年国家医疗质量安全改进目标",
    "003": "长卫医政发-2023-9",
    "004": "全面提升医疗质量行动计划-2023-2025年",
}
_STEPS = {"covered": 2, "partly": 1, "not": 0}
_TOP = 5


@dataclass
class Score:
    """Counts by what is counted: right ones and all."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, what: str, right: float, miss: str = "") -> None:
        """Count one."""
        self.of[what] += 1
        self.right[what] += right  # type: ignore[assignment]
        if right < 1:
            self.misses.append(f"{what}: {miss}")


class Gold:
    """Reads the gold's places as ids of one base."""

    def __init__(self, kb: Knowledge) -> None:
        self._kb, self._documents = kb, Documents(kb)
        self._texts = {
            document: [(c.id, fold(" ".join((*c.titles, c.text)))) for c in kb.store.clauses(document)]
            for document in CODES.values()
        }

    def clauses(self, places: list[dict[str, Any]]) -> set[str]:
        """Ids of the clauses at places of the gold."""
        return {identity for place in places for identity in self._at(place)}

    def _at(self, place: dict[str, Any]) -> set[str]:
        document, where = CODES[place["doc"]], place["where"]
        if place["doc"] == "001":
            return {place["snippet"]}
        if found := re.match(r"((?:NIT|PIT)-\d+-\w+)/(\d+)", where):
            target, number = self._kb.entities.get(found[1]), int(found[2])
            if isinstance(target, Target):
                return {target.strategies[number - 1]} if number else {target.clause}
        snippet = fold(place["snippet"])
        by_text = {identity for identity, text in self._texts[document] if snippet in text}
        if by_text or "条" not in where:
            return by_text
        return {c.id for c in self._documents.article(document, chinese_to_int(where.strip("第条")))}


def score(kb: Knowledge, mapper: Mapper, folder: Path, into: Score, gold_file: str = "gold.json") -> None:
    """Map all drafts of a folder and count."""
    gold = Gold(kb)
    for draft in json.loads((folder / gold_file).read_text(encoding="utf-8"))["drafts"]:
        found = mapper.map(folder / draft["file"])
        _practices(gold, draft, found, into)
        _proposals(draft, found, into)
        _gaps(draft, found, into)
        _references(draft, found, into)
        _quotes(draft, found, into)


def _practices(gold: Gold, draft: dict[str, Any], found: Mapping, into: Score) -> None:
    for practice in draft["practices"]:
        told = next((p for p in found.practices if _plain(practice["snippet"]) in _plain(p.text)), None)
        ids = [m.id for m in told.matches] if told else []
        label = f"{draft['id']} {practice['id']} {practice['text'][:24]} → {ids[:2]}"
        if practice["expect"] == "none":
            into.add("empty", not ids, label)
            continue
        into.add("practices found", told is not None, label)
        right = gold.clauses(practice["clauses"]) | set(practice["core_systems"])
        if practice["expect"] != "clause":
            right |= set(map(_standard, practice["standards"]))
        optional = gold.clauses(practice.get("clauses_optional", []))
        into.add("precision@1", bool(set(ids[:1]) & (right | optional)), label)
        into.add("recall@5", bool(set(ids[:_TOP]) & right), label)


def _proposals(draft: dict[str, Any], found: Mapping, into: Score) -> None:
    for kind in ("standards", "targets", "core_systems"):
        said = [p.id for p in getattr(found, kind)]
        wanted, allowed = set(map(_standard, draft[kind])), set(map(_standard, draft[f"{kind}_optional"]))
        graded = [i for i in said if i in wanted or i not in allowed]
        if wanted:
            into.add(f"{kind} precision@1", bool(set(graded[:1]) & wanted), f"{draft['id']} {said}")
        for identity in wanted:
            into.add(f"{kind} recall", identity in said, f"{draft['id']} {identity}")
        for identity in graded:
            into.add(f"{kind} precision", identity in wanted, f"{draft['id']} {identity}")


def _gaps(draft: dict[str, Any], found: Mapping, into: Score) -> None:
    if not draft["gap"]:
        return
    covers = {g.target: [s.cover for s in g.strategies] for g in found.gaps}.get(draft["gap"]["target"], [])
    for strategy in draft["gap"]["strategies"]:
        number = strategy["n"]
        said = covers[number - 1] if number <= len(covers) else ""
        right = said in (strategy["cover"], *strategy["also_accept"])
        near = bool(said) and abs(_STEPS[said] - _STEPS[strategy["cover"]]) == 1
        into.add("gaps", 1.0 if right else 0.5 if near else 0.0, f"{draft['id']} {number} {strategy['cover']} → {said}")


def _references(draft: dict[str, Any], found: Mapping, into: Score) -> None:
    for gold in draft["references"]:
        one = _same_reference(gold, found)
        label = f"{draft['id']} {gold['written']} {gold['state']} → {one.state if one else None} {one.advice if one else ''}"
        states = [gold["state"], *gold["also_accept"]]
        keywords = all(word in one.advice for word in gold["advice_keywords"]) if one else False
        into.add("reference states", one is not None and one.state in states and keywords, label)
        if gold["expected_id"] and one and gold["kind"] != "document":
            into.add("reference ids", _standard(gold["expected_id"]) == one.expected_id, label)


def _same_reference(gold: dict[str, Any], found: Mapping) -> Reference | None:
    """The reference that is meant: of those that have the words, one with the title or without it as the gold has it."""
    written = _plain(gold["written"])
    alike = [r for r in found.references if written in _plain(r.written) or _plain(r.written) in written]
    named = [r for r in alike if bool(r.name) == bool(gold["name_in_draft"])]
    return next(iter(named or alike), None)


def _quotes(draft: dict[str, Any], found: Mapping, into: Score) -> None:
    for gold in draft["quotes"]:
        one = next((q for q in found.quotes if _plain(q.text) == _plain(gold["text"])), None)
        label = f"{draft['id']} {gold['text'][:24]} {gold['state']} → {one.state if one else None}"
        known = "not_found" if one and one.state == "unproven" and not gold["graded"] else one.state if one else None
        what = "quote states" if gold["graded"] else "quote states, ungraded"
        into.add(what, known in (gold["state"], *gold["also_accept"]), label)
        if gold["graded"] and gold["state"] == "altered":
            into.add("altered not called verbatim", one is None or one.state != "verbatim", label)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def _standard(written: str) -> str:
    """A standard's number as the base has it; any other id as it is."""
    number = next(StandardNumber.find(written), None)
    if number is None:
        return written
    return f"{number}8" if number.cut_short else str(number)


def main() -> None:
    """Print one row a set of drafts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder with seeds/ and drafts/")
    parser.add_argument("--reported", action="store_true", help="score the reported drafts; only totals are printed")
    parser.add_argument("--misses", action="store_true", help="list what was missed (never of the reported drafts)")
    parser.add_argument("--kb", type=Path, help="a base that is there already")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kb = Knowledge.open(args.kb) if args.kb else whole(Path(folder) / "kb", args.shared)
        mapper, into = Mapper(kb), Score()
        score(kb, mapper, DRAFTS / ("reported" if args.reported else "develop"), into)
        if args.shared and not args.reported:
            score(kb, mapper, args.shared / "drafts", into, "dev_gold.json")
    for what, count in into.of.items():
        print(f"| {what} | {into.right[what]:g}/{count} | {into.right[what] / count:.3f} |")
    if args.misses and not args.reported:
        print("\n".join(into.misses))


if __name__ == "__main__":
    main()
