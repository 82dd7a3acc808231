"""What lies on a PDF page besides its content: comments, text typed on it, stamps, and what is filled into a form."""

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.finding_kinds import FindingKind, Note

_MOST = 500
"""Annotations of a page that are looked at."""
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_WORDLESS = {raw.FPDF_ANNOT_STAMP: "图章", raw.FPDF_ANNOT_FILEATTACHMENT: "附带的文件"}
"""Annotations that show something even without words."""
_TICKED = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_FILLED = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)


def notes(document: pdfium.PdfDocument, page: pdfium.PdfPage, number: int) -> list[Note]:
    """Notes on the annotations of page ``number`` (from 1) and on the fields of its form that are filled in."""
    count = min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)
    return list(dict.fromkeys(note for index in range(count) for note in _note(document, page, index, number)))


def _note(document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int, number: int) -> Iterator[Note]:
    annotation = raw.FPDFPage_GetAnnot(page.raw, index)
    if not annotation:
        return
    try:
        subtype = raw.FPDFAnnot_GetSubtype(annotation)
        if raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN or subtype in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            return
        field = subtype == raw.FPDF_ANNOT_WIDGET
        kind = FindingKind.FORM_FIELD if field else FindingKind.ANNOTATION
        if told := _field(document, annotation) if field else _contents(annotation) or _WORDLESS.get(subtype, ""):
            yield Note(kind, f"第{number}页：{told}", page=number)
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _contents(annotation: object) -> str:
    return _string(lambda out, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", out, size))


def _field(document: pdfium.PdfDocument, widget: object) -> str:
    """Name and value of a field of the form; "" for a button, an empty field, or one that is not ticked."""
    if document.formenv is None and document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()
    if document.formenv is None:
        return ""
    form = document.formenv.raw
    kind = raw.FPDFAnnot_GetFormFieldType(form, widget)
    name = _string(lambda out, size: raw.FPDFAnnot_GetFormFieldAlternateName(form, widget, out, size)) or _string(
        lambda out, size: raw.FPDFAnnot_GetFormFieldName(form, widget, out, size)
    )
    if kind == raw.FPDF_FORMFIELD_SIGNATURE:
        return f"{name}（电子签章）" if raw.FPDFAnnot_HasKey(widget, b"V") else ""
    if kind in _TICKED:
        state = _string(lambda out, size: raw.FPDFAnnot_GetStringValue(widget, b"AS", out, size))
        return f"{name} ☑" if state not in ("", "Off") else ""
    value = _string(lambda out, size: raw.FPDFAnnot_GetFormFieldValue(form, widget, out, size)) if kind in _FILLED else ""
    return f"{name}：{value}" if value else ""


def _string(get: Callable[[object, int], int]) -> str:
    """What pdfium writes in UTF-16, on one line; ``get`` takes a buffer and its size in bytes and gives the size needed."""
    buffer = ctypes.create_string_buffer(max(get(None, 0), 2))
    get(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), len(buffer))
    return " ".join(buffer.raw.decode("utf-16-le", "ignore").replace("\0", "").split())
