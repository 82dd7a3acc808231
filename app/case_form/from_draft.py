"""What ``app/mapping`` read of a draft comes in; a case for its author to check and complete goes out."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from app.base.knowledge import Knowledge
from app.case_form.case import Basis, Case, CasePractice, Person
from app.case_form.checked import MISSING
from app.case_form.notice import Notice, written
from app.mapping.folding import fold, without_radicals
from app.mapping.model import Draft, Mapping, Match, Passage, QuoteState, RefState
from app.mapping.sentences import Role, role_of, roles
from ingest.identifiers import StandardNumber

_SUBTITLE = re.compile(r"\s*(?:\n|——|—)\s*")
_NOTES = re.compile(r"[（(][^（）()]*[）)]$")
_OPINIONS = re.compile(r"(?:标准|政策|文件).*(?:意见|建议)")
_ADVICE = re.compile("建议|意见|体会|启示|经验|思考|推广")
"""What the heading of a wish has that others may follow; another one (不足, 展望) tells of the case itself."""
_SECTIONS = {Role.BACKGROUND: "introduction", Role.RESULT: "effects", Role.WISH: "suggestions"}
"""Role of a part of a draft → the field that it fills."""
_PARTS = ("phone", "mail")


def case(kb: Knowledge, mapping: Mapping, notice: Notice) -> Case:
    """The case that a draft tells; what it does not tell stays empty."""
    draft = mapping.draft
    filled = _filled(draft, notice)
    parts = {key: "\n".join(lines) for key, lines in _sections(draft).items()}
    texts = {key: filled.get(key) or parts.get(key, "") for key in ("introduction", "effects", "suggestions", "opinions")}
    title, *subtitle = _SUBTITLE.split(without_radicals(draft.title).strip(), maxsplit=1)
    return Case(
        file=draft.file,
        organisation=filled.get("organisation", ""),
        recommender=_person("recommender", filled),
        reporters=tuple(p for n in ("1", "2", "3") if (p := _person(f"reporters{n}", filled)) != Person()),
        title=title,
        subtitle=f"——{subtitle[0]}" if subtitle else "",
        standards=tuple(dict.fromkeys(_standards(kb, mapping))),
        practices=tuple(CasePractice(without_radicals(p.text), bases(mapping, p.matches[:1])) for p in mapping.practices),
        enclosures=tuple(filled.get("enclosures", "").splitlines()),
        **texts,
    )


def _filled(draft: Draft, notice: Notice) -> dict[str, str]:
    """Of the association's form: attribute, or ``reporters2.phone``, → what is filled in."""
    said = written()
    keys = {fold(field.label): field.key for field in notice.fields}
    keys |= {fold(words): key for words, key in said.items() if key not in _PARTS}
    parts = {fold(words): key for words, key in said.items() if key in _PARTS}
    out = dict(_in_lines(draft, {**said, **{notice.label(key): key for key in _CONTACTS}}))
    rows = groupby((p for p in draft.passages if p.row), key=lambda p: p.row)
    for _, row in rows:
        whose, key = "", ""
        for passage in row:
            label = fold(_NOTES.sub("", passage.text.strip()))
            numbered = re.fullmatch(r"(.+?)(\d)", label)
            if label in keys:
                whose = key = keys[label]
            elif numbered and numbered[1] in keys:
                whose = key = f"{keys[numbered[1]]}{numbered[2]}"
            elif label in parts and whose:
                key = f"{whose}.{parts[label]}"
            elif key:
                out.setdefault(key, without_radicals(passage.text))
                key = ""
    return {key: value for key, value in out.items() if value not in _EMPTY}


def _in_lines(draft: Draft, said: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Of lines that begin with a label, whether one or more stand in it (推荐人：… 电话：…): key as in ``_filled``, value."""
    label = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    pair = re.compile(rf"(?:^|[\s，,；;、。|（(])({label})\s*([1-3１-３]?)\s*[：:]", re.IGNORECASE)
    keys, whose = {words.lower(): key for words, key in said.items()}, ""
    for line in (line.strip() for p in draft.passages if not p.row for line in without_radicals(p.text).split("\n")):
        found = [*pair.finditer(line)]
        if not found or found[0].start():
            whose = ""
            continue
        for one, end in zip(found, [*(m.start() for m in found[1:]), len(line)], strict=True):
            key, number = keys[one[1].lower()], fold(one[2])
            if key not in _PARTS:
                whose = key = f"reporters{number or 1}" if key == "reporters" else key
            elif whose:
                key = f"{whose}.{key}"
            yield key, line[one.end() : end].strip(_AROUND)


_AROUND = " \t　，,；;。、|（(）)"
_CONTACTS = ("organisation", "recommender", "reporters")
_EMPTY = ("", MISSING, "无", "/")


def _person(key: str, filled: dict[str, str]) -> Person:
    return Person(*(filled.get(part, "") for part in (key, f"{key}.phone", f"{key}.mail")))


def _sections(draft: Draft) -> dict[str, list[str]]:
    """Field → the paragraphs and table rows under headings of its role, in order; a list of standards is none."""
    parts: dict[str, list[str]] = {}
    told = zip(draft.passages, roles(draft), strict=True)
    for _, group in groupby(enumerate(told), key=lambda one: (one[1][0].row, 0 if one[1][0].row else one[0])):
        line = [one for _, one in group]
        if key := _field(*line[0]):
            text = "，".join(passage.text for passage, _ in line)
            kept = parts.setdefault(key, [])
            if (heading := _of_shortcomings(*line[0])) and not any(one.startswith(f"{heading}：") for one in kept):
                text = f"{heading}：{text}"
            kept.append(without_radicals(text).replace("\n", " ").strip())
    return parts


def _field(passage: Passage, role: Role) -> str:
    """The field that a passage of a role belongs to; "" for a heading, and for a part that fills none."""
    if passage.kind == "heading" or (role is Role.BACKGROUND and any("标准" in heading for heading in passage.headings)):
        return ""
    if _of_shortcomings(passage, role):
        return _SECTIONS[Role.BACKGROUND]
    opinion = role is Role.WISH and any(_OPINIONS.search(heading) for heading in passage.headings)
    return "opinions" if opinion else _SECTIONS.get(role, "")


def _of_shortcomings(passage: Passage, role: Role) -> str:
    """The heading of a part on what is lacking or to come; "" for any other part."""
    heading = next((one for one in passage.headings if role is Role.WISH and role_of(one) is role), "")
    return "" if _ADVICE.search(heading) else heading


def _standards(kb: Knowledge, mapping: Mapping) -> Iterator[str]:
    """The standards that the draft cites, as it writes them where that is wrong; without any its targets."""
    found = False
    for reference in mapping.references:
        held = reference.expected_id or reference.id
        if next(StandardNumber.find(reference.written), None) or (held in kb.entities and kb.found_as(held) == "standard"):
            found = True
            right = reference.state is RefState.IN_FORCE and reference.id
            yield reference.id if right else without_radicals(reference.written)
    if not found:
        yield from (proposal.id for proposal in mapping.targets)


def bases(mapping: Mapping, matches: Iterable[Match]) -> tuple[Basis, ...]:
    """Some matches of a practice as its bases, each with the draft's own quote of it where that is verbatim."""
    quotes = {q.clause: q.source_text for q in mapping.quotes if q.state is QuoteState.VERBATIM}
    return tuple(Basis(match.id, quotes.get(match.id, "") if match.kind == "clause" else "") for match in matches)
