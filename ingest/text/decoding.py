"""Bytes → text, for every text format: the encoding is found, and a file that is empty, binary or too large is refused."""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import SourceError, reason
from ingest.finding_kinds import FindingKind, Note
from ingest.text.turning import noted, unturned

MAX_BYTES = 200 * 1024 * 1024
"""A larger file is refused unread; scans and documents with pictures come near it."""
MAX_TEXT = 10 * 1024 * 1024
"""Bytes: a text larger than this is no document; 10 MiB is about 3.5 million characters."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MAX_CONTROL = 0.01
"""Share of control characters from which data is binary."""
_LEAST_CHINESE = 0.03
"""Share of the commonest characters: running Chinese text has 0.1 and more, noise next to none."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_END = "\x1a\0"
"""What old programs write behind the end of a text."""
LOST = "\ufffd"
"""Stands in a text for bytes that are no character."""
_FEW_LOST, _LOST, _SHOWN = 2, 0.001, 12
"""Bad bytes that a text may have, however short it is, and their share of a long one; characters of a finding around one."""
_TORN = 0.1
"""Share of its characters beyond ASCII that a text in UTF-8 may have lost; one in another encoding loses nearly all."""
_SAMPLE = 20_000
"""Bytes by which an encoding is judged."""
_BIG5, _NO_GB = 0.9, 0.75
"""Shares of common characters above which a text is Big5, if it has fewer than the second in GB 18030: such a text has 0.5."""
_COMMON = frozenset("的一是不了在有和人中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that a person names; SourceError when it is missing, empty, unreadable, too large or no regular file.

    No more than ``MAX_BYTES`` are read, and a pipe or device is never waited for.
    """
    try:
        with open(path, "rb", opener=_open_regular) as file:
            _check_size(os.fstat(file.fileno()).st_size, path)
            data = file.read(MAX_BYTES + 1)
            _check_size(len(data), path)
    except FileNotFoundError as exc:
        raise SourceError("文件不存在", str(path), "请核对路径") from exc
    except OSError as exc:
        raise SourceError(f"文件读不出来（{reason(exc)}）", str(path), "请检查权限") from exc
    if not data.strip():
        raise SourceError("文件是空的", str(path), "请确认导出或复制是否完整")
    return data


def _open_regular(path: str, flags: int) -> int:
    """A descriptor of the file; SourceError for a folder, a pipe, a socket or a device."""
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise SourceError("这是一个文件夹，不是文件", path)
    if not stat.S_ISREG(mode):
        raise SourceError("这不是普通文件，是管道、设备一类", path, "请换成文档本身")
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_size(size: int, path: Path) -> None:
    if size > MAX_BYTES:
        raise SourceError(
            f"文件有 {size // 1_048_576} MB，超过 {MAX_BYTES // 1_048_576} MB 的上限", str(path), "请拆分成几个文件"
        )


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, line ends made alike, and what could not be read of it."""

    text: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes, where: str) -> str:
    """Text of ``data`` (UTF-8, UTF-16, GB18030 or Big5) without a bad byte; SourceError when it is binary."""
    return _checked(where, _decode(data, where, lost=0), lost=0)


def decode_with_losses(data: bytes, where: str) -> Decoded:
    """The same, but a few bytes that are no characters are kept as � and noted with their line."""
    lost = max(_FEW_LOST, int(_LOST * len(data)))
    text = _CONTROL.sub(LOST, _checked(where, _decode(data, where, lost), lost))
    turned, text = noted(text), unturned(text)
    if LOST not in text:
        return Decoded(text, turned)
    lines = text.split("\n")
    notes = tuple(
        Note(FindingKind.BAD_BYTES, f"第 {number} 行：{_around(line)}") for number, line in enumerate(lines, 1) if LOST in line
    )
    return Decoded("\n".join("" if not line.replace(LOST, "").strip() else line for line in lines), (*turned, *notes))


def _around(line: str) -> str:
    at = line.index(LOST)
    return line[max(0, at - _SHOWN) : at + _SHOWN]


def _checked(where: str, text: str, lost: int) -> str:
    """``text`` with line ends made alike; SourceError when it is blank, or binary with over ``lost`` control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip(_END)
    control = len(_CONTROL.findall(text[:_SAMPLE]))
    if control > max(_MAX_CONTROL * min(len(text), _SAMPLE), lost):
        raise SourceError("内容是二进制数据，不是文字", where, "请另存为文本、Markdown 或 CSV 再加入")
    if not text.replace(LOST, "").strip():
        raise SourceError("文件里没有文字", where, "请确认导出或复制是否完整")
    return text


def line_offsets(text: str) -> list[int]:
    """Where each line begins, and the end; only a line feed ends a line."""
    offsets = [0]
    for line in text.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    return [*offsets[:-1], len(text)]


def _decode(data: bytes, where: str, lost: int) -> str:
    """``data`` in the encoding that its mark, its zeros or its characters show, with at most ``lost`` bad bytes as �."""
    if len(data) > MAX_TEXT:
        raise SourceError(
            f"文字有 {len(data) // 1_048_576} MB，超过 {MAX_TEXT // 1_048_576} MB 的上限", where, "请拆分成几个文件"
        )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data, encoding, where, lost)
    if data[:4096].count(b"\0") > lost:
        guesses = [data.decode(e, "ignore") for e in ("utf-16-le", "utf-16-be")]
        best = max(guesses, key=_chinese_share)
        if _chinese_share(best) >= _LEAST_CHINESE:
            return best
        raise SourceError("内容是二进制数据，不是文字", where, "请另存为文本、Markdown 或 CSV 再加入")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        torn = data.decode("utf-8", "replace")
        if torn.count(LOST) <= min(lost, _TORN * sum(char > "\x7f" for char in torn)):
            return torn
        return _lenient(data, "big5hkscs" if _is_big5(data) else "gb18030", where, lost)


def _lenient(data: bytes, encoding: str, where: str, lost: int) -> str:
    """``data`` in that encoding; SourceError when more than ``lost`` of its bytes are no characters."""
    text = data.decode(encoding, "replace")
    if text.count(LOST) <= lost and text.replace(LOST, "").strip():
        return text
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise SourceError(f"文字编码认不出来（第 {exc.start} 字节不是 {encoding}）", where, "请另存为 UTF-8 编码") from exc


def _is_big5(data: bytes) -> bool:
    """Whether the pairs of bytes are common characters of Big5 rather than of GB 18030."""
    sample = data[:_SAMPLE]
    return _common_share(sample, "big5") > _BIG5 and _common_share(sample, "gb2312") < _NO_GB


def _common_share(data: bytes, encoding: str) -> float:
    """The share of common characters, and marks, among those that are not ASCII: levels 1 of GB 2312 and of Big5."""
    text = [char for char in data.decode({"gb2312": "gb18030"}.get(encoding, encoding), "replace") if char > "\x7f"]
    last = {"gb2312": 0xD7, "big5": 0xC6}[encoding]
    leads = [char.encode(encoding, "replace") for char in text]
    return sum(len(pair) > 1 and pair[0] <= last for pair in leads) / max(len(text), 1)


def _chinese_share(text: str) -> float:
    return sum(ch in _COMMON for ch in text[:4096]) / max(len(text[:4096]), 1)
