"""A name, a hit, an example or a link by which something was found comes in; the reasons that a person reads go out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from app.answer import shared_words
from app.base.citation import inner
from app.base.citation_place import place
from app.base.knowledge import Knowledge
from index.examples import SubjectMatch
from index.search import Hit
from ingest.model import Link
from kg.predicates import PREDICATES

MOST = 2
"""Reasons that a result gives."""
SETS_INDICATOR = "这一行规定了该指标"
"""Why a table row is shown beside the indicator that it sets."""
_ONLY_MEANING = "意思与问题相近，用词不同"

_SENTENCES = {
    "applies_to": ("直接适用于{other}", "{other}直接适用于它"),
    "supports": ("可支持{other}", "{other}可支持它"),
    "requires": ("落实它有赖于{other}", "{other}有赖于它"),
    "measures": ("衡量{other}", "{other}衡量它"),
    "strategy_of": ("是{other}的核心策略", "{other}与问题相符"),
    "summary_of": ("是{other}的目标简述", "{other}与问题相符"),
    "refers_to": ("写明详见{other}", "{other}写明详见它"),
    "mentions": ("文中提到{other}", "{other}提到它"),
}
"""Predicate → the sentence where the result is the subject of the link, and where it is the object."""
_SELF_EVIDENT = ("strategy_of", "summary_of", "refers_to", "mentions")
"""Predicates whose sentence says all that the comment of the link does."""


class By(IntEnum):
    """What speaks for a result, the strongest first."""

    NAME = 0
    WORDS = 1
    LINK = 2
    ROW = 3
    LINK_BY_EXAMPLE = 4
    """A link from what was found by examples alone."""
    EXAMPLE = 5
    SUGGESTION = 6
    """A link that only rules suggest."""
    MEANING = 7
    """Nothing but a likeness of the whole."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One path from the question to a result, in Chinese."""

    path: tuple[str, ...]
    """One sentence; or subject, predicate, object and comment of a link."""
    by: By
    evidence: tuple[str, ...] = ()
    """Ids of clauses."""
    basis: str = ""
    """Of the link: stated, curated or suggested."""
    text: str = ""
    """The sentence that a person reads."""
    strength: float = 1.0
    """For comparison with other reasons of the same kind."""
    hit: Hit | None = None
    """What the index found: it is put into words for the results that are shown."""


class Reasons:
    """Puts into words by what the results of one base were found."""

    def __init__(self, kb: Knowledge) -> None:
        """Reads clauses and labels of ``kb``."""
        self._kb = kb

    def of_name(self, identity: str, how: str) -> Reason:
        """The question names it; ``how`` says with which words."""
        return Reason((how,), By.NAME, self._place(identity), text=how)

    def of_hit(self, identity: str, hit: Hit) -> Reason:
        """The index found it."""
        return Reason((_ONLY_MEANING,), By.WORDS, self._place(identity), strength=hit.score, hit=hit)

    def of_example(self, match: SubjectMatch) -> Reason:
        """People ask about it in nearly these words."""
        example, by = self._kb.examples.text(match.row), "本院" if self._kb.is_own_example(match.row) else "本系统"
        text = f"与常见问法「{example}」相近（问法是{by}编写的，只用来查找，不是原文）"
        return Reason((text,), By.EXAMPLE, text=text, strength=match.score)

    def of_row(self, identity: str) -> Reason:
        """A table row that sets the indicator shown."""
        return Reason((SETS_INDICATOR,), By.ROW, (identity,), text=SETS_INDICATOR)

    def of_link(self, link: Link, to: str, gain: float, *, by_example: bool) -> Reason:
        """A link leads to the result ``to`` and carries ``gain``, from another result that was found ``by_example`` alone."""
        ends = tuple(self._label(end, beside=to) for end in (link.subject, link.object))
        comment = link.comment + ("；由相近的问法推得" if by_example else "")
        by = By.SUGGESTION if link.basis == "suggested" else By.LINK_BY_EXAMPLE if by_example else By.LINK
        forward, backward = _SENTENCES.get(link.predicate, (f"{PREDICATES[link.predicate]}{{other}}",) * 2)
        text = forward.format(other=_apart(ends[1])) if to == link.subject else backward.format(other=ends[0])
        why = comment if link.predicate not in _SELF_EVIDENT else "由相近的问法推得" * by_example
        path = (ends[0], PREDICATES[link.predicate], ends[1], comment)
        return Reason(path, by, link.evidence, link.basis, f"{text}：{why}" if why else text, gain)

    def strongest(self, identity: str, kind: str, because: Sequence[Reason]) -> list[Reason]:
        """Of the reasons for a result those that a person reads: at most ``MOST``, the strongest first, nothing twice.

        An example speaks only where nothing surer does, and the words of the question only where it names nothing outright.
        """
        worded = [self._worded(identity, kind, reason) for reason in because]
        ranked = sorted(worded, key=lambda r: (r.by, -r.strength))
        surest = ranked[0].by if ranked else By.MEANING
        kept = {r.text: r for r in reversed(ranked) if not self._says_less(r.by, surest)}
        return sorted(kept.values(), key=lambda r: (r.by, -r.strength))[:MOST]

    @staticmethod
    def _says_less(by: By, surest: By) -> bool:
        """Whether a reason adds nothing beside the surest one."""
        beside_name = by is By.WORDS and surest is By.NAME
        return beside_name or (by in (By.EXAMPLE, By.MEANING) and surest < by)

    def _worded(self, identity: str, kind: str, reason: Reason) -> Reason:
        """A reason with its words: which words of the question met which words there."""
        if reason.hit is None:
            return reason
        units = [unit for unit, _ in reason.hit.contained]
        thing = self._kb.clause(identity) if kind == "clause" else self._kb.entities.get(identity)
        text = shared_words.sentence(self._kb, units, thing)
        by = By.WORDS if text else By.MEANING
        return replace(reason, path=(text or _ONLY_MEANING,), text=text or _ONLY_MEANING, by=by)

    def _label(self, identity: str, beside: str) -> str:
        """A thing as people call it; a clause by its place, with its document where ``beside`` stands in another one."""
        clause = self._kb.clause(identity) if self._kb.found_as(identity) == "clause" else None
        if clause is None:
            return self._kb.graph.label(identity)
        document = self._kb.documents[clause.document]
        own = getattr(self._kb.entities.get(beside), "document", "") or beside.partition("#")[0]
        title = "" if own == document.id else f"《{inner(document.title)}》"
        return title + place(clause, document.doctype)

    def _place(self, identity: str) -> tuple[str, ...]:
        """Id of the clause that a thing is, or that lists it."""
        entity = self._kb.entities.get(identity)
        clause = getattr(entity, "clause", "") or (identity if "#" in identity else "")
        return (clause,) if clause else ()


def _apart(label: str) -> str:
    """A label with the space that Latin letters need behind Chinese ones."""
    return f" {label}" if label[:1].isascii() else label
