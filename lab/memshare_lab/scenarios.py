"""The scenarios: what is done before, during and after each fault, and what may come of it."""

from dataclasses import dataclass

from memshare_lab import steps as s
from memshare_lab.steps import ALL, LAST, NONE, ONE, OTHERS, TWO
from memshare_lab.verdict import LONGEST_MILLIS, NOISE_MILLIS, TIMEOUT_MILLIS, Allowance
from memshare_lab.visitors import Visitor


@dataclass(frozen=True)
class Scenario:
    """One fault and what is done around it.

    `allowed` tells which counts need not be zero here, and when and where; the table tells them all the same. `quorum` tells
    what is allowed beside that where a majority has to answer; `available_only`, that there the scenario makes no sense.
    `longest` is what the fault may cost a request, and `noise` what the machine may cost it anyway, in milliseconds.
    """

    name: str
    title: str
    during: tuple = ()
    after: tuple = ()
    before: tuple = (s.visits(1), s.names_set, s.visits(2))
    sessions: int = 24
    allowed: tuple = ()
    quorum: tuple = ()
    available_only: bool = False
    short: bool = False
    rebuild: bool = False
    longest: int = LONGEST_MILLIS
    noise: int = NOISE_MILLIS


def gone(phase):
    return Allowance("lost", phase), Allowance("updates lost", phase)


# without a majority there is no answer; a node that was emptied counts when it has been rebuilt, one that evicts does not count
NO_MAJORITY = (Allowance("unavailable", "during"), Allowance("unavailable", "after", seconds=30))
MINORITY_HOST = (Allowance("unavailable", "during", where=ONE),)


def backwards(hosts):
    return hosts[::-1]


def two_of_three(hosts):
    return hosts[:-1]


BACK = (s.heal, s.visits(2), s.nodes_up, s.visits(3))
# the requests of a crowd wait for the cores of one machine, each for all others
CROWDED = {"before": (s.visits(2),), "noise": 500}
HOUR = 3600
# a node that a majority hangs on and that does answer, late, may have four timeouts for a read and as many for a write
LATE_MILLIS = 8 * TIMEOUT_MILLIS
# a fresh server gives each node memshare.connect-timeout and a second chance to tell its notes before it believes any other
FRESH_MILLIS = 1000 + 500 + LONGEST_MILLIS

