"""Quotes with ……: the fragments must come in order, near each other, from one clause, and hide nothing that turns the sense."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.mapping.alignment import edits
from app.mapping.folding import fold, readable
from app.mapping.library import Found, Library

FRAGMENTS = re.compile(r"…+|⋯+|\.{3,}|。{3,}|[（(\[［【]\s*(?:略|…+)\s*[）)\]］】]")
"""What stands for words left out."""
_FARTHEST = 150
"""Characters that …… may leave out."""
_TURNS = re.compile(r"不得|不应|不宜|不可|不能|不予|禁止|严禁|除外|除非|以外|未(?!来)|但(?!是指)|无需|不包括|不含")
"""Words that turn the sense, which a gap must not hide."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Where the fragments of a quote stand, and what is wrong with joining them."""

    runs: list[Found]
    problem: str = ""
    right: tuple[Found, ...] = ()
    """Runs of one clause that say the same without the fault when …… stands between them; () where that is not certain."""


def ends(text: str) -> str:
    """``text`` without …… at its ends."""
    return re.sub(rf"^(?:{FRAGMENTS.pattern})+|(?:{FRAGMENTS.pattern})+$", "", text.strip())


def joined(library: Library, text: str, like: float) -> Joined | None:
    """The run from the first fragment to the last; None where none of the fragments is found.

    ``like``: the share of a fragment that a run must have in common with it to be what was altered.
    """
    parts = [folded for part in FRAGMENTS.split(text) if (folded := fold(part))]
    exact = [library.exact(part) for part in parts]
    if all(exact):
        return _in_order(library, parts, exact)
    return _altered(library, parts, exact, like)


def _in_order(library: Library, parts: list[str], exact: list[list[Found]]) -> Joined:
    """The chains of fragments in one clause, in order; the ones without a fault first."""
    chains: list[tuple[str, Found, tuple[Found, ...]]] = []
    for first in exact[0]:
        start, end = library.span(first)
        at, problem, runs = first.end, "", [first]
        for part in parts[1:]:
            following = library.text.find(part, at, end)
            if following < 0:
                problem = "省略号前后的文字次序与原文相反" if part in library.text[start:end] else "省略号前后的文字不在同一条"
                break
            problem = problem or _hidden(library.text[at:following])
            at = following + len(part)
            runs.append(Found(first.clause, first.document, following, at))
        else:
            chains.append((problem, replace(first, end=at), _filled(library, runs)))
            continue
        chains.append((problem, first, ()))
    good = [run for problem, run, _ in chains if not problem]
    if good:
        return Joined(good)
    chains.sort(key=lambda chain: chain[0].endswith("同一条"))
    return Joined([run for _, run, _ in chains], chains[0][0], chains[0][2])


def _filled(library: Library, runs: Sequence[Found]) -> tuple[Found, ...]:
    """Runs in order, those joined with what stands between them where that must not be left out."""
    filled = [runs[0]]
    for run in runs[1:]:
        if _hidden(library.text[filled[-1].end : run.start]):
            filled[-1] = replace(filled[-1], end=run.end)
        else:
            filled.append(run)
    return tuple(filled)


def _hidden(gap: str) -> str:
    """What is wrong with leaving ``gap`` out; "" when nothing is."""
    if turn := _TURNS.search(gap):
        return f"省略的文字里有“{turn[0]}”，省略后改变了原意"
    return "省略的文字太长，前后不应连成一句" if len(gap) > _FARTHEST else ""


def _altered(library: Library, parts: list[str], exact: list[list[Found]], like: float) -> Joined | None:
    """The fragments that are not verbatim, each against the nearest run."""
    runs, problems, nearest = [found[0] for found in exact if found], list[str](), dict[str, list[Found]]()
    for part in (p for p, found in zip(parts, exact, strict=True) if not found):
        near = [f for f in library.nearest(part) if 1 - f.edits / len(part) >= like]
        if near:
            nearest[part] = near
            runs.append(near[0])
            source = library.text[near[0].start : near[0].end]
            problems += [f"“{readable(has)}”原文作“{readable(right)}”" for has, right in edits(part, source)]
        else:
            problems.append(f"“{readable(part)}”原文没有")
    right = _chained([found or nearest.get(part, []) for part, found in zip(parts, exact, strict=True)])
    return Joined(runs, "；".join(problems), _filled(library, right) if right else ()) if runs else None


def _chained(found: list[list[Found]]) -> tuple[Found, ...]:
    """One run of each fragment, in order in one clause, the first such; () where there is none."""
    for first in found[0]:
        chain = [first]
        for others in found[1:]:
            following = (run for run in others if run.clause == first.clause and run.start >= chain[-1].end)
            if not (run := next(following, None)):
                break
            chain.append(run)
        else:
            return tuple(chain)
    return ()
