"""Two documents side by side come in; what is shown of them goes out."""

from app.present.schema import comparison as schema
from app.relations.compare import Comparison
from kg.crosswalk import Row


def comparison(found: Comparison) -> schema.Comparison:
    """``crosswalk --json``."""
    return schema.Comparison(
        a=found.a.id,
        b=found.b.id,
        kind=found.kind,
        rows=tuple(map(_row, found.rows)),
        contradictions=tuple(
            schema.Contradiction(indicator=one.name, values=(one.value, other.value), clauses=(one.clause, other.clause))
            for one, other in found.contradictions
        ),
    )


def _row(row: Row) -> schema.ComparisonRow:
    return schema.ComparisonRow(
        a=tuple(unit.number for unit in row.a),
        b=tuple(unit.number for unit in row.b),
        relation=row.relation,
        changes=row.changes,
        titles_a=tuple(unit.title for unit in row.a),
        titles_b=tuple(unit.title for unit in row.b),
        basis=row.basis,
        score=round(row.score, 3),
        figures=tuple(schema.FigurePair(indicator=name, a=a, b=b) for name, a, b in row.figures),
        differences=tuple(schema.Difference(a=a, b=b) for a, b in row.differences),
    )
