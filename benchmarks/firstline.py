"""What stands first on the page: ``python -m benchmarks.firstline --shared DIR [--misses] [--reported]``.

The questions of ``tests/golden/firstline`` were written from the five documents alone, by two writers without sight of the
product. A gold of grade 2 is the thing to cite. It may stand at the top of the page (first in the first group, or first of the
conclusion), first in a group, or among the first five of one. A list is whole when every member is shown or concluded.
Questions without a gold are to be refused. The questions of ``tests/golden/unseen`` are judged alike, in both their bases.
Intervals: 95 %, Wilson's.
"""

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

from app.answer.answering import Answer, ask
from app.answer.ranking import Result
from app.base.knowledge import Knowledge
from benchmarks import bases, unseen
from benchmarks.unseen import share
from ingest.errors import QuestionError

FIRSTLINE = Path(__file__).parents[1] / "tests" / "golden" / "firstline"
_BEST = 2
"""Grade of what is to be cited."""
_SHOWN = 5
"""Results of a group that a person sees without scrolling."""


class Gold(TypedDict):
    """Something that answers: 2 is to be cited, 1 only bears on it; a document stands for each of its clauses."""

    type: str
    id: str
    grade: int


class Asked(TypedDict):
    """A question; one without ``gold`` has no answer in the five documents."""

    id: str
    kind: str
    role: str
    query: str
    gold: list[Gold]
    top: str
    list: NotRequired[list[str | list[str]]]
    """Of a list its members; of a member that is several clauses, their ids."""
    count: NotRequired[int]
    why: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was shown for one question: whether it was answered, and where the right thing stands."""

    kind: str
    answered: bool
    top: bool = False
    first: bool = False
    among: bool = False
    whole: bool | None = None
    """None for what is no list."""


def read(name: str) -> list[Asked]:
    """The questions of one half, ``develop`` or ``reported``."""
    return [json.loads(line) for line in (FIRSTLINE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def judge(kb: Knowledge, question: Asked) -> tuple[Outcome, Answer | None]:
    """Ask one question; what cannot be searched counts as refused."""
    try:
        answer = ask(kb, question["query"])
    except QuestionError:
        return Outcome(question["kind"], answered=False), None
    right = {gold["id"] for gold in question["gold"] if gold["grade"] == _BEST}
    groups = [group for kind in answer.order if (group := answer.results.get(kind))]
    firsts = [one for group in groups[:1] for one in _ids(group[:1])] + [*answer.conclusion.ids[:1]]
    return Outcome(
        question["kind"],
        answer.answered,
        top=not right.isdisjoint(firsts),
        first=any(not right.isdisjoint(_ids(group[:1])) for group in groups),
        among=any(not right.isdisjoint(_ids(group[:_SHOWN])) for group in groups),
        whole=_whole(question["list"], answer) if "list" in question else None,
    ), answer


def _ids(results: Iterable[Result]) -> Iterator[str]:
    """Their ids, and those of clauses with the same text that are told beside them."""
    for result in results:
        yield from (result.id, *result.also)


def _whole(members: Iterable[str | list[str]], answer: Answer) -> bool:
    """Whether every member of a list is shown."""
    shown = {*answer.conclusion.ids, *(one for group in answer.results.values() for one in _ids(group))}
    return all(shown.issuperset([one] if isinstance(one, str) else one) for one in members)


@dataclass(frozen=True, slots=True)
class Opinions:
    """What two readers, apart, thought of results that are shown: the shares of ``right``, ``beside`` and ``absurd``."""

    shares: dict[str, float]
    judged: int
    unjudged: list[str]
    """Question and id of each shown result that nobody has judged yet."""


def opinions(kb: Knowledge) -> Opinions:
    """What the readers of ``judged.jsonl`` thought of the first results of each group that the product shows now."""
    votes: Counter[str] = Counter()
    judged, unjudged = 0, []
    for line in (FIRSTLINE / "judged.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by = {(one["kind"], one["id"]): one["by"] for one in row["judged"]}
        for kind, group in ask(kb, row["query"]).results.items():
            for result in [one for one in group if not one.maybe][:_SHOWN]:
                found = by.get((kind, result.id), [])
                votes.update(found)
                judged += bool(found)
                unjudged += [] if found else [f"{row['query']}: {result.id}"]
    return Opinions({vote: count / (votes.total() or 1) for vote, count in votes.items()}, judged, unjudged)


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A row a kind of question, and one of all that have an answer."""
    yield "| kind | n | top of page | first in its group | among five | refused wrongly | refused rightly | lists whole |"
    yield "|---|---:|---|---|---|---|---|---|"
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.kind].append(outcome)
    answerable = [outcome for outcome in outcomes if outcome.kind != "none"]
    for kind, some in [*by_kind.items(), ("all with an answer", answerable)]:
        yield f"| {kind} | {len(some)} | " + " | ".join(_cells(kind, some)) + " |"


