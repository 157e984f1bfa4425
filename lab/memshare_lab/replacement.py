"""Replaces all nodes by others, one after the other, while visitors go on: by the endpoint of one server or another,
or by the addresses of a name that all servers look up."""

import sys

from memshare_lab import faults
from memshare_lab import steps as s
from memshare_lab.scenarios import Scenario
from memshare_lab.steps import LAST, ONE, TWO
from memshare_lab.verdict import TIMEOUT_MILLIS

SESSIONS = 1000
RATE = 100


def all_replaced(trial):
    """Every host's node, by each server in turn."""
    hosts = trial.lab.hosts
    for number in range(len(hosts)):
        s.replaced(number, lambda all_hosts, number=number: [all_hosts[(number + 1) % len(all_hosts)]])(trial)


def others_replaced(trial):
    for number in range(1, len(trial.lab.hosts)):
        s.replaced(number, ONE)(trial)


def all_renamed(trial):
    for number in range(len(trial.lab.hosts)):
        s.renamed(number)(trial)


def others_renamed(trial):
    for number in range(1, len(trial.lab.hosts)):
        s.renamed(number)(trial)


def began_with(*settings, servers=s.EXPOSED):
    return (s.names_published, s.restart_app(lambda hosts: hosts, settings=servers + settings), s.nodes_up, s.visits(1), s.names_set,
            s.visits(1))


LOADED = {"sessions": SESSIONS, "rebuild": True, "noise": 500}

REPLACEMENTS = (
    Scenario("replace-all", "all nodes replaced by others, one after the other, 100 visits a second",
             (s.under_load(RATE, all_replaced),), (s.visits(2),), began_with(), **LOADED),
    Scenario("replace-all-two-copies", "the same with two copies of each session",
             (s.under_load(RATE, all_replaced),), (s.visits(2),), began_with("--memshare.redundancy=2"), **LOADED),
    Scenario("replace-all-killed",
             "the same; at the first node, the server that replaces it is killed, and node 2; the server comes back with the old list",
             (s.under_load(RATE, s.replacement_begun(0, LAST), s.pause(1), s.server_killed(LAST), s.kill(TWO), s.replacement_done(0),
                           s.server_back(LAST, s.EXPOSED), others_replaced),),
             (s.visits(2),), began_with(), longest=2 * TIMEOUT_MILLIS + 1000 + 500, **LOADED),
    Scenario("replace-all-by-name", "all nodes replaced by others, which the servers find by the addresses of a name",
             (s.under_load(RATE, all_renamed),), (s.visits(2),), began_with(servers=s.FOUND_BY_NAME), **LOADED),
    Scenario("replace-all-by-name-two-copies", "the same with two copies of each session",
             (s.under_load(RATE, all_renamed),), (s.visits(2),), began_with("--memshare.redundancy=2", servers=s.FOUND_BY_NAME), **LOADED),
    Scenario("replace-all-by-name-killed",
             "the same with all copies; at the first node, a server and node 2 are killed; the server comes back",
             (s.under_load(RATE, s.renaming_begun(0), s.pause(1), s.server_killed(LAST), s.kill(TWO), s.replacement_done(0),
                           s.server_back(LAST, s.FOUND_BY_NAME), others_renamed),),
             (s.visits(2),), began_with(servers=s.FOUND_BY_NAME), longest=2 * TIMEOUT_MILLIS + 1000 + 500, **LOADED),
)

if __name__ == "__main__":
    sys.exit(faults.main("lab/replacement", "Replaces the nodes of the lab by others under visitors.", REPLACEMENTS))
