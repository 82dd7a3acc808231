"""The data the system ships with; read by ``ingest`` like anyone's documents."""

from pathlib import Path

CORPUS = Path(__file__).parent
"""Folder of documents/, catalogues/, thesaurus/ and links/."""
