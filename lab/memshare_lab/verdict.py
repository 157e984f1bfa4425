"""Whether what the visitors have seen is as it should be."""

from dataclasses import dataclass

from memshare_lab.hosts import AVAILABLE, QUORUM
from memshare_lab.ledger import total

TIMEOUT_MILLIS = 250  # memshare.timeout, which the lab leaves as it is
LONGEST_MILLIS = 2 * TIMEOUT_MILLIS  # a request may wait for one deadline while it reads and for one while it writes
NOISE_MILLIS = 100  # what a request may take without a fault, however fast the others were: the machine has other work


@dataclass(frozen=True)
class Allowance:
    """What may be found in a scenario, and in which phase, how long after its beginning, and from which servers.

    Of updates, those that went with a lost session are meant, and no others.
    """

    name: str
    phase: str
    seconds: float = float("inf")
    where: object = None  # which of the hosts; any unless set

    def covers(self, finding, hosts):
        return (finding.name == self.name and finding.phase == self.phase and finding.seconds <= self.seconds
                and (self.where is None or finding.server in [host.name for host in self.where(hosts)])
                and (finding.name != "updates lost" or finding.of_loss))


def limits(ledger, longest=LONGEST_MILLIS, noise=NOISE_MILLIS):
    """Returns how long a request may take in each phase, without the work that it was asked to do.

    With a fault that is as long as the longest one before it, and what the fault may cost. Without one, the same with the
    time for noise, so that a hang before the fault is no excuse for one later.
    """
    usual = max([taken.own for taken in ledger.times["before"]] + [noise])
    return {"before": LONGEST_MILLIS + noise, "during": longest + usual, "after": longest + usual}


def slow(ledger, longest=LONGEST_MILLIS, noise=NOISE_MILLIS):
    """Returns for each phase with requests that took too long how many there are and what the limit was."""
    found = {}
    for phase, limit in limits(ledger, longest, noise).items():
        number = sum(taken.own > limit for taken in ledger.times[phase])
        if number:
            found[phase] = (number, limit)
    return found


def judge(scenario, ledger, hosts, lenient_times=False, consistency=AVAILABLE):
    """Returns the verdict: clean, clean with what is allowed, or what is wrong."""
    late = slow(ledger, scenario.longest, scenario.noise)
    for phase, (number, limit) in late.items():
        ledger.remark(f"{number} requests above {limit:.0f} ms {phase}")
    allowed = scenario.allowed + (scenario.quorum if consistency == QUORUM else ())
    wrong = total(finding for finding in ledger.findings
                  if not any(allowance.covers(finding, hosts) for allowance in allowed))
    if late and not lenient_times:
        wrong["slow"] = sum(number for number, _ in late.values())
    if wrong:
        return "WRONG: " + ", ".join(f"{name} {number}" for name, number in wrong.items())
    found = ledger.faults()
    return "as allowed: " + ", ".join(found) if found else "clean"
