"""Visitors who go on while something else happens."""

import threading
import time

LEAST = 0.9  # the share of the visits that has to be made, or nothing is proved


class Load:
    """So many visits a second, each visitor in turn. To be used in a `with`; its end waits for the visits under way."""

    def __init__(self, visitors, pool, ledger, rate):
        self._visitors = visitors
        self._pool = pool
        self._ledger = ledger
        self._rate = rate
        self._over = threading.Event()
        self._last = {}
        self._visits = 0
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._begun = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, kind, error, trace):
        self._over.set()
        self._thread.join()
        seconds = time.monotonic() - self._begun
        for visit in self._last.values():
            visit.result()
        self._ledger.remark(f"{self._visits} visits in {seconds:.0f} s {self._ledger.phase}")
        if self._visits < LEAST * self._rate * seconds:
            self._ledger.fail(f"fewer than {self._rate} visits a second")

    def _run(self):
        number = 0
        while not self._over.wait(max(0, self._begun + number / self._rate - time.monotonic())):
            visitor = self._visitors[number % len(self._visitors)]
            before = self._last.get(visitor)
            # a session is used by one request at a time
            if before is None or before.done():
                if before is not None and before.exception() is not None:
                    return  # told at the end
                self._last[visitor] = self._pool.submit(lambda each=visitor: each.visit(each.next_host()))
                self._visits += 1
            number += 1
