"""Train the shipped static model: ``python -m index.models.train [--shared DIR]`` (needs the extra ``models``).

Training data are pairs of texts with the same meaning. Training moves the two vectors of a pair together, and away from the
other texts of the batch (InfoNCE with in-batch negatives, Oord et al. 2018). The pairs are:

- from the thesaurus: two labels of one concept; a sentence, and the same with one label replaced by a synonym;
- from the corpus: heading and text of a clause; name and topics of a standard, name and summary of a target;
- from the examples of questions: a question and what it asks about; two questions about the same thing;
- from the folder ``--shared``, if given: heading and text of an article of a statute; a patient's question and its answer.
"""

import argparse
import gzip
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import tokenizers
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

from corpus import CORPUS
from index.models.encoder import SHIPPED
from index.words.concepts import ConceptFinder
from index.words.normal import normalise
from index.words.tokenize import Tokenizer
from ingest.formats.registry import PARSERS
from ingest.model import CoreSystem, Entity, Parsed, Standard, Target
from ingest.pipeline import ingest
from ingest.shipped import curated, examples, thesaurus

Pair = tuple[str, str]
"""Two texts with the same meaning."""

VOCABULARY, MAX_PIECE, DIM = 16_000, 10, 128
"""Number of tokens, characters of the longest token, and length of a vector."""
BATCH, EPOCHS, RATE, TEMPERATURE = 512, 4, 0.02, 0.07
"""Pairs in a batch, passes over all pairs, highest learning rate, and the divisor of the cosines in the loss."""
OWN_REPEATS = 6
"""Each pair from the corpus is used this many times, one from ``--shared`` once: they are fewer and nearer to the questions."""


def own_pairs(seed: int) -> list[Pair]:
    """All pairs from the folder ``corpus/``: thesaurus, documents, catalogues, links and examples."""
    rng = random.Random(seed)
    concepts, _ = thesaurus.read_folder(CORPUS / "thesaurus")
    finder = ConceptFinder(concepts)
    files = [p for folder in ("documents", "catalogues") for p in sorted((CORPUS / folder).iterdir()) if p.suffix in PARSERS]
    sources = [ingest(p) for p in files]
    pairs = [(concept.label, other) for concept in concepts for other in concept.labels[1:]]
    pairs += [(a, b) for concept in concepts for a, b in zip(concept.alt, concept.alt[1:], strict=False)]
    pairs += [pair for parsed in sources for pair in _document_pairs(parsed)]
    texts = [clause.text for parsed in sources for clause in parsed.clauses]
    pairs += [(text, other) for text in texts for other in _substituted(text, finder, rng)]
    names = {e.id: e.name for parsed in sources for e in parsed.entities if isinstance(e, (Standard, Target))}
    links, _ = curated.read_folder(CORPUS / "links")
    pairs += [(names[x.subject], names[x.object]) for x in links if x.subject in names and x.object in names]
    return pairs + _asked_pairs(sources, rng)


def _asked_pairs(sources: list[Parsed], rng: random.Random) -> list[Pair]:
    """An example question and the text of what it asks about; two example questions about the same thing."""
    texts_by_id = {e.id: " ".join(_words_of(e)) for parsed in sources for e in parsed.entities}
    texts_by_id |= {clause.id: clause.text for parsed in sources for clause in parsed.clauses}
    asked: dict[str, list[str]] = {}
    for example in examples.read_folder(CORPUS / "examples")[0]:
        if example.subject != examples.NONE:
            asked.setdefault(example.subject, []).append(example.text)
    pairs = [(text, texts_by_id[subject]) for subject, texts in asked.items() if subject in texts_by_id for text in texts]
    for texts in asked.values():
        order = rng.sample(texts, len(texts))
        pairs += zip(order, order[1:] + order[:1], strict=True)
    return pairs


def _words_of(entity: Entity) -> Iterator[str]:
    """The name of an entity, then its topics, definition or summary; nothing for other kinds of entities."""
    match entity:
        case Standard():
            yield from (entity.name, *entity.topics)
        case Target():
            yield from (entity.name, entity.summary)
        case CoreSystem():
            yield from (entity.id, entity.definition, *entity.topics)


def _document_pairs(parsed: Parsed) -> Iterator[Pair]:
    """Heading and text of each clause; name and topics of each standard; name and summary of each target."""
    for clause in parsed.clauses:
        title = " ".join(t for t in clause.titles if t)
        if title and title != clause.text:
            yield title, clause.text
    for entity in parsed.entities:
        if isinstance(entity, Standard) and entity.topics:
            yield entity.name, " ".join((*entity.topics, entity.note))
        elif isinstance(entity, Target) and not entity.refers_to:
            yield entity.name, entity.summary


