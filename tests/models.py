"""Tiny models with random weights, saved as a hospital would have them on disk."""

from pathlib import Path

CHARACTERS = "静脉血栓输液预防标准核查手术制度护理质量安全改进目标"


def _bert(kind, folder: Path, **config):
    """A tokenizer and a BERT of two small layers in ``folder``."""
    import torch
    import transformers

    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *CHARACTERS]), "utf-8")
    transformers.BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(7)
    small = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    shape = transformers.BertConfig(vocab_size=5 + len(CHARACTERS), **small, **config)
    getattr(transformers, kind)(shape).save_pretrained(folder)
    return folder


def transformer(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """A sentence-transformers folder of a tiny BERT with mean pooling."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    word = Transformer(str(_bert("BertModel", folder.with_name(folder.name + "-bert"))))
    SentenceTransformer(modules=[word, Pooling(32)], prompts=prompts or {}, device="cpu").save(str(folder))
    return folder


def cross_encoder(folder: Path, labels: int = 1) -> Path:
    """A CrossEncoder folder of a tiny BERT."""
    return _bert("BertForSequenceClassification", folder, num_labels=labels)
