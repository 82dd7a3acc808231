"""The small changes made to a module, found in its syntax tree: pure functions of its source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file.

    ``line`` is where the change stands, 1 for the first. ``node`` numbers the changed node in the order of ``ast.walk``,
    ``choice`` its changes in the order of ``changes``. ``function`` is the qualified name of the outermost function whose
    body holds the node; where there is none, the change is run at import, and ``names`` are those that its statement binds.
    """

    path: str
    line: int
    what: str
    node: int
    choice: int
    function: str
    names: frozenset[str]

    def __str__(self) -> str:
        """What names it in results."""
        return f"{self.path}:{self.line} {self.what} ({self.node}.{self.choice})"


def _turned(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Mutations that replace a comparison or an operator by its opposite, or negate a condition."""
    match node:
        case ast.Compare(left, [op], right) if type(op) in _COMPARISONS:
            turned = _COMPARISONS[type(op)]
            yield ast.Compare(left, [turned()], right), f"{type(op).__name__} → {turned.__name__}"
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values), "and ↔ or"
        case ast.UnaryOp(ast.Not(), operand):
            yield operand, "not left out"
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
            other = _OPERATORS[type(op)]
            yield ast.BinOp(left, other(), right), f"{type(op).__name__} → {other.__name__}"


def _moved(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Mutations that change a constant."""
    match node:
        case ast.Constant(bool(value)):
            yield ast.Constant(not value), f"{value} → {not value}"
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1), f"{value} → {value + 1}"
        case ast.Constant(float(value)):
            yield ast.Constant(value * 2 + 0.5), f"{value} → {value * 2 + 0.5}"


def _left_out(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Mutations that remove a call, a condition or a filter, or put ``min`` in place of ``max`` and the like."""
    match node:
        case ast.Call(ast.Name(name, ctx), args, keywords) if name in _CALLS:
            yield ast.Call(ast.Name(_CALLS[name], ctx), args, keywords), f"{name} → {_CALLS[name]}"
        case ast.Expr(ast.Call()):
            yield ast.Pass(), "call left out"
        case ast.IfExp(_, body, _):
            yield body, "condition always true"
        case ast.comprehension(target, iterated, [_, *_], is_async):
            yield ast.comprehension(target, iterated, [], is_async), "filter left out"


def changes(node: ast.AST) -> list[tuple[ast.AST, str]]:
    """All replacements for ``node``, each with its name."""
    return [*_turned(node), *_moved(node), *_left_out(node)]


class _Replace(ast.NodeTransformer):
    """Puts ``new`` in the place of ``old``, found by identity."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._old:
            return ast.copy_location(self._new, node) if hasattr(node, "lineno") else self._new
        return super().generic_visit(node)


def mutants(path: str, source: str) -> Iterator[Mutant]:
    """Every mutant of one file; annotations and decorators are left alone: a change there means nothing at run time."""
    tree = ast.parse(source)
    skipped, functions = _declared(tree), dict(_called(tree.body))
    names = {node: _bound(statement) for statement in tree.body for node in ast.walk(statement)}
    for number, node in enumerate(ast.walk(tree)):
        if node in skipped or not changes(node):
            continue
        line = getattr(node, "lineno", 0) or getattr(getattr(node, "target", None), "lineno", 0)
        for choice, (_, what) in enumerate(changes(node)):
            yield Mutant(path, line, what, number, choice, functions.get(node, ""), names[node])


_SPACE, _PRINTABLE = "\u3000", "\u2420"
"""The Chinese space, which ``ast.unparse`` cannot write inside an f-string, for it is not printable, and what stands for it."""


def changed(source: str, mutant: Mutant) -> str:
    """``source`` with the change of ``mutant``."""
    tree = ast.parse(source.replace(_SPACE, _PRINTABLE))
    node = next(islice(ast.walk(tree), mutant.node, None))
    whole = _Replace(node, changes(node)[mutant.choice][0]).visit(tree)
    return ast.unparse(ast.fix_missing_locations(whole)).replace(_PRINTABLE, _SPACE)


def mentioning(source: str, names: frozenset[str]) -> set[int]:
    """Lines of the functions that mention one of ``names``, or a constant or class made out of them at module level."""
    tree = ast.parse(source)
    made = [statement for statement in tree.body if not isinstance(statement, _FUNCTIONS)]
    known: frozenset[str] = frozenset()
    while known != names:
        known = names
        names |= {name for statement in made if _mentioned(statement) & known for name in _bound(statement)}
    functions = [node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS)]
    users = [f for f in functions if f.name in names or _mentioned(f) & names]
    return {line for f in users for line in range(f.lineno, (f.end_lineno or f.lineno) + 1)}


def constant(source: str, names: frozenset[str]) -> tuple[str, ast.stmt] | None:
    """The one name and its statement at module level, where nothing else that runs at import reads it; else None."""
    tree = ast.parse(source)
    statements = [statement for statement in tree.body if _bound(statement) & names]
    if len(names) != 1 or len(statements) != 1 or not isinstance(statements[0], ast.Assign | ast.AnnAssign):
        return None
    later = {node for node, _ in _called(tree.body)}
    read = {node.id for node in ast.walk(tree) if node not in later and isinstance(node, ast.Name) and _is_read(node)}
    [name] = names
    return None if name in read else (name, statements[0])


def _is_read(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def imported(source: str, module: str) -> set[str]:
    """Names that a file imports from ``module`` as they are called there."""
    froms = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom) and node.module == module]
    return {alias.name for node in froms for alias in node.names}


def _mentioned(tree: ast.AST) -> set[str]:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def _bound(statement: ast.stmt) -> frozenset[str]:
    """Names that a statement binds at module level."""
    match statement:
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
            return frozenset((name,))
        case ast.Assign(targets):
            return frozenset(node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
        case ast.AnnAssign(ast.Name(name)):
            return frozenset((name,))
    return frozenset()


def _called(body: list[ast.stmt], owner: str = "") -> Iterator[tuple[ast.AST, str]]:
    """Nodes in bodies of functions, which run when these are called, not at import, each with the outermost function."""
    for statement in body:
        match statement:
            case ast.FunctionDef(name, body=inner) | ast.AsyncFunctionDef(name, body=inner):
                yield from ((node, owner + name) for part in inner for node in ast.walk(part))
            case ast.ClassDef(name, body=inner):
                yield from _called(inner, f"{owner}{name}.")


def _declared(tree: ast.Module) -> set[ast.AST]:
    """What stands in decorators and annotations."""
    found: set[ast.AST] = set()
    for owner in ast.walk(tree):
        places = [*getattr(owner, "decorator_list", []), getattr(owner, "annotation", None), getattr(owner, "returns", None)]
        found |= {inner for place in places if place is not None for inner in ast.walk(place)}
    return found
