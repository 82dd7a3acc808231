"""HTML files that open without a network, from templates (jinja2); what stands in a document is never markup in them."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def page(template: str, folder: Path = TEMPLATES, **values: object) -> str:
    """The page that ``template`` in ``folder`` makes of ``values``; a value that it needs and does not get is an error."""
    return _environment(folder).get_template(template).render(values)


@cache
def _environment(folder: Path) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - 30 ms that only pages need

    loader = FileSystemLoader(folder)
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
