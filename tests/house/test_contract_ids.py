"""Tests name the behaviours they prove, by ids that look like ids of the contract."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ID = re.compile(
    r"^(CONV|AUTH|ERR|FMT|PAGE|LOG|DASH|SHARE|TILE|RUN|STREAM|SNAP|TMPL|UNL|TAG|EVDEF|NB|CAP|MCP|EN|TR|FN|RT|LC|ST|PA|HQ|EQ)"
    r"-\d+(\.[a-z]+)?$"
)


def marked_ids() -> list[tuple[str, str]]:
    """(file, id) of every contract mark in the tests."""
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.contract"):
                found += [(path.name, str(arg.value)) for arg in node.args if isinstance(arg, ast.Constant)]
    return found


def test_every_mark_is_a_contract_id() -> None:
    marks = marked_ids()
    assert len(marks) > 100
    assert [mark for mark in marks if not ID.match(mark[1])] == []
