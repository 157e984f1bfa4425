"""Logs one user in on all servers at once, again and again, and counts how many sessions of the user are alive afterwards."""

import argparse
import random
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from memshare_lab import web
from memshare_lab.hosts import Lab, until
from memshare_lab.partitions import Partitions
from memshare_lab.trial import Trial

AT_ONCE = 6
LATEST = 0.04  # seconds until a fault strikes after the logins were sent: about as long as they take
FAULTS = {
    "none": "every server reaches every node",
    "cut": "each server is cut off from another node",
    "killed": "a node is killed meanwhile",
    "frozen": "a node is frozen meanwhile",
    "server-killed": "a server is killed meanwhile",
}
_TOKEN = re.compile(r'name="_csrf"[^>]*value="([^"]+)"')


class Row:
    """What the trials under one fault came to."""

    def __init__(self, fault):
        self.fault = fault
        self.trials = self.logins = self.failed = self.too_many = self.too_few = 0

    def add(self, logins, failed, alive, most):
        self.trials += 1
        self.logins += logins
        self.failed += failed
        self.too_many += alive > most
        self.too_few += alive < min(most, logins - failed)

    def line(self):
        return (f"| {FAULTS[self.fault]} | {self.trials} | {self.logins} | {self.failed} | {self.too_many} | {self.too_few} |")


class Logins:
    """Trials on a lab that has been built and whose servers run."""

    def __init__(self, lab, most, seed):
        self.lab = lab
        self.most = most
        self.random = random.Random(seed)
        self.partitions = Partitions(lab)
        self.pool = ThreadPoolExecutor(AT_ONCE, initializer=lab.client.enter)
        self.known = []  # cookies of sessions that may be alive

    def form(self, host):
        """Returns the cookie and the token of a login form."""
        answer = web.ask(host.public, "GET", "/login")
        token = _TOKEN.search(answer.text)
        return (answer.cookie, token.group(1)) if answer.status == 200 and token else None

    @staticmethod
    def login(host, form):
        cookie, token = form
        fields = {"username": "alice", "password": "password", "_csrf": token}
        return web.ask(host.public, "POST", "/login", cookie, form=fields)

    def alive(self, cookies):
        """Returns the cookies by which some server serves the user."""
        hosts = [host for host in self.lab.hosts if host.app is not None]
        asked = [(cookie, self.pool.submit(web.ask, host.public, "GET", "/", cookie)) for cookie in cookies for host in hosts]
        return {cookie for cookie, answer in asked if answer.result().status == 200}

    def trial(self, fault, row):
        servers = [self.lab.hosts[i % len(self.lab.hosts)] for i in range(AT_ONCE)]
        forms = list(self.pool.map(self.form, servers))
        if None in forms:
            raise RuntimeError("a server shows no login form, although nothing is wrong")
        victim = self.random.choice(self.lab.hosts)
        if fault == "cut":
            for number, host in enumerate(self.lab.hosts):
                self.partitions.cut_app(host, self.lab.hosts[(number + 1) % len(self.lab.hosts)])
        posted = [self.pool.submit(self.login, server, form) for server, form in zip(servers, forms)]
        self.strike(fault, victim)
        answers = [future.result() for future in posted]
        cookies = [answer.cookie for answer in answers if answer.status == 302 and answer.cookie]
        candidates = self.known + cookies
        meanwhile = self.alive(candidates)
        self.heal(fault, victim)
        afterwards = self.alive(candidates)
        if len(afterwards) < self.most and len(cookies) >= self.most:
            afterwards = self.alive(candidates)
        row.add(AT_ONCE, AT_ONCE - len(cookies), max(len(meanwhile), len(afterwards)), self.most)
        self.known = sorted(afterwards)

    def strike(self, fault, victim):
        time.sleep(self.random.uniform(0, LATEST))
        if fault == "killed":
            self.lab.kill_memcached(victim)
        elif fault == "frozen":
            Trial.freeze([victim])
        elif fault == "server-killed":
            self.lab.kill_app(victim)

    def heal(self, fault, victim):
        if fault == "killed":
            self.lab.start_memcached(victim)
        elif fault == "frozen":
            Trial.thaw([victim])
        elif fault == "server-killed":
            start(self.lab, victim, self.most)
            await_page(self.lab, victim)
        self.partitions.heal()
        until(lambda: all(self.lab.is_whole(host) for host in self.lab.hosts), 60, "a node does not become whole")
        until(self.is_served, 60, "a server does not reach the nodes again")

    def is_served(self):
        """Tells whether every server serves a session that is alive."""
        cookie = self.known[-1] if self.known else None
        return all(answer.status in (200, 302) for answer in
                   self.pool.map(lambda host: web.ask(host.public, "GET", "/", cookie), self.lab.hosts))


def start(lab, host, most):
    lab.start_app(host, settings=[f"--memshare.index.maximum-sessions={most}", "--memshare.anonymous-timeout=30s"])


def await_page(lab, host):
    until(lambda: lab.client.call(web.ask, host.public, "GET", "/login").ok, 90, f"the server of {host.name} does not answer")


def main():
    parser = argparse.ArgumentParser(prog="lab/logins", description=sys.modules[__name__].__doc__)
    parser.add_argument("--jar", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--trials", type=int, default=80, metavar="N", help="of each fault, 80 unless set")
    parser.add_argument("--most", type=int, default=2, metavar="N", help="memshare.index.maximum-sessions, 2 unless set")
    parser.add_argument("--only", default=",".join(FAULTS), help="faults: " + ", ".join(FAULTS))
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="chooses victims and moments")
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.most} sessions at most, {AT_ONCE} logins at once on three servers")
    print("| fault | trials | logins | without a session | too many alive | too few alive |\n| --- | --- | --- | --- | --- | --- |")
    exact = True
    with Lab(options.jar) as lab:
        lab.build()
        for host in lab.hosts:
            lab.start_memcached(host)
            start(lab, host, options.most)
        for host in lab.hosts:
            await_page(lab, host)
        logins = Logins(lab, options.most, options.seed)
        for fault in options.only.split(","):
            row = Row(fault)
            for _ in range(options.trials):
                logins.trial(fault, row)
            print(row.line(), flush=True)
            exact = exact and row.too_many == 0
        logins.pool.shutdown()
    return 0 if exact else 1


if __name__ == "__main__":
    sys.exit(main())
