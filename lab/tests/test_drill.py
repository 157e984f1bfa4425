"""The drill's cases have answers that can be told apart, and that docs/operations.md has."""

import contextlib
import io
import random
import unittest
from pathlib import Path

from memshare_lab import drill
from memshare_lab.drill_cases import CASES

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")


def row(case):
    (found,) = [line for line in PAGE.splitlines() if line.startswith(f"| {case.page}")]
    return [cell.strip() for cell in found.strip("|").split(" | ")]


def words(text):
    return {word.strip(".,;:`*()").lower() for word in text.split()} - {"", "the", "a", "it", "and", "is", "of"}


class DrillTests(unittest.TestCase):

    def test_there_are_ten_cases_with_names_of_their_own(self):
        self.assertEqual(len({case.name for case in CASES}), 10)
        self.assertEqual(len({case.broken for case in CASES}), 10)
        self.assertEqual(len({case.page for case in CASES}), 10)

    def test_each_case_can_be_seen(self):
        for case in CASES:
            self.assertGreaterEqual(len(case.evidence), 3, case.name)

    def test_the_page_has_a_row_for_each_case_and_no_other(self):
        section = PAGE.partition("## From what you see to what you do")[2].partition("\n## ")[0]
        rows = [line for line in section.splitlines() if line.startswith("| ") and not line.startswith(("| what", "| ---"))]
        self.assertEqual(len(rows), len(CASES))
        for case in CASES:
            self.assertEqual(len(row(case)), 4, case.name)

    def test_the_answers_are_those_of_the_page(self):
        for case in CASES:
            _, _, affected, action = row(case)
            self.assertEqual(words(affected) & {"nobody", "everyone", "503", "some"},
                             words(case.affected) & {"nobody", "everyone", "503", "some"}, case.name)
            self.assertGreaterEqual(len(words(case.action) & words(action)), len(words(case.action)) // 3,
                                    f"{case.name}: {case.action} / {action}")

    def examined(self, case, given):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            right = drill.examine(case, CASES, random.Random(7), given)
        return right, output.getvalue()

    def test_right_answers_are_right_and_others_are_corrected(self):
        for case in CASES:
            expected = [drill.choices(field, case, CASES, chance) for chance in [random.Random(7)]
                        for field, _ in drill.QUESTIONS]
            right = [str(offered.index(getattr(case, field)) + 1)
                     for offered, (field, _) in zip(expected, drill.QUESTIONS)]
            answers = iter(right)
            self.assertEqual(self.examined(case, lambda prompt: next(answers))[0], 3)
            wrong = iter([str(int(number) % 4 + 1) for number in right])
            score, said = self.examined(case, lambda prompt: next(wrong))
            self.assertEqual(score, 0)
            self.assertIn(case.action, said)

    def test_what_is_no_answer_is_wrong(self):
        for given in ("", "x", "0", "9", "-1"):
            self.assertEqual(self.examined(CASES[0], lambda prompt, given=given: given)[0], 0)


if __name__ == "__main__":
    unittest.main()
