"""A fault that did not happen proves nothing."""

import unittest
from types import SimpleNamespace

from memshare_lab import partitions, steps
from memshare_lab.hosts import Host
from memshare_lab.ledger import Ledger


def trial(**lab):
    """A trial on three hosts, of a lab that does what the test says."""
    hosts = [Host(number) for number in (1, 2, 3)]
    for host in hosts:
        host.app = object()
    return SimpleNamespace(lab=SimpleNamespace(hosts=hosts, **lab), ledger=Ledger())


class ProofTests(unittest.TestCase):

    def test_a_clock_that_was_shifted_is_no_error(self):
        for ahead in (3600.0, 3598.5):
            tried = trial(seconds_ahead=lambda host, ahead=ahead: ahead)
            steps.clock_told(steps.TWO, 3600)(tried)
            self.assertEqual(tried.ledger.faults(), {})

    def test_a_clock_that_was_not_shifted_is_an_error(self):
        for ahead in (0.0, -3600.0, None):
            tried = trial(seconds_ahead=lambda host, ahead=ahead: ahead)
            steps.clock_told(steps.TWO, 3600)(tried)
            self.assertEqual(tried.ledger.faults(), {"errors": 1})

    def test_an_outsider_who_reaches_what_it_is_to_reach_is_no_error(self):
        for reached, where in ((True, steps.ALL), (False, steps.NONE)):
            tried = trial(connects=lambda space, address, reached=reached: reached, outsider=None)
            steps.outsider_reaches(where)(tried)
            self.assertEqual(tried.ledger.faults(), {})

    def test_an_outsider_who_reaches_more_or_less_is_an_error(self):
        for open_to, where in (([], steps.ALL), (["10.1.1.1"], steps.ALL), (["10.1.1.1"], steps.NONE)):
            tried = trial(connects=lambda space, address, open_to=open_to: address in open_to, outsider=None)
            steps.outsider_reaches(where)(tried)
            self.assertEqual(tried.ledger.faults(), {"errors": 1})

    def test_memory_pressure_that_throws_nothing_out_is_an_error(self):
        tried = trial(statistic=lambda host, name: 0)
        tried.lab.hosts[0].space = SimpleNamespace(call=lambda *arguments: None)
        steps.pressure(steps.ONE)(tried)
        self.assertEqual(tried.ledger.faults(), {"errors": 1})

    def test_the_packets_that_rules_have_dropped_are_counted(self):
        self.assertEqual(partitions.dropped("""Chain PREROUTING (policy ACCEPT 125 packets, 9000 bytes)
    pkts      bytes target     prot opt in     out     source               destination
       7      420 DROP       tcp  --  *      *       0.0.0.0/0            0.0.0.0/0            tcp dpt:11211
      12      720 DROP       0    --  eth1   *       10.2.2.2             0.0.0.0/0
"""), 19)
        self.assertEqual(partitions.dropped("Chain PREROUTING (policy ACCEPT 3 packets, 9 bytes)\n"), 0)


if __name__ == "__main__":
    unittest.main()
