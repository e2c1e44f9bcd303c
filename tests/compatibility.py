"""Writes `docs/compatibility.md` from the contract ids that tests carry: `python -m tests.compatibility`.

`tests/behaviours.yaml` lists every behaviour of the contract and, where no test proves one, the reason.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.api_document import DOCUMENT

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "compatibility.md"
CASES = ROOT / "src" / "hedgerow" / "query" / "kinds"
BEHAVIOURS: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "behaviours.yaml").read_text())

INTRODUCTION = """# API compatibility

Every behaviour of the API contract with the tests that prove it, or the reason why none does. Made from the marks that
tests carry by `python -m tests.compatibility`; a test keeps it true.

"""


@cache
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
        content = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
        for case in content["cases"]:
            for named in case.get("contract", content.get("contract", ())):
                found[str(named)].add(path.relative_to(ROOT).as_posix())
    return found


def behaviours() -> dict[str, list[str]]:
    """Every behaviour by its area; an area without a list in the file holds what its tests carry."""
    carried = defaultdict(list)
    for named in sorted(proofs(), key=_order):
        carried[named.partition("-")[0]].append(named)
    listed: dict[str, list[str]] = {}
    for area, about in BEHAVIOURS["areas"].items():
        listed[area] = [f"{area}-{number}" for number in _numbers(about["ids"])] if "ids" in about else carried[area]
    return listed


def reasons() -> dict[str, str]:
    """Why no test proves a behaviour: a reason of its own, or that of its whole area."""
    of_areas = {
        named: BEHAVIOURS["areas"][area]["reason"]
        for area, names in behaviours().items()
        for named in names
        if "reason" in BEHAVIOURS["areas"][area]
    }
    return {**of_areas, **BEHAVIOURS["reasons"]}


def page() -> str:
    """The whole page as Markdown."""
    proven, why = proofs(), reasons()
    parts = [INTRODUCTION, _endpoints(proven)]
    for area, names in behaviours().items():
        rows = [f"| {named} | {_links(proven[named]) or why.get(named, '**nothing yet**')} |" for named in names]
        title = BEHAVIOURS["areas"][area]["title"]
        parts.append(f"## {title}\n\n| behaviour | proven by |\n| --- | --- |\n" + "\n".join(rows) + "\n\n")
    return "".join(parts).rstrip() + "\n"


def _endpoints(proven: dict[str, set[str]]) -> str:
    paths = DOCUMENT["paths"]
    rows, served = [], 0
    for number, (method, path, first) in enumerate(BEHAVIOURS["endpoints"], 1):
        operation = paths.get(f"/api/projects/{{project_id}}/{path}", {}).get(method.lower())
        served += operation is not None
        scope = "not served" if operation is None else f"`{operation['x-required-scope']}`"
        rows.append(f"| {number} | {method} `{path}` | {scope} | {first}… | {_links(proven[first])} |")
    head = "| | under `/api/projects/:id/` | scope | from | proven by |\n| --- | --- | --- | --- | --- |\n"
    return f"## Endpoints: {served} of {len(rows)}\n\n{head}" + "\n".join(rows) + "\n\n"


def _links(files: set[str]) -> str:
    return ", ".join(f"[{Path(path).name}](../{path})" for path in sorted(files))


def _numbers(ranges: str) -> Iterator[int]:
    for part in ranges.split(","):
        first, _, last = part.strip().partition("-")
        yield from range(int(first), int(last or first) + 1)


def _order(named: str) -> tuple[str, int, str]:
    prefix, _, rest = named.partition("-")
    number = re.match(r"\d+", rest)
    return prefix, int(number[0]) if number else 0, rest


if __name__ == "__main__":
    PAGE.write_text(page())
