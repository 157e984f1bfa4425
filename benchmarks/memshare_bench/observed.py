"""What health, meters and spans cost a request: the same application with those of memshare and without, several processes of each.

Two processes of one jar differ by more than what is to be measured, so each kind has several, and their median is told.
"""

import argparse
import sys

from memshare_bench import machine, report, results, verdicts
from memshare_bench.compare import CONNECTIONS, WARM_UP_TURNS, Contender
from memshare_bench.processes import workplace
from memshare_bench.rows import Row, memshare_arguments
from memshare_bench.stores import Memcached

PAGE = "/visit"
AUTO_CONFIGURATIONS = ",".join(f"io.memshare.autoconfigure.{name}AutoConfiguration" for name in (
    "health.MemshareHealthContributor", "metrics.MemshareMetrics", "observation.MemshareObservation", "endpoint.MemshareEndpoint"))


def _without(store):
    return memshare_arguments(store, f"--spring.autoconfigure.exclude={AUTO_CONFIGURATIONS}")


def rows(pairs):
    """Returns the rows, the kinds in turn."""
    return [Row(f"{kind}-{number}", f"{kind} observation, process {number}", "observed", lambda at: Memcached(3, at), arguments,
                main=True, pages=(PAGE,))
            for number in range(1, pairs + 1) for kind, arguments in (("with", memshare_arguments), ("without", _without))]


def say(text):
    print(f"observed: {text}", file=sys.stderr, flush=True)


def run(options):
    data = {"machine": machine.describe(), "seconds": options.seconds, "samples": {"with": [], "without": []}}
    with workplace("observed") as directory:
        contenders = []
        for row in rows(options.pairs):
            contenders.append(Contender(row, directory))
            contenders[-1].application.await_up()
        for contender in contenders:
            contender.prepare()
        say("all count right; warming up")
        for _ in range(WARM_UP_TURNS):
            for contender in contenders:
                contender.warm_up(PAGE, options.warm_up)
        processes = {contender.row.name: [] for contender in contenders}
        for number in range(options.rounds):
            # there and back, so that neither kind is always the first one
            for contender in contenders if number % 2 == 0 else contenders[::-1]:
                processes[contender.row.name].append(contender.sample(PAGE, options.seconds, CONNECTIONS))
            say(f"round {number + 1} of {options.rounds} is done")
    for name, samples in processes.items():
        data["samples"][name.split("-")[0]].append(samples)
    return data


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/observed", description="Measures what health, meters and spans cost.")
    parser.add_argument("--pairs", type=int, default=4, help="processes of each kind, 4 unless set")
    parser.add_argument("--rounds", type=int, default=6, help="6 unless set")
    parser.add_argument("--seconds", type=int, default=4, help="of one measurement, 4 unless set")
    parser.add_argument("--warm-up", type=int, default=20, help="seconds for each process in each of two turns, 20 unless set")
    return parser


def main():
    parser = arguments()
    options = parser.parse_args()
    data = run(options)
    words, fine = verdicts.observed(data)
    whole = results.is_whole(parser, options)
    results.save("observed" if whole else "observed-part", data)
    say(words)
    if whole:
        report.main()
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
