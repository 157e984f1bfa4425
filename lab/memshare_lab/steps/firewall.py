"""Steps with the firewall of the tutorial, and the proof that it keeps others out."""

from memshare_lab import firewall
from memshare_lab.hosts import OUTSIDER
from memshare_lab.steps.hosts import between


def firewall_up(forgotten_on=None, forgotten=None):
    """Puts the tutorial's rules in force everywhere; one host may forget a peer."""
    def step(trial):
        hosts = trial.lab.hosts
        for host in hosts:
            forgets = forgotten(hosts) if forgotten_on and host in forgotten_on(hosts) else ()
            firewall.raise_on(trial.lab, host, forgets)
    return step


def firewall_down(trial):
    for host in trial.lab.hosts:
        firewall.lower_on(host)


def outsider_reaches(where):
    """Has the outsider connect to every node: it must get through to these and to no other."""
    def step(trial):
        lab, ledger = trial.lab, trial.ledger
        reached = [host.name for host in lab.hosts if lab.connects(lab.outsider, host.private)]
        expected = [host.name for host in where(lab.hosts)]
        ledger.remark(f"the outsider ({OUTSIDER}) can connect to {len(reached)} nodes {ledger.phase}")
        if reached != expected:
            ledger.fail(f"the outsider was to reach {len(expected)} nodes {ledger.phase}")
    return step


def shut_out(senders, receivers):
    """Counts an error for every node of the receivers that a sender can still connect to."""
    def tried(trial, sender, receiver):
        if trial.lab.connects(sender.space, receiver.private, seconds=1):
            trial.ledger.fail(f"{sender.name} can connect to the node of {receiver.name}")
    return between(senders, receivers, tried)
