"""Steps of the visitors. Each function returns a step: a function of the trial."""

import time

from memshare_lab.hosts import AVAILABLE
from memshare_lab.steps.hosts import ALL, ONE, OTHERS


def visits(rounds=1):
    """Every visitor visits once per round, each time another server."""
    def step(trial):
        for _ in range(rounds):
            trial.each(lambda visitor: visitor.visit(visitor.next_host()))
    return step


def served_within(seconds):
    """Every visitor visits, round after round, until none is answered with 503, which may take so long.

    Where a majority has to answer, the nodes are rebuilt first, which may take 20 s more.
    """
    def step(trial):
        most = seconds if trial.lab.consistency == AVAILABLE else seconds + 20
        begun = time.monotonic()
        while True:
            refused = trial.ledger.counts["unavailable"]
            visits(1)(trial)
            if trial.ledger.counts["unavailable"] == refused:
                return
            if time.monotonic() - begun > most:
                trial.ledger.fail(f"still 503 after {most:g} s")
                return
            time.sleep(0.2)
    return step


def names_set(trial):
    """Every visitor's session also gets a name, which has to stay."""
    trial.each(lambda visitor: visitor.put(visitor.next_host(), "user", f"visitor-{visitor.number}"))


def big_set(size):
    def step(trial):
        trial.each(lambda visitor: visitor.put(visitor.next_host(), "big", "x" * size))
    return step


def big_refused(size):
    """Sets what no node can hold, which the server has to say."""
    def step(trial):
        def attempt(visitor):
            answer = visitor.ask(
                visitor.next_host(), "PUT", "/session/attributes/big", "x" * size, expected=413)
            trial.ledger.remark(f"answer to the set: HTTP {answer.status}")
            if answer.ok:
                trial.ledger.fail("what no node can hold was acknowledged")
        trial.each(attempt)
    return step


def both_sides(rounds, one_counter):
    """Visitors on both sides of a cut: each session is used on both, by attributes of either side or one counter."""
    def step(trial):
        sides = [ONE(trial.lab.hosts), OTHERS(trial.lab.hosts)]
        for visitor in trial.visitors:
            # where a majority has to answer, only one side counts, and the counter has to be right
            visitor.concurrent = one_counter and trial.lab.consistency == AVAILABLE

        def use(visitor, number):
            home, away = sides[visitor.number % 2], sides[1 - visitor.number % 2]
            visitor.visit(visitor.next_host(home))
            if one_counter:
                visitor.visit(visitor.next_host(away))
            else:
                visitor.put(visitor.next_host(away), f"away-{number}", f"{visitor.number}-{number}")

        for number in range(rounds):
            trial.each(lambda visitor, number=number: use(visitor, number))
    return step


def logout(trial):
    trial.each(lambda visitor: visitor.logout(visitor.next_host()))


def renew(trial):
    trial.each(lambda visitor: visitor.renew(visitor.next_host()))


def dead_checked(where=ALL):
    """The cookies of ended sessions are tried on every one of these servers."""
    def step(trial):
        for host in where(trial.lab.hosts):
            if host.app is not None:
                trial.each(lambda visitor, host=host: visitor.check_dead(host))
    return step


def raced(end):
    """Every visitor ends or renews the session while another request of it is being worked on elsewhere."""
    def step(trial):
        def race(visitor):
            cookie, first = visitor.cookie, visitor.next_host()
            visit = trial.crowd.submit(visitor.crowd_visit, first, 500)
            time.sleep(0.2)
            end(visitor, visitor.next_host([host for host in visitor.hosts if host is not first]))
            if visit.result() and visitor.cookie not in (None, cookie):
                visitor.acknowledged += 1
        trial.each(race)
    return step


def crowd_visits(delay):
    """Every session in turn is visited by a crowd at once."""
    def step(trial):
        for visitor in trial.visitors:
            hosts = [visitor.next_host() for _ in range(50)]
            answers = list(trial.crowd.map(lambda host, visitor=visitor: visitor.crowd_visit(host, delay), hosts))
            visitor.crowded(sum(answers), len(answers) - sum(answers))
    return step


def crowd_sets(delay):
    """Every session in turn gets an attribute from each of a crowd at once."""
    def step(trial):
        for visitor in trial.visitors:
            work = [(visitor.next_host(), f"crowd-{number}", f"{visitor.number}-{number}") for number in range(50)]
            list(trial.crowd.map(lambda item, visitor=visitor: visitor.put(*item, delay), work))
        kept = sum(len(visitor.attributes) for visitor in trial.visitors)
        trial.ledger.remark(f"{kept} of {50 * len(trial.visitors)} sets were acknowledged")
    return step


def visits_elsewhere(where, rounds):
    """Visits to any server but these."""
    def step(trial):
        doors = [host for host in trial.lab.hosts if host not in where(trial.lab.hosts)]
        for _ in range(rounds):
            trial.each(lambda visitor: visitor.visit(visitor.next_host(doors)))
    return step
