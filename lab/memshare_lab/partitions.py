"""Who cannot hear whom: rules of the table `raw`, which no firewall of the tutorial touches, and packets held back.

Packets are dropped where they arrive, also those that a host sends to itself.
"""

from memshare_lab.delay import Delay
from memshare_lab.hosts import PORT

TO_CACHE = ("-p", "tcp", "--dport", str(PORT))
FROM_CACHE = ("-p", "tcp", "--sport", str(PORT))


class Partitions:
    """The faults of the lab's networks at the moment."""

    def __init__(self, lab):
        self._hosts = lab.hosts
        self._delays = []
        self._made = False
        self._hit = 0

    def _drop(self, host, *match):
        self._made = True
        host.space.run("iptables", "-w", "-t", "raw", "-A", "PREROUTING", *match, "-j", "DROP")

    def _others(self, host):
        return [other for other in self._hosts if other is not host]

    def cut_cache(self, host):
        """Lets no request reach the host's memcached."""
        self._drop(host, *TO_CACHE)

    def lose_replies(self, host):
        """Lets requests reach the host's memcached, and no answer leave it."""
        for other in self._hosts:
            self._drop(other, "-s", host.private, *FROM_CACHE)

    def cut_host(self, host):
        """Cuts the host off from the private network; the public one stays."""
        self._drop(host, "-i", "eth1")
        for other in self._others(host):
            self._drop(other, "-i", "eth1", "-s", host.private)

    def cut_app(self, host, cache):
        """Cuts one server off from one memcached, both ways."""
        self._drop(cache, "-s", host.private, *TO_CACHE)
        self._drop(host, "-s", cache.private, *FROM_CACHE)

    def cut_one_way(self, sender, receiver):
        """Loses every packet from one host to another, requests and answers; what the other sends arrives."""
        self._drop(receiver, "-i", "eth1", "-s", sender.private)

    def lose_packets(self, host, share):
        """Loses a share of the packets between the host and the private network, both ways."""
        some = ("-m", "statistic", "--mode", "random", "--probability", str(share))
        self._drop(host, "-i", "eth1", *some)
        for other in self._others(host):
            self._drop(other, "-i", "eth1", "-s", host.private, *some)

    def slow_link(self, host, seconds):
        """Delays what the host sends to the private network."""
        self._delay(host, ("-o", "eth1"), seconds)

    def slow_cache(self, host, seconds):
        """Delays what the host's memcached answers, to the host itself as well."""
        self._delay(host, ("-s", host.private, *FROM_CACHE), seconds)

    def _delay(self, host, match, seconds):
        delay = Delay(host.space, match, seconds)
        delay.start()
        self._made = True
        self._delays.append(delay)

    def heal(self):
        """Ends all of this."""
        while self._delays:
            delay = self._delays.pop()
            delay.stop()
            self._hit += delay.held
        for host in self._hosts:
            self._hit += dropped(host.space.run("iptables", "-w", "-t", "raw", "-nvxL", "PREROUTING"))
            host.space.run("iptables", "-w", "-t", "raw", "-F", "PREROUTING")

    def went_unnoticed(self):
        """Tells whether there were such faults and no packet met one; to be asked after they were healed."""
        return self._made and self._hit == 0


def dropped(listing):
    """Returns how many packets the rules have dropped that iptables has listed."""
    rules = [line.split() for line in listing.splitlines()]
    return sum(int(words[0]) for words in rules if len(words) > 2 and words[2] == "DROP")
