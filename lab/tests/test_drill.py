"""The drill's cases against the page that is to answer them, and what is made of a server's answers."""

import json
import unittest

from memshare_lab import page, views
from memshare_lab.drill import missing
from memshare_lab.drill_cases import CASES, EVERY, SOME, Case, Sight


class PageTests(unittest.TestCase):

    def test_there_are_ten_cases_and_each_has_a_row_of_its_own(self):
        self.assertEqual(len(CASES), 10)
        self.assertEqual(len({case.name for case in CASES}), 10)
        self.assertEqual(len({tuple(page.row(case.row)) for case in CASES}), 10)

    def test_every_row_answers_all_questions(self):
        for row in page.rows():
            self.assertEqual(len(row), len(page.HEADS), row[0])
            self.assertTrue(all(row), row[0])

    def test_the_page_knows_the_words_that_the_servers_show(self):
        text = page.text()
        for case in CASES:
            self.assertTrue(case.words, case.name)
            self.assertEqual([word for word in case.words if word not in text], [], case.name)


class SightTests(unittest.TestCase):

    def test_a_line_is_shown_by_every_server_or_by_some(self):
        shown = {"lamp01": ["health: DOWN", "log: lost"], "lamp02": ["health: DOWN"]}
        for pattern, on, seen in (("^health: DOWN", EVERY, True), ("lost$", EVERY, False), ("lost$", SOME, True), ("UP", SOME, False)):
            self.assertEqual(Sight(pattern, on).is_in(shown), seen, pattern)

    def test_what_is_not_shown_is_missing(self):
        there, away = Sight("DOWN"), Sight("UP")
        case = Case("case", None, "", (), (there, away))
        self.assertEqual(missing(case, {"lamp01": ["health: DOWN"]}), [away])


class ViewTests(unittest.TestCase):

    def test_health_has_a_line_for_each_component(self):
        text = json.dumps({"status": "DEGRADED", "components": {
            "sessions": {"status": "UP", "details": {"served": "all", "copies": 3}},
            "10.1.1.1:11211": {"status": "DEGRADED", "details": {"state": "down", "findings": ["a", "b"]}}}})
        self.assertEqual(views.health(200, text), [
            "health: DEGRADED (HTTP 200)",
            "health of sessions: UP served=all copies=3",
            'health of 10.1.1.1:11211: DEGRADED state=down findings=["a", "b"]'])

    def test_a_server_that_does_not_answer_is_told(self):
        self.assertEqual(views.health(0, "TimeoutError: timed out"), ["health: HTTP 0 TimeoutError: timed out"])

    def test_the_endpoint_has_a_line_for_each_finding_and_each_event(self):
        text = json.dumps({"served": "all", "copies": 3, "list": {"epoch": 0, "phase": "stable"}, "findings": ["too small"],
                           "events": [{"at": "T2", "node": "n", "what": "is up", "times": 1},
                                      {"at": "T1", "node": "n", "what": "is down", "times": 2},
                                      {"at": "T0", "node": "n", "what": "is up", "times": 1}]})
        self.assertEqual(views.endpoint(text, "T1"), [
            "endpoint: served=all copies=3 list: epoch=0 phase=stable", "finding: too small",
            "event: T2 n is up", "event: T1 n is down (2 times)"])

    def test_a_meter_has_its_value(self):
        self.assertEqual(views.meter(json.dumps({"name": "m", "measurements": [{"statistic": "VALUE", "value": 2.0}]})), "meter: m 2.0")

    def test_the_log_is_that_of_memshare_since_the_last_mark(self):
        ours = "2026-11-28T11:00:00.000Z  WARN 17 --- [memshare] io.memshare.Memshare                     : memcached node n is marked down: no answer"
        text = f"{ours}1\n==== node-dead\n{ours}\n2026-11-28T11:00:00.000Z  INFO 17 --- [main] o.a.c.core.StandardService : Starting\n"
        self.assertEqual(views.log(text), [f"log: {ours}"])


if __name__ == "__main__":
    unittest.main()
