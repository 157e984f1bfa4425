"""How the cost of a request grows with the record, the attributes, the nodes, the sessions and the clients."""

import argparse
import base64
import hashlib
import os
import socket
import sys
import uuid

from memshare_bench import machine, report, results
from memshare_bench.application import Application
from memshare_bench.load import measure, wrk
from memshare_bench.processes import workplace
from memshare_bench.rows import jar, memshare_arguments
from memshare_bench.stores import Memcached

CONNECTIONS = 32


def say(text):
    print(f"growth: {text}", file=sys.stderr, flush=True)


class Site:
    """memshare on some nodes."""

    def __init__(self, name, directory, nodes=3, memory=1024):
        directory = os.path.join(directory, name)
        os.mkdir(directory)
        self.directory = directory
        self.store = Memcached(nodes, directory, memory)
        arguments = memshare_arguments(self.store, f"--memshare.redundancy={min(3, nodes)}")
        self.application = Application(name, jar("memshare"), arguments, directory)
        self.application.await_up()

    def sample(self, page, cookies, seconds, connections=CONNECTIONS):
        sample = measure(self.application, self.store, page, cookies, seconds, connections)
        if sample["failed"]:
            raise RuntimeError(f"{sample['failed']} requests of {page} failed")
        return sample

    def warm_up(self, page, cookies, seconds):
        wrk(self.application.port, page, cookies, seconds, CONNECTIONS)

    def stop(self):
        self.application.stop()
        self.store.stop()


def series(title, what, points, options):
    """Measures points in interleaved rounds; a point is a number and a function that takes seconds and returns a sample."""
    samples = [[] for _ in points]
    for _ in range(options.rounds):
        for (_, take), taken in zip(points, samples):
            taken.append(take(options.seconds))
    say(f"{title}: done")
    return {"title": title, "what": what, "points": [{"x": x, "samples": taken} for (x, _), taken in zip(points, samples)]}


def on_one_site(site, pages, xs, page, title, what, options):
    """A series on one site, with sessions that are made by a page for each point."""
    files = [site.application.sessions(path, 64) for path in pages]
    for file in files:
        site.warm_up(page, file, options.warm_up)
    points = [(x, lambda seconds, file=file: site.sample(page, file, seconds)) for x, file in zip(xs, files)]
    return series(title, what, points, options)


def record_size(site, options):
    sizes = (0.3, 3, 30, 300)
    pages = [f"/size?attributes=10&bytes={int(size * 100)}" for size in sizes]
    return on_one_site(site, pages, sizes, "/write", "Size of the record, kB (10 attributes, one written)", "kB", options)


def attributes(site, options):
    counts = (1, 10, 100, 1000)
    pages = [f"/size?attributes={count}&bytes=30" for count in counts]
    return on_one_site(site, pages, counts, "/read", "Attributes of 30 characters (one read)", "attributes", options)


def clients(site, options):
    file = site.application.sessions("/fill", 256)
    site.warm_up("/write", file, options.warm_up)
    points = [(count, lambda seconds, count=count: site.sample("/write", file, seconds, count))
              for count in (1, 8, 32, 128, 512)]
    return series("Clients at the same time (one attribute written)", "connections", points, options)


def nodes(directory, options):
    counts = (1, 3, 5, 7, 9)
    sites = []
    for count in counts:
        sites.append(Site(f"nodes-{count}", directory, count, 128))
    files = [site.application.sessions("/fill", 256) for site in sites]
    for site, file in zip(sites, files):
        site.warm_up("/write", file, options.warm_up * 10)
    points = [(count, lambda seconds, site=site, file=file: site.sample("/write", file, seconds))
              for count, site, file in zip(counts, sites, files)]
    return series("Nodes, three copies at most (one attribute written)", "nodes", points, options)


# --- many sessions -------------------------------------------------------------------------------------------------

