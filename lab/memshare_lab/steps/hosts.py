"""The hosts that a step is about. Each selection is a function of all hosts."""


def ONE(hosts):
    return hosts[:1]


def OTHERS(hosts):
    return hosts[1:]


def TWO(hosts):
    return hosts[1:2]


def LAST(hosts):
    return hosts[-1:]


def ALL(hosts):
    return hosts


def NONE(hosts):
    return hosts[:0]


def between(ones, others, act):
    """Does something to the trial with each of the one hosts and each of the others."""
    def step(trial):
        for one in ones(trial.lab.hosts):
            for other in others(trial.lab.hosts):
                act(trial, one, other)
    return step
