"""``python -m bundle``: make the archives; needs internet, and the extra ``bundle``."""

import argparse
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bundle import archive
from bundle.platforms import PLATFORMS, PYTHON


def main() -> int:
    """Make one archive, or that of every platform."""
    parser = argparse.ArgumentParser(prog="python -m bundle", description=__doc__)
    parser.add_argument("platforms", nargs="*", metavar="PLATFORM", help=f"{', '.join(PLATFORMS)}; all when none is named")
    parser.add_argument(
        "--python", type=Path, help=f"python-{PYTHON}.x-embed-amd64.zip of python.org, put into that for Windows"
    )
    parser.add_argument("--out", type=Path, default=Path("dist"), help="folder for the archives")
    asked = parser.parse_args()
    if unknown := set(asked.platforms) - set(PLATFORMS):
        parser.error(f"no platform {', '.join(sorted(unknown))}; there are {', '.join(PLATFORMS)}")
    for name in asked.platforms or PLATFORMS:
        platform = PLATFORMS[name]
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work) / f"duibiao-{version('duibiao')}-{name}"
            try:
                archive.lay_out(platform, asked.python if platform.windows else None, folder)
            except subprocess.CalledProcessError:
                print(f"{name}: a wheel cannot be had; see above", file=sys.stderr)
                return 1
            made = archive.pack(folder, platform, asked.out)
            print(f"{made} {made.stat().st_size / 2**20:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
