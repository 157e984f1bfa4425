"""The visitors have to notice each kind of loss: PYTHONPATH=lab python3 -m unittest discover lab/tests"""

import json
import unittest
from types import SimpleNamespace
from unittest import mock

from memshare_lab.ledger import Ledger
from memshare_lab.visitors import Visitor
from memshare_lab.web import Answer

HOST = SimpleNamespace(name="lamp01", public="1.1.1.1", app=object())
FIRST = Answer(200, "This is the first time you're visiting this server\n", "cookie", 1.0)


def shown(number):
    return Answer(200, f"Your number of visits: {number}\n", None, 1.0)


def state(**attributes):
    return Answer(200, json.dumps(attributes), None, 1.0)


class VisitorTests(unittest.TestCase):

    def setUp(self):
        self.ledger = Ledger()
        self.visitor = Visitor(0, [HOST], self.ledger)

    def answered(self, action, *answers):
        with mock.patch("memshare_lab.web.ask", side_effect=answers):
            action()

    def visits(self, *answers):
        for answer in answers:
            self.answered(lambda: self.visitor.visit(HOST), answer)

    def test_every_visit_counted_is_no_fault(self):
        self.visits(FIRST, shown(1), shown(2))
        self.answered(self.visitor.settle, state(visit=3))
        self.assertEqual(self.ledger.faults(), {})

    def test_a_visitor_greeted_again_has_lost_the_session_and_its_updates(self):
        self.visits(FIRST, shown(1), FIRST)
        self.assertEqual(self.ledger.faults(), {"lost": 1, "updates lost": 2})

    def test_a_number_seen_before_is_stale(self):
        self.visits(FIRST, shown(1), shown(2), shown(1))
        self.assertEqual(self.ledger.faults(), {"stale": 1})
        self.assertEqual(self.ledger.stale_by, 2)

    def test_more_visits_than_were_made_are_wrong(self):
        self.visits(FIRST, shown(2))
        self.assertEqual(self.ledger.faults(), {"wrong": 1})

    def test_a_visit_that_failed_may_have_been_counted(self):
        self.visits(FIRST, Answer(503, "", None, 1.0), shown(2))
        self.answered(self.visitor.settle, state(visit=3))
        self.assertEqual(self.ledger.faults(), {"unavailable": 1})

    def test_a_visit_missing_at_the_end_is_a_lost_update(self):
        self.visits(FIRST, shown(1))
        self.answered(self.visitor.settle, state(visit=1))
        self.assertEqual(self.ledger.faults(), {"updates lost": 1})

    def test_an_attribute_missing_at_the_end_is_a_lost_update(self):
        self.visits(FIRST)
        self.answered(lambda: self.visitor.put(HOST, "user", "me"), Answer(204, "", None, 1.0))
        self.answered(self.visitor.settle, state(visit=1))
        self.assertEqual(self.ledger.faults(), {"updates lost": 1})

    def test_anything_behind_an_ended_session_is_resurrected(self):
        self.visits(FIRST)
        self.answered(lambda: self.visitor.logout(HOST), Answer(204, "", "", 1.0))
        self.answered(self.visitor.settle, state(visit=1))
        self.assertEqual(self.ledger.faults(), {"resurrected": 1})

    def test_no_answer_is_an_error(self):
        self.visits(FIRST, Answer(0, "TimeoutError", None, 15000.0))
        self.assertEqual(self.ledger.faults(), {"errors": 1})

    def test_a_503_that_changes_the_cookie_is_an_error(self):
        self.visits(FIRST, Answer(503, "", "", 1.0))
        self.assertEqual(self.ledger.faults(), {"errors": 1, "unavailable": 1})

    def test_a_session_whose_state_no_server_tells_is_an_error(self):
        self.visits(FIRST)
        self.answered(self.visitor.settle, Answer(503, "", None, 1.0))
        self.assertEqual(self.ledger.faults(), {"errors": 1, "unavailable": 1})

    def test_work_that_a_request_is_asked_for_is_told_apart_from_its_time(self):
        self.visits(FIRST)
        with mock.patch("memshare_lab.web.ask", return_value=Answer(200, "", None, 520.0)) as ask:
            self.visitor.crowd_visit(HOST, 500)
        self.assertEqual(ask.call_args.args[2], "/session/visit?delay=500")
        self.assertEqual([taken.own for taken in self.ledger.times["before"]], [1.0, 20.0])


if __name__ == "__main__":
    unittest.main()
