"""Converts files with an installed LibreOffice, old ones to DOCX, ours to PDF; macros and external links are disabled."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.errors import SourceError

TIMEOUT = 120
"""Seconds for one file. The first start of LibreOffice on a slow computer takes about twenty."""
_NAMES = ("soffice", "libreoffice")
_FOLDERS = (
    r"C:\Program Files\LibreOffice\program",
    r"C:\Program Files (x86)\LibreOffice\program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "/opt/libreoffice/program",
    "/usr/lib/libreoffice/program",
    "/snap/bin",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""  # noqa: E501 - one setting a line


def find() -> str:
    """The path of the LibreOffice program; "" when it is not installed."""
    known = (str(Path(folder) / f"{_NAMES[0]}{end}") for folder in _FOLDERS for end in ("", ".exe", ".com"))
    return next((found for program in (*_NAMES, *known) if (found := shutil.which(program))), "")


def to_docx(data: bytes, extension: str, where: str) -> bytes:
    """``data``, a file with that ``extension``, as DOCX.

    Raises SourceError when LibreOffice is not installed, cannot read the file or takes longer than ``TIMEOUT``.
    """
    program = find()
    if not program:
        raise SourceError(f"这台电脑没有安装 LibreOffice，读不了 {extension}", where, "请用 Word 或 WPS 另存为 .docx 后再加入")
    return _converted(program, data, extension, "docx", where)


def to_pdf(data: bytes, extension: str, where: str) -> bytes:
    """``data`` as printed to PDF; raises SourceError as ``to_docx`` does."""
    program = find()
    if not program:
        raise SourceError("这台电脑没有安装 LibreOffice", where)
    return _converted(program, data, extension, "pdf", where)


def _converted(program: str, data: bytes, extension: str, into: str, where: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="duibiao-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source{extension}"
        source.write_bytes(data)
        settings = Path(folder) / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        _run(_command(program, Path(folder), source, into), where)
        made = Path(folder) / "out" / f"source.{into}"
        if not made.is_file() or not made.stat().st_size:
            raise SourceError(
                "LibreOffice 打不开这个文件，可能加了密码或已损坏",
                where,
                "请用 Word 或 WPS 打开，去掉密码并另存为 .docx 后再加入",
            )
        return made.read_bytes()


def _command(program: str, folder: Path, source: Path, into: str) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", into, "--outdir", str(folder / "out")]
    return [program, profile, *options, str(source)]


def _run(command: list[str], where: str) -> None:
    """Run ``command`` until it ends; on a timeout or an interruption, end it with all processes that it started.

    Raises SourceError on a timeout, or when the program cannot be started.
    """
    quiet = subprocess.DEVNULL
    try:
        with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as process:
            try:
                process.wait(TIMEOUT)
            except BaseException:
                _end(process)
                raise
    except subprocess.TimeoutExpired as exc:
        raise SourceError(f"LibreOffice 在 {TIMEOUT} 秒内没有读完", where, "请用 Word 或 WPS 另存为 .docx 后再加入") from exc
    except OSError as exc:
        raise SourceError("LibreOffice 启动不了", where, "请用 Word 或 WPS 另存为 .docx 后再加入") from exc


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        os.killpg(process.pid, signal.SIGKILL)