def _substituted(text: str, finder: ConceptFinder, rng: random.Random) -> Iterator[str]:
    """Up to two variants of ``text``; each has the label of one concept replaced by another label of that concept."""
    plain = normalise(text)
    mentions = finder.find(plain)
    for mention in rng.sample(mentions, min(2, len(mentions))):
        others = [x for x in finder.by_id[mention.concept].labels if normalise(x) != mention.matched]
        if others:
            yield plain[: mention.start] + rng.choice(others) + plain[mention.end :]


def outside_pairs(shared: Path | None) -> list[Pair]:
    """Pairs from the statutes and the patients' questions in the folder ``shared``; none when it is None."""
    if shared is None:
        return []
    pairs = []
    for row in _rows(shared / "statutes.jsonl.gz"):
        pairs.append((" ".join([row["title"], *row["path"]]), row["text"][:200]))
        half = len(row["text"]) // 2
        if half > 20:  # noqa: PLR2004 - long enough that both halves say something
            pairs.append((row["text"][:half][:200], row["text"][half:][:200]))
    for row in _rows(shared / "medical_qa.jsonl.gz"):
        pairs += [(row["title"], row["answer"][:200]), (row["title"], row["question"][:200])]
    return pairs


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def make_tokenizer(texts: list[str], words: Tokenizer) -> tokenizers.Tokenizer:
    """A Unigram tokenizer (Kudo 2018): its tokens are the words of ``texts``, its scores the logarithms of their frequency.

    Every single character is a token too, so that a rare word becomes its characters and is not lost.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(w for w in words.cut(text) if len(w) <= MAX_PIECE and not w.isspace())
    total = counts.total()
    characters = {ch for word in counts for ch in word}
    frequent = [w for w, _ in counts.most_common(VOCABULARY) if len(w) > 1]
    pieces = sorted(characters) + frequent[: VOCABULARY - len(characters) - 1]
    scores = {piece: math.log(max(counts[piece], 0.5) / total) for piece in pieces}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.Unigram([("<unk>", -30.0), *scores.items()], unk_id=0))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    return tokenizer


def train(pairs: list[Pair], seed: int) -> SentenceTransformer:
    """A static model trained on ``pairs``; ``seed`` sets the first embeddings and the order of the pairs."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    pairs = [(normalise(a), normalise(b)) for a, b in pairs]
    words = Tokenizer(ConceptFinder(thesaurus.read_folder(CORPUS / "thesaurus")[0]))
    tokenizer = make_tokenizer(sorted({text for pair in pairs for text in pair}), words)
    static = StaticEmbedding(tokenizer, embedding_dim=DIM)
    optimiser = torch.optim.Adam(static.parameters(), lr=RATE)
    steps = EPOCHS * (len(pairs) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=max(steps, 1))
    encoded = [
        (tokenizer.encode(a, add_special_tokens=False).ids, tokenizer.encode(b, add_special_tokens=False).ids) for a, b in pairs
    ]
    encoded = [pair for pair in encoded if pair[0] and pair[1]]
    for epoch in range(EPOCHS):
        rng.shuffle(encoded)
        total = 0.0
        batches = range(0, len(encoded) - BATCH, BATCH)
        for start in batches:
            batch = encoded[start : start + BATCH]
            left, right = (_embed(static, [pair[i] for pair in batch]) for i in (0, 1))
            loss = torch.nn.functional.cross_entropy(left @ right.T / TEMPERATURE, torch.arange(len(batch)))
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            if schedule.last_epoch < steps:
                schedule.step()
            total += float(loss)
        print(f"epoch {epoch + 1}: loss {total / max(len(batches), 1):.3f}", flush=True)  # noqa: T201 - a training log
    return SentenceTransformer(modules=[static])


def _embed(static: StaticEmbedding, ids: list[list[int]]) -> torch.Tensor:
    """``(len(ids), DIM)``, L2-normalised: the vectors of texts given by the numbers of their tokens."""
    offsets = torch.tensor([0, *(len(x) for x in ids[:-1])]).cumsum(0)
    flat = torch.tensor([token for row in ids for token in row])
    return torch.nn.functional.normalize(static.embedding(flat, offsets), dim=1)


def main() -> None:
    """Train a model and write it to the folder ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder with statutes.jsonl.gz and medical_qa.jsonl.gz")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    began = time.monotonic()
    own, outside = own_pairs(args.seed), outside_pairs(args.shared)
    print(f"{len(own)} pairs of the corpus, {len(outside)} from outside", flush=True)  # noqa: T201
    model = train(own * OWN_REPEATS + outside, args.seed)
    static = model[0]
    assert isinstance(static, StaticEmbedding)
    static.embedding.weight.data = static.embedding.weight.data.half()
    args.out.mkdir(parents=True, exist_ok=True)
    static.save(str(args.out))
    print(f"written to {args.out} after {time.monotonic() - began:.0f} s", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
