"""What the trials of logins are judged by."""

import unittest

from memshare_lab.logins import FAULTS, Row


class RowTests(unittest.TestCase):

    def judged(self, *trials):
        row = Row("none")
        for logins, without, alive, most in trials:
            row.add(logins, without, alive, most)
        return row

    def test_as_many_as_allowed_are_right(self):
        row = self.judged((6, 0, 2, 2), (6, 4, 2, 2))
        self.assertEqual((row.trials, row.too_many, row.too_few), (2, 0, 0))

    def test_one_more_is_too_many(self):
        self.assertEqual(self.judged((6, 0, 2, 2), (6, 0, 3, 2)).too_many, 1)

    def test_one_less_is_too_few(self):
        self.assertEqual(self.judged((6, 0, 1, 2), (6, 0, 2, 2)).too_few, 1)

    def test_nobody_is_missed_who_was_not_logged_in(self):
        self.assertEqual(self.judged((6, 5, 1, 2), (6, 6, 0, 2)).too_few, 0)

    def test_the_line_has_what_was_counted(self):
        self.assertEqual(self.judged((6, 1, 2, 2)).line(), f"| {FAULTS['none']} | 1 | 6 | 1 | 0 | 0 |")


if __name__ == "__main__":
    unittest.main()
