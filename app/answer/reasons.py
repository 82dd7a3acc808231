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
_BY_EXAMPLE = "；由相近的问法推得"
"""Behind the comment of a link from what was found by examples alone."""
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
    """What the index found."""
    link: Link | None = None
    """What leads to the result. Hits and links are put into words for the results that are shown."""


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

    @staticmethod
    def of_link(link: Link, gain: float, *, by_example: bool) -> Reason:
        """A link leads to the result and carries ``gain``, from another result that was found ``by_example`` alone."""
        by = By.SUGGESTION if link.basis == "suggested" else By.LINK_BY_EXAMPLE if by_example else By.LINK
        return Reason((link.comment + _BY_EXAMPLE * by_example,), by, link.evidence, link.basis, strength=gain, link=link)

    def strongest(self, identity: str, kind: str, because: Sequence[Reason]) -> list[Reason]:
        """Of the reasons for a result those that a person reads: at most ``MOST``, the strongest first, nothing twice.

        An example speaks only where nothing surer does, and the words of the question only where it names nothing outright.
        """
        ranked = sorted((self._by_words(identity, kind, reason) for reason in because), key=lambda r: (r.by, -r.strength))
        told: dict[str, Reason] = {}
        for reason in ranked:
            if len(told) < MOST and not self._says_less(reason.by, ranked[0].by):
                worded = self._by_link(identity, reason)
                told.setdefault(worded.text, worded)
        return [*told.values()]

    @staticmethod
    def _says_less(by: By, surest: By) -> bool:
        """Whether a reason adds nothing beside the surest one."""
        beside_name = by is By.WORDS and surest is By.NAME
        return beside_name or (by in (By.EXAMPLE, By.MEANING) and surest < by)

    def _by_words(self, identity: str, kind: str, reason: Reason) -> Reason:
        """What the index found, with its words: which words of the question met which words there."""
        if reason.hit is None:
            return reason
        units = [unit for unit, _ in reason.hit.contained]
        thing = self._kb.clause(identity) if kind == "clause" else self._kb.entities.get(identity)
        text = shared_words.sentence(self._kb, units, thing)
        by = By.WORDS if text else By.MEANING
        return replace(reason, path=(text or _ONLY_MEANING,), text=text or _ONLY_MEANING, by=by)

    def _by_link(self, to: str, reason: Reason) -> Reason:
        """A link with its words, as seen from the result ``to``."""
        link = reason.link
        if link is None:
            return reason
        ends = tuple(self._label(end, beside=to) for end in (link.subject, link.object))
        (comment,) = reason.path
        forward, backward = _SENTENCES.get(link.predicate, (f"{PREDICATES[link.predicate]}{{other}}",) * 2)
        text = forward.format(other=_apart(ends[1])) if to == link.subject else backward.format(other=ends[0])
        why = comment if link.predicate not in _SELF_EVIDENT else comment.removeprefix(link.comment)[1:]
        path = (ends[0], PREDICATES[link.predicate], ends[1], comment)
        return replace(reason, path=path, text=f"{text}：{why}" if why else text)

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
