"""Before sending: each requirement of the notice with what in the case supports it, and the changes most worth making."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.case_form.case import Person
from app.case_form.checked import CheckedCase
from app.case_form.gate import persons
from app.case_form.notice import Notice
from app.case_form.requirements import Requirement, of
from app.mapping.model import RefState

MOST_CHANGES = 3
_MOST_SUPPORTS, _SHOWN = 3, 40
"""Sentences that are shown for a requirement, and characters of each."""
_LEAST_PRACTICES, _LEAST_TEXT = 3, 60
_SENTENCES = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_UNITS = "例|次|天|日|小时|分钟|分|人|件|台|项|个|元|万元|学时"
_FIGURE = re.compile(rf"\d+(?:\.\d+)?\s*(?:[%％‰]|{_UNITS})")
_CHANGED = "升|降|增|减|提高|下降|缩短|延长"
_COMPARED = re.compile(rf"[由从自].{{0,30}}(?:{_CHANGED}|至|到|为)|较.{{0,20}}(?:{_CHANGED})|改[进善]前|同比|环比|→")


_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_UNDONE = re.compile(r"没有|尚未|还没|未能|未曾|下一步|拟|计划|打算")


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for a requirement."""

    state: str
    """met, partly, open (nothing found), or ask: only a person can tell."""
    told: tuple[str, ...] = ()
    """Sentences of the case, or what was counted, in Chinese."""


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the checklist."""

    requirement: Requirement
    support: Support


@dataclass(frozen=True, slots=True)
class Checklist:
    """All lines, and the changes most worth making first."""

    lines: tuple[Check, ...]
    first: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a checklist is made from."""

    checked: CheckedCase
    notice: Notice
    pages: int
    today: date
    counted: bool = False
    """Whether the pages were counted on paper, not estimated."""


def checklist(facts: Facts) -> Checklist:
    """The checklist of a case; DataError where the notice's table breaks a rule."""
    lines = tuple(Check(r, SUPPORTS[r.needs](facts, r)) for r in of(facts.notice, frozenset(SUPPORTS)))
    worth = sorted((c for c in lines if _gain(c)), key=lambda c: -_gain(c))
    return Checklist(lines, tuple(worth[:MOST_CHANGES]))


def _gain(check: Check) -> float:
    """How much is gained by mending it: all of its weight where nothing is found, half where something is."""
    return check.requirement.weight * {"open": 1.0, "partly": 0.5}.get(check.support.state, 0.0)


def _texts(facts: Facts, requirement: Requirement) -> list[str]:
    """The sentences of the fields that a requirement looks in."""
    found = []
    for key in requirement.look_in:
        value = getattr(facts.checked.case, key)
        texts = [practice.text for practice in value] if key == "practices" else [value] if isinstance(value, str) else [*value]
        found += [s.strip() for text in texts for s in _SENTENCES.findall(text) if s.strip()]
    return found


