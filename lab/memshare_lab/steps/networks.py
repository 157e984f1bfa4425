"""Steps that cut and slow down the networks."""

import threading
import time

from memshare_lab.steps.hosts import between
from memshare_lab.steps.visitors import visits


def cut_cache(where):
    return lambda trial: [trial.partitions.cut_cache(host) for host in where(trial.lab.hosts)]


def cut_host(where):
    return lambda trial: [trial.partitions.cut_host(host) for host in where(trial.lab.hosts)]


def lose_replies(where):
    return lambda trial: [trial.partitions.lose_replies(host) for host in where(trial.lab.hosts)]


def lose_packets(where, share):
    return lambda trial: [trial.partitions.lose_packets(host, share) for host in where(trial.lab.hosts)]


def slow_link(where, seconds):
    return lambda trial: [trial.partitions.slow_link(host, seconds) for host in where(trial.lab.hosts)]


def slow_cache(where, seconds):
    return lambda trial: [trial.partitions.slow_cache(host, seconds) for host in where(trial.lab.hosts)]


def cut_app(apps, caches):
    """Cuts servers off from memcached nodes, both ways, which others still reach."""
    return between(apps, caches, lambda trial, host, cache: trial.partitions.cut_app(host, cache))


def cut_one_way(senders, receivers):
    """Loses every packet from the one hosts to the others on the private network; what the others send arrives."""
    return between(senders, receivers, lambda trial, sender, receiver: trial.partitions.cut_one_way(sender, receiver))


def heal(trial):
    trial.partitions.heal()


def flapping(where, seconds=10, every=0.7):
    """Cuts the nodes off and heals them again and again, with visits all the time."""
    def step(trial):
        over = threading.Event()

        def flap():
            while not over.is_set():
                cut_cache(where)(trial)
                over.wait(every)
                trial.partitions.heal()
                over.wait(every)

        thread = threading.Thread(target=flap, daemon=True)
        thread.start()
        end = time.monotonic() + seconds
        try:
            while time.monotonic() < end:
                visits(1)(trial)
        finally:
            over.set()
            thread.join()
    return step
