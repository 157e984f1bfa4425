"""The table of a run, beside what was measured of PHP's original."""

import csv
from pathlib import Path

_PHP = Path(__file__).parent.parent / "php-8.0.csv"

HEAD = ("scenario", "requests", "errors", "503", "sessions lost", "updates lost", "stale reads (by)", "resurrected",
        "wrong increments", "one attribute at once: lost / stale", "longest ms before / during / after (median)",
        "PHP: errors", "lost", "updates lost", "stale", "resurrected", "longest ms", "verdict", "remarks")


def php():
    """Returns the rows measured of PHP, by scenario."""
    with open(_PHP, newline="", encoding="utf-8") as lines:
        return {row["scenario"]: row for row in csv.DictReader(lines)}


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
    names = ("errors", "sessions lost", "updates lost", "stale reads", "resurrected")
    theirs = [other[name] for name in names] + [_longest(other)] if other else [""] * 6
    return [str(cell).replace("|", "/") for cell in mine + theirs + [verdict, "; ".join(ledger.remarks)]]


def _longest(other):
    return max(int(other[name]) for name in ("longest before", "longest during", "longest after") if other[name] != "-")


def line(cells):
    return "| " + " | ".join(cells) + " |"


def head():
    return line(HEAD) + "\n" + line(["---"] * len(HEAD))
