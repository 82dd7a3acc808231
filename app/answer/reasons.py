"""A name, a hit, an example or a link by which something was found comes in; the reason that a person reads goes out."""

from dataclasses import dataclass

from app.base.knowledge import Knowledge
from index.examples import SubjectMatch
from index.question import Unit
from index.search import Hit
from ingest.model import Link
from kg.predicates import PREDICATES


@dataclass(frozen=True, slots=True)
class Reason:
    """One path from the question to a result, in Chinese."""

    path: tuple[str, ...]
    """One sentence; or subject, predicate, object and comment of a link."""
    evidence: tuple[str, ...] = ()
    """Ids of clauses."""
    basis: str = ""
    """Of the link: stated, curated or suggested."""


SETS_INDICATOR = "这一行规定了该指标"
"""Why a table row is shown beside the indicator that it sets."""


class Reasons:
    """Puts into words by what the results of one base were found."""

    def __init__(self, kb: Knowledge) -> None:
        """Reads clauses and labels of ``kb``."""
        self._kb = kb

    def of_name(self, identity: str, how: str) -> Reason:
        """The question names it; ``how`` says with which words."""
        return Reason((how,), self._place(identity))

    def of_hit(self, identity: str, hit: Hit) -> Reason:
        """The index found it: which parts of the question it contains."""
        shared = "、".join(self._say(unit, named) for unit, named in hit.contained) or "意思与问题相近，用词不同"
        return Reason((shared,), self._place(identity))

    def of_example(self, match: SubjectMatch) -> Reason:
        """People ask about it in nearly these words."""
        example, by = self._kb.examples.text(match.row), "本院" if self._kb.is_own_example(match.row) else "本系统"
        return Reason((f"与常见问法「{example}」相近（问法是{by}编写的，只用来查找，不是原文）",))

    def of_row(self, identity: str) -> Reason:
        """A table row that sets the indicator shown."""
        return Reason((SETS_INDICATOR,), (identity,))

    def of_link(self, link: Link, *, by_example: bool) -> Reason:
        """A link leads to it from another result, which was found by examples alone if ``by_example``."""
        comment = link.comment + ("；由相近的问法推得" if by_example else "")
        path = (self._label(link.subject), PREDICATES[link.predicate], self._label(link.object), comment)
        return Reason(path, link.evidence, link.basis)

    def _label(self, identity: str) -> str:
        if self._kb.graph.kind(identity) == "clause":
            clause = self._kb.clause(identity)
            return clause.locator if clause else identity
        return self._kb.graph.label(identity)

    def _place(self, identity: str) -> tuple[str, ...]:
        """Id of the clause that a thing is, or that lists it."""
        entity = self._kb.entities.get(identity)
        clause = getattr(entity, "clause", "") or (identity if "#" in identity else "")
        return (clause,) if clause else ()

    def _say(self, unit: Unit, named: bool) -> str:
        """In Chinese, what an entry contains of a unit: the concept itself, a broader or related one, or the same words."""
        if not unit.concept:
            return f"文字含“{unit.text}”"
        if not named:
            return f"与“{unit.text}”用词相同，或写了它的上级、相关术语"
        label = self._kb.graph.label(unit.concept)
        return f"涉及“{label}”" if label == unit.text else f"涉及“{label}”（问题中的“{unit.text}”）"
