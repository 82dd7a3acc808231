"""Lessons come in; what a class can talk over goes out, each with the clause that it starts from."""

from collections.abc import Iterable

from app.training.lesson import Lesson, Point

_LONGEST = 150
"""Characters of a clause that are set above what is to be talked over."""


def talk(lessons: Iterable[Lesson]) -> list[Point]:
    """For each thing that a hospital must settle: what is required, and what to say of it for one's own ward."""
    return [_of(one, lesson) for lesson in lessons for one in lesson.decide]


def _of(one: Point, lesson: Lesson) -> Point:
    required = next((p.text for p in (*lesson.required, *lesson.why) if p.cited == one.cited), lesson.name)
    told = required if len(required) <= _LONGEST else f"{required[:_LONGEST]}……"
    means = "的大意是" if one.digest else "规定"
    return Point(
        f"{one.cited}{means}：{told.rstrip('。；')}。结合本科室说一说（{one.topic}）：{one.text}",
        one.place,
        one.cited,
        one.digest,
    )
