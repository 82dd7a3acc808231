"""The mean of two trained encoders: ``python -m index.models.train.mean ONE OTHER --out FOLDER`` (extra train).

Two students of one teacher lie in one valley of the loss, and the mean of their weights keeps more of what each has learnt
than either has of the other's (Wortsman et al. 2022, model soups): one that was trained longer finds more in documents that
nobody prepared, one that was trained less keeps questions about one thing nearer to each other. Vocabulary and judge are those
of OTHER.
"""

import argparse
import shutil
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from index.models.model_folder import JUDGE
from index.models.train import graph, pairs, student

_SEED = 7
_WORDS = "embeddings.word_embeddings.weight"


def mean(one: Path, other: Path, out: Path) -> None:
    """Write the mean of the encoders in ``one`` and ``other`` into ``out``; a piece that ``one`` lacks is that of ``other``."""
    model, tokenizer = _read(other)
    first, known = _read(one)
    weights, places = first.state_dict(), known.get_vocab()
    words = model.state_dict()[_WORDS].clone()
    for piece, number in tokenizer.get_vocab().items():
        if piece in places:
            words[number] = weights[_WORDS][places[piece]]
    weights[_WORDS] = words
    model.load_state_dict({name: torch.lerp(tensor, weights[name], 0.5) for name, tensor in model.state_dict().items()})
    student.save(out, model, tokenizer, student.sample_of(pairs.own(), _SEED))
    shutil.copyfile(other / f"{JUDGE}.safetensors", out / f"{JUDGE}.safetensors")
    files = (out / f"{JUDGE}.onnx", out / "model.safetensors", out / f"{JUDGE}.safetensors")
    graph.judge(*files, model.config.num_attention_heads, model.config.layer_norm_eps)


def _read(folder: Path) -> tuple[BertModel, Tokenizer]:
    model: BertModel = BertModel.from_pretrained(folder, add_pooling_layer=False, dtype=torch.float32)
    return model, Tokenizer.from_file(str(folder / "tokenizer.json"))


def main() -> None:
    """Write the mean of two folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    mean(args.one, args.other, args.out)


if __name__ == "__main__":
    main()
