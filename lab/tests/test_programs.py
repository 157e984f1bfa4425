"""What the programs can do they tell without root, packages and a build: here is no project to build."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from memshare_lab.replacement import REPLACEMENTS
from memshare_lab.scenarios import SCENARIOS

PROJECT = Path(__file__).parents[2]


class ProgramTests(unittest.TestCase):

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="memshare-programs."))
        self.addCleanup(shutil.rmtree, self.folder)
        for name in ("lab", "scripts"):
            shutil.copytree(PROJECT / name, self.folder / name)

    def said(self, program, *arguments):
        done = subprocess.run([self.folder / "lab" / program, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_the_scenarios_are_listed(self):
        self.assertEqual([line.split(":")[0] for line in self.said("faults", "--list").splitlines()],
                         [scenario.name for scenario in SCENARIOS])

    def test_a_changed_list_is_not_for_a_majority(self):
        listed = [line.split(":")[0] for line in self.said("faults", "--list", "--consistency", "quorum").splitlines()]
        self.assertEqual([scenario.name for scenario in SCENARIOS if scenario.name not in listed], ["rolling-list"])

    def test_the_replacements_are_listed(self):
        self.assertEqual([line.split(":")[0] for line in self.said("replacement", "--list").splitlines()],
                         [scenario.name for scenario in REPLACEMENTS])

    @unittest.skipIf(sys.version_info < (3, 11), "the list of mutations is TOML")
    def test_the_mutations_are_listed(self):
        names = [line.split(":")[0] for line in self.said("mutants", "--list").splitlines()]
        self.assertIn("found-is-believed", names)
        self.assertEqual(len(names), len(set(names)))

    def test_the_options_are_told(self):
        for program in ("faults", "replacement", "tutorial", "logins", "drill"):
            self.assertIn(f"usage: lab/{program}", self.said(program, "--help"))


if __name__ == "__main__":
    unittest.main()
