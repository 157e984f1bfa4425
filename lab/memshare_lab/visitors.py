"""Visitors with one session each, who remember what they were promised."""

import json
import re

from memshare_lab import web

_VISITS = re.compile(r"Your number of visits: (\d+)\n")
_FIRST = "This is the first time you're visiting this server\n"


class Visitor:
    """One session, used by one request at a time unless a method says otherwise."""

    def __init__(self, number, hosts, ledger):
        self.number = number
        self.hosts = hosts
        self.ledger = ledger
        self.cookie = None
        self.dead = []  # cookies of sessions that were ended or renamed
        self.turn = number
        self.concurrent = False  # whether its counter was changed by several requests at once
        self._forget()

    def _forget(self):
        self.acknowledged = 0
        self.uncertain = 0  # visits that were not acknowledged and may have been counted all the same
        self.floor = None  # the number that the next visit shows at least
        self.attributes = {}

    def next_host(self, among=None):
        """Returns the next server in turn, of those that run."""
        hosts = [host for host in among or self.hosts if host.app is not None]
        self.turn += 1
        return hosts[self.turn % len(hosts)]

    def ask(self, host, method, path, body=None, expected=None):
        answer = web.ask(host.public, method, path, self.cookie, body)
        self.ledger.answer(answer, expected)
        return answer

    # --- visits ----------------------------------------------------------------------------------------------------

    def visit(self, host):
        """Visits once and holds the number shown against what was acknowledged before."""
        answer = self.ask(host, "GET", "/session")
        if not answer.ok:
            self.uncertain += 1
            return
        shown = _VISITS.match(answer.text)
        if shown is None:
            self._greeted(answer)
        else:
            self._shown(int(shown.group(1)))

    def _greeted(self, answer):
        if not answer.text.startswith(_FIRST):
            self.ledger.add("errors")
            self.ledger.remark("a page that is not the tutorial's")
        if self.cookie is not None and self.floor is not None:
            self._lose(f"greeted as new by a visit {self.ledger.phase}")
        self.cookie = answer.cookie or self.cookie
        self.acknowledged = self.floor = 1

    def _lose(self, how):
        self.ledger.lose(self.number)
        self.ledger.add("updates lost", self.acknowledged + len(self.attributes))
        self.ledger.remark(how)
        self._forget()

    def _shown(self, number):
        if self.floor is not None and number < self.floor:
            if self.concurrent:
                self.ledger.add("concurrent stale")
            else:
                self.ledger.stale(self.floor - number)
        if number > self.acknowledged + self.uncertain:
            self.ledger.add("wrong")
            self.ledger.remark("more visits than were made")
        self.acknowledged += 1
        self.floor = number + 1

    def crowd_visit(self, host, delay):
        """One of several visits at once; returns whether it was acknowledged."""
        answer = self.ask(host, "POST", f"/session/visit?delay={delay}")
        return answer.ok

    def crowded(self, acknowledged, refused):
        """Notes what became of several visits at once."""
        self.concurrent = True
        self.acknowledged += acknowledged
        self.uncertain += refused

    # --- attributes ------------------------------------------------------------------------------------------------

    def put(self, host, name, value, delay=0):
        """Sets an attribute; also for several requests at once that set different ones."""
        answer = self.ask(host, "PUT", f"/session/attributes/{name}?delay={delay}", value)
        if answer.ok:
            self.attributes[name] = value
            if answer.cookie and answer.cookie != self.cookie:
                self._lose(f"given a new session by a set {self.ledger.phase}")
                self.cookie = answer.cookie

    # --- ends ------------------------------------------------------------------------------------------------------

    def logout(self, host):
        if self.ask(host, "POST", "/session/logout").ok:
            self.dead.append(self.cookie)
            self.cookie = None
            self._forget()

    def renew(self, host):
        answer = self.ask(host, "POST", "/session/renew")
        if answer.ok and answer.cookie:
            self.dead.append(self.cookie)
            self.cookie = answer.cookie
        elif answer.ok:
            self.ledger.add("errors")
            self.ledger.remark("renewed without a new cookie")

    def check_dead(self, host):
        """Tries the cookies of ended sessions: nothing must be behind them."""
        for cookie in self.dead:
            answer = web.ask(host.public, "GET", "/session/attributes", cookie)
            self.ledger.answer(answer)
            if answer.ok and json.loads(answer.text):
                self.ledger.resurrect(self.number)
                self.ledger.remark(f"resurrected {self.ledger.phase}, seen on {host.name}")

    # --- the end of the scenario -----------------------------------------------------------------------------------

    def settle(self):
        """Compares what every server shows with all that was acknowledged."""
        self.check_dead(self.next_host())
        if self.cookie is None:
            return
        seen = []
        for _ in self.hosts:
            answer = self.ask(self.next_host(), "GET", "/session/attributes")
            if answer.ok:
                seen.append(json.loads(answer.text))
        if not seen:
            self.ledger.remark("no server tells a session's state at the end")
            return
        if any(state != seen[0] for state in seen):
            self.ledger.stale(1)
            self.ledger.remark("servers disagree at the end")
        if not all(seen):
            if self.acknowledged:
                self._lose("gone at the end")
            return
        visits = min(state.get("visit", 0) for state in seen)
        missing = max(0, self.acknowledged - visits)
        self.ledger.add("concurrent lost" if self.concurrent else "updates lost", missing)
        if visits > self.acknowledged + self.uncertain:
            self.ledger.add("wrong")
            self.ledger.remark("more visits at the end than were made")
        gone = sum(any(state.get(name) != value for state in seen) for name, value in self.attributes.items())
        self.ledger.add("updates lost", gone)
