"""Visitors who go on, and nodes that are replaced meanwhile."""

import shutil
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from unittest import mock

from memshare_lab import steps
from memshare_lab.hosts import Host, Lab
from memshare_lab.ledger import Ledger
from memshare_lab.load import Load
from memshare_lab.web import Answer


class SlowVisitor:
    """Counts its visits, and notes whether two of them were under way at once."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.visits = 0
        self.active = 0
        self.overlapped = False

    def next_host(self):
        return None

    def visit(self, host):
        self.active += 1
        self.overlapped |= self.active > 1
        time.sleep(self.seconds)
        self.visits += 1
        self.active -= 1


class LoadTests(unittest.TestCase):

    def load(self, visitors, rate, goal):
        ledger = Ledger()
        with ThreadPoolExecutor(4) as pool, Load(visitors, pool, ledger, rate):
            while sum(visitor.visits for visitor in visitors) < goal:
                time.sleep(0.01)
        return ledger

    def test_every_visitor_visits_in_turn(self):
        visitors = [SlowVisitor(0) for _ in range(10)]
        ledger = self.load(visitors, 200, 50)
        self.assertTrue(all(visitor.visits >= 4 for visitor in visitors))
        self.assertIn("visits in", ledger.remarks[0])

    def test_a_visitor_has_one_visit_at_a_time_and_too_few_visits_are_an_error(self):
        visitor = SlowVisitor(0.05)
        ledger = self.load([visitor], 1000, 3)
        self.assertFalse(visitor.overlapped)
        self.assertEqual(ledger.faults(), {"errors": 1})

    def test_what_goes_wrong_in_a_visit_is_told(self):
        visitor = SlowVisitor(0)
        visitor.visit = mock.Mock(side_effect=KeyError("visit"))
        with self.assertRaises(KeyError), ThreadPoolExecutor(1) as pool, Load([visitor], pool, Ledger(), 100):
            while not visitor.visit.called:
                time.sleep(0.01)


class ReplacementTests(unittest.TestCase):

    def trial(self, status):
        hosts = [Host(number) for number in (1, 2, 3)]
        for host in hosts:
            host.app = host.memcached = object()
        self.acts = []
        lab = SimpleNamespace(hosts=hosts, start_spare=lambda host: setattr(host, "spare", object()),
                              kill_memcached=lambda host: setattr(host, "memcached", None),
                              act=lambda host, node, action: self.acts.append((host.name, node, action)) or Answer(status, "", None, 1))
        return SimpleNamespace(lab=lab, ledger=Ledger())

    def test_a_node_is_added_before_the_other_is_removed(self):
        trial = self.trial(202)
        steps.replacement_begun(1, steps.LAST)(trial)
        self.assertEqual(self.acts, [("lamp03", "10.2.2.102:11211", "add"), ("lamp03", "10.2.2.2:11211", "remove")])
        self.assertEqual(trial.ledger.faults(), {})

    def test_a_refusal_is_an_error(self):
        trial = self.trial(409)
        steps.replacement_begun(1, steps.LAST)(trial)
        self.assertEqual(trial.ledger.faults(), {"errors": 2})

    def test_the_replaced_node_is_killed_when_every_server_that_runs_uses_the_other(self):
        trial = self.trial(202)
        steps.replacement_begun(0, steps.LAST)(trial)
        expected = {"10.1.1.101:11211", "10.2.2.2:11211", "10.3.3.3:11211"}
        trial.lab.hosts[1].app = None
        trial.lab.nodes_listed = lambda host: expected if host.app else set()
        steps.replacement_done(0)(trial)
        self.assertIsNone(trial.lab.hosts[0].memcached)
        self.assertIsNotNone(trial.lab.hosts[2].memcached)

    def test_the_name_has_the_address_of_the_newer_node_of_each_host(self):
        lab = Lab("sample.jar")
        self.addCleanup(shutil.rmtree, lab.folder)
        lab.hosts[1].spare = object()
        lab.publish_names()
        self.assertEqual((lab.folder / "names").read_text(),
                         "127.0.0.1 localhost\n10.1.1.1 nodes.lab\n10.2.2.102 nodes.lab\n10.3.3.3 nodes.lab\n")


if __name__ == "__main__":
    unittest.main()
