"""Moderate load for a long time with a fault every minute: nothing may pile up, and nothing may get lost."""

import argparse
import http.client
import itertools
import re
import signal
import sys
import threading
import time

from memshare_bench import machine, report, results, verdicts
from memshare_bench.growth import Site
from memshare_bench.load import wrk
from memshare_bench.processes import workplace

SLICE = 30  # seconds
SETTLED = 15  # seconds after a fault


def say(text):
    print(f"soak: {text}", file=sys.stderr, flush=True)


class Worker:
    """Something that goes on in a thread until it is stopped, at the end of a `with` at the latest."""

    def __init__(self):
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._guarded)
        self.broken = None  # or what has ended it before it was stopped

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def _guarded(self):
        try:
            self.run()
        except Exception as error:  # whatever it is, a run without this thread is worth nothing
            self.broken = f"{type(self).__name__}: {error!r}"

    def stop(self):
        self._stopping.set()
        self._thread.join()


class Visitors(Worker):
    """Sessions that are visited one after the other; each remembers what it was shown."""

    def __init__(self, application, count):
        super().__init__()
        self._application = application
        self.visits = self.errors = self.lost = 0
        self._sessions = [[None, 0] for _ in range(count)]

    def run(self):
        for session in itertools.cycle(self._sessions):
            if self._stopping.wait(0.02):
                return
            self._visit(session)

    def _visit(self, session):
        try:
            text, session[0] = self._application.get("/visit", session[0])
        except (OSError, http.client.HTTPException):
            self.errors += 1
            return
        match = re.match(r"visits (\d+)", text)
        if not match:
            raise ValueError(f"no visits in {text!r}")
        self.visits += 1
        shown = int(match.group(1))
        if shown <= session[1]:
            self.lost += 1
        session[1] = shown


class Faults(Worker):
    """Freezes a node for five seconds or kills it and starts it anew, a node each minute."""

    def __init__(self, store, pause):
        super().__init__()
        self._store = store
        self._pause = pause
        self.count = 0
        self._over = None  # since when, or None while there is a fault or was none

    def run(self):
        for number in itertools.count():
            if self._stopping.wait(self._pause):
                return
            self._over = None
            self._fault(number)
            self._over = time.monotonic()
            self.count += 1

    def _fault(self, number):
        index = number // 2 % len(self._store.processes)
        if number % 2 == 0:
            self._store.processes[index].signal(signal.SIGSTOP)
            self._stopping.wait(5)
            self._store.processes[index].signal(signal.SIGCONT)
        else:
            self._store.processes[index].kill()
            self._stopping.wait(2)
            self._store.restart(index)

    def settled(self):
        """Whether there was a fault and nothing is left of the last one."""
        over = self._over
        return over is not None and time.monotonic() - over >= SETTLED


def sampled(site, visitors, faults, slices):
    """Puts load on a site and samples it after each slice. The last slice comes without a new fault, so that the end is settled."""
    cookies = site.application.sessions("/fill", 256)
    begun = time.monotonic()
    samples = []
    for number in range(slices):
        if number == slices - 1:
            faults.stop()
        answer = wrk(site.application.port, "/write", cookies, SLICE, 16, "paced.lua")
        status = site.application.status(collect=True)
        samples.append({"minute": (time.monotonic() - begun) / 60, "heap": status["heap"], "threads": status["threads"],
                        "files": status["files"], "settled": faults.settled(), "p50": answer.p50, "p99": answer.p99,
                        "per_second": answer.per_second, "failed": answer.failed})
        say(f"{samples[-1]}")
        if visitors.broken or faults.broken:
            break
    return samples


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/soak", description="Load with faults for a long time.")
    parser.add_argument("--minutes", type=float, default=30, help="30 unless set; with less than 2 there is no verdict")
    options = parser.parse_args()
    data = {"machine": machine.describe()}
    with workplace("soak") as directory:
        site = Site("soak", directory)
        with Visitors(site.application, 24) as visitors, Faults(site.store, 60) as faults:
            data["minutes"] = sampled(site, visitors, faults, max(1, round(options.minutes * 60 / SLICE)))
    data.update(visits=visitors.visits, lost=visitors.lost, errors=visitors.errors, faults=faults.count,
                failed=sum(each["failed"] for each in data["minutes"]),
                broken=[each.broken for each in (visitors, faults) if each.broken])
    data["verdict"], fine = verdicts.soak(data)
    whole = results.is_whole(parser, options)
    results.save("soak" if whole else "soak-part", data)
    say(data["verdict"])
    if whole:
        report.main()
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
