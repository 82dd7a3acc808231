"""HTML → PDF with ruled tables, printed by a headless Chromium."""

import shutil
import subprocess
import tempfile
from pathlib import Path

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
_SECONDS = 120


def pdf(page: str, target: Path) -> None:
    """Print the HTML text ``page`` to ``target``; RuntimeError where there is no browser or it fails."""
    if BROWSER is None:
        raise RuntimeError("no Chromium on this machine")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(page, encoding="utf-8")
        command = [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target.resolve()}",
            source.as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    if done.returncode or not target.exists():
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-500:])
