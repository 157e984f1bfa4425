"""What a scenario's visitors have seen, counted."""

import statistics
import threading
from collections import defaultdict

PHASES = ("before", "during", "after")


class Ledger:
    """The counts of one scenario. Safe for use by several threads."""

    def __init__(self):
        self.phase = PHASES[0]
        self.counts = defaultdict(int)
        self.lost = set()
        self.resurrected = set()
        self.stale_by = 0
        self.millis = {phase: [] for phase in PHASES}
        self.remarks = []
        self._lock = threading.Lock()

    def answer(self, answer, expected=None):
        """Counts a request by its answer: a 503 apart, any other that is neither 2xx nor expected as an error."""
        with self._lock:
            self.counts["requests"] += 1
            self.millis[self.phase].append(answer.millis)
            if answer.status == 503:
                self.counts["unavailable"] += 1
                if answer.cookie is not None:
                    self.counts["errors"] += 1
                    self._remark("a 503 touches the cookie")
            elif not answer.ok and answer.status != expected:
                self.counts["errors"] += 1
                self._remark(f"HTTP {answer.status}: {' '.join(answer.text.split())[:160]}")

    def add(self, name, number=1):
        with self._lock:
            self.counts[name] += number

    def lose(self, visitor):
        with self._lock:
            self.lost.add(visitor)

    def resurrect(self, visitor):
        with self._lock:
            self.resurrected.add(visitor)

    def stale(self, by):
        with self._lock:
            self.counts["stale"] += 1
            self.stale_by = max(self.stale_by, by)

    def remark(self, text):
        """Notes something for the table; the first ten different remarks are kept."""
        with self._lock:
            self._remark(text)

    def _remark(self, text):
        if text not in self.remarks and len(self.remarks) < 10:
            self.remarks.append(text)

    def longest(self, phase):
        return max(self.millis[phase], default=None)

    def median(self, phase):
        return statistics.median(self.millis[phase]) if self.millis[phase] else None

    def above(self, limit):
        """Returns how many requests took longer than the limit in milliseconds."""
        return sum(millis > limit for phase in PHASES for millis in self.millis[phase])

    def faults(self):
        """Returns what must be zero and is not, by name."""
        found = {
            "errors": self.counts["errors"],
            "unavailable": self.counts["unavailable"],
            "lost": len(self.lost),
            "updates lost": self.counts["updates lost"],
            "stale": self.counts["stale"],
            "resurrected": len(self.resurrected),
            "wrong": self.counts["wrong"],
        }
        return {name: number for name, number in found.items() if number}
