"""Files that are small and would take all memory or time: what a parser has to stand."""


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of ``objects``, numbered from 1; the first is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def stream(head: bytes, content: bytes) -> bytes:
    """A stream object with the entries ``head``."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content)


def page_of(content: bytes, resources: bytes, *others: bytes, box: bytes = b"0 0 595 842") -> bytes:
    """A PDF of one page; ``others`` are its objects from number 5 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>" % (box, resources)
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, stream(b"", content), *others])


def form_that_draws_itself(times: int = 2) -> bytes:
    """A PDF whose form object draws itself, ``times`` at each level."""
    forms = b"/XObject<</X 5 0 R>>"
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>" % forms
    return page_of(b"/X Do", forms, stream(head, b"q " + b"/X Do " * times + b"Q"))
