"""A run of some rows of the table of compatibility leaves the others as they are."""

import unittest

from memshare_release.table import BEGIN, END, HEAD, merged

PAGE = "\n".join(["# Title", BEGIN, "", *HEAD, "| a | passed | 1 |", "| b | passed | 1 |", "| c | passed | 1 |", "", END, "x"])


def rows(page):
    return [line for line in page.splitlines() if line.startswith("|")][len(HEAD) :]


class TableTest(unittest.TestCase):
    def test_rows_take_the_place_of_their_name_and_new_ones_come_last(self):
        page = merged(PAGE, "b|d", ["| d | passed | 2 |", "| b | FAILED | 2 |"])
        self.assertEqual(["| a | passed | 1 |", "| b | FAILED | 2 |", "| c | passed | 1 |", "| d | passed | 2 |"], rows(page))
        self.assertTrue(page.startswith("# Title\n") and page.endswith(f"{END}\nx"))

    def test_a_row_that_would_have_been_made_and_was_not_is_gone(self):
        self.assertEqual(["| a | passed | 2 |"], rows(merged(PAGE, ".", ["| a | passed | 2 |"])))

    def test_the_same_rows_again_change_nothing(self):
        once = merged(PAGE, ".", ["| a | passed | 2 |"])
        self.assertEqual(once, merged(once, ".", ["| a | passed | 2 |"]))

    def test_a_page_without_a_table_gets_one(self):
        self.assertEqual(["| a | passed | 1 |"], rows(merged(f"{BEGIN}\n{END}\n", ".", ["| a | passed | 1 |"])))


if __name__ == "__main__":
    unittest.main()
