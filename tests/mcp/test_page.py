"""The page about MCP says what the code does."""

from pathlib import Path

from hedgerow.mcp.tool import Tool
from hedgerow.mcp.tools.registry import TOOLS

PAGE = Path(__file__).parents[2] / "docs" / "mcp.md"
BEGIN, END = "<!-- tools: a test keeps this table equal to the code -->\n", "<!-- /tools -->"


def tools_table() -> str:
    """Every tool as a row: name, what it does, the scope, and how careful one must be."""
    rows = ["| tool | what it does | scope | changes |", "| --- | --- | --- | --- |"]
    rows += [f"| `{tool.name}` | {tool.description} | `{tool.scope}` | {_changes(tool)} |" for tool in TOOLS.values()]
    return "\n".join(rows) + "\n"


def _changes(tool: Tool) -> str:
    if tool.reads:
        return "nothing"
    return "removes" if tool.destroys else "adds or changes"


def test_the_page_lists_every_tool() -> None:
    assert PAGE.read_text().split(BEGIN)[1].split(END)[0] == tools_table()