def _shown(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{s[:_SHOWN]}…" if len(s) > _SHOWN else s for s in [*sentences][:_MOST_SUPPORTS])


def _filled(facts: Facts, requirement: Requirement) -> Support:
    """Whether its fields are filled, persons in all their parts."""
    labels = {facts.notice.label(key): getattr(facts.checked.case, key) for key in requirement.look_in}
    empty = [label for label, value in labels.items() if value in ("", (), Person())]
    lacking = [
        label for label, p in persons(facts.checked.case, facts.notice) if p != Person() and not (p.name and p.phone and p.mail)
    ]
    named = [f"{label}没有填" for label in empty]
    named += [f"{label}没有填全" for label in lacking if any(label.startswith(one) for one in labels)]
    named += [str(problem) for problem in facts.checked.of("contact") if any(problem.where.startswith(one) for one in labels)]
    if not named:
        return Support("met", _shown(_texts(facts, requirement) if requirement.look_in[0] not in _CONTACTS else ()))
    return Support("open" if len(empty) == len(labels) else "partly", tuple(named))


_CONTACTS = ("organisation", "recommender", "reporters")


def _figures(facts: Facts, requirement: Requirement) -> Support:
    found = [s for s in _texts(facts, requirement) if _FIGURE.search(s)]
    return Support("met" if found else "open", _shown(found))


def _comparison(facts: Facts, requirement: Requirement) -> Support:
    """Figures before and after: sentences that compare, or that have two figures."""
    sentences = _texts(facts, requirement)
    compared = [s for s in sentences if (_COMPARED.search(s) and _FIGURE.search(s)) or len(_FIGURE.findall(s)) > 1]
    if compared:
        return Support("met", _shown(compared))
    figures = [s for s in sentences if _FIGURE.search(s)]
    return Support("partly" if figures else "open", _shown(figures))


def _words(facts: Facts, requirement: Requirement) -> Support:
    """Sentences with a telling word of the author's own: not in a quote, and not of what has not been done."""
    own = [s for s in _texts(facts, requirement) if requirement.words.search(_QUOTED.sub("", s)) and not _UNDONE.search(s)]
    return Support("met" if own else "open", _shown(own))


def _text(facts: Facts, requirement: Requirement) -> Support:
    sentences = _texts(facts, requirement)
    size = sum(map(len, sentences))
    state = "met" if size >= _LEAST_TEXT else "partly" if size else "open"
    return Support(state, (f"{size} 个字",) if size else ())


def _practices(facts: Facts, _requirement: Requirement) -> Support:
    count = len(facts.checked.practices)
    return Support("met" if count >= _LEAST_PRACTICES else "partly" if count else "open", (f"做法 {count} 条",))


def _clauses(facts: Facts, _requirement: Requirement) -> Support:
    """Practices with a basis."""
    practices = facts.checked.practices
    founded = sum(bool(practice.bases) for practice in practices)
    state = "open" if not founded else "met" if founded == len(practices) else "partly"
    return Support(state, (f"{len(practices)} 条做法里 {founded} 条有依据",))


def _standards(facts: Facts, _requirement: Requirement) -> Support:
    printed = facts.checked.standards
    wrong = [p for p in facts.checked.of("reference") if p.where == facts.notice.label("standards")]
    state = "open" if not printed or len(wrong) >= len(printed) else "partly" if wrong else "met"
    return Support(state, _shown(printed))


def _references(facts: Facts, _requirement: Requirement) -> Support:
    wrong = facts.checked.of("reference")
    right = {r.id for r in facts.checked.references if r.state is RefState.IN_FORCE}
    if not wrong and not right:
        return Support("open", ("没有引用标准",))
    return Support("partly" if wrong else "met", (f"正确 {len(right)} 处，要核对 {len(wrong)} 处",))


def _quotes(facts: Facts, _requirement: Requirement) -> Support:
    """Quotes and bases that did not go out."""
    held = [*facts.checked.of("quote"), *[p for p in facts.checked.of("basis") if "不在知识库里" in p.what]]
    sent = sum(bool(b.quote) for p in facts.checked.practices for b in p.bases)
    return Support("partly" if held else "met", (f"写入 {sent} 处，没有写入 {len(held)} 处",))


def _titled(facts: Facts, _requirement: Requirement) -> Support:
    case = facts.checked.case
    noted = facts.checked.of("title")
    state = "open" if not case.title or (noted and not case.subtitle) else "partly" if noted else "met"
    return Support(state, tuple(filter(None, (case.title, case.subtitle))))


def _pages(facts: Facts, _requirement: Requirement) -> Support:
    how = "LibreOffice 排版" if facts.counted else "估计"
    fits = facts.pages <= facts.notice.pages
    return Support("met" if fits else "open", (f"{how} {facts.pages} 页，不超过 {facts.notice.pages} 页为宜",))


def _deadline(facts: Facts, _requirement: Requirement) -> Support:
    left = (facts.notice.deadline - facts.today).days
    told = f"{facts.notice.deadline} 以前报送，" + (f"还有 {left} 天" if left > 0 else "已过期限")
    return Support("met" if left > 0 else "open", (told,))


def _person(facts: Facts, requirement: Requirement) -> Support:
    """What only a person can tell."""
    return Support("ask", (requirement.advice,))


SUPPORTS: dict[str, Callable[[Facts, Requirement], Support]] = {
    "filled": _filled,
    "figures": _figures,
    "comparison": _comparison,
    "words": _words,
    "text": _text,
    "practices": _practices,
    "clauses": _clauses,
    "standards": _standards,
    "references": _references,
    "quotes": _quotes,
    "titled": _titled,
    "pages": _pages,
    "deadline": _deadline,
    "person": _person,
}
"""What a requirement may need → how its support is found; ``needs`` of ``corpus/notices/requirements.csv``."""
