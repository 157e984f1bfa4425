"""Steps that wait."""

import time


def nodes_up(trial):
    """Waits until every server has taken back every node."""
    trial.lab.await_apps()


def whole(where):
    return lambda trial: trial.await_whole(where(trial.lab.hosts))


def pause(seconds):
    return lambda trial: time.sleep(seconds)
