"""What the documentation says is what the code does."""

import re
from pathlib import Path

from pydantic_core import PydanticUndefined
from typer.testing import CliRunner

from hedgerow.base.settings import Settings
from hedgerow.main.cli import app
from tests import compatibility

ROOT = Path(__file__).parents[2]
BEGIN, END = "<!-- settings: a test keeps this table equal to the code -->\n", "<!-- /settings -->"


def settings_table() -> str:
    """Every setting as a row: variable, default, meaning."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in {None, PydanticUndefined} else f"`{field.default}`"
        rows.append(f"| `HEDGEROW_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows) + "\n"


def test_operations_lists_every_setting_with_its_default() -> None:
    page = (ROOT / "docs" / "operations.md").read_text()
    assert page.split(BEGIN)[1].split(END)[0] == settings_table()


def test_every_command_the_readme_and_the_guide_show_exists() -> None:
    shown = set()
    for page in ("README.md", "docs/guide.md", "docs/operations.md"):
        shown |= set(re.findall(r"`?hedgerow ((?:projects|keys|users) [a-z-]+|[a-z]+)", (ROOT / page).read_text()))
    assert {"serve", "doctor", "projects create", "keys create"} <= shown
    for command in sorted(shown):
        done = CliRunner().invoke(app, [*command.split(), "--help"])
        assert done.exit_code == 0, f"hedgerow {command}: {done.output}"


def test_the_compatibility_page_is_what_the_tests_carry() -> None:
    assert compatibility.PAGE.read_text() == compatibility.page(), "run: python -m tests.compatibility"


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
