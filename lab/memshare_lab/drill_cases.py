"""The ten cases of the drill: how each is broken, what an operator sees of it, and the right answers."""

import signal
from collections.abc import Callable
from dataclasses import dataclass

from memshare_lab.hosts import MEMCACHED, PORT, until
from memshare_lab.namespaces import command, end

NOBODY = "Nobody: every session is served."
EVERYONE = "Every request that needs a session gets 503; no session is lost yet."
LOST = "Everyone who had a session: all are gone."
ONE_SERVER = "Nobody yet: the server answers from the other nodes."

# Answers every line as a server of another kind does.
OTHER_PROGRAM = """
import socketserver, sys
class Other(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(b"-ERR unknown command\\r\\n")
class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
Server((sys.argv[1], int(sys.argv[2])), Other).serve_forever()
"""


@dataclass(frozen=True)
class Case:
    """One thing that is broken; `page` is its row of docs/operations.md, by its first words."""

    name: str
    breaks: Callable
    broken: str
    affected: str
    action: str
    page: str
    evidence: dict  # what is seen, and a function of the lab that tells whether it is
    mends: Callable = lambda lab: None


def _status(number, expected):
    return lambda lab: lab.health(number).get("status") == expected


def _node(number, node, field, *expected):
    return lambda lab: lab.node_health(number, node).get("details", {}).get(field) in expected


def _served(number, expected):
    def seen(lab):
        sessions = lab.health(number).get("components", {}).get("sessions", {})
        return sessions.get("details", {}).get("served") == expected
    return seen


def _finding(number, component, text):
    def seen(lab):
        name = component if isinstance(component, str) else f"{lab.hosts[component - 1].private}:{PORT}"
        findings = lab.health(number).get("components", {}).get(name, {}).get("details", {}).get("findings", [])
        return any(text in finding for finding in findings)
    return seen


def _event(number, text):
    return lambda lab: any(text in event for event in lab.events(number))


def _logged(number, text):
    return lambda lab: text in lab.log(number)


def _metric(number, start, value):
    return lambda lab: any(line.startswith(start) and float(line.rsplit(" ", 1)[1]) == value for line in lab.metrics(number))


def _kill_second(lab):
    lab.kill_memcached(lab.hosts[1])


def _freeze_second(lab):
    lab.hosts[1].memcached.send_signal(signal.SIGSTOP)


def _cut_first_from_second(lab):
    lab.hosts[0].space.run("iptables", "-A", "OUTPUT", "-d", lab.hosts[1].private, "-j", "DROP")


def _empty_second(lab):
    lab.kill_memcached(lab.hosts[1])
    lab.start_memcached(lab.hosts[1])


def _leave_only_an_incomplete_one(lab):
    _empty_second(lab)
    incomplete = _node(1, 2, "vouches", "incomplete")
    until(lambda: incomplete(lab), 60, "the second node does not become incomplete")
    for number in (0, 2):
        lab.hosts[number].memcached.send_signal(signal.SIGSTOP)


def _restart_all(lab):
    for host in lab.hosts:
        lab.kill_memcached(host)
    for host in lab.hosts:
        lab.start_memcached(host)


def _small_second(lab):
    host = lab.hosts[1]
    lab.kill_memcached(host)
    host.memcached = host.space.start(MEMCACHED, "-u", "nobody", "-l", host.private, "-p", str(PORT), "-U", "0", "-m", "8",
                                      log=lab.folder / f"{host.name}-memcached.log")


def _other_program_on_second(lab):
    host = lab.hosts[1]
    lab.kill_memcached(host)
    host.memcached = host.space.start("python3", "-c", OTHER_PROGRAM, host.private, str(PORT),
                                      log=lab.folder / f"{host.name}-memcached.log")


def _other_list_on_third(lab):
    lab.kill_app(lab.hosts[2])
    lab.start_app(lab.hosts[2], nodes=lab.hosts[:2])


