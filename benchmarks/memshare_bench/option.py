"""What an option costs a visit: the same application with it and without.

Two processes of one jar differ by more than a few percent, since each compiles in its own way, and so does a machine from second to second.
So where a small difference is measured, a process has both applications, the twins, which share what is compiled and take turns. Otherwise
each kind has several processes, and their median is told.
"""

import argparse
import sys
from dataclasses import dataclass
from typing import Callable

from memshare_bench import machine, report, results, verdicts
from memshare_bench.compare import CONNECTIONS, WARM_UP_TURNS, Contender
from memshare_bench.processes import workplace
from memshare_bench.rows import Row, encrypted, memshare_arguments, sealed
from memshare_bench.stores import Memcached, TlsMemcached

PAGE = "/visit"
AUTO_CONFIGURATIONS = ",".join(f"io.memshare.autoconfigure.{name}AutoConfiguration" for name in (
    "health.MemshareHealthContributor", "metrics.MemshareMetrics", "observation.MemshareObservation", "endpoint.MemshareEndpoint"))


@dataclass(frozen=True)
class Option:
    """An option: the application, what is different with it, and what it is called."""

    words: str
    application: str
    with_it: Callable
    without: Callable = memshare_arguments
    store: Callable = Memcached
    twins: bool = False


def _unobserved(store):
    return memshare_arguments(store, f"--spring.autoconfigure.exclude={AUTO_CONFIGURATIONS}")


OPTIONS = {
    "observation": Option("health, meters and spans of memshare", "observed", memshare_arguments, _unobserved, twins=True),
    "sealing": Option("sealed records", "memshare", sealed),
    "tls": Option("TLS", "memshare", encrypted, store=TlsMemcached),
}


def rows(option, pairs):
    """Returns the rows, the kinds in turn."""
    kinds = (("with", option.with_it, option.store), ("without", option.without, Memcached))
    return [Row(f"{kind}-{number}", f"{option.words}, {kind}, process {number}", option.application,
                lambda at, store=store: store(3, at), arguments, main=True, pages=(PAGE,))
            for number in range(1, pairs + 1) for kind, arguments, store in kinds]


def say(text):
    print(f"option: {text}", file=sys.stderr, flush=True)


def in_turn(contenders, number, seconds):
    """Returns the samples of a round, each alone; there and back, so that neither kind is always the first one."""
    order = contenders if number % 2 == 0 else contenders[::-1]
    return {contender.row.name: contender.sample(PAGE, seconds, CONNECTIONS) for contender in order}


def contenders_of(option, pairs, directory):
    """Starts all processes, one after the other."""
    contenders = []
    kinds = iter(rows(option, pairs))
    for row, twin in zip(kinds, kinds):
        if option.twins:
            first = Contender(row, directory, twin)
            pair = [first, first.twin(twin)]
        else:
            pair = [Contender(row, directory), Contender(twin, directory)]
        for contender in pair:
            contender.application.await_up()
        contenders += pair
    return contenders


def run(options):
    option = OPTIONS[options.option]
    data = {"machine": machine.describe(), "option": options.option, "seconds": options.seconds, "samples": {"with": [], "without": []}}
    with workplace("option") as directory:
        contenders = contenders_of(option, options.pairs, directory)
        for contender in contenders:
            contender.prepare()
        say("all count right; warming up")
        for _ in range(WARM_UP_TURNS):
            for contender in contenders:
                contender.warm_up(PAGE, options.warm_up)
        processes = {contender.row.name: [] for contender in contenders}
        for number in range(options.rounds):
            for name, sample in in_turn(contenders, number, options.seconds).items():
                processes[name].append(sample)
            say(f"round {number + 1} of {options.rounds} is done")
    for name, samples in processes.items():
        data["samples"][name.split("-")[0]].append(samples)
    return data


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/option", description="Measures what an option costs a visit.")
    parser.add_argument("option", choices=list(OPTIONS))
    parser.add_argument("--pairs", type=int, default=4, help="processes of each kind, or with twins, 4 unless set")
    parser.add_argument("--rounds", type=int, default=10, help="10 unless set")
    parser.add_argument("--seconds", type=int, default=4, help="of one measurement, 4 unless set")
    parser.add_argument("--warm-up", type=int, default=20, help="seconds for each process in each of two turns, 20 unless set")
    return parser


def main():
    options = arguments().parse_args()
    data = run(options)
    words, fine = verdicts.option(data)
    whole = all(getattr(options, name) == arguments().get_default(name) for name in ("pairs", "rounds", "seconds", "warm_up"))
    results.save(f"option-{options.option}" if whole else "option-part", data)
    say(words)
    if whole:
        report.main()
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
