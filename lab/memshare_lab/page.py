"""The table of docs/operations.md that leads from what is seen to what is to be done."""

from pathlib import Path

FILE = Path(__file__).parents[2] / "docs" / "operations.md"
TITLE = "## From what you see to what you do"
HEADS = ("what you see", "what is broken", "is anyone affected?", "what to do")


def text():
    return FILE.read_text(encoding="utf-8")


def rows():
    """Returns the cells of each row."""
    section = text().split(TITLE)[1].split("\n## ")[0]
    lines = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in section.splitlines() if line.startswith("| ")]
    if tuple(lines[0]) != HEADS:
        raise ValueError(f"the table of {TITLE} has other columns")
    return [cells for cells in lines[1:] if not cells[0].startswith("---")]


def row(beginning):
    """Returns the only row whose first cell begins so."""
    (found,) = [cells for cells in rows() if cells[0].startswith(beginning)]
    return found
