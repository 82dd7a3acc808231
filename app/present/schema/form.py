"""What ``form --check --json`` prints."""

from pydantic import Field

from app.present.schema.base import Model


class Check(Model):
    """A line of the checklist."""

    kind: str = Field(description="Heading under which the notice has it, in Chinese.")
    name: str = Field(description="The requirement.")
    state: str = Field(description="met, partly, open, or ask: only a person can tell.")
    support: tuple[str, ...] = Field(description="Sentences of the case, or what was counted, in Chinese.")
    advice: str = Field(description="What to do where it is not met.")


class Problem(Model):
    """Something that the author has to look at."""

    kind: str = Field(description="missing, title, reference, quote, basis or unchecked.")
    where: str = Field(description="Field or place.")
    what: str = Field(description="In Chinese.")
    todo: str = Field(description="What to do, in Chinese.")


class FormCheck(Model):
    """A case before it is sent."""

    file: str = Field(description="The file of the case.")
    title: str = Field(description="Its title.")
    pages: int = Field(description="Pages of the form without enclosures.")
    counted: bool = Field(description="Whether LibreOffice counted them; else they are estimated.")
    first: tuple[Check, ...] = Field(description="The changes most worth making first, at most three.")
    checks: tuple[Check, ...] = Field(description="All requirements in the order of the notice's table.")
    problems: tuple[Problem, ...] = Field(description="Every problem of the case's citations and fields.")
