"""Write ``docs/openapi.json``, the service interface for programmers: ``python -m docs.make_openapi``; a test compares."""

from pathlib import Path

from app.api import openapi

FILE = Path(__file__).with_name("openapi.json")

if __name__ == "__main__":
    FILE.write_text(openapi.text(), encoding="utf-8")
