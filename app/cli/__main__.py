"""The entry point, ``duibiao`` and ``python -m app.cli``; it imports within, so that Ctrl-C ends it quietly at any moment."""

import sys


def main() -> None:
    """Run the command line."""
    try:
        from app.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
