"""What ``ask --json`` and ``search --json`` print."""

from pydantic import Field

from app.present.schema.base import Model, absent
from app.present.schema.entities import Clause, CoreSystem, Indicator, Standard, Target


class Reason(Model):
    """Why something is a result."""

    text: str = Field(description="The sentence that a person reads, with who says so: 原文, 人工整理 or 系统推荐.")
    path: tuple[str, ...] = Field(
        description="One sentence, or the link that leads to the result: subject, predicate in words, object, comment."
    )
    evidence: tuple[str, ...] = Field(description="Ids of clauses that bear it out.")
    basis: str = Field(description="Basis of the link: stated, curated or suggested; empty for a sentence.")
    rendition: str = Field(description="digest when a clause of the evidence is one, else original.")


class Scored(Model):
    """What every result of an answer adds to the thing found."""

    score: float = Field(description="How well it answers, for comparison with other results of the same answer.")
    probability: float = Field(description="How probable it is that it answers, 0 to 1, comparable between kinds.")
    maybe: bool = Field(description="True where it only may answer: shown folded, as 可能相关, after the others.")
    basis: str = Field(description="stated, curated or suggested: what the result rests on.")
    because: tuple[Reason, ...] = Field(description="Reasons, at most two, the strongest first.")


class Twin(Model):
    """A clause of another document that says the same."""

    id: str = Field(description="Id of the clause.")
    document_title: str = Field(description="Title of its document.")
    locator: str = Field(description="Its place as a person writes it.")


class ClauseWithTwins(Clause):
    """A clause together with those that say the same."""

    also: tuple[Twin, ...] = Field(description="Clauses of other documents that say the same and are not shown themselves.")


class StandardResult(Scored, Standard):
    """A standard that applies."""


class TargetResult(Scored, Target):
    """A target that the question is about."""


class ClauseResult(Scored, ClauseWithTwins):
    """A clause that answers."""


class CoreSystemResult(Scored, CoreSystem):
    """A core system that the question is about."""


class IndicatorResult(Scored, Indicator):
    """An indicator that measures what the question is about."""


Result = StandardResult | TargetResult | ClauseResult | CoreSystemResult | IndicatorResult


class NamedConcept(Model):
    """A concept that the question names."""

    id: str = Field(description="Id of the concept.")
    label: str = Field(description="Its preferred label.")
    matched: str = Field(description="Words of the question that name it.")


class Correction(Model):
    """A typing slip that was put right."""

    written: str = Field(description="As typed.")
    label: str = Field(description="As searched.")
    how: str = Field(description="What was wrong, in Chinese: 同音, 形近 and others.")


class Suggestion(Model):
    """A question that the person may have meant."""

    written: str = Field(description="Words as typed.")
    label: str = Field(description="Words that may have been meant.")
    query: str = Field(description="The whole question as it would then read.")


class Step(Model):
    """One step of understanding the question."""

    step: str = Field(description="Name of the step: slip, name, concept, word, filter, wanted and others.")
    text: str = Field(description="What was understood, in Chinese.")


class Understood(Model):
    """How the question was understood."""

    corrections: tuple[Correction, ...] = Field(description="Typing slips that were put right.")
    suggestions: tuple[Suggestion, ...] = Field(description="Questions that may have been meant.")
    explain: tuple[Step, ...] = Field(description="Every step of understanding, in order.")


class Conclusion(Model):
    """What to cite for the question, in one sentence."""

    text: str = Field(description="One sentence: what to cite, and on what basis; the refusal where there is none.")
    kind: str = Field(description="Kind of what is to be cited, or list, comparison, or none for a refusal.")
    ids: tuple[str, ...] = Field(description="Ids of what is to be cited, the first one first; empty for a refusal.")
    basis: str = Field(
        description="stated, curated, suggested, title_only (a standard of which the base holds the title alone), or none."
    )
    complete: bool = Field(description="True only for a list that holds all there is in the base.")
    count: int = Field(description="How many things the conclusion speaks of.")


class Member(Model):
    """A member of a list."""

    id: str = Field(description="Its id.")
    name: str = Field(description="What it is called.")


class Part(Model):
    """A heading of a document whose clauses are listed whole."""

    heading: str = Field(description="Its number and title.")
    count: int = Field(description="How many of the members stand under it, in order.")


class Listing(Model):
    """A whole list that was asked for."""

    kind: str = Field(
        description="Kind of its members: standard, target, core_system, indicator, task, document, clause and others."
    )
    title: str = Field(description="What it is a list of, in Chinese.")
    members: tuple[Member, ...] = Field(description="All members that the base holds, in the order of their source.")
    parts: tuple[Part, ...] = Field(description="Of all clauses of a document: the headings that they stand under; else empty.")


