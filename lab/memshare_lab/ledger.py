"""What a scenario's visitors have seen, counted."""

import statistics
import threading
import time
from collections import defaultdict
from dataclasses import dataclass

PHASES = ("before", "during", "after")


@dataclass(frozen=True)
class Finding:
    """Something that should not be, and when and where it was."""

    name: str
    phase: str
    seconds: float  # since the phase began
    server: str | None = None
    number: int = 1
    of_loss: bool = False  # whether it went with a session that was lost


@dataclass(frozen=True)
class Time:
    """How long a request took, in milliseconds, and how long of that it worked because it was asked to."""

    millis: float
    work: float

    @property
    def own(self):
        return self.millis - self.work


class Ledger:
    """The counts of one scenario. Safe for use by several threads."""

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self.counts = defaultdict(int)
        self.findings = []
        self.lost = set()
        self.resurrected = set()
        self.stale_by = 0
        self.times = {phase: [] for phase in PHASES}
        self.remarks = []
        self._lock = threading.Lock()
        self.begin(PHASES[0])

    def begin(self, phase):
        self.phase = phase
        self._begun = self._clock()

    def answer(self, answer, server=None, expected=None, work=0):
        """Counts a request by its answer: a 503 apart, any other that is neither 2xx nor expected as an error."""
        with self._lock:
            self.counts["requests"] += 1
            self.times[self.phase].append(Time(answer.millis, work))
            if answer.status == 503:
                self._find("unavailable", server=server)
                if answer.cookie is not None:
                    self._find("errors", server=server)
                    self._remark("a 503 touches the cookie")
            elif not answer.ok and answer.status != expected:
                self._find("errors", server=server)
                self._remark(f"HTTP {answer.status}: {' '.join(answer.text.split())[:160]}")

    def _find(self, name, number=1, server=None, of_loss=False):
        if number:
            self.counts[name] += number
            self.findings.append(Finding(name, self.phase, self._clock() - self._begun, server, number, of_loss))

    def find(self, name, number=1):
        """Counts what must not be."""
        with self._lock:
            self._find(name, number)

    def fail(self, why):
        """Counts an error that is not an answer's, and tells why."""
        with self._lock:
            self._find("errors")
            self._remark(why)

    def add(self, name, number=1):
        """Counts what may be."""
        with self._lock:
            self.counts[name] += number

    def lose(self, visitor, updates):
        """Counts a lost session with the updates in it. That it is lost once more is an error wherever losses are allowed."""
        with self._lock:
            if visitor in self.lost:
                self._find("errors")
                self._remark("a session was lost twice")
            else:
                self.lost.add(visitor)
                self._find("lost", of_loss=True)
            self._find("updates lost", updates, of_loss=True)

    def resurrect(self, visitor):
        with self._lock:
            if visitor not in self.resurrected:
                self.resurrected.add(visitor)
                self._find("resurrected")

    def stale(self, by):
        with self._lock:
            self._find("stale")
            self.stale_by = max(self.stale_by, by)

    def remark(self, text):
        """Notes something for the table; the first ten different remarks are kept."""
        with self._lock:
            self._remark(text)

    def _remark(self, text):
        if text not in self.remarks and len(self.remarks) < 10:
            self.remarks.append(text)

    def longest(self, phase):
        return max((taken.millis for taken in self.times[phase]), default=None)

    def median(self, phase):
        return statistics.median(taken.millis for taken in self.times[phase]) if self.times[phase] else None

    def faults(self):
        """Returns what must be zero and is not, by name."""
        return total(self.findings)


def total(findings):
    """Returns the numbers of the findings by name, in the order of the table."""
    sums = defaultdict(int)
    for finding in findings:
        sums[finding.name] += finding.number
    names = ("errors", "unavailable", "lost", "updates lost", "stale", "resurrected", "wrong")
    return {name: sums[name] for name in names if sums[name]}
