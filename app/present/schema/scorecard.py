"""What ``eval --json`` prints."""

from pydantic import Field

from app.present.schema.base import Model, absent


class Figure(Model):
    """A mean with the ends of its 95 % interval, each 0 to 1."""

    mean: float = Field(description="Mean over the questions.")
    low: float = Field(description="Lower end of the interval.")
    high: float = Field(description="Upper end of the interval.")


class Row(Model):
    """Figures of one group of questions."""

    group: str = Field(description="type: questions with gold of one kind; kind: questions of one kind; all.")
    name: str = Field(description="Which type or kind; all.")
    questions: int = Field(description="Number of questions.")
    figures: dict[str, Figure] = Field(description="Figure by measure: recall@1, recall@5, recall@10, mrr, ndcg@10.")


class Refusals(Model):
    """Questions that were refused."""

    unanswerable: int = Field(description="Questions that should be refused.")
    refused: int = Field(description="Questions that were refused.")
    rightly: int = Field(description="Questions that were refused and should be.")
    precision: Figure | None = Field(description="Share of the refused that should be; null when none was refused.")
    recall: Figure | None = Field(description="Share of the unanswerable that were refused; null when there is none.")


class UnknownGold(Model):
    """An expected result that the base does not hold."""

    question: str = Field(description="Id of the question.")
    gold: str = Field(description="Id that is unknown, or words that no clause contains.")


class AblationRow(Model):
    """Figures with one component left out."""

    without: str = Field(description="The component; all for the whole with nothing left out.")
    recall: dict[str, float] = Field(description="Mean recall@5 by type of gold.")
    mrr: float | None = Field(
        default=None, description="Mean reciprocal rank; absent without answerable questions.", exclude_if=absent
    )
    ndcg: float | None = Field(
        default=None,
        description="Mean nDCG@10; absent without answerable questions.",
        exclude_if=absent,
        serialization_alias="ndcg@10",
    )
    answered_wrongly: int = Field(description="Questions answered that should be refused.")
    refused_wrongly: int = Field(description="Questions refused that should be answered.")


class Scorecard(Model):
    """How a base answers questions with known answers."""

    questions: int = Field(description="Number of questions.")
    shown: dict[str, int] = Field(description="How many results of each kind an answer shows at most.")
    rows: tuple[Row, ...] = Field(description="A row a type of gold, a kind of question, and one of all.")
    refusals: Refusals = Field(description="How refusals fared.")
    unknown: tuple[UnknownGold, ...] = Field(description="Expected results that the base does not hold; never a hit.")
    missed: tuple[str, ...] = Field(description="Expected results that were not among the first five, a line each.")
    answered_wrongly: tuple[str, ...] = Field(description="Questions answered that should be refused.")
    refused_wrongly: tuple[str, ...] = Field(description="Questions refused that should be answered.")
    ablation: tuple[AblationRow, ...] | None = Field(
        default=None, description="Only with --ablate: a row a component left out.", exclude_if=absent
    )
