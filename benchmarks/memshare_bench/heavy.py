"""One visitor's heavy session beside another visitor, changes of one session at once in a small heap, and reads after writes. No HTTP."""

import argparse
import json
import os
import subprocess
import sys

from memshare_bench import machine, report, results, verdicts
from memshare_bench.rows import HERE

JAR = os.path.join(HERE, "microbenchmarks", "target", "microbenchmarks.jar")
PROGRAM = "io.memshare.microbenchmarks.heavy.HeavySession"
HEAP, SMALL_HEAP = "600m", "256m"


def measured(heap, name, servers, seconds, rounds):
    """Runs a measurement in a JVM of its own; returns its figures."""
    home = os.environ.get("JAVA_HOME")
    java = os.path.join(home, "bin", "java") if home else "java"
    print(f"heavy: {name}, application servers: {servers}, heap: {heap}", file=sys.stderr)
    done = subprocess.run([java, f"-Xmx{heap}", "-cp", JAR, PROGRAM, name, str(servers), str(seconds), str(rounds)], text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/heavy", description="Measures what one visitor's heavy session costs another"
                                     " visitor; ends with a verdict.")
    parser.add_argument("--seconds", type=int, default=4, help="seconds of each part, 4 unless set")
    parser.add_argument("--rounds", type=int, default=3, help="how often each part is repeated, 3 times unless set")
    options = parser.parse_args()
    if options.seconds < 1 or options.rounds < 1:
        parser.error("--seconds and --rounds need 1 at least")
    data = {"machine": machine.describe(), "neighbour": measured(HEAP, "neighbour", 1, options.seconds, options.rounds)}
    for name, heap, all_servers in (("burst", SMALL_HEAP, (1, 3)), ("own-writes", HEAP, (1, 2))):
        data[name] = [each for servers in all_servers for each in measured(heap, name, servers, options.seconds, options.rounds)]
    whole = results.is_whole(parser, options)
    results.save("heavy" if whole else "heavy-part", data)
    words, fine = verdicts.heavy(data)
    print(report.heavy(data))
    print(f"heavy: {words}", file=sys.stderr)
    if whole:
        report.main()
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
