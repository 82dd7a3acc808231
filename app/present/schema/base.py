"""What all models of the schema share."""

from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict

M = TypeVar("M", bound="Model")


class Model(BaseModel):
    """A value as it is shown: it never changes, and holds only fields that its class names.

    Validators are made when a class is first used: a question needs some twenty of them, and is asked by a fresh process.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def of(cls, source: object) -> Self:
        """The value whose fields are the attributes of the same names of ``source``."""
        return cls.model_validate(source, from_attributes=True)

    def extended(self, wider: type[M], **more: Any) -> M:  # noqa: ANN401 - the fields that ``wider`` adds, validated by it
        """The same value as a ``wider`` one: a subclass of its class, with the fields that it adds."""
        return wider(**dict(self), **more)


def absent(value: object) -> bool:
    """Whether a field is left out of the JSON: it says nothing there."""
    return value is None
