"""Full load for a minute, in the middle of which one of three nodes is frozen."""

import argparse
import os
import signal
import statistics
import sys
import time

from memshare_bench import machine, report, results
from memshare_bench.growth import CONNECTIONS, Site
from memshare_bench.load import Background
from memshare_bench.processes import workplace
from memshare_bench.stores import ask


def reads(port):
    """Returns how many reads a node has served; a request is one read of each node that is up."""
    stats = dict(line.split()[1:3] for line in ask(port, b"stats", b"END\r\n") if line.startswith("STAT "))
    return int(stats["cmd_get"])


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/frozen", description="Freezes a node under full load.")
    parser.add_argument("--third", type=int, default=20, help="seconds before, during and after; 20 unless set")
    options = parser.parse_args()
    data = {"machine": machine.describe(), "seconds": []}
    with workplace("frozen") as directory:
        site = Site("frozen", directory)
        cookies = site.application.sessions("/fill", 256)
        site.warm_up("/write", cookies, 30)
        load = Background(os.path.join(directory, "wrk.log"), site.application.port, "/write", cookies, 3 * options.third,
                          CONNECTIONS)
        sampled(site, options.third, data["seconds"])
        answer = load.answer()
    data["p99"], data["failed"] = answer.p99, answer.failed
    rates = [each["per_second"] for each in data["seconds"]]
    data["healthy"] = statistics.median(rates[3:options.third - 1])
    data["frozen"] = statistics.median(rates[options.third + 1:2 * options.third - 1])
    results.save("frozen", data)
    print(f"frozen: {data['frozen'] / data['healthy']:.2f} of the healthy requests per second, p99 {data['p99']:.0f} ms, "
          f"{data['failed']} failed", file=sys.stderr)
    report.main()


def sampled(site, third, seconds):
    """Samples the rate every second, by a node that stays as it is."""
    port = site.store.ports[0]
    begun = last = time.monotonic()
    count = reads(port)
    for number in range(1, 3 * third):
        if number == third + 1:
            site.store.processes[1].signal(signal.SIGSTOP)
        if number == 2 * third + 1:
            site.store.processes[1].signal(signal.SIGCONT)
        time.sleep(max(0.0, begun + number - time.monotonic()))
        now, after = time.monotonic(), reads(port)
        seconds.append({"at": number, "per_second": (after - count) / (now - last)})
        last, count = now, after


if __name__ == "__main__":
    main()
