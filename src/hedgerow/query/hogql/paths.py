"""Dotted and bracketed names: ``properties.a``, ``properties['a'].b[1]`` (SQ-12)."""

from sqlglot import exp

Step = str | int
"""A name, or a place in a list."""


def path_of(node: exp.Expr) -> list[Step] | None:
    """The steps of ``node`` when it is nothing but names, text keys and whole numbers; else None."""
    match node:
        case exp.Identifier():
            return [node.this] if node.args.get("quoted") or "." not in node.this else list(node.this.split("."))
        case exp.Literal():
            return _literal(node)
        case exp.Column():
            parts = [node.args.get(part) for part in ("catalog", "db", "table", "this")]
            return _joined(*(part for part in parts if part is not None))
        case exp.Dot() if not isinstance(node.this, exp.Literal):
            return _joined(node.this, node.expression)
        case exp.Bracket() if len(node.expressions) == 1 and not isinstance(node.this, exp.Literal):
            return _joined(node.this, node.expressions[0])
        case _:
            return None


def in_brackets(node: exp.Expr) -> list[bool]:
    """For each step of the path of ``node`` whether it is written in brackets, as elements of arrays are."""
    if isinstance(node, exp.Bracket):
        return [*in_brackets(node.this), True]
    if isinstance(node, exp.Dot):
        return [*in_brackets(node.this), *in_brackets(node.expression)]
    return [False for _ in path_of(node) or ()]


def _literal(node: exp.Literal) -> list[Step] | None:
    written = str(node.this)
    if node.is_string:
        return [written]
    places = written.split(".")
    return [int(one) for one in places] if all(one.isdigit() and len(one) < 10 for one in places) else None


def _joined(*parts: exp.Expr) -> list[Step] | None:
    found = [path_of(part) for part in parts]
    return None if None in found else [step for steps in found if steps is not None for step in steps]
