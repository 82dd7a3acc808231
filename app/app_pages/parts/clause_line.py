"""A clause in one line; open, its words with everything they hang on."""

from markupsafe import Markup

from app.app_pages.parts import badges
from app.app_pages.parts.citation import citation
from app.app_pages.parts.line import line
from app.app_pages.parts.marks import Spans, marked, snippet
from app.app_pages.parts.markup import NONE, element, joined
from app.present.schema.entities import Clause


def clause_line(
    item: Clause, *, spans: Spans = (), why: Markup = NONE, actions: Markup = NONE, document: bool = True
) -> Markup:
    """One clause: its place and words in a line, ``spans`` of them marked; open, with its list, why and how to cite it.

    ``actions`` are buttons and links after the copy buttons; ``document`` says whether the title of its document is told.
    """
    return line(
        item.id,
        item.locator or item.document_title,
        snippet(_words(item), spans),
        joined([words(item, spans=spans, document=document), why, citation(item.citation, item.citation_short, more=actions)]),
        badges=badges.rendition(item.rendition),
    )


def words(item: Clause, *, spans: Spans = (), document: bool = True) -> Markup:
    """The words of a clause with its place, the sentences that it hangs on, and the items that it opens."""
    where = "　".join(
        filter(None, [item.document_title if document else "", item.locator, f"第 {item.page} 页" if item.page else ""])
    )
    leads = [element("p", f"承接：{lead.text}", class_="db-quiet") for lead in item.leads]
    rows = [element("li", f"{one.locator}　{one.text}", style=f"margin-left:{one.depth - 1}em") for one in item.items]
    return joined(
        [
            element("p", where, class_="db-where"),
            *leads,
            _cells(item) if item.cells else element("p", marked(item.text, spans), class_="db-words"),
            element("ul", joined(rows), class_="db-items") if rows else NONE,
        ]
    )


def _words(item: Clause) -> str:
    return item.text or "；".join(cell.text for cell in item.cells)


def _cells(item: Clause) -> Markup:
    """A table row under its heads."""
    return element(
        "dl", joined(element("dt", cell.column or "　") + element("dd", cell.text) for cell in item.cells), class_="db-cells"
    )
