"""What may be found in a scenario depends on when and where, and no request may take too long."""

import unittest
from types import SimpleNamespace

from memshare_lab.ledger import Ledger
from memshare_lab.scenarios import SCENARIOS
from memshare_lab.verdict import Allowance, judge, limits
from memshare_lab.web import Answer

HOSTS = [SimpleNamespace(name=f"lamp0{number}") for number in (1, 2, 3)]


def first(hosts):
    return hosts[:1]


def scenario(*allowed, longest=500, noise=100):
    return SimpleNamespace(allowed=allowed, longest=longest, noise=noise)


class VerdictTests(unittest.TestCase):

    def setUp(self):
        self.now = 0.0
        self.ledger = Ledger(lambda: self.now)

    def begin(self, phase, now=0.0):
        self.now = now
        self.ledger.begin(phase)

    def answered(self, millis=1.0, status=200, server="lamp01", work=0):
        self.ledger.answer(Answer(status, "", None, millis), server, work=work)

    def verdict(self, *allowed, lenient=False, **what):
        return judge(scenario(*allowed, **what), self.ledger, HOSTS, lenient)


class ConsistencyTests(VerdictTests):

    def judged(self, consistency):
        found = scenario()
        found.quorum = (Allowance("unavailable", "during", where=first),)
        return judge(found, self.ledger, HOSTS, consistency=consistency)

    def test_what_only_a_majority_may_refuse(self):
        self.begin("during")
        self.answered(status=503, server="lamp01")
        self.assertEqual(self.judged("quorum"), "as allowed: unavailable")
        self.assertEqual(self.judged("available"), "WRONG: unavailable 1")
        self.answered(status=503, server="lamp02")
        self.assertEqual(self.judged("quorum"), "WRONG: unavailable 1")


class TimeTests(VerdictTests):

    def test_a_request_may_take_two_timeouts_and_the_longest_time_without_fault(self):
        self.answered(150)
        self.begin("during")
        self.answered(650)
        self.assertEqual(self.verdict(), "clean")
        self.answered(651)
        self.assertEqual(self.verdict(), "WRONG: slow 1")

    def test_a_fast_machine_is_granted_time_for_noise(self):
        self.answered(5)
        self.begin("after")
        self.answered(600)
        self.assertEqual(self.verdict(), "clean")
        self.answered(601)
        self.assertEqual(self.verdict(), "WRONG: slow 1")

    def test_a_hang_before_the_fault_is_wrong_and_no_excuse(self):
        self.answered(5000)
        self.begin("during")
        self.answered(5000)
        self.assertEqual(self.verdict(), "WRONG: slow 1")

    def test_work_that_was_asked_for_is_not_counted(self):
        self.answered(700, work=500)
        self.begin("during")
        self.answered(1150, work=500)
        self.assertEqual(self.verdict(), "clean")
        self.assertEqual(limits(self.ledger)["during"], 700)
        self.assertEqual(self.ledger.longest("during"), 1150)

    def test_a_fault_may_be_granted_more(self):
        self.begin("during")
        self.answered(2000)
        self.assertEqual(self.verdict(longest=2000), "clean")
        self.answered(2101)
        self.assertEqual(self.verdict(longest=2000), "WRONG: slow 1")

    def test_a_crowd_is_granted_more_time_for_noise(self):
        self.begin("during")
        self.answered(1000)
        self.assertEqual(self.verdict(noise=500), "clean")
        self.answered(1001)
        self.assertEqual(self.verdict(noise=500), "WRONG: slow 1")

    def test_lenient_times_are_remarks(self):
        self.begin("during")
        self.answered(2000)
        self.assertEqual(self.verdict(lenient=True), "clean")
        self.assertEqual(self.ledger.remarks, ["1 requests above 600 ms during"])


class AllowanceTests(VerdictTests):

    def test_what_is_not_allowed_is_wrong(self):
        self.answered(status=503)
        self.assertEqual(self.verdict(), "WRONG: unavailable 1")

    def test_an_allowance_is_for_one_phase(self):
        allowed = Allowance("unavailable", "during")
        self.begin("during")
        self.answered(status=503)
        self.assertEqual(self.verdict(allowed), "as allowed: unavailable")
        self.begin("after")
        self.answered(status=503)
        self.assertEqual(self.verdict(allowed), "WRONG: unavailable 1")

    def test_an_allowance_may_end(self):
        allowed = Allowance("unavailable", "after", seconds=10)
        self.begin("after", 100.0)
        self.now = 110.0
        self.answered(status=503)
        self.assertEqual(self.verdict(allowed), "as allowed: unavailable")
        self.now = 111.0
        self.answered(status=503)
        self.assertEqual(self.verdict(allowed), "WRONG: unavailable 1")

    def test_an_allowance_may_be_for_one_server(self):
        allowed = Allowance("unavailable", "during", where=first)
        self.begin("during")
        self.answered(status=503, server="lamp01")
        self.assertEqual(self.verdict(allowed), "as allowed: unavailable")
        self.answered(status=503, server="lamp02")
        self.assertEqual(self.verdict(allowed), "WRONG: unavailable 1")

    def test_updates_may_be_lost_with_their_session_and_not_without(self):
        allowed = Allowance("lost", "after"), Allowance("updates lost", "after")
        self.begin("after")
        self.ledger.lose(1, 4)
        self.assertEqual(self.verdict(*allowed), "as allowed: lost, updates lost")
        self.ledger.find("updates lost", 2)
        self.assertEqual(self.verdict(*allowed), "WRONG: updates lost 2")

    def test_no_session_may_be_lost_twice(self):
        allowed = Allowance("lost", "after"), Allowance("updates lost", "after")
        self.begin("after")
        self.ledger.lose(1, 4)
        self.ledger.lose(1, 1)
        self.assertEqual(self.verdict(*allowed), "WRONG: errors 1")

    def test_sessions_may_be_gone_after_all_nodes_were_down_but_nobody_is_new_meanwhile(self):
        (kill_all,) = [each for each in SCENARIOS if each.name == "kill-all"]
        self.begin("during")
        self.answered(status=503, server="lamp03")
        self.begin("after")
        self.ledger.lose(1, 4)
        self.assertEqual(judge(kill_all, self.ledger, HOSTS), "as allowed: unavailable, lost, updates lost")
        self.begin("during")
        self.ledger.lose(2, 4)
        self.assertEqual(judge(kill_all, self.ledger, HOSTS), "WRONG: lost 1, updates lost 4")

    def test_only_a_server_that_is_cut_off_from_all_nodes_answers_503(self):
        (cut,) = [each for each in SCENARIOS if each.name == "cut-app-from-all"]
        self.begin("during")
        self.answered(status=503, server="lamp01")
        self.assertEqual(judge(cut, self.ledger, HOSTS), "as allowed: unavailable")
        self.answered(status=503, server="lamp02")
        self.assertEqual(judge(cut, self.ledger, HOSTS), "WRONG: unavailable 1")


if __name__ == "__main__":
    unittest.main()
