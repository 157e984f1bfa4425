"""Moderate load for a long time with a fault every minute: nothing may pile up, and nothing may get lost."""

import argparse
import itertools
import re
import signal
import sys
import threading
import time

from memshare_bench import machine, report, results
from memshare_bench.growth import Site
from memshare_bench.load import wrk
from memshare_bench.processes import workplace

SLICE = 30  # seconds


def say(text):
    print(f"soak: {text}", file=sys.stderr, flush=True)


class Visitors:
    """Sessions that are visited one after the other; each remembers what it was shown."""

    def __init__(self, application, count):
        self._application = application
        self._stopping = threading.Event()
        self.visits = self.errors = self.lost = 0
        self._sessions = [[None, 0] for _ in range(count)]
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        for session in itertools.cycle(self._sessions):
            if self._stopping.wait(0.02):
                return
            self._visit(session)

    def _visit(self, session):
        try:
            text, session[0] = self._application.get("/visit", session[0])
        except OSError:
            self.errors += 1
            return
        self.visits += 1
        shown = int(re.match(r"visits (\d+)", text).group(1))
        if shown <= session[1]:
            self.lost += 1
        session[1] = shown

    def stop(self):
        self._stopping.set()
        self._thread.join()


class Faults:
    """Freezes a node for five seconds or kills it and starts it anew, a node each minute."""

    def __init__(self, store, pause):
        self._store = store
        self._pause = pause
        self._stopping = threading.Event()
        self.count = 0
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        for number in itertools.count():
            if self._stopping.wait(self._pause):
                return
            index = number // 2 % len(self._store.processes)
            if number % 2 == 0:
                self._store.processes[index].signal(signal.SIGSTOP)
                self._stopping.wait(5)
                self._store.processes[index].signal(signal.SIGCONT)
            else:
                self._store.processes[index].kill()
                self._stopping.wait(2)
                self._store.restart(index)
            self.count += 1

    def stop(self):
        self._stopping.set()
        self._thread.join()


def verdict(samples, visitors, faults, failed):
    """Returns in words how it ended, and whether that is well."""
    first, last = samples[1], samples[-1]
    kept = (last["heap"] <= 1.2 * first["heap"] + 5_000_000 and last["threads"] <= first["threads"] + 5
            and last["files"] <= first["files"] + 10)
    fine = kept and visitors.lost == 0 and visitors.errors == 0 and failed == 0
    words = (f"{faults.count} faults in {last['minute']:.0f} minutes. Visits counted: {visitors.visits}, lost: {visitors.lost}, "
             f"failed: {visitors.errors}; requests of the load that failed: {failed}. After the first minute and at the end: heap "
             f"{first['heap'] / 1e6:.1f} and {last['heap'] / 1e6:.1f} MB, threads {first['threads']} and {last['threads']}, "
             f"open files {first['files']} and {last['files']}.")
    return words, fine


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/soak", description="Load with faults for a long time.")
    parser.add_argument("--minutes", type=float, default=30, help="30 unless set")
    options = parser.parse_args()
    samples, failed = [], 0
    with workplace("soak") as directory:
        site = Site("soak", directory)
        cookies = site.application.sessions("/fill", 256)
        visitors = Visitors(site.application, 24)
        faults = Faults(site.store, 60)
        try:
            begun = time.monotonic()
            while time.monotonic() - begun < options.minutes * 60:
                answer = wrk(site.application.port, "/write", cookies, SLICE, 16, "paced.lua")
                failed += answer.failed
                status = site.application.status(collect=True)
                samples.append({"minute": (time.monotonic() - begun) / 60, "heap": status["heap"],
                                "threads": status["threads"], "files": status["files"], "p50": answer.p50,
                                "p99": answer.p99, "per_second": answer.per_second, "failed": answer.failed})
                say(f"{samples[-1]}")
        finally:
            faults.stop()
            visitors.stop()
    words, fine = verdict(samples, visitors, faults, failed)
    results.save("soak", {"machine": machine.describe(), "minutes": samples, "verdict": words})
    say(words)
    report.main()
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
