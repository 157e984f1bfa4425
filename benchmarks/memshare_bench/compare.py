"""Measures all rows beside each other: every application is up all the time, and rounds of all rows are interleaved."""

import argparse
import copy
import os
import sys
import time

from memshare_bench import machine, report, results
from memshare_bench.application import LOGINS, Application
from memshare_bench.load import measure, wrk
from memshare_bench.processes import workplace
from memshare_bench.rows import BASE, LOGIN_PAGES, OTHER_PAGES, ROWS, SESSION_PAGES, jar

PAGES = SESSION_PAGES + LOGIN_PAGES + OTHER_PAGES
CONNECTIONS = 32
SESSIONS = 256
WARM_UP_TURNS = 2
LEAST_WARM_UP = 6  # seconds on a page in a turn, however many pages share what a row gets
STARTING = 80  # seconds for starting, checking and ending all rows on two cores


def say(text):
    print(f"compare: {text}", file=sys.stderr, flush=True)


def warm_up_seconds(row, pages, options):
    """Returns how long a row is warmed up on each of the pages in each turn: all rows get as much, on however few pages."""
    shared = sum(row.has(page) for page in pages)
    return max(min(LEAST_WARM_UP, options.warm_up), -(-options.warm_up // shared))


def alone_seconds(row):
    """Returns how long a measurement of a row with one connection takes."""
    return 2 if row.main else 1


def load_seconds(rows, pages, options):
    """Returns how long the load of all rows lasts; starting and checking come on top of it."""
    pairs = [(row, page) for row in rows for page in pages if row.has(page)]
    warm_up = WARM_UP_TURNS * sum(warm_up_seconds(row, pages, options) for row, _ in pairs)
    alone = sum(alone_seconds(row) for row, page in pairs if page != "/page")
    return warm_up + options.rounds * options.seconds * len(pairs) + alone_rounds(options) * alone


def alone_rounds(options):
    return min(3, options.rounds)


class Contender:
    """A row that is running."""

    def __init__(self, row, directory, twin=None):
        """A twin is a row whose application runs in the process of this one, with the same store."""
        self.row = row
        directory = os.path.join(directory, row.name)
        os.mkdir(directory)
        self.store = row.store(directory) if row.store else None
        self.application = Application(row.name, jar(row.application), row.arguments(self.store), directory,
                                       twin.arguments(self.store) if twin else None)
        self._cookies = {}

    def twin(self, row):
        """Returns the contender that runs in the process of this one."""
        twin = copy.copy(self)
        twin.row, twin.application, twin._cookies = row, self.application.twin(row.name), {}
        return twin

    def prepare(self):
        self.application.await_up()
        wrong = None if self.row.name == "none" else self.application.check()
        logins = [page for page in LOGIN_PAGES if self.row.has(page)]
        for page in logins:
            wrong = wrong or self.application.check_login(page)
        if wrong:
            raise RuntimeError(f"{self.row.title} {wrong}")
        visitors = self.application.sessions("/visit", SESSIONS)
        users = self.application.sessions("/fill", SESSIONS)
        self._cookies = {"/visit": visitors, "/read": users, "/write": users}
        for page in logins:
            path, form, _ = LOGINS[page]
            self._cookies[page] = self.application.sessions(path, SESSIONS, form)

    def warm_up(self, page, seconds):
        wrk(self.application.port, page, self._cookies.get(page), seconds, CONNECTIONS)

    def sample(self, page, seconds, connections):
        sample = measure(self.application, self.store, page, self._cookies.get(page), seconds, connections)
        if sample["failed"]:
            raise RuntimeError(f"{self.row.title}: {sample['failed']} requests of {page} failed")
        return sample


def rounds(contenders, pages, count, seconds_of, connections, samples):
    for number in range(count):
        for page in pages:
            for contender in contenders:
                if contender.row.has(page):
                    sample = contender.sample(page, seconds_of(contender.row), connections)
                    samples.setdefault(contender.row.name, {}).setdefault(page, []).append(sample)
        say(f"round {number + 1} of {count} with {connections} connections is done")


def run(options):
    rows = [row for row in ROWS if not options.only or row.name in options.only.split(",")]
    pages = [page for page in PAGES if not options.pages or page.strip("/") in options.pages.split(",")]
    minutes = (load_seconds(rows, pages, options) + STARTING * len(rows) / len(ROWS)) / 60
    say(f"this takes about {minutes:.1f} minutes")
    begun = time.monotonic()
    contenders = []
    data = {"machine": machine.describe(), "connections": CONNECTIONS, "sessions": SESSIONS, "rounds": options.rounds,
            "seconds": options.seconds, "samples": {}, "alone": {}}
    with workplace("compare") as directory:
        os.chmod(directory, 0o711)  # PostgreSQL runs as another user
        for row in rows:
            say(f"starting {row.name}")
            contenders.append(Contender(row, directory))
            contenders[-1].application.await_up()
        for contender in contenders:
            say(f"checking {contender.row.name}")
            contender.prepare()
        say("all count right; warming up")
        for _ in range(WARM_UP_TURNS):
            for page in pages:
                for contender in contenders:
                    if contender.row.has(page):
                        contender.warm_up(page, warm_up_seconds(contender.row, pages, options))
        rounds(contenders, pages, options.rounds, lambda row: options.seconds, CONNECTIONS, data["samples"])
        rounds(contenders, [page for page in pages if page != "/page"], alone_rounds(options), alone_seconds, 1,
               data["alone"])
    data["minutes"] = round((time.monotonic() - begun) / 60, 1)
    return data


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/compare", description="Compares stores of sessions.")
    parser.add_argument("--rounds", type=int, default=5, help="5 unless set")
    parser.add_argument("--seconds", type=int, default=4, help="of one measurement, 4 unless set")
    parser.add_argument("--warm-up", type=int, default=30, help="seconds for each row in each of two turns, shared out among its"
                        f" pages, but {LEAST_WARM_UP} for each if there is as much; 30 unless set")
    parser.add_argument("--only", help="rows: " + ",".join(row.name for row in ROWS))
    parser.add_argument("--pages", help="pages: " + ",".join(page.strip("/") for page in PAGES))
    return parser


def main():
    parser = arguments()
    options = parser.parse_args()
    data = run(options)
    whole = results.is_whole(parser, options)
    say(f"results are in {results.save('compare' if whole else 'compare-part', data)}, after {data['minutes']} minutes")
    if BASE in data["samples"]:
        print(report.comparison(data))
    if whole:
        report.main()


if __name__ == "__main__":
    main()
