"""Full load for a minute, in the middle of which one of three nodes is frozen."""

import argparse
import os
import signal
import sys
import time

from memshare_bench import machine, report, results, verdicts
from memshare_bench.growth import CONNECTIONS, Site
from memshare_bench.load import Background
from memshare_bench.processes import workplace

PAGE = "/write"
WARM_UP = 90  # seconds


def requests(application, cookie):
    """Returns how many requests the page has answered: it says so itself. What a node serves does not tell, since a request
    makes more of it while another node is away."""
    return int(application.get(PAGE, cookie)[0].split()[-1])


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/frozen", description="Freezes a node under full load.")
    parser.add_argument("--third", type=int, default=20, help="seconds before, during and after, 5 at least; 20 unless set")
    options = parser.parse_args()
    if options.third < 5:
        parser.error("--third needs 5 seconds at least")
    data = {"machine": machine.describe(), "seconds": []}
    with workplace("frozen") as directory:
        site = Site("frozen", directory)
        cookies = site.application.sessions("/fill", 256)
        site.warm_up(PAGE, cookies, WARM_UP)
        load = Background(os.path.join(directory, "wrk.log"), site.application.port, PAGE, cookies, 3 * options.third,
                          CONNECTIONS)
        sampled(site, options.third, data["seconds"])
        answer = load.answer()
    data["requests"], data["p99"], data["failed"] = answer.requests, answer.p99, answer.failed
    words, fine = verdicts.frozen(data)
    whole = results.is_whole(parser, options)
    results.save("frozen" if whole else "frozen-part", data)
    print(f"frozen: {words}", file=sys.stderr)
    if whole:
        report.main()
    sys.exit(0 if fine else 1)


def sampled(site, third, seconds):
    """Samples the rate every second."""
    _, cookie = site.application.get("/fill")
    begun = last = time.monotonic()
    count = requests(site.application, cookie)
    for number in range(1, 3 * third):
        if number == third + 1:
            site.store.processes[1].signal(signal.SIGSTOP)
        if number == 2 * third + 1:
            site.store.processes[1].signal(signal.SIGCONT)
        time.sleep(max(0.0, begun + number - time.monotonic()))
        after, now = requests(site.application, cookie), time.monotonic()
        seconds.append({"at": number, "per_second": (after - count) / (now - last)})
        last, count = now, after


if __name__ == "__main__":
    main()
