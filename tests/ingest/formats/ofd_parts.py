"""Parts of OFD packages, and what became of them."""

from ingest.draft import Job
from ingest.formats.ofd.book import Book
from ingest.formats.ofd.pages import page
from ingest.formats.ofd.parser import parse
from ingest.packages.package import Package
from tests.render import ofd
from tests.render.typeset import run

MM = 72 / 25.4
WORDS = "本院药学部每周抽查一次病区备用药品，核对数量与效期，并把结果告知护士长。"


def line(text, y=100.0, attributes="", x=80.0):
    return ofd.text_object(run(text, x, y, 12.0), attributes)


def parts_of(*pages, common="", root="", area="<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>", **more):
    """Parts of a package whose pages hold the given objects."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    parts = {
        "OFD.xml": root
        or f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea>{common}"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, objects in enumerate(pages):
        body = objects if objects.startswith("<?xml") else ofd.content(objects)
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = body
    return parts | more


def leaves(parts):
    return list(Book(Package(ofd.package(parts), "甲.ofd")).leaves())


def pages(parts):
    return [page(leaf) for leaf in leaves(parts)]


def read(parts):
    return parse(ofd.package(parts), "甲.ofd", Job())


def words(one):
    return "".join(char.text for char in one.chars)


def blocks(parts):
    return [block.text for block in read(parts).blocks]
