"""Runs the scenarios and writes what the visitors saw as a table."""

import argparse
import sys
import time
import traceback

from memshare_lab import table
from memshare_lab.hosts import AVAILABLE, QUORUM, Lab
from memshare_lab.ledger import PHASES
from memshare_lab.scenarios import SCENARIOS
from memshare_lab.trial import Trial
from memshare_lab.verdict import judge


def say(text):
    print(f"faults: {text}", file=sys.stderr, flush=True)


def run(lab, scenario, options):
    """Runs one scenario on hosts that were reset; returns its ledger."""
    with Trial(lab, scenario.sessions, options.whole_wait) as trial:
        for phase, steps in zip(PHASES, (scenario.before, scenario.during, scenario.after)):
            trial.ledger.begin(phase)
            lab.mark(f"{scenario.name}, {phase}")
            for step in steps:
                step(trial)
        if lab.consistency == QUORUM:  # what is being rebuilt does not count
            trial.await_whole(lab.hosts)
        trial.each(lambda visitor: visitor.settle())
        trial.partitions.heal()
        if trial.partitions.went_unnoticed():
            trial.ledger.fail("no packet was lost or late: the network was not broken")
    return trial.ledger


def attempt(lab, scenario, options, other):
    """Runs one scenario; returns its line of the table and whether it passed."""
    begun = time.monotonic()
    try:
        lab.mark(f"made ready for {scenario.name}")
        lab.reset()
        ledger = run(lab, scenario, options)
    except Exception:  # the scenario failed, not the lab; the next one starts anew
        traceback.print_exc()
        return table.line([f"{scenario.name}: {scenario.title}"] + [""] * 16 + ["NOT RUN", ""]), False
    verdict = judge(scenario, ledger, lab.hosts, options.lenient_times, lab.consistency)
    say(f"{scenario.name}: {verdict} ({time.monotonic() - begun:.0f} s)")
    return table.line(table.row(scenario, ledger, verdict, other)), not verdict.startswith("WRONG")


def selected(scenarios, options):
    names = {scenario.name for scenario in scenarios}
    only = options.only.split(",") if options.only else None
    unknown = set(only or ()) - names
    if unknown:
        sys.exit(f"faults: no such scenario: {', '.join(sorted(unknown))}; there are: {', '.join(sorted(names))}")
    return [scenario for scenario in scenarios
            if (not options.short or scenario.short) and (only is None or scenario.name in only)
            and not (scenario.available_only and options.consistency == QUORUM)]


def arguments(program, does):
    parser = argparse.ArgumentParser(prog=program, description=does)
    parser.add_argument("--jar", help=argparse.SUPPRESS)
    parser.add_argument("--short", action="store_true", help="a selection of about two minutes, with --lenient-times")
    parser.add_argument("--only", metavar="A,B", help="only these scenarios")
    parser.add_argument("--list", action="store_true", help="name the scenarios and end")
    parser.add_argument("--table", metavar="FILE", help="write the table there too")
    parser.add_argument("--lenient-times", action="store_true",
                        help="requests that take too long are remarks and not wrong; for a machine with other work")
    parser.add_argument("--keep-logs", action="store_true", help="keep the logs, also when nothing is wrong")
    parser.add_argument("--hosts", type=int, default=3, choices=range(3, 10), metavar="N", help="3 to 9 hosts, 3 unless set")
    parser.add_argument("--whole-wait", type=float, default=60, metavar="SECONDS",
                        help="how long a restarted node may take to be rebuilt, 60 unless set")
    parser.add_argument("--consistency", choices=(AVAILABLE, QUORUM), default=AVAILABLE,
                        help="memshare.consistency of all servers, available unless set")
    parser.add_argument("--secured", action="store_true", help="with sealed records, TLS and a password")
    options = parser.parse_args()
    options.lenient_times |= options.short
    return options


def main(program="lab/faults", does="Breaks the hosts of the lab under visitors.", known=SCENARIOS):
    options = arguments(program, does)
    scenarios = selected(known, options)
    if options.list:
        for scenario in scenarios:
            marks = [mark for mark, on in (("short", scenario.short), ("waits for the rebuild", scenario.rebuild)) if on]
            print(f"{scenario.name}: {scenario.title}" + (f" ({', '.join(marks)})" if marks else ""))
        return 0
    lines, passed, other = [table.head()], 0, table.php()
    with Lab(options.jar, options.hosts, options.secured, options.consistency) as lab:
        lab.build()
        for scenario in scenarios:
            line, good = attempt(lab, scenario, options, other.get(scenario.name))
            lines.append(line)
            passed += good
        lab.keep_logs = options.keep_logs or passed < len(scenarios)
    text = "\n".join(lines) + "\n"
    print(text)
    if options.table:
        with open(options.table, "w", encoding="utf-8") as output:
            output.write(text)
    say(f"{passed} passed, {len(scenarios) - passed} failed")
    return 0 if passed == len(scenarios) else 1


if __name__ == "__main__":
    sys.exit(main())
