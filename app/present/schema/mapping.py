"""What ``map --json`` prints."""

from pydantic import Field

from app.present.schema.base import Model


class Proposal(Model):
    """A standard, target or core system that the draft is about."""

    id: str = Field(description="Its id.")
    score: float = Field(description="0 to 1; 1 where the draft names it.")
    because: str = Field(description="Why, in Chinese.")


class Match(Model):
    """What a practice answers to."""

    kind: str = Field(description="clause, standard or core_system.")
    id: str = Field(description="Its id.")
    text: str = Field(description="Text of the clause; name of the standard or core system.")
    place: str = Field(description="Document and place of the clause, or number of the standard, as a person writes it.")
    score: float = Field(description="How likely it is a basis of the practice, 0 to 1.")
    because: str = Field(description="Why, in Chinese.")


class Practice(Model):
    """A sentence that tells of something done."""

    text: str = Field(description="The sentence.")
    place: str = Field(description="Page and paragraph of the draft.")
    matches: tuple[Match, ...] = Field(description="What it answers to, best first; none where the base has nothing for it.")


class Strategy(Model):
    """A strategy of one of the draft's targets."""

    clause: str = Field(description="Id of the clause that sets it.")
    text: str = Field(description="Its text.")
    cover: str = Field(description="covered, partly or not.")
    practices: tuple[int, ...] = Field(description="Practices of the list above that cover it, from 0.")


class Gap(Model):
    """What of a target the draft covers."""

    target: str = Field(description="Id of the target.")
    strategies: tuple[Strategy, ...] = Field(description="Its strategies in order.")


class Reference(Model):
    """A number, code or name that the draft cites."""

    written: str = Field(description="As the draft writes it.")
    name: str = Field(description="The title that the draft gives; empty where it gives none.")
    place: str = Field(description="Page and paragraph of the draft.")
    id: str | None = Field(description="Id of what the number or name as written is; null where the base does not know it.")
    expected_id: str | None = Field(description="Id of what should be cited; null where that has to be looked up by hand.")
    state: str = Field(description="in_force, superseded, misnamed, unknown or misprinted.")
    advice: str = Field(description="What to do, in Chinese; empty where nothing is.")


class Quote(Model):
    """Words in quotation marks, compared with the documents."""

    text: str = Field(description="The words as the draft has them.")
    place: str = Field(description="Page and paragraph of the draft.")
    attributed_to: str = Field(description="Where the draft says they are from; empty where it does not.")
    state: str = Field(
        description="verbatim, altered, misattributed, not_found or unproven (of the source there is only a digest)."
    )
    clause: str | None = Field(description="Id of the clause that has them, or the nearest ones; null where there is none.")
    source_text: str = Field(description="The words as the source has them.")
    difference: str = Field(description="What differs, in Chinese; of a verbatim quote what of its punctuation does.")


class Unchecked(Model):
    """Something that was not checked."""

    text: str = Field(description="Words of the draft; empty where it is about the whole.")
    place: str = Field(description="Page and paragraph of the draft.")
    why: str = Field(description="Why, in Chinese.")


class Citations(Model):
    """What a draft cites and quotes, each with whether it is right."""

    references: tuple[Reference, ...] = Field(description="Each once, in order of reading.")
    quotes: tuple[Quote, ...] = Field(description="Each once, in order of reading.")
    unchecked: tuple[Unchecked, ...] = Field(description="All that was not checked, with the reason.")


class Mapping(Model):
    """A draft of a case against the base."""

    file: str = Field(description="The file as it was named.")
    title: str = Field(description="Title of the draft.")
    standards: tuple[Proposal, ...] = Field(
        description="Those that it cites, in its order; then those that its practices answer to."
    )
    targets: tuple[Proposal, ...] = Field(description="The main one first.")
    core_systems: tuple[Proposal, ...] = Field(description="Those that it names, then those that its practices answer to.")
    practices: tuple[Practice, ...] = Field(description="Only sentences that tell of something done.")
    gaps: tuple[Gap, ...] = Field(description="Of each target, what is covered.")
    references: tuple[Reference, ...] = Field(description="Each once, in order of reading.")
    quotes: tuple[Quote, ...] = Field(description="Each once, in order of reading.")
    unchecked: tuple[Unchecked, ...] = Field(description="All that was not checked, with the reason.")
