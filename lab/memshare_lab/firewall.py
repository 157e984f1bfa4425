"""Step five of the tutorial: its rules, word by word. They are all of the table `filter`; faults use other tables."""

from memshare_lab.hosts import PORT


def rules(host, peers):
    """Returns the rules of a host, as arguments of iptables, in the tutorial's order; the policy comes last."""
    new = ["-m", "state", "--state", "NEW"]
    yield ["-A", "INPUT", "-m", "state", "--state", "ESTABLISHED,RELATED", "-j", "ACCEPT"]
    for port in (80, 443, 22):
        yield ["-A", "INPUT", "-p", "tcp", "--dport", str(port), *new, "-j", "ACCEPT"]
    for peer in peers:
        yield ["-A", "INPUT", "-i", "eth1", "-s", peer.private, "-p", "tcp", "--dport", str(PORT), *new, "-j", "ACCEPT"]
    yield ["-A", "INPUT", "-i", "lo", "-j", "ACCEPT"]
    yield ["-A", "INPUT", "-p", "icmp", "--icmp-type", "echo-request", "-j", "ACCEPT"]
    yield ["-P", "INPUT", "DROP"]


def raise_on(lab, host, forgotten=()):
    """Puts the rules in force on a host, but for the peers that somebody forgot."""
    peers = [peer for peer in lab.hosts if peer is not host and peer not in forgotten]
    for rule in rules(host, peers):
        host.space.run("iptables", "-w", *rule)


def lower_on(host):
    host.space.run("iptables", "-w", "-P", "INPUT", "ACCEPT")
    host.space.run("iptables", "-w", "-F", "INPUT")
