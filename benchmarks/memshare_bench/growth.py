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
from memshare_bench.stores import Memcached, memcached_stats

CONNECTIONS = 32
POINTS = {
    "record": (0.3, 3, 30, 300),
    "attributes": (1, 10, 100, 1000),
    "clients": (1, 8, 32, 128, 512),
    "sessions": (1_000, 10_000, 100_000, 1_000_000),
    "nodes": (1, 3, 6, 9),
}
WARM_UP_TURNS = 3
SHARED_WARM_UPS = 10  # of the site that several series share, at once
SITE_WARM_UPS = 5  # a site that has just been started needs that much more than sessions that are new to a warm one


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


def seconds_of(name, options):
    """Returns how long a measurement of a series takes: longer where one is a large part of what is stored, or on a site of its own."""
    return options.seconds or (3 if name in ("record", "nodes") else 2)


def load_seconds(wanted, options):
    """Returns how long the load of some series lasts; starting sites and filling them with sessions come on top of it."""
    total = SHARED_WARM_UPS * options.warm_up if set(wanted) - {"nodes"} else 0
    for each in wanted:
        warm_ups = {"clients": WARM_UP_TURNS, "sessions": len(POINTS[each]),
                    "nodes": WARM_UP_TURNS * SITE_WARM_UPS * len(POINTS[each])}.get(each, WARM_UP_TURNS * len(POINTS[each]))
        total += warm_ups * options.warm_up + len(POINTS[each]) * options.rounds * seconds_of(each, options)
    return total


def series(name, title, what, points, options):
    """Measures points in interleaved rounds; a point is a number and a function that takes seconds and returns a sample."""
    samples = [[] for _ in points]
    for _ in range(options.rounds):
        for (_, take), taken in zip(points, samples):
            taken.append(take(seconds_of(name, options)))
    say(f"{title}: done")
    return {"title": title, "what": what, "points": [{"x": x, "samples": taken} for (x, _), taken in zip(points, samples)]}


def warm_up(pairs, page, seconds):
    """Warms up sites or kinds of sessions in turns, so that Java's compilers can keep up before anything counts."""
    for _ in range(WARM_UP_TURNS):
        for site, file in pairs:
            site.warm_up(page, file, seconds)


def on_one_site(name, site, pages, page, title, what, options):
    """A series on one site, with sessions that are made by a page for each point."""
    files = [site.application.sessions(path, 64) for path in pages]
    warm_up([(site, file) for file in files], page, options.warm_up)
    points = [(x, lambda seconds, file=file: site.sample(page, file, seconds)) for x, file in zip(POINTS[name], files)]
    return series(name, title, what, points, options)


def record_size(site, options):
    pages = [f"/size?attributes=10&bytes={int(size * 100)}" for size in POINTS["record"]]
    return on_one_site("record", site, pages, "/write", "Size of the record, kB (10 attributes, one more written)", "kB", options)


def attributes(site, options):
    pages = [f"/size?attributes={count}&bytes=30" for count in POINTS["attributes"]]
    return on_one_site("attributes", site, pages, "/read", "Attributes of 30 characters (one read)", "attributes", options)


def clients(site, options):
    file = site.application.sessions("/fill", 256)
    warm_up([(site, file)], "/write", options.warm_up)
    points = [(count, lambda seconds, count=count: site.sample("/write", file, seconds, count)) for count in POINTS["clients"]]
    return series("clients", "Clients at the same time (one attribute written)", "connections", points, options)


def nodes(directory, options):
    sites = [Site(f"nodes-{count}", directory, count, 128) for count in POINTS["nodes"]]
    files = [site.application.sessions("/fill", 256) for site in sites]
    warm_up(list(zip(sites, files)), "/write", SITE_WARM_UPS * options.warm_up)
    points = [(count, lambda seconds, site=site, file=file: site.sample("/write", file, seconds))
              for count, site, file in zip(POINTS["nodes"], sites, files)]
    return series("nodes", "Nodes, three copies at most (one attribute written)", "nodes", points, options)


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
                refused = _ask(connection, batch, b"MN\r\n")
                if refused != b"MN\r\n":
                    raise RuntimeError(f"a node does not keep sessions: {refused[:80]!r}")
            cookies.extend("SESSION=" + base64.b64encode(each.encode()).decode() for each in ids[::step])
    finally:
        for connection in connections:
            connection.close()


def check_kept(stats, least):
    """Fails if nodes, of which these are the counts, hold less than they were given: a visit to a session that is gone just makes one."""
    for number, each in enumerate(stats):
        if int(each["curr_items"]) < least[number] or int(each["evictions"]) > 0:
            raise RuntimeError(f"node {number + 1} holds {each['curr_items']} items instead of {least[number]} or more, "
                               f"and has evicted {each['evictions']}")


def sessions(site, options):
    def stats():
        return [memcached_stats(port) for port in site.store.ports]

    points = []
    stored = 0
    before = [int(each["curr_items"]) for each in stats()]
    for count in POINTS["sessions"][:2 if options.short else None]:
        cookies = []
        fill(site, count - stored, cookies)
        stored = count
        check_kept(stats(), [each + stored for each in before])
        file = os.path.join(site.directory, f"{count}.cookies")
        with open(file, "w", encoding="ascii") as output:
            output.write("\n".join(cookies) + "\n")
        site.warm_up("/visit", file, options.warm_up)
        samples = [site.sample("/visit", file, seconds_of("sessions", options)) for _ in range(options.rounds)]
        points.append({"x": count, "samples": samples})
        check_kept(stats(), [each + stored for each in before])
    say("sessions: done")
    return {"title": "Sessions in the nodes (visits to any of them)", "what": "sessions", "points": points}


SERIES = {"record": record_size, "attributes": attributes, "clients": clients, "sessions": sessions, "nodes": nodes}


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/growth", description="Measures how the cost of a request grows.")
    parser.add_argument("--rounds", type=int, default=5, help="5 unless set")
    parser.add_argument("--seconds", type=int, help="of one measurement; 3 with record and nodes, 2 with the others unless set")
    parser.add_argument("--warm-up", type=int, default=3, help="seconds in each of three turns; five times that for a site; 3 unless set")
    parser.add_argument("--only", help="series: " + ",".join(SERIES) + "; the others stay as they were")
    parser.add_argument("--short", action="store_true", help="only to see that it works; writes no report")
    return parser


def main():
    parser = arguments()
    options = parser.parse_args()
    wanted = options.only.split(",") if options.only else list(SERIES)
    if set(wanted) - set(SERIES):
        parser.error("the series are " + ", ".join(SERIES))
    whole = results.is_whole(parser, options, "only")
    name = "growth" if whole else "growth-short" if options.short else "growth-part"
    if options.short:
        options.rounds = options.seconds = options.warm_up = 1
    about = machine.describe()
    measured = {}
    with workplace("growth") as directory:
        if set(wanted) - {"nodes"}:
            site = Site("one", directory)
            site.warm_up("/write", site.application.sessions("/fill", 64), SHARED_WARM_UPS * options.warm_up)
            for each in wanted:
                if each != "nodes":
                    measured[each] = SERIES[each](site, options)
            site.stop()
        if "nodes" in wanted:
            measured["nodes"] = nodes(directory, options)
    # series that were measured before keep the description of what they were measured on
    data = (results.load(name) if whole else None) or {"series": {}}
    data["series"].update((each, {"machine": about, **one}) for each, one in measured.items())
    say(f"results are in {results.save(name, data)}")
    if whole:
        report.main()


if __name__ == "__main__":
    main()
