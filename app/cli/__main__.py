"""``python -m app.cli``: the same as ``duibiao``."""

from app.cli.main import main

main()
