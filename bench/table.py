"""What was measured, as tables: for the terminal and for a page of Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bench.budgets import Budget

_HELD = ("budget", "met")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``cells`` are what was measured, ready to print; ``met`` is None when there is no budget for it."""

    name: str
    cells: tuple[str, ...]
    budget: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table; ``headings`` name the cells, ``note`` says how they were measured."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str


def held(name: str, cells: tuple[str, ...], budget: Budget, value: float) -> Row:
    """The row of something measured as ``value``, given in the unit of ``budget``."""
    return Row(name=name, cells=cells, budget=str(budget), met=budget.is_met_by(value))


def show(section: Section, console: Console) -> None:
    """Print one section."""
    table = Table(title=section.title, title_justify="left", title_style="bold", caption=section.note)
    table.caption_justify = "left"
    table.add_column("")
    for heading in (*section.headings, *_HELD):
        table.add_column(heading, justify="right")
    for row in section.rows:
        colour = {True: "green", False: "red", None: "dim"}[row.met]
        table.add_row(row.name, *row.cells, row.budget or "–", f"[{colour}]{_verdict(row)}[/]")
    console.print(table)
    console.print()


def markdown(sections: Sequence[Section], facts: Sequence[str]) -> str:
    """The page of all ``sections``; ``facts`` say where and when it was measured."""
    lines = ["# What `make bench` measured", "", *(f"- {fact}" for fact in facts), ""]
    for section in sections:
        headings = ("", *section.headings, *_HELD)
        lines += [f"## {section.title}", "", f"| {' | '.join(headings)} |"]
        lines.append("| --- |" + " ---: |" * (len(headings) - 1))
        for row in section.rows:
            lines.append(f"| {' | '.join((row.name, *row.cells, row.budget or '–', _verdict(row)))} |")
        lines += ["", section.note, ""]
    return "\n".join(lines)


def _verdict(row: Row) -> str:
    return {True: "yes", False: "NO", None: "–"}[row.met]
