"""Parts of Word documents, and what became of them."""

import io
import zipfile

from ingest.draft import Job
from ingest.formats.docx.parser import parse

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/></Relationships>'
)


def package(body, main="word/document.xml", **parts):
    """A DOCX of ``body`` and parts such as ``styles`` and ``numbering``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("_rels/.rels", RELATIONS.format(main))
        z.writestr(main, f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            z.writestr(f"word/{name}.xml", f"<w:{name} {NAMES}>{xml}</w:{name}>")
    return out.getvalue()


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>代码</w:t></w:r>'
FIELD += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("第三条") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def p(content="", properties=""):
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def listed(num, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def style(name):
    return f'<w:pStyle w:val="{name}"/>'


def level(at, form, text, more="", start=1):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels, nums=((1, ""),)):
    """One definition with ``levels``; ``nums`` are ids with what they override."""
    defined = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{more}</w:num>' for n, more in nums)
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{defined}'


def table(*rows):
    return "<w:tbl>" + "".join(row if row.startswith("<w:tr>") else f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cell(content, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def row(*texts):
    return "".join(cell(text) for text in texts)


def draft(body, **parts):
    return parse(package(body, **parts), "文件.docx", Job())


def lines(body, **parts):
    """The lines of the transcript."""
    return [line for line in draft(body, **parts).text.replace("\f", "\n").split("\n") if line]


def drafted_cells(body, **parts):
    return [block.cells for block in draft(body, **parts).blocks if block.cells]
