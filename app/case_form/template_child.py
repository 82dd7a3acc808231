"""The process that fills a template: told on its standard input what to fill, it answers on its standard output, and ends."""

import io
import os
import pickle
import re
import sys
import zipfile

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.case_form.filling import FAILED, FILLED, Filling
from ingest.worker.limits import bound_address_space


def main() -> None:
    """Fill one template."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    task: Filling = pickle.load(sys.stdin.buffer)
    bound_address_space(task.space)
    answers.write(_answer(task))
    answers.flush()


def _answer(task: Filling) -> bytes:
    """``FILLED`` and the document, or ``FAILED`` and why there is none, in Chinese."""
    try:
        return FILLED + _filled(task)
    except Exception as exc:
        return FAILED + _told(exc).encode()


def _told(exc: Exception) -> str:
    if isinstance(exc, UndefinedError):
        named = re.findall("'([^']+)'", str(exc.message)) or [str(exc.message)]
        return f"模板里有不认识的名称“{named[-1]}”"
    return next((why for kind, why in _FAILURES if isinstance(exc, kind)), f"模板填不了（{type(exc).__name__}）")


_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (SecurityError, "模板里有不允许的写法，只能写名称和重复行"),
    (TemplateSyntaxError, "模板里的写法不对，请检查 {{ }} 和 {%tr %} 是否成对"),
    (TemplateError, "模板里有不允许的写法，不能引用别的文件"),
    (MemoryError, "填模板要用太多内存"),
    (TypeError, "模板里有不允许的写法，只能写名称和重复行"),
    (zipfile.BadZipFile, "模板打不开，不是 .docx 或已损坏"),
    (KeyError, "模板打不开，不是 .docx 或已损坏"),
    (ValueError, "模板打不开，不是 .docx 或已损坏"),
)
"""What filling may end with, the first class that fits."""


def _filled(task: Filling) -> bytes:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.globals.clear()
    template = DocxTemplate(io.BytesIO(task.template))
    unknown = template.get_undeclared_template_variables(jinja_env=environment) - {*task.values}
    if unknown:
        raise UndefinedError(f"'{'、'.join(sorted(unknown))}'")
    template = DocxTemplate(io.BytesIO(task.template))
    template.render(task.values, environment, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
