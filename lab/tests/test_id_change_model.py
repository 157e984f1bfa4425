"""The rules for changes of a session's id hold in every order of steps, and each of them is needed."""

import itertools
import random
import unittest

from models.id_change import DELETED, NEGATIVE, POSITIVE, Live, Moved, Rules, explore, merge


class IdChangeModelTest(unittest.TestCase):
    def test_nothing_goes_wrong_with_all_rules(self):
        for name, scenario in POSITIVE:
            with self.subTest(name):
                states, wrong = explore(**scenario)
                self.assertEqual(set(), wrong)
                self.assertGreater(states, 50)

    def test_each_rule_is_needed(self):
        for name, scenario, expected in NEGATIVE:
            with self.subTest(name):
                _, wrong = explore(**scenario)
                self.assertTrue(any(expected in each for each in wrong), f"{name} was not caught: {wrong}")

    def test_merging_is_commutative_associative_and_idempotent_with_a_bound(self):
        rules, dice = Rules(most_successors=3), random.Random(1)

        def state():
            kind = dice.randrange(10)
            if kind == 0:
                return DELETED
            origin = dice.choice(["", "P", "Q"])
            if kind < 5:
                names = dice.sample("xyz", dice.randrange(3))
                writes = {name: (dice.randrange(4), dice.choice("ab")) for name in names}
                return Live(origin, tuple(sorted(writes.items())))
            keys = dice.sample("ABCDEF", dice.randrange(1, 4))
            return Moved(origin, tuple(sorted((dice.randrange(5), key) for key in keys)))

        for _ in range(20_000):
            a, b, c = state(), state(), state()
            for one, other in itertools.permutations((a, b, c), 2):
                self.assertEqual(merge(one, other, rules), merge(other, one, rules))
            merged = merge(a, b, rules)
            self.assertEqual(merged, merge(a, merged, rules))
            self.assertEqual(merge(merged, c, rules), merge(a, merge(b, c, rules), rules))


if __name__ == "__main__":
    unittest.main()
