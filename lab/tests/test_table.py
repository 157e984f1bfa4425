"""The columns of PHP."""

import unittest

from memshare_lab import table


class TableTests(unittest.TestCase):

    def test_both_versions_of_php_stand_beside_each_other(self):
        self.assertEqual(table.php()["logout-cut"], ["0 / 0", "0 / 0", "0 / 0", "0 / 0", "9 / 24", "1015 / 30629"])

    def test_requests_that_were_killed_on_purpose_are_no_errors_of_php(self):
        self.assertEqual(table.php()["app-crash"][0], "0 / 0")
        self.assertEqual(table.php()["parallel-visits-20ms"][0], "17 / 6")


if __name__ == "__main__":
    unittest.main()
