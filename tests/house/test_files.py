"""What keeps the house tidy and imports cannot show."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMIT = 300
CROWDED_NAMES = {"utils", "helpers", "common", "manager", "misc"}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


SOURCES = tracked("*.py", "*.ts", "*.tsx", "*.css")


def test_the_sources_are_found() -> None:
    assert len(SOURCES) > 50


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_holds_one_idea(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= LIMIT, f"{lines} lines usually hold two ideas"


def test_no_file_is_named_for_nothing() -> None:
    assert not [path for path in SOURCES if path.stem.lower() in CROWDED_NAMES]


def test_nothing_is_left_for_later_in_the_code() -> None:
    marker = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b", re.IGNORECASE)
    assert not [path for path in SOURCES if marker.search(path.read_text())]


def test_the_tree_names_no_registry_and_no_generated_file_is_tracked() -> None:
    hosts = re.compile(r"registry\.npmjs|pypi\.org|pythonhosted|deb\.debian")
    named = [path for path in tracked() if path.suffix != ".png" and hosts.search(path.read_text(errors="ignore"))]
    assert [path for path in named if path != Path(__file__)] == []
    assert not [path for path in tracked() if ".gen." in path.name or "node_modules" in path.parts]