def _fast_clock_on_third(lab):
    lab.kill_app(lab.hosts[2])
    lab.start_app(lab.hosts[2], {
        "LD_PRELOAD": command("faketime", "-m", "-f", "+30s", "printenv", "LD_PRELOAD").strip(),
        "FAKETIME": "+30s", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_FORCE_MONOTONIC_FIX": "0"})


def _end_second(lab):
    end(lab.hosts[1].memcached)
    lab.hosts[1].memcached = None


CASES = (
    Case("node-killed", _kill_second,
         "The memcached process of node 10.2.2.2 has ended.", NOBODY,
         "Start it again; it is filled by itself. Restart no other node before it is complete.",
         "A node is down on every server, `disconnected` or `unreachable`",
         {"health is DEGRADED": _status(1, "DEGRADED"), "the node is down for server 1": _node(1, 2, "state", "down"),
          "and for server 3": _node(3, 2, "state", "down"),
          "its last failure": _node(1, 2, "lastFailure", "disconnected", "unreachable"),
          "all are served": _served(1, "all"), "memshare_node_up is 0": _metric(1, 'memshare_node_up{node="10.2.2.2', 0),
          "the log": _logged(1, "memcached node 10.2.2.2:11211 is marked down")}),
    Case("node-frozen", _freeze_second,
         "Node 10.2.2.2 accepts connections and does not answer: its process hangs or its machine is out of CPU.", NOBODY,
         "Look at the machine of the node; if its process does not go on, restart it.",
         "A node is down on every server, after `no answer`",
         {"health is DEGRADED": _status(1, "DEGRADED"), "the node is down for server 1": _node(1, 2, "state", "down"),
          "and for server 3": _node(3, 2, "state", "down"), "all are served": _served(1, "all"),
          "the log": _logged(1, "10.2.2.2:11211 is marked down: no answer")},
         mends=lambda lab: lab.hosts[1].memcached.send_signal(signal.SIGCONT)),
    Case("network-of-one-server", _cut_first_from_second,
         "Server 1 does not reach node 10.2.2.2, and the other servers do.", ONE_SERVER,
         "Look at the network and the firewall between that server and the node; leave the node alone.",
         "A node is down on one server only",
         {"health of server 1 is DEGRADED": _status(1, "DEGRADED"), "the node is down for it": _node(1, 2, "state", "down"),
          "it is up for server 2": _node(2, 2, "state", "up"), "and for server 3": _node(3, 2, "state", "up"),
          "all are served": _served(1, "all")}),
    Case("node-being-filled", _empty_second,
         "Node 10.2.2.2 came back empty and is being filled.", NOBODY,
         "Wait until it is complete; restart no other node before.",
         "A node is up and `incomplete`",
         {"health is DEGRADED": _status(1, "DEGRADED"), "the node is up": _node(1, 2, "state", "up"),
          "and incomplete": _node(1, 2, "vouches", "incomplete"), "all are served": _served(1, "all"),
          "some server rebuilds it": lambda lab: any(_event(number, "10.2.2.2:11211 is being rebuilt")(lab)
                                                     for number in (1, 2, 3)),
          "memshare_node_complete is 0": _metric(1, 'memshare_node_complete{node="10.2.2.2', 0)}),
    Case("no-complete-node", _leave_only_an_incomplete_one,
         "The two complete nodes do not answer, and the only one that does was still being filled.", EVERYONE,
         "Bring a node back that was complete, without restarting its process, which has the sessions in its memory.",
         "`DOWN`, and no node is both up and `complete`",
         {"health is DOWN": _status(1, "DOWN"), "none are served": _served(1, "none"),
          "node 1 is down": _node(1, 1, "state", "down"), "node 3 is down": _node(1, 3, "state", "down"),
          "node 2 is up and incomplete": _node(1, 2, "vouches", "incomplete"),
          "memshare_served is 0": _metric(1, "memshare_served", 0)},
         mends=lambda lab: [lab.hosts[number].memcached.send_signal(signal.SIGCONT) for number in (0, 2)]),
    Case("all-restarted", _restart_all,
         "All nodes lost their memory at the same time.", LOST,
         "Nothing brings the sessions back. Restart nodes one by one from now on, each when the one before is complete.",
         "`all nodes have lost their memory`",
         {"health is UP": _status(1, "UP"), "an event": _event(1, "all nodes have lost their memory"),
          "the log": _logged(1, "all memcached nodes have lost their memory")}),
    Case("small-node", _small_second,
         "Node 10.2.2.2 has too little memory.", NOBODY,
         "Start its memcached with more memory (-m), alike on all nodes.",
         "A node has `findings`",
         {"health is DEGRADED": _status(1, "DEGRADED"), "a finding": _finding(1, 2, "has 8 MB of memory"),
          "all are served": _served(1, "all"), "memshare_findings is 1": _metric(1, "memshare_findings", 1),
          "the log": _logged(1, "memcached node 10.2.2.2:11211 has 8 MB of memory")}),
    Case("other-program", _other_program_on_second,
         "At the address of node 10.2.2.2 another program answers, which is no memcached.", NOBODY,
         "Correct host and port in memshare.nodes, or start memcached there.",
         "A node is down, `misconfigured`",
         {"health is DEGRADED": _status(1, "DEGRADED"), "the node is down": _node(1, 2, "state", "down"),
          "its last failure": _node(1, 2, "lastFailure", "misconfigured"), "all are served": _served(1, "all"),
          "the log": _logged(1, "10.2.2.2:11211 cannot be used: it is no memcached")}, mends=_end_second),
    Case("other-list", _other_list_on_third,
         "Server 3 was started with another list of nodes.", NOBODY,
         "Set memshare.nodes alike on all application servers, and restart the one that differs.",
         "`servers` has a finding: `uses the nodes`",
         {"health is DEGRADED": _status(1, "DEGRADED"), "a finding": _finding(1, "servers", "uses the nodes"),
          "all are served": _served(1, "all"), "the log": _logged(1, "another application server uses the memcached nodes")}),
    Case("fast-clock", _fast_clock_on_third,
         "The clock of server 3 is ahead of the others'.", "Some may be: of two changes the earlier one may win.",
         "Synchronize the clocks of the machines (NTP).",
         "`servers` has a finding: `has a clock that is ahead`",
         {"health is DEGRADED": _status(1, "DEGRADED"), "a finding of server 1": _finding(1, "servers", "clock that is ahead"),
          "of server 2": _finding(2, "servers", "clock that is ahead"),
          "the log": _logged(1, "has a clock that is ahead")}),
)
