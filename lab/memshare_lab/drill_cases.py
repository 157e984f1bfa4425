"""The ten cases of the drill: how each is brought about, and what the servers then have to show of it."""

import base64
import re
import secrets
from dataclasses import dataclass
from typing import Callable

from memshare_lab.namespaces import command
from memshare_lab.trial import Trial

EVERY, SOME = "every", "some"
NOBODY = "10.9.9.9:11211"  # no host has this address
AHEAD = "+5s"


@dataclass(frozen=True)
class Sight:
    """A line that every server shows, or at least one of them."""

    pattern: str
    on: str = EVERY

    def is_in(self, shown):
        servers = [any(re.search(self.pattern, line) for line in lines) for lines in shown.values()]
        return all(servers) if self.on == EVERY else any(servers)


@dataclass(frozen=True)
class Case:
    """One thing that breaks.

    `row` is how its row of the page begins, `words` are what the page leads there by, and `sights` are the lines that
    servers show.
    """

    name: str
    strike: Callable
    row: str
    words: tuple[str, ...]
    sights: tuple[Sight, ...]


def node_dead(drill):
    drill.lab.kill_memcached(drill.lab.hosts[0])


def all_dead(drill):
    for host in drill.lab.hosts:
        drill.lab.kill_memcached(host)


def node_frozen(drill):
    Trial.freeze([drill.lab.hosts[1]])


def rebuild_stuck(drill):
    """A node comes back empty, while another one is out of reach that alone has some of its sessions."""
    first, *_, last = drill.lab.hosts
    drill.start_anew("--memshare.redundancy=2")
    drill.visit()
    drill.mark("rebuild-stuck")
    drill.partitions.cut_cache(last)
    drill.lab.kill_memcached(first)
    drill.lab.start_memcached(first)


def node_evicting(drill):
    drill.await_everywhere(r"health of 10\.1\.1\.1:11211: .*evictions=0")
    drill.lab.fill(drill.lab.hosts[0], 80)


def small_items(drill):
    host = drill.lab.hosts[1]
    drill.lab.kill_memcached(host)
    drill.lab.start_memcached(host, "-I", "512k")


def other_list(drill):
    *others, last = drill.lab.hosts
    drill.restart_app(last, nodes=others)


def other_key(drill):
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    drill.restart_app(drill.lab.hosts[-1], settings=(f"--memshare.encryption.keys={key}", "--memshare.encryption.required=true"))


def change_stuck(drill):
    """A node is added that nobody reaches. All servers keep the changed list as long as they run."""
    first = drill.lab.hosts[0]
    first.app_is_changed = True
    answer = drill.lab.act(first, NOBODY, "add")
    if answer.status != 202:
        raise RuntimeError(f"the change does not begin: {answer.status} {answer.text}")


def clock_ahead(drill):
    preload = command("faketime", "-m", "-f", AHEAD, "printenv", "LD_PRELOAD").strip()
    drill.restart_app(drill.lab.hosts[-1], environment={
        "LD_PRELOAD": preload, "FAKETIME": AHEAD, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_FORCE_MONOTONIC_FIX": "0"})


CASES = (
    Case("node-dead", node_dead, "A node is down on every server, `disconnected`", ("`disconnected`", "`unreachable`"), (
        Sight(r"health: DEGRADED \(HTTP 200\)"),
        Sight(r"health of 10\.1\.1\.1:11211: DEGRADED state=down .*lastFailure=(disconnected|unreachable)"),
        Sight(r"health of sessions: UP served=all"))),
    Case("all-dead", all_dead, "Every node is down", ("no memcached node has been up for",), (
        Sight(r"health: DOWN \(HTTP 503\)"),
        Sight(r"health of sessions: DOWN served=none"),
        Sight(r"ERROR.*no memcached node has been up for"))),
    Case("node-frozen", node_frozen, "A node is down on every server, after `no answer`", ("no answer",), (
        Sight(r"health of 10\.2\.2\.2:11211: DEGRADED state=down .*lastFailure=unresponsive"),
        Sight(r"(event|log): .*10\.2\.2\.2:11211.*no answer"),
        Sight(r"health of sessions: UP served=all"))),
    Case("rebuild-stuck", rebuild_stuck, "A node stays `incomplete`", ("is not complete yet",), (
        Sight(r"health of 10\.1\.1\.1:11211: \w+ state=up .*vouches=incomplete"),
        Sight(r"health of 10\.3\.3\.3:11211: DOWN state=down"),
        Sight(r"log: .*10\.1\.1\.1:11211 is not complete yet", SOME))),
    Case("node-evicting", node_evicting, "A node is `evicting`", ("evicts records that have not expired",), (
        Sight(r"health of 10\.1\.1\.1:11211: DEGRADED .*evicting=true"),
        Sight(r"log: .*10\.1\.1\.1:11211 evicts records that have not expired", SOME))),
    Case("small-items", small_items, "A node has `findings`", ("stores items up to",), (
        Sight(r"health of 10\.2\.2\.2:11211: DEGRADED .*findings=.*stores items up to 512 KB only"),
        Sight(r"finding: .*10\.2\.2\.2:11211 stores items up to 512 KB only.*-I"))),
    Case("other-list", other_list, "`servers` has a finding: `uses the nodes`",
         ("uses the nodes", "another application server uses the memcached nodes"), (
        Sight(r"health of servers: DEGRADED findings=.*uses the nodes"),
        Sight(r"log: .*another application server uses the memcached nodes"))),
    Case("other-key", other_key, "`servers` has a finding: `writes records", ("that this server cannot open",), (
        Sight(r"health of servers: DEGRADED findings=.*writes records .*that this server cannot open"),
        Sight(r"meter: memshare\.records\.unreadable [1-9]"))),
    Case("change-stuck", change_stuck, "`list` is `filling`", ("`filling`", "`joining`"), (
        Sight(r"health of sessions: \w+ .*list=filling"),
        Sight(r"health of 10\.9\.9\.9:11211: DEGRADED state=down .*role=joining"),
        Sight(r"log: .*the list of memcached nodes is changed from"))),
    Case("clock-ahead", clock_ahead, "`servers` has a finding: `has a clock that is ahead`", ("has a clock that is ahead",), (
        Sight(r"health of servers: DEGRADED findings=.*has a clock that is ahead", SOME),)),
)
