"""The knowledge base on disk comes in; its snapshots, store and opened knowledge go out."""