class Groups(Model):
    """An answer in groups by kind."""

    query: str = Field(description="The question as asked.")
    answered: bool = Field(description="False when the base holds no basis for an answer; all groups are then empty.")
    conclusion: Conclusion = Field(description="What to cite, in one sentence.")
    note: str = Field(description="What a person must know beside the results, in Chinese; empty when nothing.")
    concepts: tuple[NamedConcept, ...] = Field(description="Concepts that the question names.")
    targets: tuple[TargetResult, ...] = Field(description="Improvement targets, best first.")
    standards: tuple[StandardResult, ...] = Field(description="Standards, best first.")
    clauses: tuple[ClauseResult, ...] = Field(description="Clauses, best first.")
    core_systems: tuple[CoreSystemResult, ...] = Field(description="Core systems, best first.")
    indicators: tuple[IndicatorResult, ...] = Field(description="Indicators, best first.")
    nearest: tuple[Clause, ...] = Field(description="Only when not answered: the nearest clauses, which are no basis.")
    listing: Listing | None = Field(
        description="The whole list, where one was asked for; its members also stand in their group."
    )
    order: tuple[str, ...] = Field(description="Names of the groups, the one that answers first.")


class Answer(Understood, Groups):
    """An answer to a question, with reasons and citations."""

    @property
    def groups(self) -> dict[str, tuple[Result, ...]]:
        """Results by the name of their group, in ``order``."""
        by_name: dict[str, tuple[Result, ...]] = {
            "targets": self.targets,
            "standards": self.standards,
            "clauses": self.clauses,
            "core_systems": self.core_systems,
            "indicators": self.indicators,
        }
        return {name: by_name[name] for name in self.order}

    def citations(self, *, short: bool = False) -> tuple[str, ...]:
        """The citations of all results but those that only may answer, each once; in the short form where wanted."""
        sure = [item for results in self.groups.values() for item in results if not item.maybe]
        cited = (item.citation_short if short else item.citation for item in sure)
        return tuple(dict.fromkeys(filter(None, cited)))


class Hit(Model):
    """Something that a search found."""

    kind: str = Field(description="clause, standard, target, core_system, indicator or document.")
    id: str = Field(description="Its id.")
    score: float = Field(description="How near it is to the question, 0 to 1.")
    text: str = Field(description="Text of a clause, title of a document, name of anything else.")
    document: str = Field(description="Id of the document that it stands in; empty when unknown.")
    locator: str = Field(description="Its place there as a person writes it.")
    rendition: str | None = Field(default=None, description="Of a clause only: original or digest.", exclude_if=absent)


class Hits(Model):
    """Hits of a search."""

    query: str = Field(description="The words as asked.")
    hits: tuple[Hit, ...] = Field(description="What was found, best first.")


class Search(Understood, Hits):
    """What a search found."""

    founded: bool = Field(description="Whether the base probably has a basis; where not, the hits are only what is nearest.")
    note: str = Field(description="In Chinese, why the hits are no basis; empty where they are one.")


class Alike(Model):
    """What ``search --like`` found."""

    like: str = Field(description="Id of the clause.")
    hits: tuple[Hit, ...] = Field(description="Clauses like it, the likest first.")


class Change(Model):
    """A line of the audit log: what was done with a document of the base, or with an account."""

    time: str = Field(description="When, ISO 8601, UTC.")
    who: str = Field(description="Who did it: the account logged in on the page, else that of the operating system.")
    action: str = Field(
        description="`build`, `add`, `replace` for a file that took the place of an earlier one or of the digest, `rebuild`, "
        "`remove`, or `leave` for a document that a new build left out; `add_term`, `remove_term`, `add_example`, "
        "`remove_example`, `publish_own` for a hospital's own terms and examples; `add_account`, `change_role`, "
        "`change_password`, `disable_account`, `enable_account`, `add_token` or `revoke_token`; `publish`, "
        "`correct`, `rollback`; `tick`, `untick`; `decide_link`; `change_setting`; `trim_audit` for older lines "
        "taken out as the settings say; `repair_people`."
    )
    document: str = Field(
        description="Id of the document; name of the own term, account or token; id of what the own example is about."
    )
    rendition: str = Field(description="`original` or `digest`; empty where it is no document.")
    sha256: str = Field(description="Of the file that it was read from; empty where it is no document.")
    before: str = Field(
        description="What stood there before, as far as a line can say it; of `replace`, the sha256 of the file."
    )
    after: str = Field(description="What stands there since; empty where the other fields say it.")


class SavedQuestion(Model):
    """A question that someone saved, with its filters."""

    id: str = Field(description="Short id made of question and filters.")
    name: str = Field(description="Name given to it, else the question itself.")
    query: str = Field(description="The question.")
    type: str = Field(description="Type of document that it is narrowed to; empty for all.")
    level: str = Field(description="Level of issuer that it is narrowed to; empty for all.")
    saved: str = Field(description="Local date and time of saving, ISO 8601.")
