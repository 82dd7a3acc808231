"""Versions, the draft, corrections and findings, as the librarian's commands print them."""

from pydantic import Field

from app.present.schema.base import Model
from app.present.schema.entities import Finding

_TIME = "When, ISO 8601, UTC."
_KIND = "`new`, `changed` or `gone`."


class DocumentChange(Model):
    """A document that differs between two versions."""

    kind: str = Field(description=_KIND)
    document: str = Field(description="Its id.")
    title: str = Field(description="Its title.")


class Version(Model):
    """A version of the base that is kept."""

    number: int = Field(description="Its number; `rollback` takes it.")
    created: str = Field(description=_TIME)
    who: str = Field(description="Who published it; empty where an earlier program did.")
    action: str = Field(description="What was done, see Change.action of `audit`.")
    serving: bool = Field(description="Whether questions are answered from it.")
    documents: int = Field(description="How many documents it holds.")
    clauses: int = Field(description="How many clauses it holds.")
    changes: tuple[DocumentChange, ...] = Field(description="Documents that differ from the version before it that is kept.")
    readable: bool = Field(description="False for one that is damaged or of an earlier format.")


class DocumentVersion(Model):
    """A document as it was from one version of the base on."""

    number: int = Field(description="Number of the first version that holds it so.")
    created: str = Field(description=_TIME)
    who: str = Field(description="Who published that version.")
    action: str = Field(description="What was done, see Change.action of `audit`.")
    file: str = Field(description="Name of the file that it was read from.")
    sha256: str = Field(description="SHA-256 of that file, in hexadecimal.")
    rendition: str = Field(description="original or digest.")
    clauses: int = Field(description="How many clauses it has.")
    corrections: int = Field(description="How many places of it librarians put right.")


class Difference(Model):
    """A clause, or a field of the document, that differs between two versions."""

    kind: str = Field(description=_KIND)
    clause: str = Field(description="Id of the clause; empty for a field of the document itself.")
    locator: str = Field(description="The place as a person writes it; the name of the field.")
    before: str = Field(description="Its words in the earlier version; empty for a new clause.")
    after: str = Field(description="Its words in the later version; empty for one that is gone.")


class Damage(Model):
    """One thing in the folder of a base that is not as it should be."""

    where: str = Field(description="Path inside the folder of the base, or what people call the whole of it.")
    what: str = Field(description="What is wrong, in Chinese.")
    todo: str = Field(description="What to do about it, in Chinese.")
    notice: bool = Field(description="True where it may also be somebody's own change; the exit code is 0 then.")


class Looked(Model):
    """One kind of things that `verify` checked."""

    label: str = Field(description="What people call it.")
    count: int = Field(description="How many were checked.")
    damages: tuple[Damage, ...] = Field(description="What is wrong; none where all is whole.")


class Correction(Model):
    """A place that a librarian put right."""

    key: str = Field(description="Short id.")
    time: str = Field(description=_TIME)
    who: str = Field(description="Who put it right.")
    document: str = Field(description="Id of the document.")
    clause: str = Field(description="Id of the clause; empty for a field of the document itself.")
    field: str = Field(description="title, number, issuer, date, level, text, or cell.N for a cell of a table row.")
    before: str = Field(description="As it was read from the file.")
    after: str = Field(description="As it is now.")
    applies: bool = Field(description="False where the place is gone or says something else in the file as it is now.")


class Staged(Model):
    """A change that waits in the draft."""

    key: str = Field(description="Short id; `draft undo` takes it.")
    time: str = Field(description=_TIME)
    who: str = Field(description="Who prepared it.")
    action: str = Field(description="`add`, `retire` or `correct`.")
    document: str = Field(description="Id of the document.")
    title: str = Field(description="Title of the document.")
    file: str = Field(description="Of an added file: its name.")
    instead: str = Field(description="Id of the document whose place a file takes; empty for none.")
    clause: str = Field(description="Of a correction: id of the clause.")
    field: str = Field(description="Of a correction: what is put right.")
    before: str = Field(description="Of a correction: as it was read.")
    after: str = Field(description="Of a correction: as it will be.")


class Changed(Model):
    """A document that the draft changes."""

    document: DocumentChange = Field(description="Which one, and how.")
    differences: tuple[Difference, ...] = Field(description="Clause by clause.")


class LinkLost(Model):
    """A link, or a decision on one, that loses an end."""

    subject: str = Field(description="Id of one end.")
    predicate: str = Field(description="What the link says.")
    object: str = Field(description="Id of the other end.")


class Preview(Model):
    """What publishing the draft will change."""

    state: str = Field(description="Of base and draft; `draft publish --state` refuses to publish any other.")
    version: int = Field(description="The version that the draft is compared with.")
    staged: tuple[Staged, ...] = Field(description="The draft.")
    documents: tuple[Changed, ...] = Field(description="Documents that will be new, changed or gone.")
    links_lost: tuple[LinkLost, ...] = Field(description="Stated, curated and accepted links that will be gone.")
    links_new: int = Field(description="How many such links will be new.")
    decisions_lost: tuple[LinkLost, ...] = Field(description="Decisions on links one end of which will be gone.")
    without_place: tuple[str, ...] = Field(description="Corrections that will no longer apply, in Chinese.")
    notes: tuple[str, ...] = Field(description="What else a person must know, in Chinese.")


class TickedFinding(Finding):
    """A finding, and whether somebody looked at it."""

    key: str = Field(description="Short id; `findings tick` takes it.")
    asks: bool = Field(description="Whether a person has to look.")
    done: bool = Field(description="Whether somebody has.")
    who: str = Field(description="Who; empty for nobody.")
    time: str = Field(description="When, ISO 8601, UTC; empty for never.")
