"""Puts rows into the table of a page: `table.py page pattern row...`."""

import pathlib
import re
import sys

BEGIN, END = "<!-- scripts/compatibility writes from here -->", "<!-- to here -->"
HEAD = ["| what | result | ran on |", "| --- | --- | --- |"]


def name_of(row):
    return row.split("|")[1].strip()


def merged(text, pattern, rows):
    """The page with the rows in the place of those of the same name, or at the end.

    A row whose name matches the pattern, and that was not made again, is gone.
    """
    before, rest = text.split(BEGIN)
    table, after = rest.split(END)
    made = {name_of(row): row for row in rows}
    kept = []
    for row in table.strip().splitlines()[len(HEAD) :]:
        name = name_of(row)
        if name in made:
            kept.append(made.pop(name))
        elif not re.search(pattern, name):
            kept.append(row)
    return "\n".join([f"{before}{BEGIN}", "", *HEAD, *kept, *made.values(), "", f"{END}{after}"])


if __name__ == "__main__":
    page = pathlib.Path(sys.argv[1])
    page.write_text(merged(page.read_text("utf-8"), sys.argv[2], sys.argv[3:]), "utf-8")
