"""What ``crosswalk --json`` prints."""

from pydantic import Field

from app.present.schema.base import Model


class FigurePair(Model):
    """A figure that both documents set."""

    indicator: str = Field(description="What the figure is about.")
    a: str = Field(description="Value in the first document; empty when it sets none.")
    b: str = Field(description="Value in the second document; empty when it sets none.")


class Difference(Model):
    """Words of the first document and those in their place in the second."""

    a: str = Field(description="Words of the first document; empty where words were added.")
    b: str = Field(description="Words of the second document; empty where words were left out.")


class ComparisonRow(Model):
    """Parts of two documents that belong together."""

    a: tuple[str, ...] = Field(description="Numbers of the parts of the first document; none when only the second has it.")
    b: tuple[str, ...] = Field(description="Numbers of the parts of the second document; none when only the first has it.")
    relation: str = Field(
        description="SKOS mapping relation read from the first to the second: exactMatch, closeMatch, broadMatch, narrowMatch, "
        "relatedMatch; only_a or only_b for a part without counterpart."
    )
    changes: tuple[str, ...] = Field(
        description="What became of it in the second: added, removed, merged, split, renumbered, reworded; empty when nothing."
    )
    titles_a: tuple[str, ...] = Field(description="Titles of the parts of the first document.")
    titles_b: tuple[str, ...] = Field(description="Titles of the parts of the second document.")
    basis: str = Field(description="Why they belong together, in Chinese.")
    score: float = Field(description="How alike they are, 0 to 1.")
    figures: tuple[FigurePair, ...] = Field(description="Figures that both set for the same thing.")
    differences: tuple[Difference, ...] = Field(description="Words that differ, for one part against one.")


class Contradiction(Model):
    """Two figures within one document that cannot both hold."""

    indicator: str = Field(description="What the figures are about.")
    values: tuple[str, str] = Field(description="The two values as printed.")
    clauses: tuple[str, str] = Field(description="Ids of the clauses that set them.")


class Comparison(Model):
    """Two documents side by side."""

    a: str = Field(description="Id of the first document.")
    b: str = Field(description="Id of the second document.")
    kind: str = Field(description="What the rows are of: tasks, targets, articles, or the type of both documents for clauses.")
    rows: tuple[ComparisonRow, ...] = Field(description="Rows in the order of the first, then what only the second has.")
    contradictions: tuple[Contradiction, ...] = Field(description="Contradictions within either document.")
