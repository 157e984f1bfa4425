"""Load by wrk, and what it cost."""

import os
import re
import subprocess
from dataclasses import asdict, dataclass

from memshare_bench.processes import Process, Usage

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
_HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass(frozen=True)
class Answer:
    """What wrk says."""

    requests: int
    per_second: float
    p50: float  # milliseconds
    p99: float
    failed: int


def parse(text):
    """Reads wrk's report."""
    def number(pattern, default=None):
        match = re.search(pattern, text)
        if match is None and default is None:
            raise ValueError(f"no {pattern!r} in: {text}")
        return match.group(1) if match else default

    def latency(percent):
        value, unit = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)\s*$", text, re.M).groups()
        return float(value) * _UNITS[unit]

    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    failed = int(number(r"Non-2xx or 3xx responses: (\d+)", "0"))
    failed += sum(int(each) for each in sockets.groups()) if sockets else 0
    return Answer(int(number(r"(\d+) requests in")), float(number(r"Requests/sec:\s+([\d.]+)")),
                  latency(50), latency(99), failed)


def _command(port, page, cookies, seconds, connections, script="cookies.lua"):
    script = ["-s", os.path.join(_HERE, script)] if cookies else []
    return ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency", *script,
            f"http://127.0.0.1:{port}{page}", *(["--", cookies] if cookies else [])]


def wrk(*load):
    """Asks for a page again and again; without cookies if there is no file of them."""
    return parse(subprocess.run(_command(*load), check=True, capture_output=True, text=True).stdout)


class Background:
    """The same, beside what the caller does meanwhile."""

    def __init__(self, log, *load):
        self._process = Process(_command(*load), log)

    def answer(self):
        self._process.popen.wait()
        with open(self._process.log, encoding="utf-8") as file:
            return parse(file.read())


def measure(application, store, page, cookies, seconds, connections):
    """Puts load on a page and returns what a request cost, as a dictionary for the results."""
    def used():
        return application.process.usage(), store.usage() if store else Usage(), store.wire() if store else None

    allocated = application.status()["allocated"]
    app, kept, wire = used()
    answer = wrk(application.port, page, cookies, seconds, connections)
    app2, kept2, wire2 = used()
    allocated = application.status()["allocated"] - allocated
    per = 1 / max(1, answer.requests)
    sample = asdict(answer)
    own, own_compilers = app2.since(app)
    other, other_compilers = kept2.since(kept)
    sample["app_cpu"] = own * per * 10_000  # seconds for 10,000 requests, without the compilers
    sample["store_cpu"] = other * per * 10_000
    sample["all_cpu"] = sample["app_cpu"] + sample["store_cpu"]
    sample["jit_cpu"] = (own_compilers + other_compilers) * per * 10_000
    sample["allocated_kb"] = allocated * per / 1024
    sample["operations"] = (wire2[0] - wire[0]) * per if wire else None
    sample["wire_kb"] = (wire2[1] - wire[1]) * per / 1024 if wire else None
    return sample
