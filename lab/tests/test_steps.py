"""A fault that did not happen proves nothing."""

import unittest
from types import SimpleNamespace
from unittest import mock

from memshare_lab import partitions, steps
from memshare_lab.hosts import Host
from memshare_lab.ledger import Ledger
from memshare_lab.security import Open
from memshare_lab.visitors import Visitor
from memshare_lab.web import Answer


def trial(**lab):
    """A trial on three hosts, of a lab that does what the test says."""
    hosts = [Host(number) for number in (1, 2, 3)]
    for host in hosts:
        host.app = object()
    return SimpleNamespace(lab=SimpleNamespace(hosts=hosts, consistency="available", **lab), ledger=Ledger())


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
        tried = trial(statistic=lambda host, name: 0, security=Open())
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


class VisitorsTests(unittest.TestCase):

    def setUp(self):
        self.tried = trial(balancer=SimpleNamespace(name="balancer", public="203.0.113.50", app=object()),
                           start_balancer=lambda: None)
        self.visitor = Visitor(0, self.tried.lab.hosts, self.tried.ledger)
        self.tried.visitors = [self.visitor]
        self.tried.each = lambda action: action(self.visitor)

    def served(self, step, *answers):
        with mock.patch("memshare_lab.web.ask", side_effect=answers) as ask:
            step(self.tried)
        return [call.args[0] for call in ask.call_args_list]

    def page(self, number, server):
        shown = f"Your number of visits: {number}" if number else "This is the first time you're visiting this server"
        return Answer(200, f"{shown}\nServer IP: {server}\nClient IP: 203.0.113.50\n", None, 1.0)

    def test_visitors_who_know_the_balancer_use_nothing_else(self):
        steps.balancer_up(self.tried)
        asked = self.served(steps.visits(2), self.page(0, "1.1.1.1"), self.page(1, "2.2.2.2"))
        self.assertEqual(asked, ["203.0.113.50", "203.0.113.50"])

    def test_a_balancer_that_uses_every_server_is_no_error(self):
        steps.balancer_up(self.tried)
        self.served(steps.balanced_visits(3), *(self.page(number, f"{n}.{n}.{n}.{n}") for number, n in enumerate((1, 2, 3))))
        self.assertEqual(self.tried.ledger.faults(), {})

    def test_a_balancer_that_leaves_a_server_out_is_an_error(self):
        steps.balancer_up(self.tried)
        self.served(steps.balanced_visits(2), self.page(0, "1.1.1.1"), self.page(1, "2.2.2.2"))
        self.assertEqual(self.tried.ledger.faults(), {"errors": 1})

    def test_servers_that_are_asked_until_they_serve_may_refuse_for_a_time(self):
        with mock.patch("time.sleep"):
            self.served(steps.served_within(10), Answer(503, "", None, 1.0), self.page(0, "1.1.1.1"))
        self.assertEqual(self.tried.ledger.faults(), {"unavailable": 1})

    def test_servers_that_refuse_for_longer_are_an_error(self):
        with mock.patch("time.sleep"):
            self.served(steps.served_within(-1), Answer(503, "", None, 1.0))
        self.assertEqual(self.tried.ledger.faults(), {"errors": 1, "unavailable": 1})


if __name__ == "__main__":
    unittest.main()
