"""Nothing of a scenario may be left for the next one."""

import unittest
from unittest import mock

from memshare_lab.hosts import Lab
from memshare_lab.trial import Trial


class LeftoverTests(unittest.TestCase):

    def setUp(self):
        self.lab = Lab("none.jar")
        self.addCleanup(self.lab.folder.rmdir)
        self.run = mock.patch("memshare_lab.namespaces.Namespace.run", return_value="").start()
        mock.patch("memshare_lab.namespaces.Namespace.start", return_value=mock.Mock(poll=lambda: None)).start()
        self.addCleanup(mock.patch.stopall)
        self.addCleanup(lambda: [log.unlink() for log in self.lab.folder.iterdir()])

    def running(self):
        return [host.app is not None for host in self.lab.hosts]

    def begin(self):
        one, two, three = self.lab.hosts
        self.lab.start_app(one)
        self.lab.start_app(two, settings=("--memshare.timeout=1s",))
        self.lab.start_app(three, {"FAKETIME": "+1h"})

    def test_servers_with_changed_settings_end_with_the_scenario(self):
        self.begin()
        with Trial(self.lab, 1, 1):
            pass
        self.assertEqual(self.running(), [True, False, False])

    def test_servers_that_got_their_defaults_back_stay(self):
        self.begin()
        for host in self.lab.hosts:
            self.lab.kill_app(host)
            self.lab.start_app(host)
        with Trial(self.lab, 1, 1):
            pass
        self.assertEqual(self.running(), [True, True, True])

    def test_no_server_outlives_a_scenario_that_was_broken_off(self):
        self.begin()
        with self.assertRaises(RuntimeError), Trial(self.lab, 1, 1):
            raise RuntimeError("a node does not come back")
        self.assertEqual(self.running(), [False, False, False])

    def test_what_cannot_be_undone_keeps_nothing_else_from_it(self):
        self.begin()
        self.run.side_effect = RuntimeError("iptables is not there")
        with self.assertRaises(RuntimeError), Trial(self.lab, 1, 1):
            pass
        self.assertEqual(self.running(), [True, False, False])


if __name__ == "__main__":
    unittest.main()