def key(session_id):
    digest = base64.urlsafe_b64encode(hashlib.sha256(session_id.encode()).digest()).rstrip(b"=")
    return b"memshare:s:" + digest


def _ask(connection, command, last):
    connection.sendall(command)
    answer = b""
    while not answer.endswith(last):
        piece = connection.recv(65536)
        if not piece:
            raise RuntimeError("memcached closed the connection")
        answer += piece
    return answer


def _record(port, session_id):
    """Returns the bytes of a session's record and their client flags."""
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        answer = _ask(connection, b"mg " + key(session_id) + b" v f\r\nmn\r\n", b"MN\r\n")
    head, rest = answer.split(b"\r\n", 1)
    _, size, flags = head.split(b" ")
    return rest[:int(size)], flags[1:]


def fill(site, count, cookies):
    """Puts copies of one session into all nodes under the keys of new ids; cookies of some of them go into a file."""
    _, cookie = site.application.get("/visit")
    record, flags = _record(site.store.ports[0], base64.b64decode(cookie.split("=", 1)[1]).decode())
    tail = b" %d F%s T1800 q\r\n%s\r\n" % (len(record), flags, record)
    connections = [socket.create_connection(("127.0.0.1", port), 60) for port in site.store.ports]
    step = max(1, count // 20_000)
    try:
        for start in range(0, count, 10_000):
            ids = [str(uuid.uuid4()) for _ in range(min(10_000, count - start))]
            batch = b"".join(b"ms " + key(each) + tail for each in ids) + b"mn\r\n"
            for connection in connections:
                _ask(connection, batch, b"MN\r\n")
            cookies.extend("SESSION=" + base64.b64encode(each.encode()).decode() for each in ids[::step])
    finally:
        for connection in connections:
            connection.close()


def sessions(site, options):
    points = []
    stored = 0
    for count in (1_000, 10_000, 100_000, 1_000_000)[:2 if options.short else 4]:
        cookies = []
        fill(site, count - stored, cookies)
        stored = count
        file = os.path.join(site.directory, f"{count}.cookies")
        with open(file, "w", encoding="ascii") as output:
            output.write("\n".join(cookies) + "\n")
        site.warm_up("/visit", file, options.warm_up)
        points.append({"x": count, "samples": [site.sample("/visit", file, options.seconds) for _ in range(options.rounds)]})
    say("sessions: done")
    return {"title": "Sessions in the nodes (visits to any of them)", "what": "sessions", "points": points}


SERIES = {"record": record_size, "attributes": attributes, "clients": clients, "sessions": sessions, "nodes": nodes}


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/growth", description="Measures how the cost of a request grows.")
    parser.add_argument("--rounds", type=int, default=3, help="3 unless set")
    parser.add_argument("--seconds", type=int, default=2, help="of one measurement, 2 unless set")
    parser.add_argument("--warm-up", type=int, default=5, help="seconds, 5 unless set")
    parser.add_argument("--only", help="series: " + ",".join(SERIES) + "; the others stay as they were")
    parser.add_argument("--short", action="store_true", help="only to see that it works; writes no report")
    options = parser.parse_args()
    if options.short:
        options.rounds = options.seconds = options.warm_up = 1
    wanted = options.only.split(",") if options.only else list(SERIES)
    name = "growth-short" if options.short else "growth"
    data = (results.load(name) if options.only else None) or {"series": {}}
    data["machine"] = machine.describe()
    with workplace("growth") as directory:
        if set(wanted) - {"nodes"}:
            site = Site("one", directory)
            site.warm_up("/write", site.application.sessions("/fill", 64), 10 * options.warm_up)
            for each in wanted:
                if each != "nodes":
                    data["series"][each] = SERIES[each](site, options)
            site.stop()
        if "nodes" in wanted:
            data["series"]["nodes"] = nodes(directory, options)
    say(f"results are in {results.save(name, data)}")
    if not options.short:
        report.main()


if __name__ == "__main__":
    main()