SCENARIOS = (
    Scenario("baseline", "no fault", after=(s.visits(5),), short=True),

    # --- nodes that die -------------------------------------------------------------------------------------------
    Scenario("kill-one", "kill -9 of one node, later restarted empty",
             (s.kill(ONE), s.visits(5)), (s.start(ONE), s.visits(2), s.nodes_up, s.visits(3)), short=True),
    Scenario("kill-all-but-one", "kill -9 of all nodes but one, later restarted empty",
             (s.kill(OTHERS), s.visits(5)), (s.start(OTHERS), s.visits(2), s.nodes_up, s.visits(3)), quorum=NO_MAJORITY, short=True),
    Scenario("kill-all", "all nodes down for two visits, then restarted empty",
             (s.kill(ALL), s.visits(2)), (s.start(ALL), s.served_within(10), s.nodes_up, s.visits(4)),
             allowed=(Allowance("unavailable", "during"), Allowance("unavailable", "after", seconds=10), *gone("after")),
             quorum=NO_MAJORITY, short=True),
    # a node that came back is not believed alone before it has been rebuilt, which takes two to three seconds
    Scenario("restart-visit-kill-others", "a node restarted empty, one visit per session, then all other nodes killed",
             (s.kill(ONE), s.start(ONE), s.nodes_up, s.visits(1), s.kill(OTHERS), s.visits(4)),
             (s.start(OTHERS), s.nodes_up, s.visits(3)), allowed=(Allowance("unavailable", "during"),), quorum=NO_MAJORITY,
             short=True),
    Scenario("restart-visit-rebuilt-kill-others",
             "a node restarted empty, one visit per session, rebuilt, then all other nodes killed",
             (s.kill(ONE), s.start(ONE), s.nodes_up, s.visits(1), s.whole(ONE), s.kill(OTHERS), s.visits(4)),
             (s.start(OTHERS), s.nodes_up, s.visits(3)), quorum=NO_MAJORITY, rebuild=True, short=True),
    Scenario("restart-idle-kill-others", "a node restarted empty, no visit, then all other nodes killed",
             (s.kill(ONE), s.start(ONE), s.nodes_up, s.whole(ONE), s.kill(OTHERS), s.visits(4)),
             (s.start(OTHERS), s.nodes_up, s.visits(3)), rebuild=True, quorum=NO_MAJORITY),
    Scenario("rolling-restart-used", "rolling restart of all nodes, one visit per session between",
             (s.rolling_restart(s.visits(1)),), (s.visits(3),), quorum=NO_MAJORITY),
    Scenario("rolling-restart-idle", "rolling restart of all nodes, sessions idle meanwhile",
             (s.rolling_restart(s.whole(ALL)),), (s.visits(3),), rebuild=True),

    # --- cuts -----------------------------------------------------------------------------------------------------
    Scenario("cut-cache", "node 1 cut off from all servers for 5 visits, then healed",
             (s.cut_cache(ONE), s.visits(5)), BACK, short=True),
    Scenario("cut-cache-kill-others", "node 1 cut off for 5 visits, healed, one visit per session, then all others killed",
             (s.cut_cache(ONE), s.visits(5), s.heal, s.nodes_up, s.visits(1), s.kill(OTHERS), s.visits(3)),
             (s.start(OTHERS), s.nodes_up, s.visits(3)), allowed=(Allowance("unavailable", "during"),), quorum=NO_MAJORITY),
    Scenario("cut-cache-rebuilt-kill-others", "node 1 cut off for 5 visits, healed, rebuilt, then all others killed",
             (s.cut_cache(ONE), s.visits(5), s.heal, s.nodes_up, s.whole(ONE), s.kill(OTHERS), s.visits(3)),
             (s.start(OTHERS), s.nodes_up, s.visits(3)), rebuild=True, quorum=NO_MAJORITY),
    Scenario("cut-host", "host 1 (server and node) cut off from the other hosts; each session used on both sides",
             (s.cut_host(ONE), s.both_sides(4, one_counter=False)), (s.heal, s.nodes_up, s.visits(3)), quorum=MINORITY_HOST),
    Scenario("cut-host-one-counter", "the same with one counter incremented on both sides",
             (s.cut_host(ONE), s.both_sides(4, one_counter=True)), (s.heal, s.nodes_up, s.visits(3)), quorum=MINORITY_HOST),
    Scenario("cut-one-app", "server 2 cannot reach node 1, all others can; visits to all servers",
             (s.cut_app(TWO, ONE), s.visits(6)), BACK),
    Scenario("cut-app-from-all", "server 1 cannot reach any node, the others can; visits to all servers",
             (s.cut_app(ONE, ALL), s.visits(6)), (s.heal, s.nodes_up, s.visits(4)),
             allowed=(Allowance("unavailable", "during", where=ONE),)),
    Scenario("cut-one-way", "what host 2 sends to host 1 gets lost, requests and answers, what host 1 sends to host 2 arrives",
             (s.cut_one_way(TWO, ONE), s.visits(6)), BACK),
    Scenario("lose-replies", "answers of node 1 get lost, requests do arrive, for 5 visits",
             (s.lose_replies(ONE), s.visits(5)), BACK, short=True),
    Scenario("flapping", "node 1 cut off and healed every 0.7 s for 10 s, visits all the time",
             (s.flapping(ONE),), (s.visits(2), s.nodes_up, s.visits(3))),
    Scenario("packet-loss", "private link of host 1 loses 10 % of its packets",
             (s.lose_packets(ONE, 0.1), s.visits(10)), BACK),
    Scenario("slow-link", "private link of host 1 has 300 ms delay",
             (s.slow_link(ONE, 0.3), s.visits(6)), BACK, longest=LATE_MILLIS),
    Scenario("slow-link-timeout-1s", "the same with memshare.timeout=1s, longer than the delay",
             (s.restart_app(ALL, settings=("--memshare.timeout=1s",)), s.nodes_up, s.slow_link(ONE, 0.3), s.visits(6)),
             (s.heal, s.visits(3), s.restart_app(ALL), s.nodes_up, s.visits(2)), longest=2 * 1000),
    Scenario("slow-cache", "node 1 answers 300 ms late",
             (s.slow_cache(ONE, 0.3), s.visits(6)), BACK),

    # --- freezes --------------------------------------------------------------------------------------------------
    Scenario("freeze", "node 1 frozen (SIGSTOP) for 5 visits, then thawed",
             (s.freeze(ONE), s.visits(5)), (s.thaw(ONE), s.visits(2), s.nodes_up, s.visits(3)), short=True),
    Scenario("freeze-all-but-one", "all nodes but one frozen for 3 visits, then thawed",
             (s.freeze(OTHERS), s.visits(3)), (s.thaw(OTHERS), s.visits(2), s.nodes_up, s.visits(3)), quorum=NO_MAJORITY),

    # --- the firewall ---------------------------------------------------------------------------------------------
    Scenario("firewall-on", "the firewall of step five on every host, then a node and a server restarted behind it",
             (s.firewall_up(), s.outsider_reaches(NONE), s.visits(2), s.kill(TWO), s.start(TWO), s.restart_app(LAST),
              s.nodes_up, s.visits(3)),
             (s.firewall_down, s.visits(3)),
             before=(s.visits(1), s.names_set, s.visits(2), s.outsider_reaches(ALL))),
    Scenario("firewall-forgotten", "the firewall, but host 1 forgets to let the last host in, whose server is restarted",
             (s.firewall_up(ONE, LAST), s.shut_out(LAST, ONE), s.restart_app(LAST), s.visits(6)),
             (s.firewall_down, s.nodes_up, s.visits(4)), longest=FRESH_MILLIS),

    # --- logout ---------------------------------------------------------------------------------------------------
    Scenario("logout-plain", "logout while nothing is wrong",
             (s.logout, s.dead_checked()), (s.visits(2),), short=True),
    Scenario("logout-cut", "logout while node 1 is cut off, then healed",
             (s.cut_cache(ONE), s.logout, s.dead_checked(ONE)),
             (s.heal, s.dead_checked(), s.nodes_up, s.dead_checked(), s.visits(2))),
    Scenario("logout-cut-kill-others", "logout while node 1 is cut off, healed, then all others killed",
             (s.cut_cache(ONE), s.logout, s.heal, s.nodes_up, s.pause(2), s.kill(OTHERS), s.dead_checked()),
             (s.start(OTHERS), s.nodes_up, s.dead_checked(), s.visits(2)), quorum=NO_MAJORITY),
    Scenario("logout-frozen", "logout while node 1 is frozen, then thawed",
             (s.freeze(ONE), s.logout, s.dead_checked(ONE)),
             (s.thaw(ONE), s.dead_checked(), s.nodes_up, s.dead_checked(), s.visits(2)), short=True),
    Scenario("logout-race", "logout while another request of the same session is being worked on",
             (s.raced(Visitor.logout), s.dead_checked()), (s.visits(2),)),

    # --- change of id ---------------------------------------------------------------------------------------------
    Scenario("renew-plain", "change of id while nothing is wrong",
             (s.renew, s.dead_checked(), s.visits(2)), (s.visits(2),)),
    Scenario("renew-cut", "change of id while node 1 is cut off, then healed",
             (s.cut_cache(ONE), s.renew, s.dead_checked(ONE), s.visits(2)),
             (s.heal, s.dead_checked(), s.nodes_up, s.dead_checked(), s.visits(2))),
    Scenario("renew-frozen", "change of id while node 1 is frozen, then thawed",
             (s.freeze(ONE), s.renew, s.dead_checked(ONE), s.visits(2)),
             (s.thaw(ONE), s.dead_checked(), s.nodes_up, s.dead_checked(), s.visits(2))),
    Scenario("renew-race", "change of id while another request of the same session is being worked on",
             (s.raced(Visitor.renew), s.dead_checked(), s.visits(2)), (s.visits(2),)),

    # --- many requests of one session -----------------------------------------------------------------------------
    Scenario("parallel-sets-fast", "50 requests at once, each sets another attribute",
             (s.crowd_sets(0),), (s.visits(2),), **CROWDED),
    Scenario("parallel-sets-20ms", "50 requests at once, each sets another attribute and takes 20 ms",
             (s.crowd_sets(20),), (s.visits(2),), **CROWDED, short=True),
    Scenario("parallel-sets-cut-one-app", "the same while node 1 is cut off from server 2 only",
             (s.cut_app(TWO, ONE), s.crowd_sets(20)), (s.heal, s.nodes_up, s.visits(2)), **CROWDED),
    Scenario("parallel-visits-fast", "50 visits of one session at once",
             (s.crowd_visits(0),), (s.visits(2),), **CROWDED),
    Scenario("parallel-visits-20ms", "50 visits of one session at once, each takes 20 ms",
             (s.crowd_visits(20),), (s.visits(2),), **CROWDED),
    Scenario("parallel-visits-cut-one-app", "the same while node 1 is cut off from server 2 only",
             (s.cut_app(TWO, ONE), s.crowd_visits(20)), (s.heal, s.nodes_up, s.visits(2)), **CROWDED),

    # --- the load balancer ----------------------------------------------------------------------------------------
    Scenario("through-the-balancer", "all visits through the load balancer; kill -9 of one node, later restarted empty",
             (s.kill(ONE), s.balanced_visits(5)), (s.start(ONE), s.balanced_visits(2), s.nodes_up, s.balanced_visits(3)),
             before=(s.balancer_up, s.balanced_visits(1), s.names_set, s.balanced_visits(2))),

    # --- the second fault -----------------------------------------------------------------------------------------
    Scenario("redeploy-cut", "node 1 cut off, all servers restarted meanwhile, healed, rebuilt, then all others killed",
             (s.cut_cache(ONE), s.visits(2), s.restart_app(ALL), s.visits(3), s.heal, s.nodes_up, s.whole(ONE), s.kill(OTHERS),
              s.visits(3)),
             (s.start(OTHERS), s.nodes_up, s.visits(3)), rebuild=True, longest=FRESH_MILLIS, quorum=NO_MAJORITY),
    Scenario("redeploy-cut-freeze-others", "the same, but all others are frozen before node 1 was rebuilt, then thawed",
             (s.cut_cache(ONE), s.visits(2), s.restart_app(ALL), s.visits(3), s.heal, s.nodes_up, s.freeze(OTHERS), s.visits(2)),
             (s.thaw(OTHERS), s.served_within(10), s.nodes_up, s.visits(3)),
             allowed=(Allowance("unavailable", "during"), Allowance("unavailable", "after", seconds=10)), longest=FRESH_MILLIS,
             quorum=NO_MAJORITY),
    Scenario("redeploy-logout-cut", "logout while node 1 is cut off, all servers restarted, healed, then all others frozen",
             (s.cut_cache(ONE), s.logout, s.restart_app(ALL), s.heal, s.nodes_up, s.freeze(OTHERS), s.dead_checked()),
             (s.thaw(OTHERS), s.nodes_up, s.dead_checked()), allowed=(Allowance("unavailable", "during"),), quorum=NO_MAJORITY),
    Scenario("cold-start", "all servers start anew while node 1 is cut off; then healed, rebuilt, and all others killed",
             (s.cut_cache(ONE), s.restart_app(ALL), s.visits(3), s.heal, s.nodes_up, s.whole(ONE), s.kill(OTHERS), s.visits(3)),
             (s.start(OTHERS), s.nodes_up, s.visits(3)), rebuild=True, longest=FRESH_MILLIS, quorum=NO_MAJORITY),
    Scenario("double-restart", "two nodes restarted empty one after the other, rebuilt, then the third one killed",
             (s.kill(ONE), s.start(ONE), s.nodes_up, s.kill(TWO), s.start(TWO), s.nodes_up, s.visits(2), s.whole(ONE),
              s.whole(TWO), s.kill(LAST), s.visits(4)),
             (s.start(LAST), s.nodes_up, s.visits(3)), rebuild=True, quorum=NO_MAJORITY),
    Scenario("cut-one-app-kill-others", "server 2 cannot reach node 1 for 6 visits, healed, rebuilt, then all others killed",
             (s.cut_app(TWO, ONE), s.visits(6), s.heal, s.nodes_up, s.pause(2), s.whole(ONE), s.kill(OTHERS), s.visits(3)),
             (s.start(OTHERS), s.nodes_up, s.visits(3)), rebuild=True, quorum=NO_MAJORITY),
    Scenario("hang-restart-others", "node 1 frozen for 2 visits and thawed, then the others restarted empty one after the other",
             (s.freeze(ONE), s.visits(2), s.thaw(ONE), s.nodes_up, s.whole(ONE), s.kill(TWO), s.start(TWO), s.nodes_up,
              s.whole(TWO), s.kill(LAST), s.start(LAST), s.visits(3)),
             (s.nodes_up, s.whole(ALL), s.visits(3)), rebuild=True),
    # under quorum servers with two lists answer 503, all the time
    Scenario("rolling-list", "the servers get the list in another order, then without node 3, one after the other",
             (s.restart_app(TWO, nodes=backwards), s.visits(3), s.restart_app(ONE, nodes=two_of_three), s.visits(3),
              s.restart_app(OTHERS, nodes=two_of_three), s.visits(3), s.kill(LAST), s.visits(3)),
             (s.start(LAST), s.restart_app(ALL), s.nodes_up, s.whole(ALL), s.visits(3)), rebuild=True, available_only=True),
    Scenario("rolling-timeout", "server 2 gets another timeout while node 1 is cut off",
             (s.cut_cache(ONE), s.visits(2), s.restart_app(TWO, settings=("--memshare.timeout=1s",)), s.visits(3)),
             (s.heal, s.nodes_up, s.whole(ONE), s.kill(OTHERS), s.visits(2), s.start(OTHERS), s.nodes_up, s.visits(2)),
             rebuild=True, longest=2 * 1000, quorum=NO_MAJORITY),
    Scenario("evict-freeze-others", "node 1 evicts, then all others are frozen for 2 visits, then thawed",
             (s.pressure(ONE), s.visits(2), s.pause(2), s.freeze(OTHERS), s.visits(2)),
             (s.thaw(OTHERS), s.served_within(10), s.nodes_up, s.visits(3)),
             allowed=(Allowance("unavailable", "during"), Allowance("unavailable", "after", seconds=10)), quorum=NO_MAJORITY),
    Scenario("suspended-server", "server 2 suspended for 5 visits, then resumed",
             (s.suspend_app(TWO), s.visits_elsewhere(TWO, 5), s.resume_app(TWO), s.visits(3)), (s.nodes_up, s.visits(3))),

    # --- the rest -------------------------------------------------------------------------------------------------
    Scenario("app-crash", "a server dies (kill -9) in the middle of a request; next visit on another host",
             (s.app_killed_at_work(TWO), s.visits(3)), (s.restart_app(TWO), s.nodes_up, s.visits(3))),
    Scenario("evict-one", "memory pressure: node 1 evicts", (s.pressure(ONE), s.visits(3)), (s.visits(2),)),
    Scenario("evict-all", "memory pressure: all nodes evict", (s.pressure(ALL), s.visits(3)), (s.visits(2),),
             allowed=gone("during"), quorum=(*NO_MAJORITY, *gone("after"))),
    Scenario("big-900k", "an attribute of 900 kB", (s.big_set(900_000), s.visits(3)), (s.visits(2),)),
    Scenario("big-1500k", "an attribute of 1.5 MB (memcached takes 1 MB)",
             (s.big_refused(1_500_000), s.visits(3)), (s.visits(2),)),
    Scenario("clock", "the clock of server 2 is one hour fast",
             (s.clock_shifted(TWO, HOUR), s.clock_told(TWO, HOUR), s.visits(6), s.clock_told(TWO, HOUR)),
             (s.restart_app(TWO), s.clock_told(TWO, 0), s.nodes_up, s.visits(3))),
    Scenario("clock-slow", "the clock of server 2 is one hour slow",
             (s.clock_shifted(TWO, -HOUR), s.clock_told(TWO, -HOUR), s.visits(6), s.clock_told(TWO, -HOUR)),
             (s.restart_app(TWO), s.clock_told(TWO, 0), s.nodes_up, s.visits(3))),
)
