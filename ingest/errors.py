"""Every error that the project raises on purpose.

::

    DuibiaoError            one line for a person: what, where, what to do
    ├── SourceError         a file that cannot become a document
    ├── DataError           a line of thesaurus, link or catalogue data that breaks a rule
    ├── QuestionError       a question that cannot be searched
    │   └── NotFoundError   what was asked for by its id or name is not there
    ├── ModelError          a model folder that cannot embed
    ├── WorkerError         a process that ended before its work was done
    ├── BaseError           a knowledge base folder that cannot be read or written
    │   └── LostError       what people decided and saved was there once and is gone
    └── OutputError         a file that a person asked for and that cannot be written
"""

import errno
import zlib
from zipfile import BadZipFile

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里是只读的",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间的一段是文件，不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "已经有同名的文件或文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件太大",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件太多",
}
"""Why the system refuses a file, in words for a user."""


_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (MemoryError, "内存不够"),
    (RecursionError, "嵌套太深"),
    (NotImplementedError, "用了还不支持的功能"),
    (UnicodeError, "文字编码不对"),
    (BadZipFile, "压缩包不完整"),
    (zlib.error, "压缩的内容解不开"),
    (EOFError, "内容不完整"),
    (LookupError, "缺少应有的内容"),
)
"""Why a library fails over a file, in words for a user: the first class that fits."""


class DuibiaoError(Exception):
    """Base of the tree; ``str()`` is one Chinese line fit for a user."""

    missing = False
    """Whether nothing is wrong but that the thing is not there."""

    def __init__(self, what: str, where: str = "", todo: str = "") -> None:
        """Keep the three parts: what happened, where, and what to do next."""
        self.what, self.where, self.todo = what, where, todo
        place = f"{where}：" if where else ""
        super().__init__(f"{place}{self.told}".replace("\n", " "))

    def __reduce__(self) -> tuple[type["DuibiaoError"], tuple[str, str, str]]:
        """Keep the three parts on the way from one process to another."""
        return type(self), (self.what, self.where, self.todo)

    @property
    def told(self) -> str:
        """What happened and what to do, without where: a path of the server stays there."""
        return f"{self.what}。{self.todo}" if self.todo else self.what


class SourceError(DuibiaoError):
    """A file that cannot become a document."""


class DataError(DuibiaoError):
    """A line of data (thesaurus, link, catalogue) that breaks a rule."""


class QuestionError(DuibiaoError):
    """A question that cannot be searched."""


class NotFoundError(QuestionError):
    """What was asked for by its id or name is not there; the command line ends as when nothing is found."""

    missing = True


class ModelError(DuibiaoError):
    """A model folder that cannot embed."""


class WorkerError(DuibiaoError):
    """A process that ended before its work was done."""


class BaseError(DuibiaoError):
    """A knowledge base folder that cannot be read or written."""


class LostError(BaseError):
    """What people decided and saved was there once and is gone."""

    missing = True


class OutputError(DuibiaoError):
    """A file that a person asked for and that cannot be written."""


def reason(exc: Exception) -> str:
    """Why the system or a library refused, in a few words."""
    if isinstance(exc, OSError) and exc.errno:
        return _REASONS.get(exc.errno) or exc.strerror or str(exc)
    return next((why for kind, why in _FAILURES if isinstance(exc, kind)), "内容不合格式")
