"""The mutations are those of the sources as they are, and what was found out about one is found out again after a change."""

import dataclasses
import sys
import tempfile
import unittest
from pathlib import Path

if sys.version_info < (3, 11):
    raise unittest.SkipTest("the list of mutations is TOML")

from memshare_lab.mutants import Results, mutations


class MutantsTests(unittest.TestCase):

    def test_each_mutation_changes_a_source_that_is_there_and_names_tests_that_are_there(self):
        for mutation in mutations():
            with self.subTest(mutation.name):
                self.assertRegex(mutation.digest(), "[0-9a-f]{16}")

    def test_a_piece_that_is_not_there_once_ends_the_program(self):
        known = mutations()[0]
        for piece in ("nowhere in the source", "import "):
            with self.subTest(piece), self.assertRaisesRegex(SystemExit, f"{known.name}: .*has not once: {piece.strip()}"):
                dataclasses.replace(known, edits=((piece, ""),)).source()

    def test_a_test_that_is_not_there_ends_the_program(self):
        with self.assertRaisesRegex(SystemExit, "there is no io.memshare.NoSuchTests"):
            dataclasses.replace(mutations()[0], tests=("io.memshare.NoSuchTests",)).digest()

    def test_a_result_is_kept_until_the_mutation_changes(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "results.jsonl"
            first, second = mutations()[:2]
            Results(file).add(first, "ReplicatedWriteTests.aTest", 3.2)
            Results(file).add(second, "", 4)
            kept = Results(file)
            self.assertEqual((kept.of(first), kept.of(second), kept.of(mutations()[2])), ("ReplicatedWriteTests.aTest", "", None))
            self.assertIsNone(kept.of(dataclasses.replace(first, tests=second.tests + first.tests)))

    def test_without_a_file_nothing_is_kept(self):
        results = Results(None)
        results.add(mutations()[0], "a", 1)
        self.assertIsNone(results.of(mutations()[0]))


if __name__ == "__main__":
    unittest.main()
