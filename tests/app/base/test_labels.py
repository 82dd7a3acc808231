"""What things are called."""

from index.words.normal import squeezed
from ingest.model import Concept


def test_everything_has_its_name_and_a_concept_all_its_labels_but_wrong_spellings(opened):
    names, labels = opened.labels.names, opened.labels.all
    concept = next(c for c in opened.of_kind("concept") if isinstance(c, Concept) and c.alt and c.hidden)
    assert names[squeezed(concept.label)] == concept.label
    assert all(squeezed(alt) in labels for alt in (*concept.alt, *concept.english))
    assert "会诊制度" in names.values() and opened.of_kind("standard")[0].name in names.values()
    hidden = {squeezed(h) for c in opened.of_kind("concept") for h in c.hidden}
    assert len(hidden & labels.keys()) < len(hidden) / 2
    assert names.items() <= labels.items()
