"""One scenario while it runs: its hosts, faults and visitors."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from memshare_lab import firewall
from memshare_lab.ledger import Ledger
from memshare_lab.partitions import Partitions
from memshare_lab.visitors import Visitor

AT_ONCE = 6  # visitors who ask at the same time, where a scenario does not say otherwise
CROWD = 50


class Trial:
    """What the steps of a scenario work on. To be used in a `with`, which undoes what is left of the scenario."""

    def __init__(self, lab, sessions, whole_seconds):
        self.lab = lab
        self.ledger = Ledger()
        self.partitions = Partitions(lab)
        self.whole_seconds = whole_seconds
        self.visitors = [Visitor(number, lab.hosts, self.ledger) for number in range(sessions)]
        self.pool = ThreadPoolExecutor(AT_ONCE, initializer=lab.client.enter)
        self.crowd = ThreadPoolExecutor(CROWD, initializer=lab.client.enter)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        """Undoes every fault that is left, so that the next scenario finds the hosts as they were built.

        Servers end that do not run as the lab starts them, and all of them after a scenario that did not come to its end:
        nobody knows what they are at. Whatever cannot be undone keeps nothing else from being undone.
        """
        with ExitStack() as undone:
            for host in self.lab.hosts:
                if error is not None or host.app_is_changed:
                    undone.callback(self.lab.kill_app, host)
                undone.callback(firewall.lower_on, host)
                undone.callback(self.lab.kill_spare, host)
            undone.callback(self.lab.stop_balancer)
            undone.callback(self.partitions.heal)
            undone.callback(self.thaw, self.lab.hosts)
            undone.callback(self.resume, self.lab.hosts)
            for workers in (self.pool, self.crowd):
                undone.callback(workers.shutdown, wait=False, cancel_futures=True)

    def each(self, action):
        """Has every visitor do something; returns when all have."""
        for future in [self.pool.submit(action, visitor) for visitor in self.visitors]:
            future.result()

    @staticmethod
    def freeze(hosts):
        for host in hosts:
            host.memcached.send_signal(signal.SIGSTOP)

    @staticmethod
    def thaw(hosts):
        for host in hosts:
            if host.memcached is not None:
                host.memcached.send_signal(signal.SIGCONT)

    @staticmethod
    def resume(hosts):
        for host in hosts:
            if host.app is not None:
                host.app.send_signal(signal.SIGCONT)

    def await_whole(self, hosts):
        """Waits until the nodes say that they are whole, but not forever; what goes on then goes on without them."""
        deadline = time.monotonic() + self.whole_seconds
        for host in hosts:
            while not self.lab.is_whole(host):
                if time.monotonic() > deadline:
                    self.ledger.remark(f"{host.name} is not whole after {self.whole_seconds:g} s")
                    break
                time.sleep(0.1)
