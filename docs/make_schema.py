"""Write ``docs/schema/*.json`` from the models: ``python -m docs.make_schema``; a test compares the two."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from app.present.schema.commands import OUTPUTS

FOLDER = Path(__file__).with_name("schema")


class _Plain(GenerateJsonSchema):
    """Without titles that only repeat the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - pydantic's own types
        """Whether a field gets a title."""
        return False


def schemas() -> dict[str, str]:
    """Name of each file → its text."""
    return {f"{command.replace(' ', '-')}.json": _schema(command, output) for command, output in OUTPUTS.items()}


def _schema(command: str, output: Any) -> str:  # noqa: ANN401 - any type that pydantic knows
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": f"duibiao {command} --json"}
    body = TypeAdapter(output).json_schema(mode="serialization", schema_generator=_Plain)
    return json.dumps(head | body, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
