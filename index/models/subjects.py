"""What the vector of a question alone says: what it is about, and whether anything that ships answers it.

A linear regression by least squares with an L2 penalty (ridge, Hoerl and Kennard 1970), a column a subject: what the shipped
examples are about; ``NONE``, of questions on which no base of this kind has anything; and ``UNWRITTEN``, of questions about
what the shipped documents treat whose answer they do not write. ``python -m app.build.vectors`` fits it for the shipped
encoder.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from index.models.encoder import Model
from ingest.shipped.examples import NONE

SHIPPED_SUBJECTS = Path(__file__).with_suffix(".npz")
"""What was fitted for the shipped encoder."""
UNWRITTEN = "unwritten"
"""Subject of questions whose answer the shipped documents do not write."""
_PENALTY = 3.0
"""Added to the diagonal of the normal equations."""
_STEEP = 80.0
"""How fast a subject counts less the farther it lies below the best: values lie close together."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What a question alone says."""

    outside: float = 0.0
    """How far it is like questions on which no base of this kind has anything, some -0.2 to 1; 0 says nothing."""
    unwritten: float = 0.0
    """How far it is like questions whose answer the shipped documents do not write, likewise."""
    about: Mapping[str, float] = field(default_factory=dict)
    """Subject → how probably the question is about it, 0 to 1, as a share of that of the most probable one."""


class Subjects:
    """The regression, for the vectors of one encoder."""

    def __init__(self, names: Sequence[str], mean: NDArray[np.float32], matrix: NDArray[np.float32]) -> None:
        """``mean`` ``(dim,)`` is taken off a vector; ``matrix`` is ``(dim, len(names))``."""
        self.names, self.mean, self.matrix = [*names], mean, matrix
        self._held = [place for place, name in enumerate(self.names) if name not in (NONE, UNWRITTEN)]

    @classmethod
    def of(cls, path: Path, model: Model) -> Self:
        """What ``path`` holds; what says nothing where there is no such file, or it was fitted for another model."""
        with suppress(OSError, EOFError, KeyError, ValueError, BadZipFile), path.open("rb") as file, np.load(file) as data:
            if data["model"].tobytes().decode() == model.sha256:
                names = data["names"].tobytes().decode().split("\n")
                return cls(names, data["mean"], data["matrix"].astype(np.float32))
        return cls((), np.zeros(model.dim, np.float32), np.zeros((model.dim, 0), np.float32))

    @classmethod
    def fitted(cls, about: Sequence[str], vectors: NDArray[np.float32]) -> Self:
        """Fitted on questions with the vectors ``(n, dim)``, each about one subject.

        A subject with four times as many questions as another counts twice as much as that.
        """
        names, places, counts = np.unique(about, return_inverse=True, return_counts=True)
        weights = (1 / np.sqrt(counts))[places][:, None]
        mean = (weights * vectors).sum(0) / weights.sum()
        centred, answers = vectors.astype(np.float64) - mean, np.eye(len(names))[places]
        answers -= (weights * answers).sum(0) / weights.sum()
        normal = (weights * centred).T @ centred + _PENALTY * np.eye(vectors.shape[1])
        matrix = np.linalg.solve(normal, (weights * centred).T @ answers)
        return cls(names.tolist(), mean.astype(np.float32), matrix.astype(np.float32))

    def save(self, path: Path, model: Model, made_of: str) -> None:
        """Write it for ``model``, with the digest of the questions that it was fitted on."""
        told, names, digest = (
            np.frombuffer(text.encode(), np.uint8) for text in (model.sha256, "\n".join(self.names), made_of)
        )
        np.savez_compressed(
            path, names=names, mean=self.mean, matrix=self.matrix.astype(np.float16), model=told, made_of=digest
        )

    def gist(self, vector: NDArray[np.float32]) -> Gist:
        """Of a question with the vector ``(dim,)``; one without any word says nothing."""
        if not self.names or not vector.any():
            return Gist()
        values = (vector - self.mean) @ self.matrix
        outside, unwritten = (float(values[self.names.index(name)]) for name in (NONE, UNWRITTEN))
        held = values[self._held]
        shares = np.exp(_STEEP * (held - held.max()))
        return Gist(outside, unwritten, dict(zip((self.names[i] for i in self._held), shares.tolist(), strict=True)))
