"""Words of a question → conditions on the things of a base: 检验类, 2024年以后发布的, 妇科, 名称里带“讨论”的, 长治方案.

Every taker reads one sort of condition off the question; what it read is blanked, so that the words that remain are those that
no condition explains. The values (categories, specialties, issuers, chapters) are those that the base really has.
"""

import re
from collections.abc import Callable, Iterator, Set
from datetime import date
from functools import partial

from app.answer.condition import Condition, alternatives, any_of, denied, either
from app.answer.dates import DateCondition, dates
from app.answer.filters import level_of
from app.answer.members import Thing, document, place, things
from app.answer.name_conditions import names, opens_with
from app.answer.scope import is_type, scopes
from app.answer.text_conditions import quoted, says
from app.answer.values import Facet, facets
from app.base.citation import status
from app.base.knowledge import Knowledge
from index.words.normal import squeezed
from ingest.identifiers import TargetId
from ingest.model import Indicator, Standard, Target, Task
from ingest.numerals import CHINESE, chinese_to_int

Taker = Callable[[Knowledge, str, str], Iterator[Condition]]
"""Base, kind and what is left of the question → the conditions of one sort that it sets."""


def read(kb: Knowledge, kind: str, text: str) -> tuple[list[Condition], str]:
    """The conditions that ``text`` sets on things of a kind, and ``text`` with the words blanked that set them."""
    conditions: list[Condition] = []
    for take in _TAKERS:
        found: list[Condition] = []
        for one in either(sorted(take(kb, kind, text), key=lambda c: c.start), text):
            condition = denied(one, text)
            if text[one.start : one.end].strip():
                found.append(condition)
                text = text[: condition.start] + " " * (condition.end - condition.start) + text[condition.end :]
        conditions += alternatives(found, things(kb, kind)) if take in _APART else found
    return conditions, text


def _dated(kb: Knowledge, _kind: str, text: str) -> Iterator[Condition]:
    for found in dates(text, date.today()):
        yield Condition(f"{found.said}的", partial(_is_dated, kb, found), found.start, found.end)


def _is_dated(kb: Knowledge, wanted: DateCondition, thing: Thing) -> bool:
    if isinstance(thing, Standard):
        if wanted.of == "effective":
            return wanted.holds(thing.effective)
        is_day = wanted.first == wanted.last  # of a day of which nothing is said it is not known whether it is that of use
        return wanted.holds(thing.published) or (not wanted.of and is_day and wanted.holds(thing.effective))
    if isinstance(thing, Target):
        return not wanted.of and wanted.holds(str(TargetId.parse(thing.id).year))
    found = document(kb, thing)
    return found is not None and any(map(wanted.holds, (found.date, *re.findall(r"20\d\d", found.title))))


_STATES: tuple[tuple[str, str, str], ...] = (
    ("not_yet", r"尚未实施|还没有?(?:实施|施行|生效|执行)|未(?:实施|生效)|即将(?:实施|施行|生效)|待实施", "尚未实施的"),
    (
        "replaces",
        r"(?:已经?|被)*(?:代替|替代|顶替|替换|取代|作废|废止|淘汰|换掉|替掉|顶掉|更新)(?:了|过|掉)?的?(?:旧|老|以前的?|原来?的?)*(?:标准|版本?|编号)?的?"
        r"|(?:把|将)(?:旧|老|以前|原来?)的?(?:标准|版本?)?给?(?:代替|替代|顶替|替换|取代|作废|废止|淘汰|换掉|顶掉|更新)(?:了|过|掉)?的?"
        r"|有(?:旧|老)版",
        "代替了旧版的",
    ),
    ("in_force", r"现行(?:有效)?|正在用|在用|仍然?有效|还有效|目前有效|有效", "现行的"),
)
"""How the state of a standard is asked for: name, words, how it is said."""


