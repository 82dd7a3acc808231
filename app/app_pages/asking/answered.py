"""An answer on the page: the conclusion to cite, then its groups in the order in which they answer."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from app.app_pages.asking import KIND, LEVEL, PAGE, QUESTION, TYPED
from app.app_pages.asking.lines import Shown, actions, result, why
from app.app_pages.parts import address, badges
from app.app_pages.parts.clause_line import words
from app.app_pages.parts.copy_button import copy_button
from app.app_pages.parts.line import OPEN, folded, line, lines
from app.app_pages.parts.links import here
from app.app_pages.parts.marks import snippet
from app.app_pages.parts.markup import NONE, element, joined
from app.app_pages.parts.place import to_place
from app.app_pages.parts.to_thing import to_thing
from app.present.schema.answers import Answer, Listing, Result, StandardResult
from ingest.kinds import listed

AT_ONCE = 20
"""Results of a group that are listed at once; the others when asked for."""
MORE = "more"
"""Name in the address of the groups that are listed whole."""


def answered(shown: Shown, more: Sequence[str]) -> Markup:
    """The whole answer; of the groups named in ``more`` every result."""
    answer = shown.asked.answer
    groups = [_group(shown, name, results, whole=name in more) for name, results in answer.groups.items() if results]
    members = _members(answer.listing) if answer.listing and not groups else NONE
    return joined([_read(answer), _conclusion(shown), *([] if answer.answered else [_refusal(shown)]), members, *groups])


def _read(answer: Answer) -> Markup:
    """How the question was read, where it was changed or may have meant another one."""
    put_right = [f"已把“{slip.written}”按“{slip.label}”查（{slip.how}）" for slip in answer.corrections]
    back = here("按原来的字查", PAGE, {TYPED: "1"}) if put_right else NONE
    offers = [here(f"您是不是要查：{offer.query}", PAGE, {QUESTION: offer.query, OPEN: None}) for offer in answer.suggestions]
    told = joined([Markup.escape("；".join(put_right)), back, *offers], "　")
    return element("p", told, class_="db-read") if told else NONE


def _conclusion(shown: Shown) -> Markup:
    answer = shown.asked.answer
    ids = answer.conclusion.ids[:1] if answer.listing else answer.conclusion.ids
    found = {one.id: one for results in answer.groups.values() for one in results}
    cited = [found[one] for one in ids if one in found]
    said = element("p", answer.conclusion.text, class_="db-said-first")
    note = element("p", answer.note) if answer.note and answer.answered and answer.note not in answer.conclusion.text else NONE
    body = joined([said, note, _foot(shown, cited) if cited else NONE])
    kind = "db-conclusion" if answer.answered else "db-conclusion db-refusal"
    return element("section", body, class_=kind, aria_label="结论")


def _foot(shown: Shown, cited: Sequence[Result]) -> Markup:
    """On what the conclusion rests, and what to do with it: all that it cites is copied, the first is opened and kept."""
    first, citations = cited[0], [one.citation for one in cited if one.citation]
    basis = shown.asked.answer.conclusion.basis
    digest = basis == "stated" and getattr(first, "rendition", "") == "digest"
    told = [badges.rendition("digest") if digest else badges.basis(basis)]
    if isinstance(first, StandardResult):
        told += [badges.status(first.status), element("span", f"{first.effective} 实施", class_="db-code db-quiet")]
    copies = [copy_button("\n".join(citations), "复制引用")] if citations else []
    clause = first.id if "#" in first.id else getattr(first, "clause", "")
    row = joined([*told, *copies, actions(shown, first.id, clause)])
    return element("div", row, class_="db-buttons") + why(first)


def _group(shown: Shown, name: str, results: Sequence[Result], *, whole: bool) -> Markup:
    sure, possible = [one for one in results if not one.maybe], [one for one in results if one.maybe]
    at_once = sure if whole else sure[:AT_ONCE]
    left = len(sure) - len(at_once)
    rest = here(f"还有 {left} 项，全部显示", PAGE, {MORE: name}, class_="db-button") if left else NONE
    title = element("h2", Markup("{} <span>{}</span>").format(listed()[name].title, len(sure)), class_="db-group")
    called = "" if sure else f"{listed()[name].title}　"
    maybe = lines([result(shown, one) for one in possible])
    folded_up = (
        folded(f"{called}可能相关 {len(possible)}", maybe, identity=f"maybe {name}", class_="db-folded db-maybe")
        if possible
        else NONE
    )
    listed_now = joined(_under_headings(shown, at_once)) or lines([result(shown, one) for one in at_once])
    return element("section", joined([title if sure else NONE, listed_now, rest, folded_up]))


def _under_headings(shown: Shown, results: Sequence[Result]) -> Iterator[Markup]:
    """The clauses of a document that is listed whole, under its headings; nothing of any other answer."""
    listing, start = shown.asked.answer.listing, 0
    for part in listing.parts if listing else ():
        if under := results[start : start + part.count]:
            yield element("h3", f"{part.heading}（{part.count} 项）", class_="db-part")
            yield lines([result(shown, one) for one in under])
        start += part.count


def _members(listing: Listing) -> Markup:
    """A list of what has no group of its own, such as documents."""
    return element("ol", joined(element("li", to_thing(one.name, listing.kind, one.id)) for one in listing.members))


def _refusal(shown: Shown) -> Markup:
    """What to do when the base has no basis, and the nearest clauses."""
    return joined([element("ul", joined(element("li", way) for way in _ways()), class_="db-ways"), _nearest(shown)])


def _ways() -> list[str | Markup]:
    """What a person may do next."""
    narrowed = address.value(KIND) or address.value(LEVEL)
    wider = here("去掉筛选，查全部文件", PAGE, {KIND: None, LEVEL: None}) if narrowed else NONE
    return [
        *([wider] if wider else []),
        "换个说法再查：写事情本身（例如“静脉炎”“危急值”），不必写完整的句子。",
        "知道标准号、文号或文件名时，直接写号或名称。",
        "要查的文件可能还没有收进知识库，请资料管理员加入后再查。",
    ]


def _nearest(shown: Shown) -> Markup:
    near = shown.asked.answer.nearest
    if not near:
        return NONE
    marks = shown.asked.marks
    rows = [
        line(
            one.id,
            f"{one.document_title}　{one.locator}",
            snippet(one.text, marks[one.id]),
            words(one, spans=marks[one.id]) + element("p", to_place(PAGE, one.id), class_="db-buttons"),
        )
        for one in near
    ]
    return element("h2", "最接近的条款（仅供参考，不能作为依据）", class_="db-group") + lines(rows)


def understood(answer: Answer) -> Markup:
    """How the question was read, step by step."""
    rows = joined(element("li", step.text) for step in answer.explain)
    return folded("问题是这样理解的", element("ul", rows), identity="read") if rows else NONE
