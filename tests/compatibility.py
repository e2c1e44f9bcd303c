"""Writes `docs/compatibility.md` from the contract ids that tests carry: `python -m tests.compatibility`."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "compatibility.md"
CASES = ROOT / "src" / "hedgerow" / "query" / "kinds"

AREAS = {
    "CONV": "Conventions: addresses",
    "AUTH": "Conventions: authentication",
    "ERR": "Conventions: errors",
    "FMT": "Conventions: formats",
    "PAGE": "Conventions: paging",
    "LOG": "Conventions: audit",
    "DASH": "Dashboards",
    "TILE": "Tiles",
    "RUN": "Running a dashboard's insights",
    "TAG": "Tags",
    "EVDEF": "Event definitions",
    "NB": "Neighbours: users, projects, insights, keys, properties",
    "CAP": "Capture and SDKs",
    "EN": "Queries: envelope, dates, filters, breakdowns, cache",
    "TR": "Queries: trends",
}

INTRODUCTION = """# API compatibility

The behaviours of the API contract that a test proves, each with the places that do. Made from the tests by
`python -m tests.compatibility`; a test keeps it true. A behaviour that is not here is not claimed yet.

"""


def proofs() -> dict[str, set[str]]:
    """Every contract id with the test files and case files that carry it, as paths from the root."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.contract"):
                for argument in node.args:
                    if isinstance(argument, ast.Constant):
                        found[str(argument.value)].add(path.relative_to(ROOT).as_posix())
    for path in sorted(CASES.glob("*/cases/*.yaml")):
        for case in _cases(yaml.safe_load(path.read_text())):
            for named in case.get("contract", ()):
                found[str(named)].add(path.relative_to(ROOT).as_posix())
    return found


def page() -> str:
    """The whole page as Markdown."""
    by_area: dict[str, list[str]] = defaultdict(list)
    proven = proofs()
    for named in sorted(proven, key=_order):
        links = ", ".join(f"[{Path(path).name}](../{path})" for path in sorted(proven[named]))
        by_area[named.split("-")[0]].append(f"| {named} | {links} |")
    parts = [INTRODUCTION]
    for prefix, title in AREAS.items():
        if rows := by_area.pop(prefix, None):
            parts.append(f"## {title}\n\n| behaviour | proven by |\n| --- | --- |\n" + "\n".join(rows) + "\n\n")
    if by_area:
        raise ValueError(f"ids of areas nobody named: {sorted(by_area)}")
    return "".join(parts).rstrip() + "\n"


def _cases(content: object) -> list[dict[str, list[str]]]:
    cases = content.get("cases", []) if isinstance(content, dict) else content
    return [case for case in cases if isinstance(case, dict)] if isinstance(cases, list) else []


def _order(named: str) -> tuple[str, int, str]:
    prefix, _, rest = named.partition("-")
    number = re.match(r"\d+", rest)
    return prefix, int(number[0]) if number else 0, rest


if __name__ == "__main__":
    PAGE.write_text(page())