def _states(kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    if kind != "standard":
        return
    for state, words, said in _STATES:
        for found in re.finditer(rf"(?:{words})的?", text):
            yield Condition(said, partial(_is_in_state, state, kb.superseded), *found.span())


def _is_in_state(state: str, replaced: Set[str], thing: Thing) -> bool:
    if not isinstance(thing, Standard):
        return False
    return bool(thing.replaces) if state == "replaces" else status(thing, replaced) == state


_CLASSES: tuple[tuple[str, str, str], ...] = (
    (r"强制性?", r"(?:GB|GBZ|WS|YY|DB\d*)$", "强制性"),
    (r"推荐性", r"(?:GB|GBZ|WS|YY|DB\d*)/T$|T/", "推荐性"),
    (r"(?:卫生)?行业|行标", r"(?:WS|YY|HJ|JJG|JJF|MZ|GA|GY|JGJ|RB|SF)(?:/T)?$", "行业"),
    (r"团体|团标|协会", r"T/", "团体"),
    (r"国家职业卫生|GBZ", r"GBZ(?:/T)?$", "国家职业卫生"),
    (r"国标|国家(?=的?标准)", r"GBZ?(?:/T)?$", "国家"),
    (r"地标|地方", r"DB", "地方"),
)
"""How a class of standards is called, the prefixes of its numbers (GB/T 1.1-2020), what the title of a list of them says."""
_PREFIX = re.compile(
    r"(?<![A-Za-z/])(?:(?P<prefix>(?:T/[A-Z]{2,8}|(?:GBZ|GB|WS|YY|HJ|DB\d*)(?:/T)?)[\d-]*)(?:开头|打头)"
    r"|(?P<alone>T/[A-Z]{2,8}|(?:GBZ|GB|WS|YY|HJ|DB\d*)(?:/T)?)(?![A-Za-z\d/]|\s*\d)(?:系列|编号)?)的?"
)


def _classes(kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    if kind != "standard":
        return
    for found in _PREFIX.finditer(text):
        yield Condition(f"{found[0].removesuffix('的')}的", partial(_begins, found["prefix"], found["alone"]), *found.span())
    for words, prefixes, said in _CLASSES:
        for found in re.finditer(rf"(?:{words})(?:性|类|的)*", text):
            yield Condition(said, partial(_is_of_class, kb, prefixes, f"{said}标准"), *found.span())


def _begins(prefix: str | None, alone: str | None, thing: Thing) -> bool:
    """Whether a number begins with ``prefix``, or its letters are ``alone``."""
    return thing.id.startswith(f"{alone} ") if alone else thing.id.replace(" ", "").startswith(prefix or "")


def _is_of_class(kb: Knowledge, prefixes: str, called: str, thing: Thing) -> bool:
    """Whether a standard has one of these prefixes, or stands in a list that is ``called`` so."""
    at = place(kb, thing)
    return re.match(prefixes, thing.id.partition(" ")[0]) is not None or (at is not None and called in at.titles[0])


_FIGURE = re.compile(
    r"(?:真?给了?|写明|写了|写出|规定|定|有|带)了?(?:明确|具体|固定)?的?(?:目标|具体)?(?:数值|数字|数据|数|值|阈值|目标值)的?|量化的?|(?<!\d)\d+(?:\.\d+)?%"
)
_WANTED = (
    ("升降", r"(?:升降|高低)的?"),
    (
        "升",
        r"(?:逐步|逐年|要求?|应当?|越来|越)*(?:升高|上升|提高|提升|增加|(?<![毫公每微分几两半\d])升(?![压级主])|高越好|越高)的?",
    ),
    ("降", r"(?:逐步|逐年|要求?|应当?|越来|越)*(?:降低|下降|减少|降(?![压糖脂钙])|低越好|越低)的?"),
)


_NO_FIGURE = re.compile(
    r"(?:没有?|未|不)[给写定规设]*(?:明确|具体)?(?:的)?(?:目标值|数值|数字|阈值|数|值)[，、]?(?:也|又|和|或)?(?:没有?|未)?[写给定说]*(?:升降|方向|升高|降低|高低)?(?:要求)?的?"
)


_AIMS = (
    ("降低", r"(?:要|往|向|得|需要?|应当?)*(?:往下压|下压|压下来|往下降|降下来|压低|降低|下降|减少)(?!率)的?"),
    ("提高", r"(?:要|往|向|得|需要?|应当?)*(?:往上提|往上升|提上去|升上去|提高|提升|升高|上升)(?!率)的?"),
)
"""Verb with which the name of a target begins → how such targets are asked for."""


def _wanted(_kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    """What an indicator is to reach: a figure, or a direction, or nothing."""
    if kind == "target":
        for verb, words in _AIMS:
            if found := re.search(words, text):
                yield Condition(f"要求{verb}的", partial(opens_with, verb), *found.span())
    if kind != "indicator":
        return
    if (nothing := _NO_FIGURE.search(text)) and re.search("升|高低|方向", nothing[0]):
        yield Condition("没有定数值和升降的", _is_open, *nothing.span())
        return
    if figure := _FIGURE.search(text):
        percent = figure[0] if figure[0].endswith("%") else ""
        yield Condition(
            f"要求为 {percent} 的" if percent else "定了数值的",
            partial(_has_figure, percent),
            *figure.span(),
        )
    for sign, words in _WANTED:
        if found := re.search(words, text):
            yield Condition(
                f"要求{found[0].removesuffix('的').removeprefix('要求')}的",
                partial(_has_direction, sign),
                *found.span(),
            )


def _is_open(thing: Thing) -> bool:
    """Whether an indicator is to reach nothing in particular."""
    return isinstance(thing, Indicator) and not re.search(r"[\d升降]", f"{thing.threshold}{thing.direction}")


def _has_figure(percent: str, thing: Thing) -> bool:
    """Whether an indicator is to reach this percentage, or any figure where none is given."""
    return isinstance(thing, Indicator) and (percent in thing.threshold if percent else bool(re.search(r"\d", thing.threshold)))


def _has_direction(signs: str, thing: Thing) -> bool:
    return isinstance(thing, Indicator) and any(sign in thing.direction for sign in signs)


_SCHEMES = (
    ("PIT", r"PIT-?|(?:各个?|哪些|分)?专业(?:质控)?(?:工作)?|专科|各科", "专业质控工作"),
    (
        "NIT",
        r"NIT-?|十大|国家(?:级|层面|定|卫健委|卫生健康委)?(?:的)?(?:医疗质量)?(?:安全)?|全院性?|医院总体|总体|通用",
        "国家",
    ),
)
"""Scheme of a target's code (``TargetId.scheme``) → how such targets are called."""
_REFERS = re.compile(
    r"(?:详见|参见|参照|沿用|照搬|指向|直接[^，。]{0,5}看|去?翻|去看|叫人看|让人看)(?:[前上][头面边]的?)?国家(?:的|级|层面)*(?:$|(?=[\s，。？]))"
)
"""That a specialty's target tells no strategies of its own; the noun 目标 has been taken out before."""


def _schemes(_kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    if kind != "target":
        return
    for scheme, words, said in _SCHEMES:
        for found in re.finditer(rf"(?:{words})的?", text):
            yield Condition(said, partial(_begins, scheme, None), *found.span())


def _referring(_kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    if kind == "target" and (found := _REFERS.search(text)):
        yield Condition("写明详见国家目标的", lambda t: bool(getattr(t, "refers_to", "")), *found.span())


def _valued(kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    """Values that things of the kind have: a category, a specialty, an issuer, a dimension, a chapter.

    Of several that no thing has together any one will do.
    """
    found: list[Facet] = facets(kb, kind, [(t, _values(kb, t)) for t in things(kb, kind)], text)
    together = [facet.ids for facet in found]
    apart = len(found) > 1 and not frozenset.intersection(*together)
    for facet in found:
        yield Condition(
            facet.said,
            partial(_among, frozenset().union(*together) if apart else facet.ids),
            facet.start,
            facet.end,
            facet.exact,
        )


def _among(ids: Set[str], thing: Thing) -> bool:
    return thing.id in ids


def _values(kb: Knowledge, thing: Thing) -> tuple[str, ...]:
    """The values by which a thing is chosen: those of its own attributes, and the titles of the headings over it."""
    own = (getattr(thing, "category", ""), getattr(thing, "specialty", ""), getattr(thing, "dimension", ""))
    at = place(kb, thing)
    over = at.titles[:-1] if at and isinstance(thing, (Task, Indicator, Standard)) else ()
    return tuple(v for v in (*own, getattr(thing, "issuer", ""), *over) if v)


_NTH = re.compile(
    rf"第\s*({CHINESE}|\d{{1,2}})\s*(?:大?部分|大块|方面|块|章|大类|节)|附件\s*({CHINESE}|\d{{1,2}})(?:里|中)?的?"
)


def _numbered(kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    """第三部分, 附件2: the heading of this number over a thing, next above it."""
    for found in _NTH.finditer(text):
        number = chinese_to_int(found[1] or found[2])
        holds = partial(_under, kb, number, found[2] is not None)
        if any(map(holds, things(kb, kind))):
            yield Condition(f"{found[0].strip('的里中')}的", holds, *found.span())


def _under(kb: Knowledge, number: int, annex: bool, thing: Thing) -> bool:
    at = place(kb, thing)
    if at is None:
        return False
    if annex:
        if isinstance(thing, Target):
            return number == (1 if thing.id.startswith("NIT") else 2)
        return at.path[0] in (f"附件{number}", "附件" if number == 1 else "")
    digits = re.findall(rf"{CHINESE}|\d+", at.path[-2]) if len(at.path) > 1 else []
    return bool(digits) and chinese_to_int(digits[0]) == number


def _scoped(kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    """The documents that a list is confined to; what stands in none of them is none of the kind.

    A type of document (行动计划) means those with that word in their title, where there are any.
    """
    for scope in scopes(kb, text):
        called = {i for i in scope.documents if is_type(scope.said) and scope.said in squeezed(kb.documents[i].title)}
        chosen = called or scope.documents
        holds = partial(_stands_in, kb, chosen)
        if kind == "standard":
            holds = partial(any_of, (partial(_is_of_level, {kb.documents[i].level for i in chosen}), holds))
        yield Condition(f"{scope.said}的", holds, scope.start, scope.end, crisp=False)


def _stands_in(kb: Knowledge, documents: Set[str], thing: Thing) -> bool:
    found = document(kb, thing)
    return found is not None and found.id in documents


def _is_of_level(levels: Set[str], thing: Thing) -> bool:
    return level_of(thing.id) in levels


_TAKERS: tuple[Taker, ...] = (
    names,
    says,
    _dated,
    _states,
    _referring,
    _valued,
    _classes,
    _wanted,
    _schemes,
    _numbered,
    _scoped,
    quoted,
)
"""In this order: what has a form of its own before what is found by its words."""
_APART = frozenset({_classes, _schemes, _wanted})
"""Those whose conditions exclude one another."""
