"""Builds the bases on which questions are judged."""

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from app.base.knowledge import Knowledge
from app.build import publish
from index.models.train import pairs

UNSEEN = Path(__file__).parents[1] / "tests" / "golden" / "unseen"
WHERE = {"alone": False, "beside what ships": True}
"""Where documents that nobody prepared lie → whether the shipped ones lie beside them."""


@dataclass(frozen=True, slots=True)
class Bases:
    """Every base on which questions are judged; those of unprepared documents by where these lie (``WHERE``)."""

    whole: Knowledge
    unseen: dict[str, Knowledge]
    fitting: dict[str, Knowledge]


def every(folder: Path, shared: Path) -> Bases:
    """Build all bases in ``folder``; some minutes on two cores."""
    return Bases(
        whole(folder / "whole", shared),
        {name: unseen(folder / f"unseen-{name}", shared, beside_shipped=beside) for name, beside in WHERE.items()},
        {name: for_fitting(folder / f"fitting-{name}", shared, beside_shipped=beside) for name, beside in WHERE.items()},
    )


def whole(folder: Path, shared: Path | None) -> Knowledge:
    """The shipped base, built in ``folder``; if ``shared`` is given, with the originals in its folder ``seeds`` added."""
    publish.build(folder)
    if shared:
        publish.add(folder, [shared / "seeds"])
    return Knowledge.open(folder)


def unseen(folder: Path, shared: Path, *, beside_shipped: bool) -> Knowledge:
    """A base, in ``folder``, of the documents of ``tests/golden/unseen``, alone or beside the shipped ones."""
    files = statutes(folder.with_name(f"{folder.name}-statutes"), shared, pairs.UNSEEN)
    return _base(folder, files + sorted((UNSEEN / "documents").iterdir()), beside_shipped)


def for_fitting(folder: Path, shared: Path, *, beside_shipped: bool) -> Knowledge:
    """A base, in ``folder``, of the statutes and papers whose questions the encoder was not trained on."""
    files = statutes(folder.with_name(f"{folder.name}-statutes"), shared, pairs.for_fitting(pairs.written()))
    return _base(folder, files + papers(folder.with_name(f"{folder.name}-papers"), "fit"), beside_shipped)


def _base(folder: Path, files: list[Path], beside_shipped: bool) -> Knowledge:
    if beside_shipped:
        publish.build(folder)
        publish.add(folder, files)
    else:
        publish.build(folder, files)
    return Knowledge.open(folder)


def papers(folder: Path, split: str) -> list[Path]:
    """The papers of one split of the training data, written to ``folder`` as Markdown."""
    return _written(folder, {paper["title"]: pairs.markdown(paper) for paper in pairs.papers(split)})


def statutes(folder: Path, shared: Path, titles: Set[str]) -> list[Path]:
    """The statutes of these titles, written to ``folder`` as Markdown; an article that stands twice, by its later text."""
    articles: dict[str, dict[str, tuple[list[str], str]]] = {}
    for row in pairs.rows(shared / "train" / "statutes.jsonl.gz"):
        if row["title"] in titles:
            articles.setdefault(row["title"], {})[row["article"]] = (row["path"], row["text"])
    texts = {}
    for title, rows in articles.items():
        lines, heading = [f"# {title}"], [""]
        for article, (path, text) in rows.items():
            lines += [f"{'#' * (2 + depth)} {name}" for depth, name in enumerate(path) if path != heading]
            lines, heading = [*lines, f"{article} {text}"], path
        texts[title] = "\n\n".join(lines) + "\n"
    return _written(folder, texts)


def _written(folder: Path, texts: dict[str, str]) -> list[Path]:
    """A Markdown file a text, named by its title."""
    folder.mkdir(parents=True, exist_ok=True)
    for title, text in texts.items():
        (folder / f"{title}.md").write_text(text, encoding="utf-8")
    return [folder / f"{title}.md" for title in texts]
