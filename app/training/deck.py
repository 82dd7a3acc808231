"""Lessons come in; slides go out: one message a slide, the places in the speaker notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from app.training.deciding import topics
from app.training.lesson import Bars, Lesson, Point
from app.training.master import Master
from app.training.master import colour as shade
from app.training.measuring import LEADING, cut, height
from app.training.theme import GREY, INK, TEAL
from app.training.wording import DIGEST_NOTE, NOTHING

_SIZES = (34, 32, 30, 28, 26, 24, 22, 20)
_COMFORTABLE = 24
_PLACE_SIZE, _FOOT_SIZE = 14, 11
_GAP = 14
"""Points between two statements."""
_TITLE_SIZES = (30, 28, 26, 24)
_COVER_SIZES = (42, 38, 34, 30, 26)
_MOST_POINTS = 4
_SPARSE = 0.6
"""Share of the room below which text stands in its middle."""
_DIGEST_FOOT = "含摘要：引用前核对原文"


@dataclass(frozen=True, slots=True)
class Slide:
    """What stands on one slide."""

    title: str
    points: tuple[Point, ...] = ()
    size: float = 24
    bars: Bars | None = None
    notes: tuple[str, ...] = field(default=())


def deck(lessons: Sequence[Lesson], master: Master) -> bytes:
    """A .pptx; the text is measured and goes on over as many slides as it takes."""
    writer = _Writer(master, " · ".join(lesson.name for lesson in lessons))
    writer.cover(lessons)
    for number, lesson in enumerate(lessons):
        if len(lessons) > 1:
            writer.part(number + 1, lesson)
        for slide in _slides(lesson, writer.room):
            writer.add(slide, lesson)
    out = BytesIO()
    master.deck.save(out)
    return out.getvalue()


def _slides(lesson: Lesson, room: tuple[float, float]) -> Iterator[Slide]:
    said = "先说为什么要做，再讲要求。"
    yield from _spread("为什么要做", lesson.why, room, said)
    asked = "逐条讲，讲完一条问一句：我们科现在怎样做？"
    for slide in _spread("要求做到什么", lesson.required or (_NOTHING,), room, asked):
        about = _headings(slide.points) or _topics(slide.points) or _places(slide.points)
        yield replace(slide, title=slide.title.replace("做到什么", f"：{about}") if about else slide.title)
    yield from _spread("谁来做", lesson.who, room, "请对照本院科室名称落实到人。")
    yield from _spread("怎样衡量", lesson.measured, room, "说明数据从哪里来、多久看一次。")
    for bars in lesson.bars:
        yield Slide(f"怎样衡量：{bars.heading}", bars=bars, notes=(f"出处：{bars.source}",))
    yield from _spread("我们医院要定下什么", lesson.decide, room, "现场讨论，把结果记下来，会后发给各科。")
    yield from _spread("相关的标准和制度", lesson.linked, room, "人工整理的关联供参考，适用与否由本院判断。")
    yield from _spread("怎样记住", lesson.memory, room, "口诀只帮助记忆，不能当依据引用。")
    sources = [Point(s, "") for s in lesson.sources]
    if lesson.left_out:
        sources.append(Point(f"还有 {lesson.left_out} 条没有放进课件，请看原文。", "", topic="注意"))
    yield from _spread("出处", sources, room, DIGEST_NOTE if lesson.digest else "引用时写全标题和条款号。")


_NOTHING = Point(NOTHING, "")


def _headings(points: Sequence[Point]) -> str:
    """The headings that statements stand under; "" where they are none, or more than a heading can hold."""
    told = "、".join(dict.fromkeys(p.heading for p in points if p.heading))
    return told if len(told) <= _LONG_TITLE else ""


def _topics(points: Sequence[Point]) -> str:
    """What statements are about in a word or two each; "" where that does not hold for all of them."""
    return topics(points) if all(topics([p]) for p in points) else ""


def _places(points: Sequence[Point]) -> str:
    """From where to where statements stand: 第三条至第六条."""
    return "至".join(dict.fromkeys(p.place for p in (points[0], points[-1]) if p.place))


_LONG_TITLE = 24


def _spread(title: str, points: Sequence[Point], room: tuple[float, float], said: str) -> Iterator[Slide]:
    """Statements over as few slides as hold them, evenly, all in the largest type that fits each of the slides."""
    parts = [part for point in points for part in _fitting(point, room)]
    groups = _even(parts, room)
    size = next((s for s in _SIZES if all(_high(group, s, room[0]) <= room[1] for group in groups)), _SIZES[-1])
    for number, group in enumerate(groups, 1):
        count = f"（{number}/{len(groups)}）" if len(groups) > 1 else ""
        notes = [
            said,
            *dict.fromkeys(
                f"{p.text}\n出处：{p.cited or p.place}{'（摘要，引用前核对原文）' if p.digest else ''}" for p in group
            ),
        ]
        yield Slide(f"{title}{count}", tuple(group), size, notes=tuple(notes))


def _fitting(point: Point, room: tuple[float, float]) -> list[Point]:
    """A statement in parts that fit on one slide in the smallest type."""
    most = room[1] - _PLACE_SIZE * LEADING - 6
    texts = cut(_shown(point), _SIZES[-1], room[0], most)
    if len(texts) == 1:
        return [point]
    last = len(texts) - 1
    places = [point.place + ("" if i == last else "（接下页）") for i in range(len(texts))]
    return [Point(t, p, point.cited, point.digest, heading=point.heading) for t, p in zip(texts, places, strict=True)]


def _even(parts: Sequence[Point], room: tuple[float, float]) -> list[list[Point]]:
    """Groups that fit in a middle size; of as many groups as that takes, those that are most alike in height."""
    heights = [_high([p], _COMFORTABLE, room[0]) for p in parts]
    for most in (room[1] * share / 20 for share in range(8, 21)):
        groups = _filled(parts, heights, most)
        if len(groups) == len(_filled(parts, heights, room[1])) and all(len(g) <= _MOST_POINTS for g in groups):
            return groups
    return _filled(parts, heights, room[1])


def _filled(parts: Sequence[Point], heights: Sequence[float], most: float) -> list[list[Point]]:
    groups: list[list[Point]] = []
    used = 0.0
    for part, high in zip(parts, heights, strict=True):
        if groups and used + _GAP + high <= most and len(groups[-1]) < _MOST_POINTS:
            groups[-1].append(part)
            used += _GAP + high
        else:
            groups.append([part])
            used = high
    return groups


def _shown(point: Point) -> str:
    return f"{point.topic}：{point.text}" if point.topic and not point.text.startswith(point.topic) else point.text


def _high(points: Sequence[Point], size: float, width: float) -> float:
    """Points that statements with their places take."""
    each = (height(_shown(p), size, width) + (height(_line(p), _PLACE_SIZE, width, 2) if _line(p) else 0) for p in points)
    return sum(each) + _GAP * max(0, len(points) - 1)


def _line(point: Point) -> str:
    """The line below a statement."""
    return f"{point.place}{'｜摘要' if point.digest and '概括' not in point.place else ''}" if point.place else ""


class _Writer:
    """Puts slides on a master."""

    def __init__(self, master: Master, subject: str) -> None:
        self._master, self._deck = master, master.deck
        self._subject = subject if len(subject) <= 40 else f"{subject[:38]}…"  # noqa: PLR2004
        self.room = master.body().points
        properties = self._deck.core_properties
        properties.title, properties.author, properties.language = subject, "", "zh-CN"

    def cover(self, lessons: Sequence[Lesson]) -> None:
        """The first slide."""
        first = lessons[0]
        title = first.name if len(lessons) == 1 else f"{first.name}等{len(lessons)}项"
        below = f"{first.kind}　{first.id if first.id != first.name and '#' not in first.id else ''}\n培训课件".replace(
            "　\n", "\n"
        )
        self._cover(title, below, "开场：说明今天讲什么、讲多久，讲完有测试。")

    def part(self, number: int, lesson: Lesson) -> None:
        """A slide between two subjects."""
        self._cover(lesson.name, f"第 {number} 部分　{lesson.kind}", f"下面讲：{lesson.name}")

    def _cover(self, title: str, below: str, notes: str) -> None:
        slide = self._deck.slides.add_slide(self._master.cover)
        box = self._master.heading(self._master.cover)
        size = self._fits(title, box.points, _COVER_SIZES)
        self._write(slide.shapes.title.text_frame, [(title, size, TEAL, True)])
        rest = [p for p in slide.placeholders if p.placeholder_format.idx != 0]
        for place in rest[:1]:
            self._write(place.text_frame, [(line, 22, GREY, False) for line in below.split("\n")])
        self._finish(slide, rest[1:], notes)

    def add(self, content: Slide, lesson: Lesson) -> None:
        """A slide of a lesson."""
        layout = self._master.plain if content.bars else self._master.content
        slide = self._deck.slides.add_slide(layout)
        size = self._fits(content.title, self._master.heading(layout).points, _TITLE_SIZES)
        self._write(slide.shapes.title.text_frame, [(content.title, size, TEAL, True)])
        rest = [p for p in slide.placeholders if p.placeholder_format.idx != 0]
        if content.bars:
            self._chart(slide, content.bars)
        else:
            frame = rest.pop(0).text_frame
            self._write(frame, list(self._lines(content)))
            if _high(content.points, content.size, self.room[0]) < _SPARSE * self.room[1]:
                frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._foot(slide, lesson, any(p.digest for p in content.points))
        self._finish(slide, rest, "\n\n".join(content.notes))

    def _fits(self, text: str, room: tuple[float, float], sizes: Sequence[float]) -> float:
        return next((s for s in sizes if height(text, s, room[0]) <= room[1]), sizes[-1])

    def _lines(self, content: Slide) -> Iterator[tuple[str, float, str, bool]]:
        for point in content.points:
            yield _shown(point), content.size, INK, False
            if line := _line(point):
                yield line, _PLACE_SIZE, GREY, False

    def _write(self, frame: Any, paragraphs: Sequence[tuple[str, float, str, bool]]) -> None:  # noqa: ANN401
        """(text, size in points, colour, bold) each, with the typeface for Latin and East Asian text."""
        frame.word_wrap = True
        for number, (text, size, colour, bold) in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            small = size == _PLACE_SIZE
            paragraph.line_spacing = 1.0
            paragraph.space_before, paragraph.space_after = Pt(0), Pt(_GAP if small else 2)
            _no_bullet(paragraph)
            lead, colon, rest = text.partition("：")
            runs = (
                [(lead + colon, True), (rest, bold)]
                if colon and len(lead) <= _LEAD and not bold and not small
                else [(text, bold)]
            )
            for part, heavy in runs:
                self._run(paragraph, part, size, TEAL if heavy and not bold else colour, bold=heavy)

    def _run(self, paragraph: Any, text: str, size: float, colour: str, *, bold: bool) -> None:  # noqa: ANN401
        run = paragraph.add_run()
        run.text = _clean(text)
        run.font.size, run.font.bold = Pt(size), bold
        if not self._master.own:
            run.font.color.rgb = shade(colour)
        self._face(run._r.get_or_add_rPr())

    def _face(self, properties: Any) -> None:  # noqa: ANN401
        properties.set("lang", "zh-CN")
        for script, name in (("latin", self._master.latin), ("ea", self._master.east_asian)):
            for old in properties.findall(qn(f"a:{script}")):
                properties.remove(old)
            face = properties.makeelement(qn(f"a:{script}"), {"typeface": name})
            properties.append(face)

    def _chart(self, slide: Any, bars: Bars) -> None:  # noqa: ANN401
        data: Any = CategoryChartData(number_format="General")  # type: ignore[no-untyped-call]
        data.categories = [_clean(n) for n in bars.names]
        data.add_series(bars.unit, bars.values)
        box = self._master.body()
        frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, box.left, box.top, box.width, box.height, data)
        chart = frame.chart
        chart.has_legend, chart.has_title = False, False
        plot = chart.plots[0]
        plot.gap_width, plot.has_data_labels = 60, True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = f'General"{bars.unit}"', False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size, labels.font.bold = Pt(18), True
        series = plot.series[0].format.fill
        series.solid()
        series.fore_color.rgb = shade(TEAL)
        chart.category_axis.reverse_order = True
        chart.category_axis.tick_labels.font.size = Pt(16)
        chart.category_axis.format.line.fill.background()
        chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
        chart.value_axis.minimum_scale = 0
        chart.font.size = Pt(16)
        self._face(chart._chartSpace.txPr.p_lst[0].pPr.defRPr)

    def _foot(self, slide: Any, lesson: Lesson, digest: bool) -> None:  # noqa: ANN401
        """Subject, mark of a digest and number; not over what a hospital's own master has at its foot."""
        if self._master.own and not digest:
            return
        high = Inches(0.35)
        top = (self._deck.slide_height or 0) - high - Inches(0.12)
        body = self._master.body()
        box = slide.shapes.add_textbox(body.left, top, body.width, high)
        number = len(self._deck.slides)
        name = lesson.name if len(lesson.name) <= 40 else f"{lesson.name[:38]}…"  # noqa: PLR2004
        words = [name, *([_DIGEST_FOOT] if digest else []), *([] if self._master.own else [str(number)])]
        self._write(box.text_frame, [("　｜　".join(words), _FOOT_SIZE, GREY, False)])
        box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        box.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT

    def _finish(self, slide: Any, empty: Sequence[Any], notes: str) -> None:  # noqa: ANN401
        """Empty boxes out, notes in."""
        for place in empty:
            place._element.getparent().remove(place._element)
        slide.notes_slide.notes_text_frame.text = _clean(notes)
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            for run in paragraph.runs:
                self._face(run._r.get_or_add_rPr())


_LEAD = 8
"""Characters before a colon that are set off as the topic."""


def _no_bullet(paragraph: Any) -> None:  # noqa: ANN401
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(properties.makeelement(qn("a:buNone"), {}))


def _clean(text: str) -> str:
    """Without characters that no XML may hold."""
    return "".join(c for c in text if c in "\n\t" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"))
