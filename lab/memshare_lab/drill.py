"""Breaks something as it breaks in operation, shows what an operator sees of it, and asks what it is and what is to be done."""

import argparse
import random
import re
import sys
import textwrap
import time
from datetime import datetime, timezone

from memshare_lab import page, views, web
from memshare_lab.drill_cases import CASES, Sight
from memshare_lab.hosts import Lab, until
from memshare_lab.partitions import Partitions

SETTINGS = ("--management.endpoints.web.exposure.include=health,memshare,metrics",
            "--management.endpoint.health.show-details=always")
PATIENCE = 90
SESSIONS = 12
QUESTION = "What is broken? Is anyone affected? What must you do? docs/operations.md is enough to tell."


class Drill:
    """What the cases work on: a lab whose servers run, and the faults in it. To be used in a `with`, which undoes the case."""

    def __init__(self, lab):
        self.lab = lab
        self.partitions = Partitions(lab)
        self.since = ""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.partitions.heal()
        # servers remember for minutes what they have found with each other
        anew = error is not None or any(host.app_is_changed for host in self.lab.hosts)
        for host in self.lab.hosts:
            self.lab.kill_memcached(host)
            if anew:
                self.lab.kill_app(host)

    def visit(self):
        """Makes some sessions, so that there is something to lose."""
        for number in range(SESSIONS):
            host = self.lab.hosts[number % len(self.lab.hosts)]
            answer = self.lab.client.call(web.ask, host.public, "GET", "/session")
            if not answer.ok:
                raise RuntimeError(f"no session is begun: {answer.text}")

    def restart_app(self, host, **changes):
        """Starts the server of a host anew with another environment, further settings, or another list of nodes."""
        self.lab.kill_app(host)
        self.lab.start_app(host, **changes)

    def start_anew(self, *settings):
        """Starts all servers with further settings, on empty nodes, which are complete when this returns."""
        for host in self.lab.hosts:
            self.lab.kill_app(host)
            self.lab.kill_memcached(host)
        for host in self.lab.hosts:
            self.lab.start_memcached(host)
            self.lab.start_app(host, settings=settings)
        self.lab.await_apps()
        until(lambda: all(self.lab.is_whole(host) for host in self.lab.hosts), PATIENCE, "the nodes do not become whole")

    def views(self):
        """Returns what each server shows, by the server's name."""
        return {host.name: views.of(self.lab, host, self.since) for host in self.lab.hosts}

    def mark(self, name):
        """What was before is not shown."""
        self.since = datetime.now(timezone.utc).isoformat()
        self.lab.mark(name)

    def await_everywhere(self, pattern):
        """Waits until every server shows such a line."""
        until(lambda: Sight(pattern).is_in(self.views()), PATIENCE, f"no {pattern}")


def missing(case, shown):
    """Returns what the case is to show and none, or not every one, of the servers does."""
    return [sight for sight in case.sights if not sight.is_in(shown)]


def await_sights(case, drill):
    """Waits until everything is seen; returns the views, and what is missing after all."""
    deadline = time.monotonic() + PATIENCE
    while True:
        shown = drill.views()
        lacking = missing(case, shown)
        if not lacking or time.monotonic() > deadline:
            return shown, lacking
        time.sleep(0.5)


def play(case, lab, options):
    """Plays a case on hosts that were reset; returns whether everything was seen."""
    lab.reset()
    with Drill(lab) as drill:
        drill.visit()
        drill.mark(case.name)
        case.strike(drill)
        shown, lacking = await_sights(case, drill)
    for server, lines in shown.items():
        print(f"\n{server}")
        for line in lines:
            print(textwrap.indent(re.sub(r"[\x00-\x08\x0b-\x1f]", "", line), "  "))
    if not options.check:
        print(f"\n{QUESTION}", flush=True)
        print("Enter shows the answer. ", end="", flush=True)
        sys.stdin.readline()  # also from a pipe: who plays by a program is to answer first as well
    row = page.row(case.row)
    print("\n" + "\n".join(f"{head}: {cell}" for head, cell in zip(page.HEADS, row)))
    for sight in lacking:
        print(f"NOT SEEN: {sight}")
    return not lacking


def selected(only):
    known = {case.name: case for case in CASES}
    names = only.split(",") if only else list(known)
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"drill: no such case: {', '.join(unknown)}; there are: {', '.join(known)}")
    return [known[name] for name in names]


def main():
    parser = argparse.ArgumentParser(prog="lab/drill", description=__doc__)
    parser.add_argument("--jar", help=argparse.SUPPRESS)
    parser.add_argument("--only", metavar="A,B", help="only these cases, in this order")
    parser.add_argument("--list", action="store_true", help="name the cases and end")
    parser.add_argument("--check", action="store_true", help="ask nothing; fail unless each case shows what the page says of it")
    parser.add_argument("--keep-logs", action="store_true", help="keep the logs")
    options = parser.parse_args()
    cases = selected(options.only)
    if options.list:
        print("\n".join(case.name for case in cases))
        return 0
    if not options.only and not options.check:
        random.shuffle(cases)
    failed = []
    with Lab(options.jar, settings=SETTINGS) as lab:
        lab.build()
        for number, case in enumerate(cases, 1):
            begun = time.monotonic()
            print(f"\n==== case {number} of {len(cases)}" + (f": {case.name}" if options.check else ""), flush=True)
            if not play(case, lab, options):
                failed.append(case.name)
            if options.check:
                print(f"drill: {case.name}: {'NOT SEEN' if case.name in failed else 'seen'} ({time.monotonic() - begun:.0f} s)",
                      file=sys.stderr, flush=True)
        lab.keep_logs = options.keep_logs or bool(failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