def _cells(kind: str, some: Sequence[Outcome]) -> list[str]:
    if kind == "none":
        return ["", "", "", "", share([not one.answered for one in some]), ""]
    places = [share([getattr(one, place) for one in some]) for place in ("top", "first", "among")]
    lists = [one.whole for one in some if one.whole is not None]
    return [*places, share([not one.answered for one in some]), "", share(lists) if lists else ""]


def missed(question: Asked, outcome: Outcome, answer: Answer | None) -> str:
    """A line about a question that was not answered as it should, or ""."""
    if outcome.kind == "none":
        return f"answered  {question['query']}: {answer.conclusion.text}" if answer and outcome.answered else ""
    state = next((s for s, right in (("refused", outcome.answered), ("top", outcome.top)) if not right), "")
    state = state or ("" if outcome.whole is None or outcome.whole else "list")
    wanted = [gold["id"] for gold in question["gold"] if gold["grade"] == _BEST][:3]
    return (
        f"{state:8}  {outcome.kind} {question['query']}: {answer and answer.conclusion.ids[:1]} for {wanted}" if state else ""
    )


def unprepared(kb: Knowledge, name: str) -> tuple[list[bool], list[str]]:
    """Whether the right clause stands at the top of the page for each question over unprepared documents; the misses."""
    tops, wrong = [], []
    for asked in unseen.read(name):
        if asked["gold"]:
            gold = unseen.right(kb, asked)
            found = Asked(
                id=asked["id"],
                kind="",
                role="",
                query=asked["query"],
                top="clause",
                gold=[Gold(type="clause", id=one, grade=_BEST) for one in gold],
            )
            outcome, answer = judge(kb, found)
            tops.append(outcome.top)
            wrong += [line] if (line := missed(found, outcome, answer)) else []
    return tops, wrong


def main() -> None:
    """Print a table, and a line a base of unprepared documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with seeds/ and train/statutes.jsonl.gz")
    parser.add_argument("--misses", action="store_true", help="list what was missed of the half to develop on")
    parser.add_argument("--reported", action="store_true", help="the half that is only reported")
    args = parser.parse_args()
    half, tell = ("reported", False) if args.reported else ("develop", args.misses)
    with tempfile.TemporaryDirectory() as folder:
        kb = bases.whole(Path(folder) / "whole", args.shared)
        judged = [(question, *judge(kb, question)) for question in read(half)]
        print(*table([outcome for _, outcome, _ in judged]), sep="\n")
        if tell:
            print(*filter(None, (missed(*one) for one in judged)), sep="\n")
        for where, beside in bases.WHERE.items():
            tops, wrong = unprepared(bases.unseen(Path(folder) / where, args.shared, beside_shipped=beside), half)
            print(f"\nunprepared documents, {where}: top of page {share(tops)}")
            if tell:
                print(*wrong, sep="\n")


if __name__ == "__main__":
    main()
