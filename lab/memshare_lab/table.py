"""The table of a run, beside what was measured of PHP's original."""

import csv
from pathlib import Path

_PHP = [Path(__file__).parent.parent / f"php-{version}.csv" for version in ("8.0", "8.2")]

HEAD = ("scenario", "requests", "errors", "503", "sessions lost", "updates lost", "stale reads (by)", "resurrected",
        "wrong increments", "one attribute at once: lost / stale", "longest ms before / during / after (median)",
        "PHP 8.0 / 8.2: errors", "lost", "updates lost", "stale", "resurrected", "longest ms", "verdict", "remarks")


def php():
    """Returns what was measured of both versions of PHP's extension, by scenario: the cells of its columns."""
    found = {}
    for path in _PHP:
        with open(path, newline="", encoding="utf-8") as lines:
            for measured in csv.DictReader(lines):
                found.setdefault(measured["scenario"], []).append(_theirs(measured))
    return {name: [" / ".join(cells) for cells in zip(*versions)] for name, versions in found.items()}


def _theirs(measured):
    # a request that was killed on purpose is no error of the store's; our own count does not have them either
    errors = int(measured["errors"]) - int(measured["killed on purpose"])
    names = ("sessions lost", "updates lost", "stale reads", "resurrected")
    return [str(errors), *(measured[name] for name in names), str(_longest(measured))]


def row(scenario, ledger, verdict, other):
    """Returns the cells of one scenario's row."""
    count = ledger.counts
    times = " / ".join("-" if ledger.longest(phase) is None else f"{ledger.longest(phase):.0f} ({ledger.median(phase):.0f})"
                       for phase in ("before", "during", "after"))
    stale = f"{count['stale']} ({ledger.stale_by})" if count["stale"] else "0"
    mine = [f"{scenario.name}: {scenario.title}", count["requests"], count["errors"], count["unavailable"],
            f"{len(ledger.lost)}/{scenario.sessions}", count["updates lost"], stale,
            f"{len(ledger.resurrected)}/{scenario.sessions}", count["wrong"],
            f"{count['concurrent lost']} / {count['concurrent stale']}", times]
    return [str(cell).replace("|", "/") for cell in mine + (other or [""] * 6) + [verdict, "; ".join(ledger.remarks)]]


def _longest(other):
    return max(int(other[name]) for name in ("longest before", "longest during", "longest after") if other[name] != "-")


def line(cells):
    return "| " + " | ".join(cells) + " |"


def head():
    return line(HEAD) + "\n" + line(["---"] * len(HEAD))
